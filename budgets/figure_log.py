"""A quarter's log: every change of a figure and every step of the quarter, filtered in the database.

A row of the log is a cell, so that one saving of a line may be three of them; the rows of all cells
and of the steps are one query, from which a page or a file takes what it prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from django.db.models import F, Q, QuerySet
from django.db.models import Value as Literal

from budgets.figure_history import STEP, Entry, Value, change_of, names_of, step_of
from budgets.models import FigureRevision, Quarter, StateChange
from budgets.revisions import CELLS
from cctvpartnership.figures import plain_pounds

COMMAND = "command"
BY_COMMAND = "A command"
AT_A_TIME = 1_000
COLUMNS = (
    *("year", "quarter", "when", "who", "email", "line", "what", "from", "to"),
    *("how", "why", "batch", "takes_back"),
)


def log_rows(quarter: Quarter, chosen: Mapping) -> QuerySet:
    """The rows that fit, newest first; within a batch by line and cell. ``entries_of`` reads them.

    ``chosen`` may hold ``line``, ``what``, ``who`` (a key, or ``command``), ``how`` (a source of
    batches), ``since`` and ``until`` (days); what is missing or empty does not matter.
    """
    cells = [cell for cell in CELLS if chosen.get("what") in (None, "", cell)]
    parts = [_cell_rows(quarter, cell, chosen) for cell in cells]
    if not chosen.get("line") and not chosen.get("how") and chosen.get("what") in (None, "", STEP):
        parts.append(_step_rows(quarter, chosen))
    first, *others = parts or [_step_rows(quarter, chosen).none()]
    rows = first.union(*others, all=True) if others else first
    return rows.order_by("-at", "-batch_key", "position", "key", "order")


def entries_of(quarter: Quarter, rows: Iterable[Mapping]) -> list[Entry]:
    """The entries behind ``rows``, in their order. Two queries."""
    rows, names = list(rows), names_of(quarter)
    keys = {what: [row["key"] for row in rows if row["what"] == what] for what in (*CELLS, STEP)}
    revisions = FigureRevision.objects.with_before().in_bulk(
        {key for cell in CELLS for key in keys[cell]}
    )
    steps = StateChange.objects.select_related("made_by").in_bulk(keys[STEP])
    return [
        step_of(steps[row["key"]], names[STEP])
        if row["what"] == STEP
        else change_of(revisions[row["key"]], row["what"], names[row["what"]])
        for row in rows
    ]


def file_rows(quarter: Quarter, chosen: Mapping) -> Iterator[tuple]:
    """The log as rows of ``COLUMNS`` for auditors, made a thousand at a time.

    ``batch`` is the same number for all that was saved together; ``takes_back`` is the batch that
    this one took back.
    """
    rows = log_rows(quarter, chosen).iterator(chunk_size=AT_A_TIME)
    while some := list(islice(rows, AT_A_TIME)):
        for entry in entries_of(quarter, some):
            yield _file_row(quarter, entry)


def _cell_rows(quarter: Quarter, cell: str, chosen: Mapping) -> QuerySet:
    revisions = FigureRevision.objects.filter(quarter=quarter).changing(cell)
    if chosen.get("line"):
        revisions = revisions.filter(line=chosen["line"])
    if chosen.get("how"):
        revisions = revisions.filter(batch__source=chosen["how"])
    revisions = revisions.filter(_by_whom_and_when("batch__saved_by", "batch__saved_at", chosen))
    return revisions.order_by().values(
        at=F("batch__saved_at"),
        batch_key=F("batch"),
        position=F("line__position"),
        order=Literal(CELLS.index(cell)),
        what=Literal(cell),
        key=F("pk"),
    )


def _step_rows(quarter: Quarter, chosen: Mapping) -> QuerySet:
    steps = quarter.state_changes.filter(_by_whom_and_when("made_by", "made_at", chosen))
    return steps.order_by().values(
        at=F("made_at"),
        batch_key=Literal(0),
        position=Literal(0),
        order=Literal(0),
        what=Literal(STEP),
        key=F("pk"),
    )


def _by_whom_and_when(person: str, moment: str, chosen: Mapping) -> Q:
    fits = Q()
    if chosen.get("who") == COMMAND:
        fits &= Q(**{f"{person}__isnull": True})
    elif chosen.get("who"):
        fits &= Q(**{person: chosen["who"]})
    if chosen.get("since"):
        fits &= Q(**{f"{moment}__date__gte": chosen["since"]})
    if chosen.get("until"):
        fits &= Q(**{f"{moment}__date__lte": chosen["until"]})
    return fits


def _file_row(quarter: Quarter, entry: Entry) -> tuple:
    return (
        quarter.year.label,
        f"Q{quarter.number}",
        entry.at,
        str(entry.by or BY_COMMAND),
        entry.by and entry.by.email,
        entry.line and entry.line.name,
        entry.name.lower(),
        _plain(entry.before),
        _plain(entry.after),
        entry.how,
        entry.why,
        entry.batch and entry.batch.pk,
        entry.batch and entry.batch.reverses_id,
    )


def _plain(value: Value) -> object:
    return value if isinstance(value, str) else plain_pounds(value)
