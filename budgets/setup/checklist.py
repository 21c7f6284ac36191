"""What a year being set still lacks before its budget can be approved, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import AGREED, NothingToShareBy
from budgets.models import BudgetLine, ChargeElement, FinancialYear
from budgets.setup.staleness import ELEMENTS, LINES, PARTNERS
from budgets.shares import register_basis
from cameras.arithmetic import MissingWeight
from cctvpartnership.figures import percentage_as_typed
from partners.models import Partner

CAMERAS = "cameras"
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Missing:
    """A sentence, and the part of the set-up where it is put right."""

    sentence: str
    part: str


def missing_of(year: FinancialYear) -> list[Missing]:
    """What is missing, in the order of the set-up; nothing: the budget can be approved."""
    missing = [*_partners(year), *missing_of_elements(year)]
    if not missing:
        missing += _shares(year)
    if not BudgetLine.objects.filter(year=year).exists():
        missing.append(Missing("The budget has no lines yet.", LINES))
    return missing


def _partners(year: FinancialYear) -> Iterator[Missing]:
    sharing = set(year.year_partners.values_list("partner", flat=True))
    host = Partner.objects.filter(is_host=True).first()
    if not sharing:
        yield Missing("No council shares the balance yet.", PARTNERS)
    elif host and host.pk not in sharing:
        yield Missing(f"{host}, which runs the service, is not among the partners.", PARTNERS)


def missing_of_elements(year: FinancialYear) -> Iterator[Missing]:
    """Elements, and agreed percentages of one, that do not make 100 % together."""
    elements = list(ChargeElement.objects.filter(year=year).prefetch_related("agreed"))
    if not elements:
        yield Missing("There is no element of charge: nothing says how to share.", ELEMENTS)
        return
    if (total := sum(element.percentage for element in elements)) != WHOLE:
        made = f"make {percentage_as_typed(total)} %, not 100 %"
        yield Missing(f"The percentages of the elements of charge {made}.", ELEMENTS)
    for element in (each for each in elements if each.basis == AGREED):
        total = sum((part.percentage for part in element.agreed.all()), Decimal(0))
        if total != WHOLE:
            made = f"make {percentage_as_typed(total)} %, not 100 %"
            yield Missing(f"“{element}”: the agreed percentages {made}.", ELEMENTS)


def _shares(year: FinancialYear) -> Iterator[Missing]:
    """Whether the register gives a share, which estimates need whatever the budget is set on."""
    try:
        _ = register_basis(year).shares
    except MissingWeight as error:
        yield Missing(f"{error} Give the type an earlier weight.", CAMERAS)
    except NothingToShareBy:
        yield Missing(
            "No partner has a camera in service in this year, of a type with a weight above nil, "
            "so the balance cannot be shared by equivalent cameras. Choose another basis, or "
            "enter cameras first.",
            ELEMENTS,
        )
