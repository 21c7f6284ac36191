"""Random partnerships as year workbooks, and their shares worked out once more from the drawing.

The second working follows the rules day by day and camera by camera; it uses none of our
arithmetic, so that both must be wrong alike to agree on a wrong share.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from budgets.arithmetic import ROUNDING_UNITS

FIRST_DAY, LAST_DAY = date(2024, 4, 1), date(2025, 3, 31)
LONG_AGO = date(2019, 4, 1)
DAYS = [FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
TYPES = ("Active", "Reactive")


@dataclass(frozen=True)
class Partnership:
    """What was drawn. Partners by number from 0; ``base`` is None for the register's average."""

    partners: int
    unit: int
    daily: bool
    round_first: bool
    weights: tuple[tuple[str, Decimal, date], ...]
    cameras: tuple[tuple[int, str, date, date | None, int], ...]
    elements: tuple[tuple[Decimal, str, tuple[Decimal, ...]], ...]
    base: tuple[Decimal, ...] | None
    lines: tuple[tuple[str, Decimal, Decimal], ...]

    @property
    def budget(self):
        return sum(budget for _, budget, _ in self.lines)

    @property
    def estimate(self):
        return sum(estimate for _, _, estimate in self.lines)

    def averages(self):
        """Each partner's mean over the days that count of the cameras in service, each weighed."""
        days = DAYS if self.daily else [day for day in DAYS if day.day == 1]
        sums = [Fraction(0)] * self.partners
        for partner, kind, first_day, last_day, number in self.cameras:
            for day in days:
                if first_day <= day and (last_day is None or day <= last_day):
                    sums[partner] += number * Fraction(self._weight(kind, day))
        return [each / len(days) for each in sums]

    def _weight(self, kind, day):
        in_force = [
            (since, weight) for name, weight, since in self.weights if name == kind and since <= day
        ]
        return max(in_force)[1]

    def shares(self, averages):
        """Each partner's share of the whole balance, all elements together."""
        shares = [Fraction(0)] * self.partners
        for percentage, basis, agreed in self.elements:
            weights = {
                "cameras": averages,
                "equal": [Fraction(1)] * self.partners,
                "agreed": [Fraction(part) for part in agreed],
            }[basis]
            for partner, weight in enumerate(weights):
                shares[partner] += Fraction(percentage) / 100 * weight / sum(weights)
        return _to_hundredths_of_a_percent(shares) if self.round_first else shares

    def sheets(self):
        """The year workbook."""
        names = [f"Council {n + 1}" for n in range(self.partners)]
        base = self.base or ()
        return {
            "Year": [
                ["key", "value"],
                ["label", "2024-25"],
                ["rounding_unit", self.unit],
                ["averaging", "daily" if self.daily else "monthly"],
                ["round_shares_first", self.round_first],
            ],
            "Partners": [
                ["name", "short_name", "host"],
                *(
                    [f"{name} Borough", name, "yes" if n == 0 else "no"]
                    for n, name in enumerate(names)
                ),
            ],
            "Camera types": [["name", "weight", "from"], *map(list, self.weights)],
            "Cameras": [
                ["reference", "partner", "type", "from", "until", "number"],
                *(
                    [f"R{n}", names[partner], kind, first_day, last_day, number]
                    for n, (partner, kind, first_day, last_day, number) in enumerate(self.cameras)
                ),
            ],
            "Elements": [
                ["name", "percentage", "basis", *names],
                *(
                    [f"Element {n}", percentage, basis, *agreed]
                    for n, (percentage, basis, agreed) in enumerate(self.elements)
                ),
            ],
            "Base cameras": [
                ["partner", "equivalent_cameras"],
                *([names[n], number] for n, number in enumerate(base)),
            ],
            "Budget": [
                ["group", "line", "budget"],
                *([group, f"Line {n}", budget] for n, (group, budget, _) in enumerate(self.lines)),
            ],
            "Q2": [
                ["line", "actual", "estimate"],
                *([f"Line {n}", 0, estimate] for n, (_, _, estimate) in enumerate(self.lines)),
            ],
        }


def _to_hundredths_of_a_percent(shares):
    """By largest remainder to exactly 10,000 parts, ties in partner order."""
    wanted = [share * 10_000 for share in shares]
    parts = [int(each) for each in wanted]
    by_remainder = sorted(range(len(shares)), key=lambda n: (parts[n] - wanted[n], n))
    for n in by_remainder[: 10_000 - sum(parts)]:
        parts[n] += 1
    return [Fraction(part, 10_000) for part in parts]


def parts_of_100(number, *, least=0, places=2):
    """``number`` percentages of so many places that make exactly 100."""
    whole = 100 * 10**places - least * number
    cuts = st.lists(st.integers(0, whole), min_size=number - 1, max_size=number - 1).map(sorted)
    return cuts.map(
        lambda cut: tuple(
            Decimal(end - start + least).scaleb(-places)
            for start, end in pairwise([0, *cut, whole])
        )
    )


days = st.integers(-400, 700).map(lambda day: FIRST_DAY + timedelta(days=day))
amounts = st.integers(-50_000_000, 90_000_000).map(lambda pence: Decimal(pence).scaleb(-2))
weights = st.integers(1, 1000).map(lambda drawn: Decimal(drawn).scaleb(-3))


@st.composite
def cameras(draw, partners):
    drawn = []
    for _ in range(draw(st.integers(0, 10))):
        first_day, length = draw(days), draw(st.none() | st.integers(0, 500))
        last_day = None if length is None else first_day + timedelta(days=length)
        partner, kind = draw(st.integers(0, partners - 1)), draw(st.sampled_from(TYPES))
        drawn.append((partner, kind, first_day, last_day, draw(st.integers(1, 40))))
    return (*drawn, (draw(st.integers(0, partners - 1)), "Active", LONG_AGO, None, 1))


@st.composite
def dated_weights(draw):
    first = [(kind, draw(weights), LONG_AGO - timedelta(days=800)) for kind in TYPES]
    later = draw(st.dictionaries(st.tuples(st.sampled_from(TYPES), days), weights, max_size=2))
    return (*first, *((kind, weight, since) for (kind, since), weight in later.items()))


@st.composite
def elements(draw, partners):
    percentages = draw(parts_of_100(draw(st.integers(1, 4)), least=1))
    return tuple(
        (percentage, basis, draw(parts_of_100(partners)) if basis == "agreed" else ())
        for percentage in percentages
        for basis in [draw(st.sampled_from(["cameras", "equal", "agreed"]))]
    )


@st.composite
def partnerships(draw):
    """Two to twenty partners, every setting of a year, balances with pence and below nil."""
    partners = draw(st.integers(2, 20))
    base = st.lists(weights, min_size=partners, max_size=partners).map(tuple)
    groups = st.sampled_from(["Employees", "Premises", "Reserves", "Income from schools"])
    return Partnership(
        partners=partners,
        unit=draw(st.sampled_from(ROUNDING_UNITS)),
        daily=draw(st.booleans()),
        round_first=draw(st.booleans()),
        weights=draw(dated_weights()),
        cameras=draw(cameras(partners)),
        elements=draw(elements(partners)),
        base=draw(st.none() | base),
        lines=tuple(draw(st.lists(st.tuples(groups, amounts, amounts), min_size=1, max_size=6))),
    )
