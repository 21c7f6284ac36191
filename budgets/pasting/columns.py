"""What each column of a block holds: by its heading, else by the names in it, else by its place.

Its place counts only where the block was pasted into a cell of the grid. Whatever is not understood
so is asked, never guessed; what the person says stands above all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from budgets.pasting.answers import Answers, column_field
from budgets.pasting.cells import is_amount
from budgets.pasting.clipboard import Block
from budgets.pasting.headings import Heading, read_heading
from budgets.pasting.names import LineNames, folded, is_total
from budgets.pasting.parts import SAVED, Kind, Known

# Headings stand at the top; further down, a word that heads a column is a word.
_DEEPEST_HEADING = 10
_CHOOSE = "Choose what it is, or leave it out."


@dataclass(frozen=True)
class Column:
    """One column. ``kind`` None: to be chosen, ``problem`` says why.

    ``read_as`` and ``how`` are what it is understood as, and by what, before the person chooses.
    """

    index: int
    heading: str
    field: str
    read_as: Kind | None = None
    how: str = ""
    chosen: Kind | None = None
    problem: str = ""

    @property
    def kind(self) -> Kind | None:
        return self.chosen or self.read_as

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def label(self) -> str:
        return f"What {self.place} is"

    @property
    def place(self) -> str:
        """``column 3, “Q1 actual”``."""
        return f"column {self.number}" + (f", “{self.heading}”" if self.heading else "")


@dataclass(frozen=True)
class Headings:
    """``rows``: the places of the rows that head the columns; ``texts``: what they say together."""

    rows: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


def headings_of(block: Block, known: Known, names: LineNames) -> Headings:
    """The row of headings, with rows of years or units around it; empty where there is none."""
    for index, row in enumerate(block.rows[:_DEEPEST_HEADING]):
        if is_heading_row(row, known, names):
            around = [index - 1, index, index + 1]
            rows = tuple(at for at in around if at == index or _is_around(block, at, known))
            texts = zip(*(block.rows[at] for at in rows), strict=True)
            return Headings(rows, tuple(" ".join(" ".join(text).split()) for text in texts))
    return Headings(texts=("",) * block.width)


def is_heading_row(row: tuple[str, ...], known: Known, names: LineNames) -> bool:
    """Whether a cell of ``row`` heads a column of figures, and none holds a figure or a line."""
    cells = [cell for cell in row if cell.strip()]
    if any(is_amount(cell) or names.lines_of(cell) for cell in cells):
        return False
    kinds = {read_heading(cell, known).kind for cell in cells}
    return bool(kinds - {None, Kind.LINE, Kind.OUT})


def _is_around(block: Block, at: int, known: Known) -> bool:
    if not 0 <= at < len(block.rows):
        return False
    cells = [cell for cell in block.rows[at] if cell.strip()]
    return bool(cells) and all(read_heading(cell, known).is_around for cell in cells)


def columns_of(
    block: Block, known: Known, answers: Answers, headings: Headings, names: LineNames
) -> tuple[Column, ...]:
    """The columns, each understood, chosen or with its problem."""
    columns = [
        Column(index, text, column_field(block, index, text))
        for index, text in enumerate(headings.texts)
    ]
    body = [row for index, row in enumerate(block.rows) if index not in headings.rows]
    columns = [_by_heading(column, known) if column.heading else column for column in columns]
    columns = _by_names(columns, body, names, bool(headings.rows))
    columns = _by_place(columns, body, answers, known, bool(headings.rows))
    return _without_doubles(
        [_as_chosen(column, answers.columns.get(column.field)) for column in columns], known
    )


def _by_heading(column: Column, known: Known) -> Column:
    heading: Heading = read_heading(column.heading, known)
    place = f"The heading of {column.place},"
    if heading.objection:
        return replace(column, problem=f"{place} {heading.objection}. {_CHOOSE}")
    if heading.kind is None:
        return replace(column, problem=f"{place} is not one of ours. {_CHOOSE}")
    return replace(column, read_as=heading.kind, how="by its heading")


def _by_names(columns, body, names: LineNames, has_headings: bool) -> list[Column]:
    """Columns without a heading that hold lines' names or codes; they stand before the figures."""
    found = list(columns)
    for column in columns:
        cells = [row[column.index] for row in body if row[column.index].strip()]
        if column.kind == Kind.LINE or (not cells and not column.heading):
            continue
        is_first = all(each.kind != Kind.LINE for each in found)
        if column.heading or not _holds_names(cells, names, has_headings and is_first):
            break
        found[column.index] = replace(column, read_as=Kind.LINE, how="by the names in it")
    # Alone, a column of names or codes would name nothing.
    is_alone = all(column.kind == Kind.LINE for column in found)
    return list(columns) if is_alone and not has_headings else found


def _holds_names(cells: list[str], names: LineNames, is_left_of_headings: bool) -> bool:
    """Whether most cells name a line; left of the headings, whether none of them is a figure."""
    named = [cell for cell in cells if names.lines_of(cell) or is_total(cell)]
    if any(is_amount(cell) for cell in cells if cell not in named):
        return False
    return is_left_of_headings or (len(named) * 2 >= len(cells) and any(map(names.lines_of, named)))


def _by_place(columns, body, answers: Answers, known: Known, has_headings: bool) -> list[Column]:
    """Columns neither headed nor named: from the cell pasted into to the right, else to be chosen."""
    follow = [] if has_headings or not answers.first_cell else _from(answers.first_cell)
    anchored = bool(follow)
    placed = []
    for column in columns:
        if column.heading or column.kind:
            placed.append(column)
        elif follow:
            how = f"by its place, from the {known.names[answers.first_cell]} pasted into"
            placed.append(replace(column, read_as=follow.pop(0), how=how))
        elif not any(row[column.index].strip() for row in body):
            placed.append(replace(column, read_as=Kind.OUT, how="as there is nothing in it"))
        else:
            placed.append(replace(column, problem=_unplaced(column, answers, known, anchored)))
    return placed


def _from(first: Kind) -> list[Kind]:
    return list(SAVED[SAVED.index(first) :])


def _unplaced(column: Column, answers: Answers, known: Known, anchored: bool) -> str:
    place = f"{column.place[0].upper()}{column.place[1:]}"
    if anchored:
        last = known.names[Kind.COMMENT]
        return f"{place} runs over the {last}, the last cell of a line. {_CHOOSE}"
    return f"{place} has no heading. {_CHOOSE}"


def _as_chosen(column: Column, chosen: Kind | None) -> Column:
    return replace(column, chosen=chosen, problem="") if chosen else column


def _without_doubles(columns: list[Column], known: Known) -> tuple[Column, ...]:
    """No two columns hold one thing; names may stand in several, as codes and names do."""
    times = Counter(column.kind for column in columns)
    shared = {kind for kind, number in times.items() if number > 1} - {None, Kind.LINE, Kind.OUT}
    first = {kind: next(each for each in columns if each.kind == kind) for kind in shared}
    return tuple(
        replace(
            column,
            problem=(
                f"Both {first[column.kind].place} and {column.place} are understood as "
                f"{known.names[column.kind]}. Choose one, and leave the other out."
            ),
        )
        if column.kind in shared and column != first[column.kind]
        else column
        for column in columns
    )


def saves_nothing(columns: tuple[Column, ...]) -> bool:
    return not any(column.kind in SAVED for column in columns)


def row_name(row: tuple[str, ...], columns: tuple[Column, ...]) -> str | None:
    """What the columns of names say of a row, joined; None: there are no such columns."""
    named = [column.index for column in columns if column.kind == Kind.LINE]
    if not named:
        return None
    return folded(" ".join(row[index] for index in named))
