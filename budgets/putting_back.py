"""What may be put back of a year, and of the register whose changes move open quarters' shares.

While a budget is being set, most of it; once it is approved it changes by virement or
supplementary, and only names and notes go back; once the year is closed, nothing does
(docs/decisions/0013).
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Model

from budgets.models import BudgetLine, ChargeElement, FinancialYear
from budgets.records import (
    AGREED,
    ELEMENT,
    GROUP,
    INVOICE,
    INVOICE_TERMS,
    LEDGER_CODE,
    LINE,
    MENTIONED,
    PART,
    SENSE_CHECKS,
    SETTINGS,
    SUPPLEMENTARY,
    VIREMENT,
    YEAR_PARTNER,
)
from budgets.workable import hold_years, unsettled, workable_years
from cameras.records import SPELL, WEIGHT
from partners.records import Entry, Kind
from partners.records.putting_back import Offer, PutBackRefused, Rules, hold_row, may, put_back

State = FinancialYear.State

STEPS = "A year is approved, and closed, on its own pages; no value of that is put back."
TOGETHER = "The elements of a year make 100 % together, so none of them is put back alone."
AGREED_TOGETHER = (
    "The agreed percentages of an element make 100 together, so none is put back alone."
)
# Fields that steps of the year set, on pages of their own.
BY_STEPS = ("state", "approved_at", "approved_by", "starts_in")
CHANGES_STAND = "An approved change stands as approved; another one undoes it."
ON_ITS_PAGE = (
    "What is mentioned is changed, settled and opened again in its quarter, not from here."
)
PARTS_TOGETHER = "What an income is for is changed on the quarter’s page of it, all parts together."
INVOICED = "Invoices are corrected, and their days chosen, on the page of the year’s invoices."
BY_CHANGES = "a virement or a supplementary changes it"
AS_APPROVED = "what it was approved with stands"


def year_of(record: Model) -> FinancialYear:
    """The year that a record of one of its parts concerns."""
    if record.instance_type is FinancialYear:
        key = record.id
    elif hasattr(record, "year_id"):
        key = record.year_id
    elif hasattr(record, "line_id"):
        key = BudgetLine.history.filter(id=record.line_id).first().year_id
    else:
        key = ChargeElement.history.filter(id=record.element_id).first().year_id
    return FinancialYear.objects.get(pk=key)


def hold_year(kind: Kind, record: Model) -> None:
    """Hold the year, so that it is neither approved nor closed meanwhile, and then the row."""
    year = year_of(record)
    list(FinancialYear.objects.select_for_update(no_key=True).filter(pk=year.pk))
    hold_row(kind, record)


def until_closed(year: FinancialYear) -> str:
    return f"{year} is closed: its budget stands." if year.state == State.CLOSED else may()


def while_being_set(year: FinancialYear, instead: str = AS_APPROVED) -> str:
    if year.state == State.APPROVED:
        return f"The budget of {year} is approved: {instead}."
    return until_closed(year)


def of_settings(record: Model, field: str) -> str:
    if field in (*BY_STEPS, ""):
        return STEPS
    year = year_of(record)
    return until_closed(year) if field == "note" else while_being_set(year)


def of_line(record: Model, field: str) -> str:
    year = year_of(record)
    if field in ("name", "by_q1", "by_q2", "by_q3"):
        return until_closed(year)
    return while_being_set(year, BY_CHANGES if field == "original_budget" else AS_APPROVED)


def of_element(record: Model, field: str) -> str:
    return until_closed(year_of(record)) if field == "name" else TOGETHER


def of_year_partner(record: Model, field: str) -> str:
    return while_being_set(year_of(record))


def of_ledger_code(record: Model, field: str) -> str:
    return until_closed(year_of(record))


def always(sentence: str) -> Callable[[Model, str], str]:
    return lambda record, field: sentence


RULES = {
    rules.kind.key: rules
    for rules in (
        Rules(SETTINGS, of_settings, hold_year),
        Rules(YEAR_PARTNER, of_year_partner, hold_year),
        Rules(ELEMENT, of_element, hold_year),
        Rules(AGREED, always(AGREED_TOGETHER)),
        Rules(GROUP),
        Rules(LINE, of_line, hold_year),
        Rules(LEDGER_CODE, of_ledger_code, hold_year),
        Rules(VIREMENT, always(CHANGES_STAND)),
        Rules(SUPPLEMENTARY, always(CHANGES_STAND)),
        # They decide what is asked and no figure, so they go back in any state of the year.
        Rules(SENSE_CHECKS, hold=hold_year),
        Rules(MENTIONED, always(ON_ITS_PAGE)),
        Rules(PART, always(PARTS_TOGETHER)),
        Rules(INVOICE_TERMS, always(INVOICED)),
        Rules(INVOICE, always(INVOICED)),
    )
}
NEVER = (AGREED, VIREMENT, SUPPLEMENTARY, PART, INVOICE_TERMS, INVOICE)


def always_stands(entry: Entry) -> bool:
    """Whether nothing of the entry goes back in any state of its year, which asks no query."""
    if entry.kind in NEVER or entry.kind.key not in RULES:
        return True
    changed = {each.name for each in entry.differences}
    if entry.kind is SETTINGS:
        return changed <= set(BY_STEPS)
    return entry.kind is ELEMENT and "name" not in changed


# Kinds of the register on which averages and shares rest.
MOVING_SHARES = (SPELL, WEIGHT)


@transaction.atomic
def put_back_in_register(*, rules: Rules, **asked) -> Offer:
    """``put_back``, refused too if a year with an open quarter could then not be worked out."""
    if rules.kind not in MOVING_SHARES:
        return put_back(rules=rules, **asked)
    hold_years()
    workable = workable_years()
    offer = put_back(rules=rules, **asked)
    if trouble := unsettled(workable):
        raise PutBackRefused(trouble)
    return offer
