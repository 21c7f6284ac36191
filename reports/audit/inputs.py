"""Of the pack: what figures and shares rest on, as it now stands and as it was frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from budgets.models import (
    AgreedPercentage,
    BudgetDecision,
    BudgetedRecharge,
    BudgetLine,
    ChargeElement,
    FinancialYear,
)
from budgets.register.export import COLUMNS as REGISTER_COLUMNS
from budgets.register.export import register_rows
from cameras.models import Service, Weight
from partners.csv_rows import csv_parts
from partners.models import Decision

Table = tuple[Sequence[str], Iterable[Sequence]]


def input_files(year: FinancialYear) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Name and bytes of each file."""
    for quarter in (
        year.quarters.filter(frozen__isnull=False).order_by("number").iterator(chunk_size=1)
    ):
        yield f"inputs/{quarter.label}-frozen-inputs.json", [_json(quarter.frozen)]
    tables: dict[str, Table] = {
        "camera-register": (REGISTER_COLUMNS, _register()),
        "weights": (WEIGHT_COLUMNS, _weights()),
        "settings": (SETTING_COLUMNS, _settings(year)),
        "partners": (PARTNER_COLUMNS, _partners(year)),
        "elements": (ELEMENT_COLUMNS, _elements(year)),
        "budget-lines": (LINE_COLUMNS, _lines(year)),
        "budget-decisions": (BUDGET_COLUMNS, _budget_decisions(year)),
        "budgeted-recharges": (RECHARGE_COLUMNS, _recharges(year)),
        "decisions": (DECISION_COLUMNS, _decisions()),
    }
    for name, (columns, rows) in tables.items():
        yield f"inputs/{name}.csv", csv_parts(columns, rows)


WEIGHT_COLUMNS = ("type", "from", "weight", "rests_on")
SETTING_COLUMNS = ("year", "state", "averaging", "rounding_unit", "round_shares_first", "rests_on")
PARTNER_COLUMNS = ("position", "name", "short_name", "host", "gss_code", "from", "until")
ELEMENT_COLUMNS = (
    *("element", "percentage", "amount", "basis", "rests_on"),
    *("partner", "agreed_percentage"),
)
LINE_COLUMNS = ("group", "line", "ledger_codes", "original_budget", "current_budget")
BUDGET_COLUMNS = (
    *("kind", "version", "dated", "approver", "minute", "reason", "recorded_at", "recorded_by"),
    *("from_line", "to_line", "amount"),
)
RECHARGE_COLUMNS = (
    *("version", "partner", "equivalent_cameras", "share", "fixed", "rest", "amount"),
)
DECISION_COLUMNS = (*("meeting", "decided_on", "minute", "note", "recorded_at", "recorded_by"),)


def _json(value) -> bytes:
    """Plain JSON in one fixed spelling."""
    return f"{json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False)}\n".encode()


def _register() -> Iterator[tuple]:
    return register_rows(Service.objects.order_by("camera__reference", "first_day", "pk"))


def _weights() -> Iterator[tuple]:
    rows = Weight.objects.select_related("camera_type", "decision")
    for row in rows.order_by("camera_type__position", "camera_type_id", "starts_on"):
        yield row.camera_type.name, row.starts_on, row.weight.normalize(), _of(row.decision)


def _settings(year: FinancialYear) -> Iterator[tuple]:
    first = "yes" if year.round_shares_first else "no"
    yield (
        year.label,
        year.state,
        year.averaging,
        year.rounding_unit,
        first,
        _of(year.decision),
    )


def _partners(year: FinancialYear) -> Iterator[tuple]:
    for member in year.year_partners.select_related("partner").order_by("position"):
        partner = member.partner
        yield (
            member.position,
            partner.name,
            partner.short_name,
            "yes" if partner.is_host else "no",
            partner.gss_code,
            member.first_day,
            member.last_day,
        )


def _elements(year: FinancialYear) -> Iterator[tuple]:
    """A row an element; of agreed percentages, a row a partner."""
    agreed: dict[int, list[AgreedPercentage]] = {}
    parts = AgreedPercentage.objects.filter(element__year=year).select_related("partner")
    for part in parts.order_by("element__position", "pk"):
        agreed.setdefault(part.element_id, []).append(part)
    elements = ChargeElement.objects.filter(year=year).select_related("decision")
    for element in elements.order_by("position"):
        percentage = element.percentage.normalize()
        terms = (element.name, percentage, element.amount, element.basis, _of(element.decision))
        for part in agreed.get(element.pk, [None]):
            yield (*terms, part and part.partner.name, part and part.percentage.normalize())


def _lines(year: FinancialYear) -> Iterator[tuple]:
    lines = BudgetLine.objects.filter(year=year).with_changes().select_related("group")
    for line in lines.prefetch_related("ledger_codes"):
        codes = "; ".join(code.code for code in line.ledger_codes.all())
        yield line.group.name, line.name, codes, line.original_budget, line.current_budget


def _budget_decisions(year: FinancialYear) -> Iterator[tuple]:
    """A row a decision; of virements and supplementaries, a row an amount."""
    decisions = BudgetDecision.objects.filter(year=year).select_related("recorded_by")
    decisions = decisions.prefetch_related(
        "virements__from_line", "virements__to_line", "supplementaries__line"
    )
    for decision in decisions.order_by("pk"):
        about = (
            decision.kind,
            decision.version,
            decision.dated,
            decision.approver,
            decision.minute,
            decision.reason,
            decision.recorded_at,
            _of(decision.recorded_by),
        )
        moved = [
            *(
                (each.from_line.name, each.to_line.name, each.amount)
                for each in decision.virements.all()
            ),
            *((None, each.line.name, each.amount) for each in decision.supplementaries.all()),
        ]
        for amounts in moved or [(None, None, None)]:
            yield (*about, *amounts)


def _recharges(year: FinancialYear) -> Iterator[tuple]:
    """Exact numbers are fractions, such as 2271/12319."""
    rows = BudgetedRecharge.objects.filter(year=year).select_related("partner")
    for row in rows.order_by("version", "pk"):
        exact = (row.equivalent_cameras, row.share, row.fixed, row.rest)
        yield (
            row.version,
            row.partner.name,
            *(None if each is None else str(each) for each in exact),
            row.amount,
        )


def _decisions() -> Iterator[tuple]:
    for row in Decision.objects.select_related("recorded_by").order_by("pk"):
        yield (
            row.meeting,
            row.decided_on,
            row.minute,
            row.note,
            row.recorded_at,
            _of(row.recorded_by),
        )


def _of(thing) -> str | None:
    return None if thing is None else str(thing)
