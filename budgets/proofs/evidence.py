"""Who entered what a quarter's figures rest on, when and how: read for one figure at a time.

Once a quarter is with the board, only what was entered before it was put there counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, Max, OuterRef, Q

from budgets.explanation.wording import day_in_words, plainly, stretch_in_words
from budgets.figure_history import last_changes
from budgets.models import (
    BudgetDecision,
    BudgetLine,
    ChargeElement,
    FinancialYear,
    Quarter,
    YearPartner,
)
from budgets.proofs.values import Entered
from cameras.models import CameraType, Service, Weight
from partners.history import REMOVED
from partners.models import Partner, User

COMMAND = "A command"


@dataclass(frozen=True)
class BudgetChange:
    """What a decision made of one line's budget, in pounds (plus: more of it)."""

    decision: BudgetDecision
    amount: Decimal


@dataclass(frozen=True)
class Evidence:
    """Answers about one quarter. ``until`` is when it was put before the board; None: it is open."""

    quarter: Quarter
    until: datetime | None

    def figure(self, line: int, cell: str) -> tuple[Entered, ...]:
        """Who last changed ``cell`` of a line in the quarter; empty where nobody ever did."""
        found = last_changes(self.quarter, cell, [line]).get(line)
        if found is None:
            return ()
        how = ": ".join(filter(None, [found.how, found.why]))
        return (Entered(f"{found.name} of {found.line}", _who(found.by), how, found.at, line),)

    def original_budget(self, line: int) -> Decimal | None:
        """The budget as approved, in pounds; None where the line is gone."""
        return BudgetLine.objects.filter(pk=line).values_list("original_budget", flat=True).first()

    def budget_changes(self, line: int) -> tuple[BudgetChange, ...]:
        """The virements and supplementaries of a line, in the order they were recorded."""
        decisions = BudgetDecision.objects.filter(
            Q(virements__from_line=line)
            | Q(virements__to_line=line)
            | Q(supplementaries__line=line)
        )
        decisions = self._in_time(decisions.distinct().order_by("pk"), "recorded_at")
        related = decisions.select_related("recorded_by").prefetch_related(
            "virements", "supplementaries"
        )
        return tuple(BudgetChange(each, _change_of(each, line)) for each in related)

    def approval(self) -> BudgetDecision | None:
        """The decision that froze the budgeted recharges now used; None before approval."""
        decisions = self.quarter.year.decisions.filter(version__isnull=False)
        decisions = self._in_time(decisions, "recorded_at").select_related("recorded_by")
        return decisions.order_by("version").last()

    def weights(self, camera_types: Iterable[str]) -> tuple[Entered, ...]:
        """Who entered the weights of these types, as they were then named, oldest first."""
        types = self._as_they_were(CameraType).filter(name__in=set(camera_types))
        names = dict(types.values_list("id", "name"))
        records = (
            self._as_they_were(Weight)
            .filter(camera_type__in=names)
            .filter(starts_on__lte=self.quarter.year.period.last_day)
            .select_related("history_user", "decision")
            .order_by("camera_type__position", "starts_on")
        )
        return tuple(
            Entered(
                f"Weight {plainly(record.weight, fewest=2)} of {names[record.camera_type_id]} "
                f"from {day_in_words(record.starts_on)}",
                _who(record.history_user),
                _resting(record),
                record.history_date,
            )
            for record in records
        )

    def terms(self) -> tuple[Entered, ...]:
        """Who entered the elements of charge, averaging and rounding, and what they rest on."""
        year = self.quarter.year
        elements = self._as_they_were(ChargeElement).filter(year=year).order_by("position")
        settings = self._as_they_were(FinancialYear).filter(id=year.pk)
        return tuple(
            Entered(what, _who(record.history_user), _resting(record), record.history_date)
            for records, named in (
                (elements, lambda record: f"Element of charge: {record.name}"),
                (settings, lambda record: "Averaging and rounding"),
            )
            for record in records.select_related("history_user", "decision")
            if record.decision_id
            for what in (named(record),)
        )

    def service_days(self, partner: Partner) -> tuple[Entered, ...]:
        """Who entered for which days of the year the partner shares; empty where for all of it."""
        records = self._as_they_were(YearPartner).filter(year=self.quarter.year, partner=partner)
        return tuple(
            Entered(
                f"{partner} shares {stretch_in_words(record.first_day, record.last_day)}",
                _who(record.history_user),
                record.history_change_reason or "Entered",
                record.history_date,
            )
            for record in records.select_related("history_user")
            if record.first_day or record.last_day
        )

    def cameras(self, partner: Partner) -> tuple[Entered, ...]:
        """Who entered the partner's cameras of the year, alike ones entered alike together."""
        period = self.quarter.year.period
        rows = (
            self._as_they_were(Service)
            .filter(partner=partner, first_day__lte=period.last_day)
            .filter(Q(last_day__isnull=True) | Q(last_day__gte=period.first_day))
            .order_by("camera_type__position", "first_day", "last_day")
            .values(
                "camera_type__name",
                "first_day",
                "last_day",
                "history_user",
                "history_change_reason",
            )
            .annotate(number=Count("history_id"), last_at=Max("history_date"))
        )
        people = User.objects.in_bulk({row["history_user"] for row in rows})
        return tuple(
            Entered(
                f"{row['number']:,} {row['camera_type__name']}, "
                f"{_in_service(row['first_day'], row['last_day'])}",
                _who(people.get(row["history_user"])),
                row["history_change_reason"] or "Entered",
                row["last_at"],
            )
            for row in rows
        )

    def _as_they_were(self, model):
        """The newest record of each thing of ``model`` that was there."""
        records = self._in_time(model.history.all(), "history_date")
        later = records.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
        return records.filter(~Exists(later)).exclude(history_type=REMOVED)

    def _in_time(self, rows, moment: str):
        return rows if self.until is None else rows.filter(**{f"{moment}__lte": self.until})


class NoEvidence(Evidence):
    """For paper, and for positions nobody entered: it names nobody."""

    def __init__(self):
        pass

    def figure(self, line: int, cell: str) -> tuple[Entered, ...]:
        return ()

    def original_budget(self, line: int) -> Decimal | None:
        return None

    def budget_changes(self, line: int) -> tuple[BudgetChange, ...]:
        return ()

    def approval(self) -> BudgetDecision | None:
        return None

    def weights(self, camera_types: Iterable[str]) -> tuple[Entered, ...]:
        return ()

    def terms(self) -> tuple[Entered, ...]:
        return ()

    def service_days(self, partner: Partner) -> tuple[Entered, ...]:
        return ()

    def cameras(self, partner: Partner) -> tuple[Entered, ...]:
        return ()


def evidence_of(quarter: Quarter) -> Evidence:
    """What can be told about ``quarter``."""
    return Evidence(quarter, quarter.locked_at())


def decided(decision: BudgetDecision) -> Entered:
    """A decision on the budget as something entered: who recorded it, and what it rests on."""
    minute = f"minute {decision.minute}" if decision.minute else ""
    how = ", ".join(filter(None, [decision.approver, minute])) or "Recorded"
    if decision.reason:
        how = f"{how}: {decision.reason}"
    return Entered(
        f"{decision.get_kind_display()} of {day_in_words(decision.dated)}",
        _who(decision.recorded_by),
        how,
        decision.recorded_at,
    )


def _change_of(decision: BudgetDecision, line: int) -> Decimal:
    added = (each.amount for each in decision.supplementaries.all() if each.line_id == line)
    came = (each.amount for each in decision.virements.all() if each.to_line_id == line)
    went = (-each.amount for each in decision.virements.all() if each.from_line_id == line)
    return sum((*added, *came, *went), Decimal(0))


def _resting(record) -> str:
    """The decision a term rests on, and why it was entered so."""
    why = record.history_change_reason
    if record.decision is None:
        return why or "Entered"
    return f"By {record.decision}" + (f". {why}" if why else "")


def _in_service(first: date, last: date | None) -> str:
    return f"in service {stretch_in_words(first, last)}"


def _who(person: User | None) -> str:
    return str(person) if person else COMMAND
