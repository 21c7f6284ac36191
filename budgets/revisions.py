"""A quarter's revisions by line and number, and what they say of a single cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from itertools import takewhile

from budgets.inputs import LinePosition
from budgets.models import FigureRevision, Quarter
from cctvpartnership.figures import UnreadableAmount, as_typed, read_amount

CELLS = ("actual", "estimate", "comment")
# Revision number -> revision, of one line in one quarter.
History = Mapping[int, FigureRevision]


def revisions_of(quarter: Quarter, lines: Collection[int]) -> dict[int, dict[int, FigureRevision]]:
    """Every revision of the lines, by line and number: a page may be based on an older one."""
    revisions: dict[int, dict[int, FigureRevision]] = {}
    rows = FigureRevision.objects.filter(quarter=quarter, line__in=lines)
    for revision in rows.select_related("batch__saved_by"):
        revisions.setdefault(revision.line_id, {})[revision.number] = revision
    return revisions


def value_in(figure: FigureRevision | LinePosition | None, cell: str) -> Decimal | str | None:
    """Pounds, or the words of a comment; before the first revision every cell is blank."""
    if figure is None:
        return "" if cell == "comment" else None
    return getattr(figure, cell)


def text_in(figure: FigureRevision | LinePosition | None, cell: str) -> str:
    """The cell as one would type it."""
    return as_text(value_in(figure, cell))


def as_text(value: Decimal | str | None) -> str:
    """What a cell holds as one would type it: an amount, or a comment as it is."""
    return value if isinstance(value, str) else as_typed(value)


def says(revision: FigureRevision | None, cell: str, text: str) -> bool:
    """Whether ``text``, as typed, is what the cell holds in that revision."""
    if cell == "comment":
        return written(text) == value_in(revision, cell)
    try:
        return read_amount(text) == value_in(revision, cell)
    except UnreadableAmount:
        return False


def written(comment: str) -> str:
    """A comment as it is kept: line ends come as one character or two, and one is kept."""
    return comment.replace("\r\n", "\n").replace("\r", "\n").strip()


def last_change(history: History, cell: str) -> FigureRevision:
    """The revision that gave ``cell`` the value it has in the newest: who, and when."""
    newest_first = [history[number] for number in sorted(history, reverse=True)]
    value = value_in(newest_first[0], cell)
    return list(takewhile(lambda one: value_in(one, cell) == value, newest_first))[-1]
