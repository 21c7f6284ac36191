"""The cells of one row, each read as its column says: the code, the amounts, when, of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from budgets.ledger.amounts import is_plain, ledger_amount
from budgets.ledger.findings import Mistake
from budgets.ledger.layout import KIND_OF, Layout, Meaning
from budgets.ledger.periods import WITHIN, QuarterToDate, timing_by_date, timing_by_period
from budgets.ledger.totals import names_a_total
from budgets.workbook.cells import EMPTY, NUMBER, Cell, Unreadable, text
from budgets.workbook.layout import LEDGER_CODE_LENGTH
from budgets.workbook.names import folded
from budgets.workbook.problems import quoted
from cctvpartnership.figures import UnreadableAmount

_MOST_REMEMBERED = 20_000
_SHORTENED = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
# A number of more digits than Excel keeps has lost its last ones.
_LARGEST_EXACT = 10**15


class RowRefused(Exception):
    """A cell does not hold what its column says; the message quotes it."""

    def __init__(self, mistake: Mistake, column: str, message: str):
        super().__init__(message)
        self.mistake, self.column, self.message = mistake, column, message


class AmountColumn(NamedTuple):
    place: int
    heading: str
    kind: str
    is_credit: bool


class CodeRead(NamedTuple):
    """The cells of a code: the code with the key that is alike in any case, or why it is refused.

    ``is_total``: one of them names a total; ``words`` are the cells as they stand, folded.
    """

    code: str
    key: str
    is_blank: bool
    is_total: bool
    words: tuple[str, ...]
    refused: RowRefused | None = None


class Said(NamedTuple):
    """What one cell says: a timing or a kind, and its own words; or why it is refused."""

    value: str | None
    heading: str = ""
    words: str = ""
    refused: RowRefused | None = None


class Columns:
    """Reads the cells of a sheet's rows, as the sheet gives them.

    Columns of codes, dates and kinds repeat themselves: cells alike are understood once.
    """

    def __init__(self, sheet, headings: Sequence[str], layout: Layout, to_date: QuarterToDate):
        places = {folded(heading): place for place, heading in enumerate(headings)}

        def at(meaning: Meaning) -> list[tuple[int, str]]:
            return [(places[folded(heading)], heading) for heading in layout.of(meaning)]

        self._sheet, self._layout, self._to_date = sheet, layout, to_date
        self._codes = at(Meaning.CODE)
        self.amounts = [
            AmountColumn(place, heading, KIND_OF[meaning], meaning is Meaning.CREDIT)
            for meaning in KIND_OF
            for place, heading in at(meaning)
        ]
        self._kind = at(Meaning.KIND)
        # Where the ledger says the period, it is what counts: the date may be an invoice's.
        self._when = at(Meaning.PERIOD) or at(Meaning.DATE)
        self._timing = self._by_period if at(Meaning.PERIOD) else self._by_date
        self._references = at(Meaning.REFERENCE)
        self._descriptions = at(Meaning.DESCRIPTION)
        self._kind_by_word = layout.kind_by_word
        self._codes_met: dict[object, CodeRead] = {}
        self._said: dict[object, Said] = {}

    @property
    def code_headings(self) -> list[str]:
        return [heading for _, heading in self._codes]

    @property
    def reference_heading(self) -> str:
        return next((heading for _, heading in self._references), self.code_headings[0])

    def cell(self, cells: Sequence, place: int) -> Cell:
        return self._sheet.read(cells[place]) if place < len(cells) else EMPTY

    def texts(self, cells: Sequence) -> list[str]:
        """The cells of a row that are not empty."""
        every = (self.cell(cells, place) for place in range(len(cells)))
        return [str(cell) for cell in every if not cell.is_blank]

    # --- What the row says ---

    def code_of(self, cells: Sequence) -> CodeRead:
        key = tuple(
            self._sheet.key(cells[place]) if place < len(cells) else None
            for place, _ in self._codes
        )
        read = self._codes_met.get(key)
        if read is None:
            _make_room(self._codes_met)
            read = self._codes_met[key] = self._code_of(cells)
        return read

    def _code_of(self, cells: Sequence) -> CodeRead:
        parts = [self.cell(cells, place) for place, _ in self._codes]
        words = tuple("" if part.is_blank else folded(str(part)) for part in parts)
        refused, code = None, ""
        try:
            code = self._joined(parts)
        except RowRefused as error:
            refused = error
        return CodeRead(
            code=code,
            key=folded(code),
            is_blank=not any(words),
            is_total=any(map(names_a_total, words)),
            words=words,
            refused=refused,
        )

    def _joined(self, parts: Sequence[Cell]) -> str:
        words = []
        for part, heading in zip(parts, self.code_headings, strict=True):
            try:
                words.append(_code_part(part))
            except Unreadable as error:
                raise RowRefused(Mistake.CODE, heading, str(error)) from error
        code = self._layout.joined_by.join(words)
        if len(code) > LEDGER_CODE_LENGTH:
            message = f"{quoted(code)} is longer than {LEDGER_CODE_LENGTH} characters."
            raise RowRefused(Mistake.CODE, self.code_headings[0], message)
        return code

    def amounts_of(self, cells: Sequence) -> tuple[dict[int, Decimal], list[RowRefused]]:
        """(amounts by the place in ``amounts``, as they stand; those that cannot be read)."""
        amounts: dict[int, Decimal] = {}
        refused: list[RowRefused] = []
        for at, column in enumerate(self.amounts):
            if column.place >= len(cells):
                continue
            number = self._sheet.number(cells[column.place])
            if is_plain(number):
                amounts[at] = Decimal(number)
                continue
            cell = self._sheet.read(cells[column.place])
            if cell.is_blank:
                continue
            try:
                amounts[at] = ledger_amount(_given(cell))
            except (Unreadable, UnreadableAmount) as error:
                refused.append(RowRefused(Mistake.AMOUNT, column.heading, str(error)))
        return amounts, refused

    def when_of(self, cells: Sequence) -> Said:
        """Whether the row belongs within the period; a row is within where no column tells."""
        for place, heading in self._when:
            return self._ask(cells, place, heading, Mistake.DATE, self._timing)
        return Said(WITHIN)

    def kind_of(self, cells: Sequence) -> Said:
        """The kind of amount; None where no column tells."""
        for place, heading in self._kind:
            return self._ask(cells, place, heading, Mistake.KIND, self._kind_by_cell)
        return Said(None)

    def _ask(self, cells, place: int, heading: str, mistake: Mistake, reader) -> Said:
        key = place, self._sheet.key(cells[place]) if place < len(cells) else None
        said = self._said.get(key)
        if said is None:
            _make_room(self._said)
            cell = self.cell(cells, place)
            try:
                said = Said(reader(_given(cell)), heading, str(cell))
            except Unreadable as error:
                said = Said(None, heading, "", RowRefused(mistake, heading, str(error)))
            self._said[key] = said
        return said

    def _by_date(self, cell: Cell) -> str:
        return timing_by_date(cell, self._to_date)

    def _by_period(self, cell: Cell) -> str:
        return timing_by_period(cell, self._to_date, self._layout.periods)

    def _kind_by_cell(self, cell: Cell) -> str:
        kind = self._kind_by_word.get(folded(str(cell)))
        if kind is None:
            raise Unreadable(
                f"{quoted(str(cell))} is no word for actuals, commitments or accruals."
            )
        return kind

    def reference(self, cells: Sequence) -> list[str]:
        """The parts of the transaction's reference that are given."""
        words = (self._sheet.words(cells[at]) for at, _ in self._references if at < len(cells))
        return [each for each in words if each]

    def description(self, cells: Sequence) -> str:
        words = (self._sheet.words(cells[at]) for at, _ in self._descriptions if at < len(cells))
        return " ".join(each for each in words if each)


def _make_room(remembered: dict) -> None:
    if len(remembered) >= _MOST_REMEMBERED:
        remembered.clear()


def _given(cell: Cell) -> Cell:
    """The cell itself. Unreadable: it is empty, or shows an error of Excel's."""
    if cell.is_blank:
        raise Unreadable("The cell is empty.")
    if cell.fault:
        raise Unreadable(cell.fault)
    return cell


def _code_part(cell: Cell) -> str:
    words = text(_given(cell), LEDGER_CODE_LENGTH)
    too_long = cell.kind == NUMBER and abs(cell.value) >= _LARGEST_EXACT
    if too_long or _SHORTENED.fullmatch(words):
        raise Unreadable(f"{quoted(words)} is a code that Excel has shortened. Export it as text.")
    return words
