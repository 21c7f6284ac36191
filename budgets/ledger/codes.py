"""Which line each code of the ledger belongs to, in one year; and saying so, with history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from budgets.models import BudgetLine, FinancialYear, LedgerCode, LeftOutCode
from budgets.workbook.names import folded
from partners.models import User


@dataclass(frozen=True)
class CodesOfYear:
    """By a code's letters whatever their case: the lines it belongs to, or why it is left out."""

    lines: Mapping[str, tuple[BudgetLine, ...]]
    left_out: Mapping[str, str]

    def lines_of(self, code: str) -> tuple[BudgetLine, ...]:
        return self.lines.get(folded(code), ())

    def reason_of(self, code: str) -> str:
        """Why the code is left out; "" if it is not."""
        return self.left_out.get(folded(code), "")


def codes_of(year: FinancialYear) -> CodesOfYear:
    """Every code of the year's lines, and those left out."""
    lines: dict[str, list[BudgetLine]] = {}
    rows = LedgerCode.objects.filter(line__year=year).select_related("line")
    for row in rows.order_by("line__position", "pk"):
        known = lines.setdefault(folded(row.code), [])
        if row.line not in known:
            known.append(row.line)
    left_out = LeftOutCode.objects.filter(year=year)
    return CodesOfYear(
        {code: tuple(known) for code, known in lines.items()},
        {folded(row.code): row.reason for row in left_out},
    )


@transaction.atomic
def assign_codes(
    *,
    year: FinancialYear,
    lines: Mapping[str, BudgetLine],
    left_out: Iterable[str] = (),
    reason: str = "",
    user: User | None,
    why: str = "",
) -> int:
    """Give each code of ``lines`` to its line alone, and leave the others out; how many changed.

    ``why`` is kept in the history. ValueError: a code is left out without a reason.
    """
    left_out = list(left_out)
    if left_out and not reason.strip():
        raise ValueError("Say why the codes are left out.")
    FinancialYear.objects.select_for_update().get(pk=year.pk)
    writer = _Writer(year, user, why)
    for code, line in lines.items():
        writer.give(code, line)
    for code in left_out:
        writer.leave_out(code, reason.strip())
    return writer.changed


class _Writer:
    """Writes rows one by one, each with its history; keeps count of the codes that changed."""

    def __init__(self, year: FinancialYear, user: User | None, why: str):
        self._year, self._user, self._why = year, user, why
        self.changed = 0
        self._given: dict[str, list[LedgerCode]] = {}
        for row in LedgerCode.objects.filter(line__year=year).select_related("line"):
            self._given.setdefault(folded(row.code), []).append(row)
        rows = LeftOutCode.objects.filter(year=year)
        self._left_out = {folded(row.code): row for row in rows}

    def give(self, code: str, line: BudgetLine) -> None:
        given = self._given.get(folded(code), [])
        others = [row for row in given if row.line_id != line.pk]
        reason = self._left_out.pop(folded(code), None)
        for row in filter(None, (*others, reason)):
            self._delete(row)
        if len(others) == len(given):
            self._save(LedgerCode(line=line, code=code))
        self.changed += bool(others or reason or len(others) == len(given))

    def leave_out(self, code: str, reason: str) -> None:
        given = self._given.get(folded(code), [])
        row = self._left_out.get(folded(code)) or LeftOutCode(year=self._year, code=code)
        for each in given:
            self._delete(each)
        if row.reason != reason:
            row.reason = reason
            self._save(row)
            self.changed += 1
        elif given:
            self.changed += 1

    def _save(self, row) -> None:
        row._history_user, row._change_reason = self._user, self._why
        row.save()

    def _delete(self, row) -> None:
        row._history_user, row._change_reason = self._user, self._why
        row.delete()
