"""Proofs of a quarter's own figures: each line's, and the balance they add up to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from budgets.explanation.wording import amount, in_words, signed_amount
from budgets.inputs import LinePosition
from budgets.position import QuarterPosition
from budgets.proofs.evidence import BudgetChange, Evidence, decided
from budgets.proofs.names import ACTUAL, BUDGET, ESTIMATE, VARIANCE, ProofName, UnknownFigure
from budgets.proofs.values import Entered, Proof, ProofStep
from cctvpartnership.figures import NOT_YET_KNOWN

NOT_ENTERED = "Not entered yet. Blank is not nil: what depends on it is not known yet either."
# Of the frozen budget, where decisions recorded since cannot be told from those before.
AS_FROZEN = "The budget as it stood when the quarter was put before the board."


def quarter_proof(position: QuarterPosition, name: ProofName, evidence: Evidence) -> Proof:
    """The proof of one figure of a line or of the balance. UnknownFigure: no such line."""
    if name.line is None:
        return _balance_proof(position, name)
    line = next((line for line in position.lines if line.line_id == name.line), None)
    if line is None:
        raise UnknownFigure(f"There is no line {name.line} in {position.quarter}.")
    prove = {BUDGET: _budget_proof, VARIANCE: _variance_proof}.get(name.figure, _entered_proof)
    return prove(position, line, name, evidence)


def figure_in_words(position: QuarterPosition, figure: str) -> str:
    """What people call the figure: in the last quarter the estimate is the outturn."""
    if figure == BUDGET:
        return "current budget"
    if figure == ACTUAL:
        return f"actual to {position.quarter.last_day:%-d %B %Y}"
    if figure == ESTIMATE:
        return "outturn" if position.quarter.is_last else "estimate for the whole year"
    return "variance"


def _balance_proof(position: QuarterPosition, name: ProofName) -> Proof:
    value, what = getattr(position.balance, name.figure), figure_in_words(position, name.figure)
    printed = _printer(name)
    steps = tuple(
        ProofStep(
            line.line,
            "" if line.line == line.group else line.group,
            _printed(getattr(line, name.figure), printed),
            ProofName(name.figure, line=line.line_id),
        )
        for line in position.lines
    )
    number = len(position.lines)
    return Proof(
        name=name,
        title=f"Balance to recover, {what}",
        answer=_printed(value, printed),
        sentence=_balance_sentence(position, name, number),
        steps=(
            *steps,
            ProofStep("Balance to recover", "All of them added", _printed(value, printed)),
        ),
        value=value,
        notes=(_signs(position, name.figure),),
    )


def _balance_sentence(position: QuarterPosition, name: ProofName, number: int) -> str:
    value = getattr(position.balance, name.figure)
    what = figure_in_words(position, name.figure)
    lines = f"{in_words(number)} line{'' if number == 1 else 's'}"
    if value is None:
        missing = sum(getattr(line, name.figure) is None for line in position.lines)
        return (
            f"The {what} of the balance is the sum of {lines}, of which {in_words(missing)} "
            f"{'has' if missing == 1 else 'have'} none yet, so it is not known yet."
        )
    return (
        f"The {what} of the balance is {_printer(name)(value)}: the {what} of each of the {lines}, "
        "added, income taken off."
    )


def _entered_proof(
    position: QuarterPosition, line: LinePosition, name: ProofName, evidence: Evidence
) -> Proof:
    value, what = getattr(line, name.figure), figure_in_words(position, name.figure)
    entered = evidence.figure(line.line_id, name.figure)
    if value is None:
        sentence = NOT_ENTERED
    else:
        sentence = (
            f"The {what} of {line.line} is {amount(value)}, as entered; nothing is worked out."
        )
    return Proof(
        name=name,
        title=f"{line.line}, {what}",
        answer=_printed(value, amount),
        sentence=sentence,
        steps=(ProofStep("Entered", line.comment or "Without a comment", _printed(value, amount)),),
        value=value,
        entered=entered,
        notes=(_signs(position, name.figure),),
    )


def _variance_proof(
    position: QuarterPosition, line: LinePosition, name: ProofName, evidence: Evidence
) -> Proof:
    what = figure_in_words(position, ESTIMATE)
    value = line.variance
    if value is None:
        sentence = NOT_ENTERED
    else:
        sentence = (
            f"The variance of {line.line} is the {what}, {amount(line.estimate)}, less the current "
            f"budget, {amount(line.budget)}: {signed_amount(value)}."
        )
    return Proof(
        name=name,
        title=f"{line.line}, variance",
        answer=_printed(value, signed_amount),
        sentence=sentence,
        steps=(
            ProofStep(
                what.capitalize(),
                "Entered",
                _printed(line.estimate, amount),
                ProofName(ESTIMATE, line=line.line_id),
            ),
            ProofStep(
                "Current budget",
                "Taken off",
                amount(line.budget),
                ProofName(BUDGET, line=line.line_id),
            ),
            ProofStep(
                "Variance", f"{what.capitalize()} less budget", _printed(value, signed_amount)
            ),
        ),
        value=value,
        entered=evidence.figure(line.line_id, ESTIMATE),
        notes=(_signs(position, VARIANCE),),
    )


def _budget_proof(
    position: QuarterPosition, line: LinePosition, name: ProofName, evidence: Evidence
) -> Proof:
    original, changes = (
        evidence.original_budget(line.line_id),
        evidence.budget_changes(line.line_id),
    )
    told = original is not None and original + _sum(changes) == line.budget
    steps = _budget_steps(line, original, changes) if told else ()
    approval = evidence.approval()
    entered: list[Entered] = [decided(approval)] if approval and approval.version == 1 else []
    return Proof(
        name=name,
        title=f"{line.line}, current budget",
        answer=amount(line.budget),
        sentence=_budget_sentence(line, original, changes) if told else AS_FROZEN,
        steps=(
            *steps,
            ProofStep("Current budget", _how_summed(changes, told), amount(line.budget)),
        ),
        value=line.budget,
        entered=(*entered, *(decided(change.decision) for change in changes)),
        notes=(_signs(position, BUDGET),),
    )


def _budget_steps(
    line: LinePosition, original: Decimal, changes: tuple[BudgetChange, ...]
) -> tuple[ProofStep, ...]:
    return (
        ProofStep("Original budget", "As approved", amount(original)),
        *(
            ProofStep(
                f"{change.decision.get_kind_display()} of {change.decision.dated:%-d %B %Y}",
                change.decision.approver,
                signed_amount(change.amount),
            )
            for change in changes
        ),
    )


def _budget_sentence(
    line: LinePosition, original: Decimal, changes: tuple[BudgetChange, ...]
) -> str:
    if not changes:
        return f"The budget of {line.line} is {amount(line.budget)}, as approved and not changed since."
    return (
        f"The budget of {line.line} was approved at {amount(original)}; approved changes since come "
        f"to {signed_amount(_sum(changes))}, which makes {amount(line.budget)}."
    )


def _how_summed(changes: tuple[BudgetChange, ...], told: bool) -> str:
    if not told:
        return "As frozen"
    return "All of them added" if changes else "Not changed since"


def _sum(changes: tuple[BudgetChange, ...]) -> Decimal:
    return sum((change.amount for change in changes), Decimal(0))


def _signs(position: QuarterPosition, figure: str) -> str:
    if figure == VARIANCE:
        return (
            f"Variance is {'outturn' if position.quarter.is_last else 'estimate'} less budget: plus "
            "means the partners pay more, minus means they pay less."
        )
    return "Costs are positive, income is negative."


def _printer(name: ProofName) -> Callable:
    return signed_amount if name.figure == VARIANCE else amount


def _printed(value: Decimal | None, printed: Callable) -> str:
    return NOT_YET_KNOWN if value is None else printed(value)
