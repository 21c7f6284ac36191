"""What waits for a person, by role, as plain values: figures to enter, a paper to read, what to pay.

A person with several roles gets several sections, and only what their roles may see: the rules are
``partners.permissions``'s. The paper itself belongs to ``reports``; pages link to it by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.urls import reverse

from budgets.drafts.unsaved import UnsavedWork, unsaved_of
from budgets.explanation.reasons import Reason, reasons
from budgets.inputs import line_positions
from budgets.models import (
    BudgetedRecharge,
    FigureDraft,
    FigureRevision,
    FinancialYear,
    Quarter,
    ShareReply,
    StateChange,
)
from budgets.position import QuarterPosition, Recharge, quarter_position
from budgets.replies.thread import Thread, queries_to_answer, thread_of
from budgets.tables import totals_of
from budgets.wording import (
    against_budget,
    balance_sentence,
    counted,
    lines_without,
    listed,
    papers_due,
    papers_due_briefly,
    recharge_answer,
    recharge_sentence,
    step_in_words,
)
from budgets.year_overview import QuarterRow, quarter_rows
from partners.models import Partner, Role
from partners.permissions import (
    SHOWN_TO_BOARD,
    WITH_BOARD,
    partners_as_officer,
    roles_of,
)

LATELY = 5


@dataclass(frozen=True)
class Task:
    """One thing to do: where, how much of it, and what exactly."""

    label: str
    address: str
    amount: str
    detail: str


@dataclass(frozen=True)
class QuarterToEnter:
    quarter: Quarter
    tasks: tuple[Task, ...]

    @property
    def heading(self) -> str:
        """``Quarter 2, 2024/25: papers are due in 6 days``."""
        due = self.quarter.papers_due
        if not due:
            return f"{self.quarter} is open for figures"
        return f"{self.quarter}: {papers_due_briefly(due)}"

    @property
    def papers_due(self) -> str:
        return papers_due(self.quarter.papers_due)


@dataclass(frozen=True)
class FinanceSection:
    waiting: tuple[QuarterToEnter, ...]
    year: FinancialYear | None
    rows: tuple[QuarterRow, ...]
    budget: Decimal | None
    lately: tuple[tuple[str, StateChange], ...]
    unsaved: tuple[UnsavedWork, ...]
    being_set: tuple[FinancialYear, ...] = ()
    queries: tuple[ShareReply, ...] = ()

    @property
    def heading(self) -> str:
        if self.waiting:
            return self.waiting[0].heading
        if self.being_set and not self.year:
            return f"The budget of {self.being_set[0]} is being set"
        return "No quarter is open for figures" if self.year else "No year is set up yet"


@dataclass(frozen=True)
class BoardSection:
    """The newest quarter before the board, if there is one yet."""

    position: QuarterPosition | None
    has_paper: bool = False
    own: tuple[Recharge, ...] = ()

    @property
    def heading(self) -> str:
        if self.position is None:
            return "No paper is before the board yet"
        quarter = self.position.quarter
        state = "with the board" if quarter.state == WITH_BOARD else "published"
        name = f"Quarter {quarter.number}"
        return f"The {name} paper is {state}" if self.has_paper else f"{name} is {state}"

    @property
    def answer(self) -> str:
        """The balance, and what the member's own council pays of it."""
        sentences = [balance_sentence(self.position.balance)]
        sentences += [recharge_sentence(recharge) for recharge in self.own]
        return f"{'. '.join(sentences)}."

    @property
    def movement(self) -> str:
        """``The partners pay £21,440 less than budgeted``, or what else there is to say."""
        said = against_budget(self.position.balance).removeprefix(", ")
        return f"The partners pay {said}" if said else "The partners’ recharges"


@dataclass(frozen=True)
class OfficerSection:
    """One council's recharge in the newest quarter it may see; before that, as budgeted."""

    partner: Partner
    quarter: Quarter | None = None
    recharge: Recharge | None = None
    reasons: tuple[Reason, ...] = ()
    budgeted: BudgetedRecharge | None = None
    thread: Thread | None = None

    @property
    def heading(self) -> str:
        if self.recharge:
            return recharge_answer(self.recharge)
        return f"Nothing is before {self.partner.short_name} yet"


def finance_section(user) -> FinanceSection:
    """The quarters whose figures are to be entered, and how their year stands."""
    quarters = quarters_to_enter()
    being_set = FinancialYear.objects.filter(state=FinancialYear.State.BEING_SET)
    newest = FinancialYear.objects.exclude(state=FinancialYear.State.BEING_SET).first()
    year = quarters[0].year if quarters else newest
    rows = quarter_rows(user, year) if year else ()
    changes = StateChange.objects.select_related("quarter__year", "made_by")
    newest_changes = changes.defer("quarter__frozen").order_by("-pk")[:LATELY]
    drafts = FigureDraft.objects.filter(user=user).select_related("quarter__year")
    return FinanceSection(
        waiting=tuple(QuarterToEnter(quarter, _tasks(quarter)) for quarter in quarters),
        year=year,
        rows=rows,
        budget=rows[-1].balance.budget if rows else None,
        lately=tuple((step_in_words(change), change) for change in newest_changes),
        unsaved=tuple(work for draft in drafts if (work := unsaved_of(draft))),
        being_set=tuple(being_set),
        queries=tuple(queries_to_answer()),
    )


def board_section(user) -> BoardSection:
    """The newest quarter that the board may read, as a member of some councils reads it."""
    quarter = _newest_before_board()
    if quarter is None:
        return BoardSection(None)
    # Of the paper this app knows no more than that a quarter may have one.
    has_paper = Quarter.objects.filter(pk=quarter.pk, report__isnull=False).exists()
    position = quarter_position(quarter)
    councils = {partner for role, partner in roles_of(user) if role == Role.BOARD}
    own = tuple(part for part in position.recharges if part.partner.pk in councils)
    return BoardSection(position, has_paper, own)


def officer_sections(user) -> list[OfficerSection]:
    """One section for each council whose officer this person is."""
    partners = Partner.objects.filter(pk__in=partners_as_officer(user))
    if not partners:
        return []
    quarter = _newest_before_board()
    position = quarter_position(quarter) if quarter else None
    return [_officer_section(partner, position) for partner in partners]


def quarters_to_enter() -> list[Quarter]:
    """Of each approved year: the open quarters begun, or else the next one; oldest first."""
    begun = FigureRevision.objects.filter(quarter=OuterRef("pk"))
    quarters = (
        Quarter.objects.filter(year__state=FinancialYear.State.APPROVED)
        .select_related("year")
        .annotate(is_begun=Exists(begun))
        .order_by("year__starts_in", "number")
    )
    years: dict[int, list[Quarter]] = {}
    for quarter in quarters:
        years.setdefault(quarter.year_id, []).append(quarter)
    return [quarter for members in years.values() for quarter in _next_of_year(members)]


def _next_of_year(quarters: Sequence[Quarter]) -> list[Quarter]:
    open_quarters = [quarter for quarter in quarters if quarter.state == Quarter.State.OPEN]
    begun = [quarter for quarter in open_quarters if quarter.is_begun]
    last_shown = max(
        (quarter.number for quarter in quarters if quarter.state in SHOWN_TO_BOARD), default=0
    )
    after = [quarter for quarter in open_quarters if quarter.number > last_shown]
    return begun or after[:1] or open_quarters[:1]


def _tasks(quarter: Quarter) -> tuple[Task, ...]:
    lines = line_positions(quarter)
    where = [quarter.year.period, quarter.number]
    entry = reverse("budgets:quarter_edit", args=where)
    names = {"actual": "actuals", "estimate": "outturn" if quarter.is_last else "estimates"}
    tasks = [
        Task(
            f"Enter the {names[cell]}",
            entry,
            f"{counted(len(without), 'line')}",
            f"Not entered: {listed(without)}.",
        )
        for cell in names
        if (without := lines_without(lines, cell))
    ]
    if lines and not tasks:
        submit = reverse("budgets:quarter_submit", args=where)
        detail = f"Every figure is entered. {balance_sentence(totals_of(lines))}."
        tasks = [Task("Submit to the board", submit, counted(len(lines), "line"), detail)]
    return tuple(tasks)


def _newest_before_board() -> Quarter | None:
    shown = Quarter.objects.filter(state__in=SHOWN_TO_BOARD).select_related("year")
    return shown.order_by("-year__starts_in", "-number").first()


def _officer_section(partner: Partner, position: QuarterPosition | None) -> OfficerSection:
    recharge = position.recharge_of(partner) if position else None
    if recharge:
        why = reasons(position, recharge)
        thread = thread_of(position.quarter, partner)
        return OfficerSection(partner, position.quarter, recharge, why, thread=thread)
    budgeted = BudgetedRecharge.objects.filter(partner=partner).newest().select_related("year")
    return OfficerSection(partner, budgeted=budgeted.order_by("-year__starts_in").first())
