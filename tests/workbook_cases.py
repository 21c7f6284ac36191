"""Positions whose workbooks are recomputed, and what somebody then types into them.

``entries`` are found as a reader finds them: sheet, name of the row, heading of the column.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from random import Random

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from budgets.inputs import LinePosition
from budgets.part_years import PartOfYear
from budgets.position import QuarterPosition
from budgets.shares import ElementTerms, ShareBasis
from cameras.arithmetic import CountedService, average_equivalent_cameras
from tests import published
from tests.positions import changed, position_from

ESTIMATE, PERCENTAGE, AMOUNT, VALUE = "Estimate", "Percentage", "Fixed amount, £", "Value"
NEAR_FIFTY = ["50", "50.0001", "50.0002"]
AVERAGE, CAMERAS_IN_ROW = "Average equivalent cameras", "Cameras"


@dataclass(frozen=True)
class Case:
    """A position, entries that are typed into its workbook, and the position they make."""

    position: QuarterPosition
    entries: dict
    then: QuarterPosition


def element(percentage, basis, agreed=(), amount=0, name=""):
    agreed = tuple(enumerate(map(Decimal, agreed), start=1))
    return ElementTerms(name or basis, Decimal(percentage), basis, agreed, Decimal(amount))


def basis_of(averages, *terms, round_first=False):
    """``averages``: equivalent cameras in partner order, or cameras that were counted."""
    counted = averages if isinstance(averages[0], CountedService) else ()
    if counted:
        averages = average_equivalent_cameras(counted)
    else:
        averages = dict(enumerate(map(Fraction, averages), start=1))
    keys = tuple(averages)
    return ShareBasis(keys, terms or (element(100, CAMERAS),), averages, round_first, counted)


def lines(*amounts, estimate=lambda budget: budget):
    return [
        LinePosition(n, "Group", f"Line {n}", Decimal(each), Decimal(0), estimate(Decimal(each)))
        for n, each in enumerate(amounts, start=1)
    ]


def in_service(*rows):
    """(partner, type, cameras, months, weight) each."""
    return tuple(
        CountedService(partner, kind, None, None, number, months, 12, Decimal(weight))
        for partner, kind, number, months, weight in rows
    )


GOLDEN_CAMERAS = in_service(
    *((1, "Active", 108, 12, 1), (1, "Active", 10, 9, 1), (1, "Active", 1, 7, 1)),
    *((1, "Reactive", 28, 12, "0.25"), (1, "Reactive", 1, 6, "0.25")),
    *((2, "Active", 44, 12, 1), (2, "Reactive", 13, 12, "0.25"), (2, "Reactive", 1, 3, "0.25")),
    *((3, "Active", 34, 12, 1), (3, "Reactive", 12, 12, "0.25")),
    *((4, "Active", 46, 12, 1), (4, "Reactive", 12, 12, "0.25"), (4, "Reactive", 1, 6, "0.25")),
)


def golden():
    rows = [
        LinePosition(n, *(2 * [row.line]), *map(Decimal, (row.budget, row.actual, row.estimate)))
        for n, row in enumerate(published.LINES)
    ]
    then = basis_of(list(published.BUDGETED_AVERAGES.values()))
    return position_from(rows, basis_of(GOLDEN_CAMERAS), then)


def with_estimates(position, estimates):
    """The position with other estimates, and the entries that make it so."""
    rows = [
        replace(line, estimate=None if amount is None else Decimal(amount))
        for line, amount in zip(position.lines, estimates, strict=True)
    ]
    entries = {("Finance", line.line, ESTIMATE): line.estimate for line in rows}
    return changed(position, lines=tuple(rows)), entries


def cases():
    """By name: each kind of year, as it is and with something changed."""
    return {
        "golden": _golden_changed(),
        "twenty partners": _twenty_partners(),
        "all bases and a fixed amount": _all_bases(),
        "fixed amounts cut": _cut(),
        "shares rounded first": _rounded_first(),
        "balance below nil": _below_nil(),
        "nothing entered": _nothing_entered(),
        "an estimate taken out": _taken_out(),
        "a fraction of a penny": _fraction_of_a_penny(),
        "joined in the year": _joined(),
        "before approval": _before_approval(),
    }


def _golden_changed():
    """Transport costs more, and Hertsmere (Council 3) has forty cameras, not 34."""
    position = golden()
    more, entries = with_estimates(
        position, ["119360", "42690", "8123.45", "615110", "16040", "-272710"]
    )
    cameras = tuple(
        replace(each, number=40) if each.number == 34 else each for each in GOLDEN_CAMERAS
    )
    entries["Cameras", "Council 3", CAMERAS_IN_ROW] = 40
    return Case(position, entries, changed(more, basis=basis_of(cameras)))


def _twenty_partners():
    """Pence, whole pounds as unit, ties; then an average that was typed."""
    averages = [Fraction(1 + n % 3) + Fraction(n % 4, 12) for n in range(20)]
    rows = lines("123456.78", "-1000.50", "99999.99", estimate=lambda each: each * 2)
    position = position_from(rows, basis_of(averages), basis_of(averages[::-1]), unit=1)
    averages[4] = Fraction("7.1234")
    entries = {("Weights", "Council 5", AVERAGE): Decimal("7.1234")}
    return Case(position, entries, changed(position, basis=basis_of(averages)))


def _all_bases():
    """Then other agreed percentages, another fixed amount, and percentages changed about."""

    def terms(agreed, amount, percentages=("37.5", "20.125", "42.375")):
        cameras, equally, as_agreed = percentages
        return (
            element(cameras, CAMERAS),
            element(equally, EQUAL),
            element(as_agreed, AGREED, agreed),
            element(0, EQUAL, amount=amount, name="control room"),
        )

    before, after = ("10", "20", "69.99", "0.01"), ("0", "33.33", "33.33", "33.34")
    averages, rows = ["12.5", "3", "0", "1.25"], lines("500000", "43930")
    then, now = (basis_of(averages, *terms(each, 40_000)) for each in (before, before))
    position = position_from(rows, now, then)
    entries = {
        ("Weights", f"Council {n}", "agreed: agreed, %"): Decimal(each)
        for n, each in enumerate(after, start=1)
    }
    entries["Elements", "control room", AMOUNT] = 41_234
    entries["Elements", "cameras", PERCENTAGE] = Decimal("37.4")
    entries["Elements", "equal", PERCENTAGE] = Decimal("20.225")
    basis = basis_of(averages, *terms(after, 41_234, ("37.4", "20.225", "42.375")))
    return Case(position, entries, changed(position, basis=basis))


def _cut():
    """Fixed amounts above the balance, which are cut; then there is more than they take."""
    basis = basis_of(
        [3, 1, 1],
        element(100, CAMERAS),
        element(0, EQUAL, amount=7_000, name="room"),
        element(0, AGREED, (50, 30, 20), amount=5_000, name="staff"),
    )
    position = position_from(lines("10000.07"), basis, basis, unit=10)
    then, entries = with_estimates(position, ["123456.70"])
    return Case(position, entries, then)


def _rounded_first():
    """Thirds, with a fixed amount; then another balance and another average."""
    extra = element(0, EQUAL, amount=1_000, name="room")
    basis = basis_of([1, 1, 1], element(100, CAMERAS), extra, round_first=True)
    position = position_from(lines("100000", "2.50"), basis, basis)
    then, entries = with_estimates(position, ["90000", "7.77"])
    entries["Weights", "Council 2", AVERAGE] = 2
    basis = basis_of([1, 2, 1], element(100, CAMERAS), extra, round_first=True)
    return Case(position, entries, changed(then, basis=basis))


def _below_nil():
    """Three equal partners share a credit, as rule 7 has it; then another, in whole hundreds."""
    basis = basis_of([1, 1, 1])
    position = position_from(lines("-1009"), basis, basis)
    then, entries = with_estimates(position, ["-2345.67"])
    entries["Elements", "Rounding unit, £", VALUE] = 100
    return Case(position, entries, changed(then, rounding_unit=100))


def _nothing_entered():
    """Then everything is."""
    basis = basis_of([2, 1, 4], element(50, CAMERAS), element(50, EQUAL))
    position = position_from(
        lines("1000", "200", estimate=lambda each: None), basis, basis_of([1, 1, 1])
    )
    then, entries = with_estimates(position, ["1234.56", "-78.90"])
    return Case(position, entries, then)


def _taken_out():
    position = golden()
    then, entries = with_estimates(
        position, [None, *(line.estimate for line in position.lines[1:])]
    )
    return Case(position, entries, then)


def _fraction_of_a_penny():
    """The unit left over goes to Council 2 by a fraction of a penny; then to Council 3 by another."""
    basis, other = (basis_of(averages) for averages in (["50", "50.0001", "49.9999"], NEAR_FIFTY))
    position = position_from(lines("100"), basis, basis)
    entries = {("Weights", "Council 3", AVERAGE): Decimal(NEAR_FIFTY[2])}
    return Case(position, entries, changed(position, basis=other))


def _joined():
    """Council 2 shares for 182 days; then for a hundred."""

    def basis(days):
        terms = (element(50, EQUAL), element(50, AGREED, (25, 75)))
        shared = basis_of([4, 1], *terms)
        return replace(shared, parts_of_year=(PartOfYear(2, None, None, days, 365),))

    position = position_from(lines("100000"), basis(182), basis(182), unit=1)
    entries = {("Weights", "Council 2", "Days of the year"): 100}
    return Case(position, entries, changed(position, basis=basis(100)))


def _before_approval():
    position = position_from(lines(1000), basis_of([1, 2]), None)
    then, entries = with_estimates(position, [0])
    return Case(position, entries, then)


def at_random(position, seed):
    """A drawn position with all that may be changed of it changed."""
    random = Random(seed)
    then, entries = with_estimates(
        position,
        [round(each.estimate * random.randint(-99, 299) / 100, 2) for each in position.lines],
    )
    basis = position.inputs.basis
    averages = {
        key: Fraction(round(average * random.randint(0, 20_000)), 10_000) + (key == 1)
        for key, average in basis.averages.items()
    }
    for key, average in averages.items():
        entries["Weights", f"Council {key}", AVERAGE] = average
    terms = tuple(_agreed_anew(each, basis.partners, random, entries) for each in basis.terms)
    basis = replace(basis, averages=averages, terms=terms)
    return Case(position, entries, changed(then, basis=basis))


def _agreed_anew(terms, partners, random, entries):
    if terms.basis != AGREED:
        return terms
    cuts = sorted(random.randint(0, 10_000) for _ in partners[1:])
    parts = [Decimal(b - a) / 100 for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    for key, part in zip(partners, parts, strict=True):
        entries["Weights", f"Council {key}", f"{terms.name}: agreed, %"] = part
    return replace(terms, agreed=tuple(zip(partners, parts, strict=True)))
