"""What part of each group's budget is spent or received, against what its profile expects by now."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import expected_part, spent_share
from budgets.explanation.wording import in_percent
from budgets.pictures.scale import Scale, shortened
from budgets.profiles import EVEN, expected_share
from budgets.tables import GroupOfLines, LineTable

ROW, TEXT, BAR_TOP, MARK_TOP = 56, 15, 24, 20
WHOLE = Fraction(1)
# One line spent many times over must not make a hair of every other bar.
LEAST, MOST = Fraction(-1, 2), Fraction(3, 2)


@dataclass(frozen=True)
class Row:
    """One group. ``mark`` is where the profile expects it to be; None: there is no budget."""

    name: str
    printed: str
    x: Decimal
    width: Decimal
    mark: Decimal | None
    runs_on: bool
    place: int

    @property
    def text_y(self) -> int:
        return self.place * ROW + TEXT

    @property
    def y(self) -> int:
        return self.place * ROW + BAR_TOP

    @property
    def mark_y(self) -> int:
        return self.place * ROW + MARK_TOP


@dataclass(frozen=True)
class SpendingPicture:
    """``nil`` and ``whole``: where nothing and all of a budget is."""

    title: str
    rows: tuple[Row, ...]
    nil: Decimal
    whole: Decimal
    height: int

    @property
    def runs_on(self) -> bool:
        """Whether a bar is longer than the picture."""
        return any(row.runs_on for row in self.rows)


def spending_picture(lines: LineTable, quarter: int) -> SpendingPicture:
    """The picture of a table with groups at the end of ``quarter``."""
    spent = [spent_share(group.subtotal.actual, group.subtotal.budget) for group in lines.groups]
    due = [_expected(group, quarter) for group in lines.groups]
    drawn = [min(max(share, LEAST), MOST) for share in (*spent, *due) if share is not None]
    scale = Scale.holding([WHOLE, *drawn])
    printed = [_printed(*row) for row in zip(lines.groups, spent, due, strict=True)]
    rows = enumerate(zip(lines.groups, spent, due, printed, strict=True))
    return SpendingPicture(
        title=_title(lines.groups, printed),
        rows=tuple(_row(place, *row, scale) for place, row in rows),
        nil=scale.place(0),
        whole=scale.place(WHOLE),
        height=ROW * len(lines.groups),
    )


def _row(place, group, spent, due, printed, scale: Scale) -> Row:
    x, width = scale.bar(spent or Fraction(0))
    return Row(
        name=shortened(group.name),
        printed=printed,
        x=x,
        width=width,
        mark=None if due is None else scale.place(due),
        runs_on=spent is not None and not scale.low <= spent <= scale.high,
        place=place,
    )


def _expected(group: GroupOfLines, quarter: int) -> Fraction | None:
    """A line whose profile was not kept is taken as spent evenly."""
    even = expected_share(EVEN, quarter)
    return expected_part(
        (line.budget, even if line.expected is None else line.expected) for line in group.lines
    )


def _printed(group: GroupOfLines, spent: Fraction | None, due: Fraction | None) -> str:
    if due is None:
        return "no budget to compare with"
    if group.subtotal.actual is None:
        return f"not yet entered, {in_percent(due, 0)} expected"
    return f"{in_percent(spent, 0)}, {in_percent(due, 0)} expected"


def _title(groups: tuple[GroupOfLines, ...], printed: list[str]) -> str:
    said = "; ".join(f"{group.name} {words}" for group, words in zip(groups, printed, strict=True))
    return f"Part of each group’s budget spent or received so far, and what was expected: {said}."
