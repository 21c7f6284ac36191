"""A year's elements of charge, saved whole: each a percentage of the balance and a basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from budgets.arithmetic import AGREED
from budgets.models import AgreedPercentage, ChargeElement, FinancialYear
from budgets.setup.rows import remove, save_if_changed, set_aside
from budgets.setup.staleness import ELEMENTS, Mark, refuse_stale
from budgets.setup.years import held
from partners.models import User

SAVED = "Elements of charge of {} saved"
_MEANWHILE = "\N{REPLACEMENT CHARACTER} {}"


@dataclass(frozen=True)
class ElementEntry:
    """One element as it is to be; ``agreed`` percentages by partner key, of an agreed one."""

    element_id: int | None
    name: str
    percentage: Decimal
    basis: str
    agreed: Mapping[int, Decimal] = field(default_factory=dict)


@transaction.atomic
def save_elements(
    *, year: FinancialYear, elements: Sequence[ElementEntry], shown: Mark, user: User | None
) -> None:
    """Make the year's elements what ``elements`` say; one not among them is removed.

    They need not make 100 % yet: approval asks for that. SetupLocked, StaleSetup.
    """
    year = held(year)
    refuse_stale(year, ELEMENTS, shown)
    terms = {"user": user, "reason": SAVED.format(year)}
    stored = year.elements.in_bulk()
    names = {entry.element_id: entry.name for entry in elements}
    gone = [element for key, element in stored.items() if key not in names]
    remove(AgreedPercentage.objects.filter(element__in=gone), **terms)
    remove(gone, **terms)
    taken = {element.name for element in stored.values()}
    for key, element in stored.items():
        if key in names and names[key] != element.name and names[key] in taken:
            set_aside(element, "name", _MEANWHILE.format(key))
    for position, entry in enumerate(elements, start=1):
        element = stored.get(entry.element_id) or ChargeElement(year=year)
        wanted = {
            "name": entry.name,
            "percentage": entry.percentage,
            "basis": entry.basis,
            "position": position,
        }
        save_if_changed(element, wanted, **terms)
        _save_agreed(element, entry.agreed if entry.basis == AGREED else {}, **terms)


def _save_agreed(element: ChargeElement, agreed: Mapping[int, Decimal], **terms) -> None:
    stored = {part.partner_id: part for part in element.agreed.all()}
    remove((part for key, part in stored.items() if key not in agreed), **terms)
    for partner, percentage in agreed.items():
        part = stored.get(partner) or AgreedPercentage(element=element, partner_id=partner)
        save_if_changed(part, {"percentage": percentage}, **terms)
