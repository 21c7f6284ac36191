"""A year as its workbook: loaded into an empty database it gives the same year again.

The format has the budget as approved: virements, supplementaries, earlier revisions of figures and
the register's cameras of councils that do not share the year stay behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from budgets.arithmetic import AGREED
from budgets.models import (
    BudgetDecision,
    BudgetedRecharge,
    BudgetLine,
    ChargeElement,
    FigureRevision,
    FinancialYear,
    YearPartner,
)
from budgets.shares import register_basis
from budgets.workbook.alike import AlikeSpells, alike_spells
from budgets.workbook.layout import (
    AVERAGING,
    BASE_CAMERAS,
    BUDGET,
    CAMERA_TYPES,
    CAMERAS_SHEET,
    ELEMENTS,
    LABEL,
    PARTNERS,
    QUARTER_SHEETS,
    ROUND_SHARES_FIRST,
    ROUNDING_UNIT,
)
from budgets.workbook.writing import Contents, Row, written
from cameras.arithmetic import MissingWeight
from cameras.models import Service, Weight
from partners.models import Partner

CHANGED_SINCE = (
    "This is the budget of {year} as it was approved. It has been changed since by virements or "
    "supplementaries, which a year workbook does not hold."
)


def filled_workbook(year: FinancialYear) -> bytes:
    """An .xlsx file of ``year`` with everything that the format has."""
    members = year.year_partners.select_related("partner").order_by("position")
    partners = [member.partner for member in members]
    changes = BudgetDecision.objects.filter(year=year).exclude(kind=BudgetDecision.Kind.APPROVAL)
    rows = {
        PARTNERS.name: [_partner(member) for member in members],
        CAMERA_TYPES.name: list(_weights()),
        CAMERAS_SHEET.name: [_spells(alike) for alike in alike_spells(_services(partners))],
        ELEMENTS.name: list(_elements(year)),
        BASE_CAMERAS.name: list(_base_cameras(year)),
        BUDGET.name: [_line(line) for line in _lines(year)],
        **{layout.name: list(_figures(year, n)) for n, layout in QUARTER_SHEETS.items()},
    }
    return written(
        Contents(
            settings={
                LABEL: year.label,
                ROUNDING_UNIT: year.rounding_unit,
                AVERAGING: year.averaging,
                ROUND_SHARES_FIRST: year.round_shares_first,
            },
            rows=rows,
            partner_columns=_partner_columns(year, partners),
            remarks=(CHANGED_SINCE.format(year=year),) if changes.exists() else (),
        )
    )


def _partner(member: YearPartner) -> Row:
    partner = member.partner
    return {
        "name": partner.name,
        "short_name": partner.short_name,
        "host": partner.is_host,
        "gss_code": partner.gss_code,
        "from": member.first_day,
        "until": member.last_day,
    }


def _weights() -> Iterator[Row]:
    rows = Weight.objects.select_related("camera_type")
    for weight in rows.order_by("camera_type__position", "camera_type", "starts_on"):
        yield {
            "name": weight.camera_type.name,
            "weight": weight.weight,
            "from": weight.starts_on,
        }


def _services(partners: Iterable[Partner]) -> Iterable[Service]:
    """Every spell of these councils' cameras; a type without a weight cannot be named."""
    weighed = Weight.objects.values("camera_type")
    services = Service.objects.filter(partner__in=partners, camera_type__in=weighed)
    return services.select_related("camera", "partner", "camera_type")


def _spells(alike: AlikeSpells) -> Row:
    service = alike.service
    return {
        "reference": alike.reference,
        "partner": service.partner.short_name,
        "type": service.camera_type.name,
        "from": service.first_day,
        "until": service.last_day,
        "location": service.camera.location,
        "number": alike.number if alike.number > 1 else None,
    }


def _partner_columns(year: FinancialYear, partners: Iterable[Partner]) -> tuple[str, ...]:
    agreed = ChargeElement.objects.filter(year=year, basis=AGREED).exists()
    return tuple(partner.short_name for partner in partners) if agreed else ()


def _elements(year: FinancialYear) -> Iterator[Row]:
    elements = ChargeElement.objects.filter(year=year).order_by("position")
    for element in elements.prefetch_related("agreed__partner"):
        agreed = element.agreed.all() if element.basis == AGREED else ()
        yield {
            "name": element.name,
            "percentage": None if element.amount else element.percentage,
            "amount": element.amount,
            "basis": element.basis,
            **{part.partner.short_name: part.percentage for part in agreed},
        }


def _base_cameras(year: FinancialYear) -> Iterator[Row]:
    """What the budget was set on, where the register does not give the same by itself."""
    frozen = BudgetedRecharge.objects.filter(year=year, version=1).select_related("partner")
    base = {part.partner: part.equivalent_cameras for part in frozen.order_by("pk")}
    if base and _averages(year) != {partner.pk: number for partner, number in base.items()}:
        for partner, number in base.items():
            yield {"partner": partner.short_name, "equivalent_cameras": number}


def _averages(year: FinancialYear) -> dict[int, Fraction]:
    """By the register as it stands; nothing where a weight is missing."""
    try:
        return register_basis(year).averages
    except MissingWeight:
        return {}


def _lines(year: FinancialYear) -> Iterable[BudgetLine]:
    lines = BudgetLine.objects.filter(year=year).select_related("group")
    return lines.prefetch_related("ledger_codes")


def _line(line: BudgetLine) -> Row:
    profile = line.profile
    steps = (
        {} if profile.is_even else {"by_q1": line.by_q1, "by_q2": line.by_q2, "by_q3": line.by_q3}
    )
    return {
        "group": line.group.name,
        "line": line.name,
        "ledger_code": "; ".join(code.code for code in line.ledger_codes.all()),
        "budget": line.original_budget,
        **steps,
    }


def _figures(year: FinancialYear, number: int) -> Iterator[Row]:
    newest = FigureRevision.objects.filter(quarter__year=year, quarter__number=number).newest()
    for figure in newest.select_related("line").order_by("line__position", "line"):
        yield {
            "line": figure.line.name,
            "actual": figure.actual,
            "estimate": figure.estimate,
            "comment": figure.comment,
        }
