"""What was typed into a grid of lines that somebody else saved meanwhile, joined with theirs.

A row left alone takes what they saved, a row typed into stays as typed; lines they added stand
below, and a line they removed stays only where something was typed into its row, as a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budgets.models import FinancialYear, SubjectiveGroup
from budgets.setup.line_forms import CELLS, EMPTY_ROWS, MOST_ROWS, row_of
from budgets.setup.staleness import LINES, Mark, histories, mark_of
from partners.history import REMOVED

Rows = dict[str, dict[str, str]]
# A place that nobody typed over follows from where the row stands now.
_AS_IT_STANDS = ""


def joined(data: Mapping[str, str], year: FinancialYear, shown: Mark) -> dict[str, str]:
    """``data`` as the page would come back had it been fetched now and typed into alike."""
    before, now = rows_as_of(year, shown), rows_as_of(year, mark_of(year, LINES))
    rows = [_row(row, before, now) for row in _typed_rows(data) if any(row.values())]
    rows = [row for row in rows if row]
    there = {row["line"] for row in rows}
    rows += [{**row, "order": _AS_IT_STANDS} for key, row in now.items() if key not in there]
    for place, row in enumerate(rows, start=1):
        if row["line"] and row["order"] == _AS_IT_STANDS:
            row["order"] = str(place)
    return {
        "shown": str(mark_of(year, LINES)),
        "lines-INITIAL_FORMS": "0",
        "lines-TOTAL_FORMS": str(len(rows) + EMPTY_ROWS),
        **{f"lines-{n}-{cell}": text for n, row in enumerate(rows) for cell, text in row.items()},
    }


def rows_as_of(year: FinancialYear, mark: Mark) -> Rows:
    """The lines' rows by key, as the histories had them at ``mark``."""
    groups = SubjectiveGroup.objects.in_bulk()
    lines, codes = (
        _standing(rows.filter(history_id__lte=newest).order_by("history_id"))
        for rows, newest in zip(histories(year, LINES), (*mark.newest, 0, 0), strict=False)
    )
    codes_of: dict[int, list[str]] = {}
    for code in codes:
        codes_of.setdefault(code.line_id, []).append(code.code)
    for line in lines:
        line.group = groups[line.group_id]
    in_order = sorted(lines, key=lambda line: (line.position, line.pk))
    return {
        str(line.pk): row_of(line, codes_of.get(line.pk, []), place)
        for place, line in enumerate(in_order, start=1)
    }


def _standing(records: Iterable) -> list:
    """The rows that stood after the last of ``records``."""
    newest = {record.id: record for record in records}
    return [record.instance for record in newest.values() if record.history_type != REMOVED]


def _typed_rows(data: Mapping[str, str]) -> Iterable[dict[str, str]]:
    total = min(int(data["lines-TOTAL_FORMS"]), MOST_ROWS)
    for number in range(total):
        names = ("line", *CELLS, "remove")
        row = {name: data.get(f"lines-{number}-{name}", "") for name in names}
        yield row if row["remove"] else {name: row[name] for name in names[:-1]}


def _row(row: dict[str, str], before: Rows, now: Rows) -> dict[str, str] | None:
    """One row joined; None: they removed a line that was left alone here."""
    key = row["line"]
    if key not in before:
        return row
    order = _AS_IT_STANDS if row["order"] == before[key]["order"] else row["order"]
    row = {**row, "order": order}
    is_untouched = row == {**before[key], "order": order}
    if key not in now:
        return None if is_untouched or row.get("remove") else {**row, "line": "", "order": ""}
    return {**now[key], "order": order} if is_untouched else row
