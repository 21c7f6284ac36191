"""Changes of an approved budget: virements, supplementaries, and the counter-entry to either.

The original budget never changes. A decision is recorded with all that it moves; taking it back is
another decision. Open quarters follow the newest budget and recharges; a quarter with the board or
published keeps what was frozen with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from budgets.arithmetic import balance_to_recover
from budgets.creating import Creator
from budgets.inputs import BudgetedPart, budgeted_parts
from budgets.models import (
    BudgetDecision,
    BudgetLine,
    FinancialYear,
    Supplementary,
    Virement,
)
from budgets.setup.arithmetic import transfers
from budgets.setup.years import SetupRefused
from budgets.versions import current_balance, freeze, parts_anew
from budgets.wording import when
from cctvpartnership.figures import LARGEST_AMOUNT, as_typed, with_pound_sign
from partners.models import User

Kind = BudgetDecision.Kind
Changes = Mapping[int, Decimal]


class BudgetMoved(SetupRefused):
    """Another decision was recorded since the page showed what this one would do."""


@dataclass(frozen=True)
class Authority:
    """Who decided a change, when and why; ``minute`` where the decision is written down, if it is."""

    dated: date
    approver: str
    reason: str
    minute: str = ""


@dataclass(frozen=True)
class ChangedLine:
    """A line's budget in pounds before and after; no change is None."""

    line: BudgetLine
    before: Decimal
    change: Decimal | None

    @property
    def after(self) -> Decimal:
        return self.before + (self.change or 0)

    @property
    def turns(self) -> bool:
        """Whether a cost becomes income, or income a cost: more likely a slip than meant."""
        return self.before * self.after < 0


@dataclass(frozen=True)
class Preview:
    """What a change would do: to every line, and to each partner's recharge.

    ``parts_after`` are the recharges frozen anew; of a virement they are as before.
    """

    lines: tuple[ChangedLine, ...]
    parts_before: tuple[BudgetedPart, ...]
    parts_after: tuple[BudgetedPart, ...]

    @property
    def before(self) -> Decimal:
        return balance_to_recover(line.before for line in self.lines)

    @property
    def change(self) -> Decimal:
        return sum((line.change or 0 for line in self.lines), Decimal(0))

    @property
    def after(self) -> Decimal:
        return self.before + self.change


def preview(year: FinancialYear, kind: str, changes: Changes) -> Preview:
    """What ``changes`` (pounds by line key) would do to the budget as it stands.

    SetupRefused: nothing changes, a virement does not add up to nil, or a limit is passed.
    """
    lines = changed_lines(year, changes)
    _refuse(kind, lines)
    before = budgeted_parts(year)
    total = balance_to_recover(line.after for line in lines)
    after = parts_anew(year, total) if kind == Kind.SUPPLEMENTARY else before
    return Preview(lines, before, after)


def changed_lines(year: FinancialYear, changes: Changes) -> tuple[ChangedLine, ...]:
    """Every line of the year in order, with its change if it has one."""
    lines = BudgetLine.objects.filter(year=year).select_related("group").with_changes()
    return tuple(
        ChangedLine(line, line.current_budget, changes.get(line.pk) or None) for line in lines
    )


def newest_decision(year: FinancialYear) -> int:
    """Key of the newest decision: the current budget changes with it and with nothing else."""
    return year.decisions.values_list("pk", flat=True).last() or 0


def record_change(
    *,
    year: FinancialYear,
    kind: str,
    changes: Changes,
    authority: Authority,
    shown: int,
    user: User | None,
    reverses: BudgetDecision | None = None,
) -> BudgetDecision:
    """Record a virement or supplementary; a supplementary freezes the recharges anew.

    ``changes``: pounds by line key, plus for more budget. ``shown``: the newest decision when the
    person saw what it would do. ValidationError: dated outside the year. SetupRefused: the year is
    not approved, or the change cannot be. BudgetMoved: another decision came in between.
    """
    try:
        with transaction.atomic():
            year = _approved(year)
            if newest_decision(year) != shown:
                raise BudgetMoved(_moved_sentence(year))
            lines = changed_lines(year, changes)
            _refuse(kind, lines)
            return _record(year, kind, lines, authority, user, reverses)
    # The other of two counter-entries to one decision, on a database that let both in.
    except IntegrityError as error:
        raise SetupRefused("This change was reversed meanwhile.") from error


def contrary(decision: BudgetDecision) -> Changes:
    """The changes by line key that take back what ``decision`` did."""
    moved: dict[int, Decimal] = {}
    for virement in decision.virements.all():
        moved[virement.from_line_id] = moved.get(virement.from_line_id, 0) + virement.amount
        moved[virement.to_line_id] = moved.get(virement.to_line_id, 0) - virement.amount
    for supplementary in decision.supplementaries.all():
        moved[supplementary.line_id] = moved.get(supplementary.line_id, 0) - supplementary.amount
    return moved


def _record(
    year: FinancialYear,
    kind: str,
    lines: tuple[ChangedLine, ...],
    authority: Authority,
    user: User | None,
    reverses: BudgetDecision | None,
) -> BudgetDecision:
    decision = BudgetDecision(
        year=year,
        kind=kind,
        version=_next_version(year) if kind == Kind.SUPPLEMENTARY else None,
        dated=authority.dated,
        approver=authority.approver,
        minute=authority.minute,
        reason=authority.reason,
        reverses=reverses,
        recorded_by=user,
    )
    decision.full_clean(exclude=["recorded_by"], validate_unique=False)
    decision.save()
    creator = Creator(user, f"{decision.get_kind_display()} of {authority.dated:%-d %B %Y}")
    changes = {each.line: each.change for each in lines if each.change}
    if kind == Kind.VIREMENT:
        creator.create(
            Virement(decision=decision, from_line=giver, to_line=receiver, amount=amount)
            for giver, receiver, amount in transfers(changes)
        )
    else:
        creator.create(
            Supplementary(decision=decision, line=line, amount=amount)
            for line, amount in changes.items()
        )
        freeze(decision, parts_anew(year, current_balance(year)))
    return decision


def _approved(year: FinancialYear) -> FinancialYear:
    year = FinancialYear.objects.select_for_update().get(pk=year.pk)
    if year.state != FinancialYear.State.APPROVED:
        raise SetupRefused(f"{year} is {year.get_state_display().lower()}, not approved.")
    return year


def _next_version(year: FinancialYear) -> int:
    versions = year.decisions.filter(version__isnull=False)
    return 1 + max(versions.values_list("version", flat=True))


def _refuse(kind: str, lines: tuple[ChangedLine, ...]) -> None:
    changes = [line.change for line in lines if line.change]
    if not changes:
        raise SetupRefused("Enter the amount by which at least one line changes.")
    total = sum(changes, Decimal(0))
    if kind == Kind.VIREMENT and total != 0:
        raise SetupRefused(
            f"The changes add up to {_pounds(total)}. A virement moves money between lines: they "
            "must add up to nil."
        )
    for line in lines:
        if abs(line.after) > LARGEST_AMOUNT:
            raise SetupRefused(
                f"{line.line} would have {_pounds(line.after)}, beyond ±£{LARGEST_AMOUNT:,}."
            )
    after = balance_to_recover(line.after for line in lines)
    if abs(after) > LARGEST_AMOUNT:
        raise SetupRefused(f"The balance would be {_pounds(after)}, beyond ±£{LARGEST_AMOUNT:,}.")


def _moved_sentence(year: FinancialYear) -> str:
    newest = year.decisions.select_related("recorded_by").last()
    who = newest.recorded_by or "a command"
    return (
        f"Meanwhile {who} recorded the {newest.get_kind_display().lower()} of "
        f"{newest.dated:%-d %B %Y}, {when(newest.recorded_at)}. Nothing is saved: look again at what "
        "this change would do."
    )


def _pounds(amount: Decimal) -> str:
    return with_pound_sign(as_typed(amount))
