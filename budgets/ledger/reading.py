"""Reads an extract row by row: sums by code, and every mistake with its row and column.

However many rows there are, what is kept is bounded: sums once a code, the first mistakes of each
kind, and a few bytes a row by which to know it again when it comes twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from decimal import Decimal

from openpyxl.utils import get_column_letter

from budgets.ledger.amounts import NIL
from budgets.ledger.columns import CodeRead, Columns, RowRefused, Said
from budgets.ledger.findings import CodeSums, Findings, Listed, Mistake
from budgets.ledger.layout import Layout, as_json
from budgets.ledger.periods import BEFORE, WITHIN, QuarterToDate
from budgets.ledger.repeats import CreditSigns, RowsMet
from budgets.ledger.totals import RunningTotals, names_a_total
from budgets.workbook.names import folded
from budgets.workbook.problems import Problem, WorkbookErrors, one_line, quoted
from cctvpartnership.figures import as_typed

MOST_CODES = 5_000
_TELL_EVERY = 1_000
_LONGEST_DESCRIPTION = 100

# Called with the number of rows read, and how much of the sheet that is, from 0 to 1, if known.
Tell = Callable[[int, float | None], None]


def read_extract(
    sheet,
    heading_row: int,
    headings: Sequence[str],
    layout: Layout,
    to_date: QuarterToDate,
    tell: Tell = lambda rows, share: None,
) -> Findings:
    """What stands in ``sheet`` below the row of the headings.

    WorkbookErrors: the file is damaged or too large, or what is called a code is none.
    """
    reader = _Reader(sheet, headings, layout, to_date)
    with closing(sheet.rows()) as rows:
        for number, cells in rows:
            if number <= heading_row:
                continue
            reader.add(number, cells)
            if reader.met % _TELL_EVERY == 0:
                tell(reader.met, sheet.read_share(number))
    return reader.finished()


class TooManyCodes(WorkbookErrors):
    """What was chosen as the ledger code is none: nearly every row has another."""


class _Reader:
    """Takes the rows one after the other; ``findings`` is what they come to."""

    def __init__(self, sheet, headings: Sequence[str], layout: Layout, to_date: QuarterToDate):
        self._sheet, self._width, self._to_date = sheet, len(headings), to_date
        self._columns = Columns(sheet, headings, layout, to_date)
        self._totals = RunningTotals(len(self._columns.amounts))
        self._rows_met, self._credits = RowsMet(), CreditSigns()
        self._heading_words = tuple(map(folded, self._columns.code_headings))
        self.met = 0
        self.findings = Findings(
            sheet=sheet.name,
            layout=as_json(layout),
            kinds=layout.kinds,
            tells_period=layout.tells_period,
        )

    def add(self, number: int, cells: Sequence) -> None:
        """One row that is not empty."""
        self.met += 1
        if len(cells) > self._width and self._is_shifted(cells):
            self._note(number, self._shifted(cells))
            return
        code = self._columns.code_of(cells)
        amounts, refused = self._columns.amounts_of(cells)
        if code.is_total or (code.is_blank and self._names_a_total(cells)):
            self._compare_total(number, amounts, refused)
        # Nearly every row has an amount and needs no further look.
        elif (refused or not amounts) and self._is_note(cells, code, bool(amounts or refused)):
            self.findings.left_aside += 1
        else:
            self.findings.rows += 1
            self._add(number, cells, code, amounts, refused)

    def finished(self) -> Findings:
        if self._credits.are_all_minus:
            heading = next(column.heading for column in self._columns.amounts if column.is_credit)
            message = (
                "Every credit has a minus already: debit less credit would turn it to plus. Choose "
                "both columns as amounts instead of debit and credit."
            )
            self._note(self._credits.first_row, RowRefused(Mistake.AMOUNT, heading, message))
        return self.findings

    # --- Rows that are none of a code ---

    def _is_shifted(self, cells: Sequence) -> bool:
        """In a text file a comma that stands in no quotation marks shifts the cells after it."""
        return not self._sheet.name and any(map(str.strip, cells[self._width :]))

    def _shifted(self, cells: Sequence) -> RowRefused:
        return RowRefused(
            Mistake.SHAPE,
            f"column {get_column_letter(self._width + 1)}",
            f"The row has {len(cells)} cells under {self._width} headings: a cell that holds a "
            "comma must stand in quotation marks.",
        )

    def _names_a_total(self, cells: Sequence) -> bool:
        """Of a row without a code: the word stands anywhere."""
        return any(map(names_a_total, self._columns.texts(cells)))

    def _compare_total(
        self, number: int, amounts: Mapping[int, Decimal], refused: Sequence[RowRefused]
    ) -> None:
        wrong = self._totals.compare(amounts)
        # Where an amount above cannot be read, the total cannot agree.
        if wrong and not self.findings.count(Mistake.AMOUNT) + self.findings.count(Mistake.SHAPE):
            heading = self._columns.amounts[min(amounts)].heading
            self._note(number, RowRefused(Mistake.TOTAL, heading, wrong))
        elif amounts and not wrong:
            self.findings.totals += 1
            self.findings.total_row = number
        for each in refused:
            self._note(number, each)

    def _is_note(self, cells: Sequence, code: CodeRead, has_amount: bool) -> bool:
        """The headings again; or no amount, and no code or nothing but one cell."""
        if code.words == self._heading_words:
            return True
        return not has_amount and (code.is_blank or len(self._columns.texts(cells)) == 1)

    # --- Rows of a code ---

    def _add(
        self,
        number: int,
        cells: Sequence,
        code: CodeRead,
        amounts: Mapping[int, Decimal],
        refused: list[RowRefused],
    ) -> None:
        for at, amount in amounts.items():
            self._totals.add(at, amount)
        if not amounts and not refused and len(self._columns.amounts) == 1:
            heading = self._columns.amounts[0].heading
            refused.append(RowRefused(Mistake.AMOUNT, heading, "The cell is empty."))
        when, kind = self._columns.when_of(cells), self._columns.kind_of(cells)
        refused += filter(None, (code.refused, when.refused, kind.refused))
        if refused:
            self._note_unread(number, code, refused)
            return
        pounds = self._by_kind(number, amounts, kind.value)
        sums = self._sums_of(code)
        sums.add(number, when.value, pounds)
        if not sums.description:
            words = one_line(self._columns.description(cells))
            sums.description = words[:_LONGEST_DESCRIPTION]
        if when.value != WITHIN:
            self._note_timing(number, when, sum(pounds.values(), NIL))
        if any(pounds.values()) and self._note_repeat(number, code, when.words, pounds, cells):
            sums.add_repeat(when.value, pounds)

    def _note_unread(self, number: int, code: CodeRead, refused: Sequence[RowRefused]) -> None:
        """Nothing of the row counts; whose it is may be told all the same."""
        for each in refused:
            self._note(number, each)
        if not code.refused:
            self._sums_of(code).add_unread(number)

    def _by_kind(self, number: int, amounts, kind: str | None) -> dict[str, Decimal]:
        """Pounds by kind of amount: a credit counts against its debit."""
        sums: dict[str, Decimal] = {}
        for at, amount in amounts.items():
            column = self._columns.amounts[at]
            if column.is_credit:
                self._credits.add(number, amount)
                amount = -amount
            name = kind or column.kind
            sums[name] = sums[name] + amount if name in sums else amount
        return sums

    def _sums_of(self, code: CodeRead) -> CodeSums:
        sums = self.findings.codes.get(code.key)
        if sums is not None:
            return sums
        if len(self.findings.codes) >= MOST_CODES:
            headings = " and ".join(map(quoted, self._columns.code_headings))
            raise TooManyCodes(
                [
                    Problem(
                        f"There are more than {MOST_CODES:,} different codes under {headings}: that "
                        "is hardly the ledger code. Choose the columns again."
                    )
                ]
            )
        return self.findings.codes.setdefault(code.key, CodeSums(code.code))

    def _note_repeat(
        self, number: int, code: CodeRead, when: str, amounts, cells: Sequence
    ) -> bool:
        """Whether the row repeats another, and if so it is noted.

        A transaction is known by its reference, a row without one by all its cells.
        """
        reference = self._columns.reference(cells)
        if reference:
            told = [f"{kind} {amount.normalize()}" for kind, amount in amounts.items()]
            first = self._rows_met.first_row(number, (code.key, *reference, when, *sorted(told)))
        else:
            first = self._rows_met.first_row(number, map(self._sheet.words, cells))
        if first is None:
            return False
        amount = sum(amounts.values(), NIL)
        what = f"the transaction {quoted(' '.join(reference))}" if reference else "the whole"
        said = f"It repeats {what} of row {first}: {quoted(code.code)}, {as_typed(amount)}."
        heading = self._columns.reference_heading
        self.findings.group(Mistake.DUPLICATE).note(Listed(number, heading, said), amount)
        return True

    def _note_timing(self, number: int, when: Said, amount: Decimal) -> None:
        is_before = when.value == BEFORE
        day = self._to_date.year.first_day if is_before else self._to_date.last_day
        message = (
            f"{quoted(when.words)} is {when.value} {day:%-d %B %Y}; {as_typed(amount)} stands in "
            "the row."
        )
        mistake = Mistake.BEFORE if is_before else Mistake.AFTER
        self.findings.group(mistake).note(Listed(number, when.heading, message), amount)

    def _note(self, number: int, refused: RowRefused) -> None:
        self.findings.group(refused.mistake).note(Listed(number, refused.column, refused.message))
