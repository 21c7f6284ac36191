"""What saving an extract would come to: line by line, what hinders it, and the balance.

Worked out from the sums by code, never from the rows again: a code can be given to a line, or an
answer changed, without reading the file once more. Nothing is written here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from budgets.arithmetic import balance_to_recover
from budgets.inputs import LinePosition, line_positions
from budgets.ledger.amounts import NIL
from budgets.ledger.answers import Answers
from budgets.ledger.codes import CodesOfYear, codes_of
from budgets.ledger.findings import FIRST_ROWS, CodeSums, Findings, Mistake
from budgets.ledger.layout import ACCRUALS, ACTUAL, COMMITMENTS, NONE, TURNED
from budgets.ledger.line_amounts import (
    CodeAmounts,
    Excess,
    LineAmounts,
    excess_of_code,
    excess_of_line,
    less,
)
from budgets.models import BudgetLine, Quarter

# Mistakes that an answer settles; the others are put right in the ledger, and exported again.
ANSWERED = {Mistake.BEFORE: "before", Mistake.AFTER: "after", Mistake.DUPLICATE: "repeats"}
# Of such rows nobody can say which line they belong to.
CODE_UNKNOWN = (Mistake.CODE, Mistake.SHAPE)


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
    def too_large(self) -> list[Excess]:
        """Sums that cannot be kept: of lines, of their codes, and of codes left out."""
        of_lines = (excess for line in self.lines for excess in excess_of_line(line))
        codes = chain(self.left_out, *(line.codes for line in self.lines))
        return [*of_lines, *(excess for code in codes for excess in excess_of_code(code))]

    @property
    def repeated(self) -> list[LineAmounts]:
        """The lines whose actual is another where rows that repeat another are left out."""
        return [line for line in self.lines if line.repeated]

    @property
    def repeats_left_out(self) -> int:
        """Rows that repeat another and are left out, of those within what is counted."""
        if self.answers.counts_repeats:
            return 0
        found = self.findings.codes.values()
        return sum(sums.repeated_rows[timing] for sums in found for timing in self.answers.timings)

    @property
    def without_rows(self) -> list[LineAmounts]:
        """The lines of which the extract says nothing: not even something that cannot be read."""
        return [line for line in self.lines if not line.codes and not line.unread]

    @property
    def is_read_in_full(self) -> bool:
        """Whether no row is left of which not even the code could be read."""
        return not any(map(self.findings.count, CODE_UNKNOWN))

    @property
    def counts_repeats_unasked(self) -> bool:
        """Whether rows that repeat another are in the sums before anybody has said so."""
        return Mistake.DUPLICATE in self.hindrances

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
        return less(self.after, self.before)

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
        timings = self.answers.timings
        found = self.findings.codes.values()
        return sum(sums.all_rows - sums.rows_of(timings, repeats=True) for sums in found)

    def seal(self, sha256: str) -> str:
        """The same only for the same file and the same sums: what the person has looked at."""
        sums = [
            f"{line.position.line_id} {line.actual} {line.commitments} {line.accruals}"
            for line in self.lines
        ]
        return hashlib.sha256(" ".join([sha256, *sums]).encode()).hexdigest()


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
    unread = _unread(findings, known)
    return Preview(
        quarter=quarter,
        findings=findings,
        answers=answers,
        lines=tuple(
            _line(
                position,
                codes[position.line_id],
                known,
                answers,
                unread.get(position.line_id, []),
            )
            for position in positions
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
        if sums.rows_of(answers.timings, repeats=answers.counts_repeats)
    ]


def _unread(findings: Findings, known: CodesOfYear) -> dict[int, list[CodeSums]]:
    """By line, its codes that stand in rows that cannot be read."""
    found: dict[int, list[CodeSums]] = {}
    for sums in findings.codes.values():
        for line in known.lines_of(sums.code) if sums.unread else ():
            found.setdefault(line.pk, []).append(sums)
    return found


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

    def with_our_sign(amount: Decimal) -> Decimal:
        return NIL - amount if turned else amount

    def pounds(kind: str) -> Decimal | None:
        if kind != ACTUAL and kind not in findings.kinds:
            return None
        every = sums.sum_of(kind, answers.timings, repeats=answers.counts_repeats)
        return with_our_sign(every)

    return CodeAmounts(
        code=sums.code,
        description=sums.description,
        rows=sums.rows_of(answers.timings, repeats=answers.counts_repeats),
        first_rows=tuple(sums.first_rows),
        actual=pounds(ACTUAL),
        commitments=pounds(COMMITMENTS),
        accruals=pounds(ACCRUALS),
        reason=reason,
        repeats=sum(sums.repeated_rows[timing] for timing in answers.timings),
        repeated=with_our_sign(sums.sum_repeated(ACTUAL, answers.timings)),
    )


def _line(
    position: LinePosition,
    codes: Sequence[CodeAmounts],
    known: CodesOfYear,
    answers: Answers,
    unread: Sequence[CodeSums],
) -> LineAmounts:
    if codes:
        actual = sum((code.actual for code in codes), NIL)
    else:
        is_nil = position.line_id in answers.nil_lines and not unread
        actual = NIL if is_nil else None
    has_codes = any(line.pk == position.line_id for lines in known.lines.values() for line in lines)
    rows = sorted(row for sums in unread for row in sums.first_unread)[:FIRST_ROWS]
    number = sum(sums.unread for sums in unread)
    return LineAmounts(position, tuple(codes), has_codes, actual, number, tuple(rows))
