"""Saves a quarter's actuals from an extract: all of it in one transaction, or nothing.

With the batch of figures stand the file's name and checksum and what each code came to, so that
every figure shows its proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from django.db import transaction

from budgets.actions import Figures, enter_figures
from budgets.ledger.answers import Answers, answers_as_json
from budgets.ledger.extract import FileFacts
from budgets.ledger.findings import Findings
from budgets.ledger.preview import CodeAmounts, LineAmounts, Preview, preview_of
from budgets.lifecycle import locked
from budgets.models import FigureBatch, FigureRevision, LedgerAmount, LedgerImport, Quarter
from partners.models import User

# Excel allows 31 characters; a file made by another program may have more.
LONGEST_SHEET = 100
REASON = "Ledger extract {}"


class NotAsSeen(Exception):
    """The figures are not those of the preview: a code or an answer was changed meanwhile."""


class Hindered(Exception):
    """Something in the extract is to be put right or answered first; ``preview`` says what."""

    def __init__(self, preview: Preview):
        super().__init__("The extract cannot be saved as it is.")
        self.preview = preview


@transaction.atomic
def import_actuals(
    *,
    quarter: Quarter,
    facts: FileFacts,
    findings: Findings,
    answers: Answers,
    based_on: Mapping[int, int],
    user: User | None,
    seal: str | None = None,
) -> LedgerImport | None:
    """Save each line's actual as the extract has it; None: every actual is so already.

    ``based_on``: revision shown, by line. ``seal`` of the preview shown. Estimates and comments
    stay. Hindered, NotAsSeen, QuarterLocked, FiguresConflict: nothing is saved.
    """
    quarter = locked(quarter)
    preview = preview_of(quarter, findings, answers)
    if seal is not None and seal != preview.seal(facts.sha256):
        raise NotAsSeen
    if not preview.can_be_saved:
        raise Hindered(preview)
    batch = enter_figures(
        quarter=quarter,
        entered=_figures(quarter, preview.lines, based_on),
        user=user,
        source=FigureBatch.Source.IMPORTED,
        reason=REASON.format(facts.file_name),
    )
    return None if batch is None else _proof(batch, facts, preview)


def _figures(
    quarter: Quarter, lines: Iterable[LineAmounts], based_on: Mapping[int, int]
) -> list[Figures]:
    """Only the actual is changed: the rest is what the person was shown."""
    shown = {
        (revision.line_id, revision.number): revision
        for revision in FigureRevision.objects.filter(quarter=quarter)
    }
    figures = []
    for line in lines:
        if line.actual is None:
            continue
        key = line.position.line_id
        number = based_on.get(key, 0)
        revision = shown.get((key, number))
        rest = (revision.estimate, revision.comment) if revision else (None, "")
        figures.append(Figures(key, number, line.actual, *rest))
    return figures


def _proof(batch: FigureBatch, facts: FileFacts, preview: Preview) -> LedgerImport:
    findings = preview.findings
    proof = LedgerImport.objects.create(
        batch=batch,
        file_name=facts.file_name,
        sha256=facts.sha256,
        size=facts.size,
        sheet=findings.sheet[:LONGEST_SHEET],
        rows=findings.rows,
        left_out=preview.rows_left_out,
        layout=findings.layout,
        answers=answers_as_json(preview.answers),
    )
    of_lines = (
        _amount(proof, code, line.position.line_id) for line in preview.lines for code in line.codes
    )
    left_out = (_amount(proof, code) for code in preview.left_out)
    LedgerAmount.objects.bulk_create(chain(of_lines, left_out))
    return proof


def _amount(proof: LedgerImport, code: CodeAmounts, line_id: int | None = None) -> LedgerAmount:
    return LedgerAmount(
        ledger_import=proof,
        line_id=line_id,
        code=code.code,
        description=code.description,
        reason=code.reason,
        actual=code.actual,
        commitments=code.commitments,
        accruals=code.accruals,
        rows=code.rows,
        repeats=code.repeats,
        repeated=code.repeated,
    )
