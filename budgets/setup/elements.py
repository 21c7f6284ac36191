"""A year's elements of charge, saved whole: each a percentage of the balance or a fixed
amount, and a basis."""

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
from partners.decisions import DecisionEntry, recorded
from partners.models import Decision, User

SAVED = "Elements of charge of {} saved"
_MEANWHILE = "\N{REPLACEMENT CHARACTER} {}"


@dataclass(frozen=True)
class ElementEntry:
    """One element as it is to be; ``agreed`` percentages by partner key, of an agreed one.

    ``amount``: a fixed one in whole pounds, beside which the percentage is nil; else None.
    """

    element_id: int | None
    name: str
    percentage: Decimal
    basis: str
    agreed: Mapping[int, Decimal] = field(default_factory=dict)
    amount: Decimal | None = None


@transaction.atomic
def save_elements(
    *,
    year: FinancialYear,
    elements: Sequence[ElementEntry],
    shown: Mark,
    user: User | None,
    decision: DecisionEntry | None = None,
) -> None:
    """Make the year's elements what ``elements`` say; one not among them is removed.

    They need not make 100 % yet: approval asks for that. ``decision``: what they rest on, None: it
    is not said, and what each rested on stays. SetupLocked, StaleSetup.
    """
    year = held(year)
    refuse_stale(year, ELEMENTS, shown)
    others = others_than(year, elements)
    ruling = decision and recorded(decision, user)
    resting = others or elements if ruling else ()
    write_elements(year, elements, resting, ruling, user=user, reason=SAVED.format(year))


def others_than(year: FinancialYear, elements: Sequence[ElementEntry]) -> list[ElementEntry]:
    """Those of ``elements`` that share otherwise than the year's do now; a name shares nothing."""
    stored = {
        element.pk: (
            element.percentage,
            element.amount,
            element.basis,
            {part.partner_id: part.percentage for part in element.agreed.all()},
        )
        for element in year.elements.prefetch_related("agreed")
    }
    return [
        entry
        for entry in elements
        if stored.get(entry.element_id)
        != (entry.percentage, entry.amount, entry.basis, _agreed(entry))
    ]


def write_elements(
    year: FinancialYear,
    elements: Sequence[ElementEntry],
    resting: Sequence[ElementEntry],
    decision: Decision | None,
    **terms,
) -> None:
    """``elements`` as the year's, those in ``resting`` by ``decision``; ``terms``: user and reason."""
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
            "amount": entry.amount,
            "basis": entry.basis,
            "position": position,
        }
        if entry in resting:
            wanted["decision"] = decision
        save_if_changed(element, wanted, **terms)
        _save_agreed(element, _agreed(entry), **terms)


def _agreed(entry: ElementEntry) -> Mapping[int, Decimal]:
    return entry.agreed if entry.basis == AGREED else {}


def _save_agreed(element: ChargeElement, agreed: Mapping[int, Decimal], **terms) -> None:
    stored = {part.partner_id: part for part in element.agreed.all()}
    remove((part for key, part in stored.items() if key not in agreed), **terms)
    for partner, percentage in agreed.items():
        part = stored.get(partner) or AgreedPercentage(element=element, partner_id=partner)
        save_if_changed(part, {"percentage": percentage}, **terms)
