"""What saving an extract would come to: line by line, what hinders it, and the balance.

Worked out from the sums by code, never from the rows again: a code can be given to a line, or an
answer changed, without reading the file once more. Nothing is written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import balance_to_recover
from budgets.inputs import LinePosition, line_positions
from budgets.ledger.amounts import NIL
from budgets.ledger.answers import Answers
from budgets.ledger.codes import CodesOfYear, codes_of
from budgets.ledger.findings import CodeSums, Findings, Mistake
from budgets.ledger.layout import ACCRUALS, ACTUAL, COMMITMENTS, NONE, TURNED
from budgets.models import BudgetLine, Quarter
from budgets.wording import counted
from cctvpartnership.figures import LARGEST_AMOUNT

# Mistakes that an answer settles; the others are put right in the ledger, and exported again.
ANSWERED = {Mistake.BEFORE: "before", Mistake.AFTER: "after", Mistake.DUPLICATE: "repeats"}


@dataclass(frozen=True)
class CodeAmounts:
    """One code in pounds, with our signs. None: the extract tells no amounts of this kind."""

    code: str
    description: str
    rows: int
    first_rows: tuple[int, ...]
    actual: Decimal
    commitments: Decimal | None
    accruals: Decimal | None
    reason: str = ""

    @property
    def rows_in_words(self) -> str:
        return counted(self.rows, "row")


@dataclass(frozen=True)
class LineAmounts:
    """One line: the codes of the extract that belong to it, and its actual before and after.

    ``actual`` is None where the extract has nothing of the line: what stands is kept.
    """

    position: LinePosition
    codes: tuple[CodeAmounts, ...]
    has_codes: bool
    actual: Decimal | None

    @property
    def after(self) -> Decimal | None:
        return self.position.actual if self.actual is None else self.actual

    @property
    def change(self) -> Decimal | None:
        """By how much the actual moves; None where there was none, or there is none."""
        return _less(self.after, self.position.actual)

    @property
    def is_changed(self) -> bool:
        return self.after != self.position.actual

    @property
    def is_too_large(self) -> bool:
        return self.actual is not None and self.actual.copy_abs() > LARGEST_AMOUNT

    @property
    def commitments(self) -> Decimal | None:
        return _together(code.commitments for code in self.codes)

    @property
    def accruals(self) -> Decimal | None:
        return _together(code.accruals for code in self.codes)


@dataclass(frozen=True)
class Preview:
    """``unknown`` codes have no line, ``twice`` more than one; ``left_out`` are said to be none of
    this service's. ``hindrances`` are the mistakes that no answer has settled."""

    quarter: Quarter
    findings: Findings
    answers: Answers
    lines: tuple[LineAmounts, ...]
    unknown: tuple[CodeAmounts, ...]
    twice: tuple[tuple[CodeAmounts, tuple[BudgetLine, ...]], ...]
    left_out: tuple[CodeAmounts, ...]

    @property
    def hindrances(self) -> list[Mistake]:
        return [
            mistake
            for mistake in Mistake
            if self.findings.count(mistake)
            and not (mistake in ANSWERED and getattr(self.answers, ANSWERED[mistake]))
        ]

    @property
    def too_large(self) -> list[LineAmounts]:
        return [line for line in self.lines if line.is_too_large]

    @property
    def without_rows(self) -> list[LineAmounts]:
        return [line for line in self.lines if not line.codes]

    @property
    def changed(self) -> list[LineAmounts]:
        return [line for line in self.lines if line.is_changed]

    @property
    def has_questions(self) -> bool:
        """Whether an answer of the person's could change what it comes to."""
        return bool(self.without_rows) or any(map(self.findings.count, ANSWERED))

    @property
    def tells_commitments(self) -> bool:
        return COMMITMENTS in self.findings.kinds

    @property
    def tells_accruals(self) -> bool:
        return ACCRUALS in self.findings.kinds

    @property
    def change(self) -> Decimal | None:
        """By how much the balance of actuals moves; None while it is not known on either side."""
        return _less(self.after, self.before)

    @property
    def can_be_saved(self) -> bool:
        hindered = self.hindrances or self.unknown or self.twice or self.too_large
        return not hindered and any(line.actual is not None for line in self.lines)

    @property
    def before(self) -> Decimal | None:
        return balance_to_recover(line.position.actual for line in self.lines)

    @property
    def after(self) -> Decimal | None:
        return balance_to_recover(line.after for line in self.lines)

    @property
    def rows_left_out(self) -> int:
        """Rows outside the period that an answer leaves out."""
        counted = self.answers.timings
        return sum(
            number
            for sums in self.findings.codes.values()
            for timing, number in sums.rows.items()
            if timing not in counted
        )

    def seal(self, sha256: str) -> str:
        """The same only for the same file and the same actuals: what the person has looked at."""
        actuals = [f"{line.position.line_id} {line.actual}" for line in self.lines]
        return hashlib.sha256(" ".join([sha256, *actuals]).encode()).hexdigest()


def preview_of(quarter: Quarter, findings: Findings, answers: Answers) -> Preview:
    """The preview as lines, codes and figures now stand."""
    known = codes_of(quarter.year)
    positions = line_positions(quarter)
    codes: dict[int, list[CodeAmounts]] = {line.line_id: [] for line in positions}
    budgets = {line.line_id: line.budget for line in positions}
    unknown, twice, left_out = [], [], []
    for sums in _counted(findings, answers):
        lines, reason = known.lines_of(sums.code), known.reason_of(sums.code)
        if len(lines) == 1:
            below_nil = budgets[lines[0].pk] < 0
            codes[lines[0].pk].append(_code(sums, findings, answers, below_nil=below_nil))
        elif lines:
            twice.append((_code(sums, findings, answers), lines))
        elif reason:
            left_out.append(_code(sums, findings, answers, reason=reason))
        else:
            unknown.append(_code(sums, findings, answers))
    return Preview(
        quarter=quarter,
        findings=findings,
        answers=answers,
        lines=tuple(
            _line(position, codes[position.line_id], known, answers) for position in positions
        ),
        unknown=tuple(unknown),
        twice=tuple(twice),
        left_out=tuple(left_out),
    )


def _counted(findings: Findings, answers: Answers) -> list[CodeSums]:
    """The codes with a row that counts, in the order of the extract."""
    return [
        sums
        for sums in findings.codes.values()
        if any(sums.rows[timing] for timing in answers.timings)
    ]


def _code(
    sums: CodeSums,
    findings: Findings,
    answers: Answers,
    *,
    below_nil: bool = False,
    reason: str = "",
) -> CodeAmounts:
    signs = findings.layout["signs"]
    turned = signs == TURNED or (signs == NONE and below_nil)

    def pounds(kind: str) -> Decimal | None:
        if kind != ACTUAL and kind not in findings.kinds:
            return None
        amount = sums.sum_of(kind, answers.timings)
        return NIL - amount if turned else amount

    return CodeAmounts(
        code=sums.code,
        description=sums.description,
        rows=sum(sums.rows[timing] for timing in answers.timings),
        first_rows=tuple(sums.first_rows),
        actual=pounds(ACTUAL),
        commitments=pounds(COMMITMENTS),
        accruals=pounds(ACCRUALS),
        reason=reason,
    )


def _line(
    position: LinePosition, codes: Sequence[CodeAmounts], known: CodesOfYear, answers: Answers
) -> LineAmounts:
    if codes:
        actual = sum((code.actual for code in codes), NIL)
    else:
        actual = NIL if position.line_id in answers.nil_lines else None
    has_codes = any(line.pk == position.line_id for lines in known.lines.values() for line in lines)
    return LineAmounts(position, tuple(codes), has_codes, actual)


def _together(amounts) -> Decimal | None:
    """The sum of what is told; None: nothing is."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told, NIL) if told else None


def _less(after: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if after is None or before is None else after - before
