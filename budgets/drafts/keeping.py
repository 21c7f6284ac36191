"""The writes to a draft: keep what was typed, let it go once saved, discard it. One transaction each.

The quarter's row is held meanwhile: two tabs of one person, and a draft that comes late beside the
save it belongs to, wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from budgets.actions import Figures, enter_figures
from budgets.drafts.rows import TypedRow
from budgets.drafts.unsaved import is_saved
from budgets.lifecycle import locked
from budgets.models import BudgetLine, FigureBatch, FigureDraft, Quarter
from budgets.revisions import History, revisions_of, says
from partners.models import User

Rows = Mapping[int, TypedRow]


class DraftChanged(ValueError):
    """More was typed since the draft was looked at."""


@transaction.atomic
def keep_draft(*, quarter: Quarter, user: User, rows: Rows) -> FigureDraft | None:
    """Join ``rows`` into ``user``'s draft of ``quarter``, whatever the quarter's state.

    Cell by cell the newest text wins. One put back to what its page had shown, or saved since, is
    dropped. None: nothing is unsaved.
    """
    quarter = locked(quarter)
    draft = _draft_of(quarter, user) or FigureDraft(quarter=quarter, user=user)
    cells = {int(line): dict(row) for line, row in draft.cells.items()}
    history = revisions_of(quarter, {*cells, *rows})
    lines = BudgetLine.objects.filter(year=quarter.year, pk__in=rows)
    for line in lines.values_list("pk", flat=True):
        cells[line] = _joined(cells.get(line, {}), rows[line], history.get(line, {}))
    return _stored(draft, _without_saved(cells, history, user))


@transaction.atomic
def save_typed(
    *, quarter: Quarter, entered: Iterable[Figures], user: User, rows: Rows
) -> FigureBatch | None:
    """``enter_figures``, and the draft let go of the cells that the page held (``rows``).

    A cell that was offered and not put back into that page stays in the draft.
    """
    batch = enter_figures(quarter=quarter, entered=entered, user=user)
    draft = _draft_of(quarter, user)
    if draft is None:
        return batch
    cells = {int(line): dict(row) for line, row in draft.cells.items()}
    history = revisions_of(quarter, cells)
    for line, row in cells.items():
        for cell in [*row]:
            if _is_typed(cell, rows.get(line), history.get(line, {})):
                del row[cell]
    _stored(draft, _without_saved(cells, history, user))
    return batch


@transaction.atomic
def discard_draft(*, quarter: Quarter, user: User, kept_at: datetime | None) -> FigureDraft | None:
    """Delete ``user``'s draft as it was kept at ``kept_at``; what it held, None: there was none.

    DraftChanged: something was typed after that, in another tab for one.
    """
    quarter = locked(quarter)
    draft = _draft_of(quarter, user)
    if draft is None:
        return None
    if draft.kept_at != kept_at:
        raise DraftChanged("More was typed meanwhile.")
    draft.delete()
    return draft


def _draft_of(quarter: Quarter, user: User) -> FigureDraft | None:
    return FigureDraft.objects.filter(quarter=quarter, user=user).first()


def _joined(row: Mapping, sent: TypedRow, revisions: History) -> dict:
    """A line's cells of the draft with those typed in on the page that sent ``sent``."""
    joined = dict(row)
    for cell, text in sent.cells.items():
        if not says(revisions.get(sent.based_on), cell, text):
            joined[cell] = {"text": text, "based_on": sent.based_on}
        elif cell in sent.typed_in:
            joined.pop(cell, None)
    return joined


def _is_typed(cell: str, sent: TypedRow | None, revisions: History) -> bool:
    """Whether the person typed in this cell of the page that sent ``sent``."""
    if sent is None or cell not in sent.cells:
        return False
    shown = revisions.get(sent.based_on)
    return cell in sent.typed_in or not says(shown, cell, sent.cells[cell])


def _without_saved(cells: Mapping[int, dict], history: Mapping[int, History], user: User) -> dict:
    return {
        line: {
            cell: kept
            for cell, kept in row.items()
            if not is_saved(cell, kept["text"], kept["based_on"], history.get(line, {}), user)
        }
        for line, row in cells.items()
    }


def _stored(draft: FigureDraft, cells: Mapping[int, dict]) -> FigureDraft | None:
    """The draft with ``cells``; saved only where they differ, so that it says when it last did."""
    kept = {str(line): row for line, row in cells.items() if row}
    if not kept:
        if draft.pk:
            draft.delete()
        return None
    if kept != draft.cells:
        draft.cells = kept
        draft.save()
    return draft
