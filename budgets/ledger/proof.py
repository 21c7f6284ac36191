"""An import as it is kept: the file, how it was read, and what each line and code came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.figure_history import takings_back
from budgets.ledger.amounts import NIL
from budgets.ledger.answers import Answers, answers_from_json
from budgets.ledger.layout import ACCRUALS, COMMITMENTS, IN_WORDS, Layout, from_json
from budgets.models import (
    BudgetLine,
    FigureBatch,
    LedgerAmount,
    LedgerImport,
    LedgerLayout,
    Quarter,
)
from budgets.wording import counted


@dataclass(frozen=True)
class ProvenLine:
    """What went to one line, in pounds; ``name`` is empty for what was left out."""

    name: str
    amounts: tuple[LedgerAmount, ...]

    @property
    def actual(self) -> Decimal:
        return sum((amount.actual for amount in self.amounts), NIL)

    @property
    def commitments(self) -> Decimal | None:
        return _together(amount.commitments for amount in self.amounts)

    @property
    def accruals(self) -> Decimal | None:
        return _together(amount.accruals for amount in self.amounts)


@dataclass(frozen=True)
class Proof:
    """An import with all that its page shows."""

    ledger_import: LedgerImport
    stands: bool
    layout: Layout
    answers: Answers
    lines: tuple[ProvenLine, ...]
    left_out: ProvenLine

    @property
    def columns(self) -> list[tuple[str, str]]:
        """(heading, what it meant)."""
        return [(heading, IN_WORDS[meaning]) for heading, meaning in self.layout.columns.items()]

    @property
    def rows(self) -> str:
        return counted(self.ledger_import.rows, "row")

    @property
    def rows_left_out(self) -> str:
        return counted(self.ledger_import.left_out, "row")

    @property
    def repeats(self) -> int:
        """Rows that repeat another, of all codes; the answers say what became of them."""
        return sum(amount.repeats or 0 for amount in self._amounts)

    @property
    def repeats_in_words(self) -> str:
        number = self.repeats
        return f"{counted(number, 'row')} that {'repeats' if number == 1 else 'repeat'} another"

    @property
    def repeated(self) -> Decimal:
        """Pounds of actuals in those rows."""
        return sum((amount.repeated or NIL for amount in self._amounts), NIL)

    @property
    def _amounts(self) -> list[LedgerAmount]:
        return [amount for line in (*self.lines, self.left_out) for amount in line.amounts]

    @property
    def signs(self) -> str:
        """How the ledger shows signs, in words."""
        return LedgerLayout.Signs(self.layout.signs).label

    @property
    def tells_commitments(self) -> bool:
        return COMMITMENTS in self.layout.kinds

    @property
    def tells_accruals(self) -> bool:
        return ACCRUALS in self.layout.kinds


def proof_of(ledger_import: LedgerImport) -> Proof:
    rows = ledger_import.amounts.select_related("line").order_by("line__position", "pk")
    lines: dict[str, list[LedgerAmount]] = {}
    for row in rows:
        lines.setdefault(row.line.name if row.line else "", []).append(row)
    left_out = lines.pop("", [])
    return Proof(
        ledger_import=ledger_import,
        stands=stands(ledger_import.batch),
        layout=from_json(ledger_import.layout),
        answers=answers_from_json(ledger_import.answers),
        lines=tuple(ProvenLine(name, tuple(amounts)) for name, amounts in lines.items()),
        left_out=ProvenLine("", tuple(left_out)),
    )


@dataclass(frozen=True)
class KeptImport:
    """One import of a quarter; ``stands`` is false once its batch was taken back."""

    ledger_import: LedgerImport
    stands: bool


def imports_of(quarter: Quarter) -> list[KeptImport]:
    """The imports of a quarter, newest first."""
    rows = LedgerImport.objects.filter(batch__quarter=quarter)
    rows = rows.select_related("batch__saved_by", "batch__quarter__year").order_by("-pk")
    return [KeptImport(row, stands(row.batch)) for row in rows]


def stands(batch: FigureBatch) -> bool:
    """Whether a batch was not taken back, or what took it back was taken back in its turn."""
    return len(takings_back(batch)) % 2 == 0


def same_file_before(quarter: Quarter, sha256: str) -> LedgerImport | None:
    """The newest import of the very file into the quarter that stands; None: there is none."""
    for kept in imports_of(quarter):
        if kept.stands and kept.ledger_import.sha256 == sha256:
            return kept.ledger_import
    return None


@dataclass(frozen=True)
class LineProof:
    """What the newest import that stands says of one line; ``actual`` is what it made the actual."""

    ledger_import: LedgerImport
    line: ProvenLine


def line_proof(quarter: Quarter, line: BudgetLine) -> LineProof | None:
    """None: no import says anything of the line."""
    for kept in imports_of(quarter):
        amounts = tuple(kept.ledger_import.amounts.filter(line=line)) if kept.stands else ()
        if amounts:
            return LineProof(kept.ledger_import, ProvenLine(line.name, amounts))
    return None


def _together(amounts: Iterable[Decimal | None]) -> Decimal | None:
    told = [amount for amount in amounts if amount is not None]
    return sum(told, NIL) if told else None
