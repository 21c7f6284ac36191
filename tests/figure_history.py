"""A quarter whose figures have a history, and how tests read its pages."""

from datetime import UTC, datetime
from decimal import Decimal

from django.urls import reverse

from budgets.actions import CELLS, Figures, enter_figures
from budgets.models import BudgetLine, FigureBatch, StateChange
from budgets.undoing import take_back
from partners.models import Role
from tests.factories import make_approved_year, make_person


def address_of(quarter, view, *more):
    return reverse(f"budgets:{view}", args=[quarter.year.period, quarter.number, *more])


def line_of(quarter, name):
    return BudgetLine.objects.get(year=quarter.year, name=name)


def save(quarter, figures, *, user=None, source="typed", reason=""):
    """Enter name of line -> {cell: value} over what stands there, numbers as text; the batch."""
    entered = []
    for name, cells in figures.items():
        line = line_of(quarter, name)
        newest = quarter.revisions.filter(line=line).newest().first()
        standing = {c: getattr(newest, c) for c in CELLS} if newest else {}
        values = {
            cell: value if cell == "comment" else pounds(value) for cell, value in cells.items()
        }
        blank = {"actual": None, "estimate": None}
        entered.append(
            Figures(line.pk, newest.number if newest else 0, **blank | standing | values)
        )
    return enter_figures(quarter=quarter, entered=entered, user=user, source=source, reason=reason)


def pounds(text):
    return None if text is None else Decimal(text)


def at_noon(batch, day, hour=12):
    """``batch`` as if saved on that day of October 2024."""
    moment = datetime(2024, 10, day, hour, tzinfo=UTC)
    FigureBatch.objects.filter(pk=batch.pk).update(saved_at=moment)
    return batch


def steps_at_noon(quarter, *days):
    """The steps of the quarter as if taken on those days of October 2024."""
    for change, day in zip(quarter.state_changes.all(), days, strict=True):
        moment = datetime(2024, 10, day, 12, tzinfo=UTC)
        StateChange.objects.filter(pk=change.pk).update(made_at=moment)


def rows_of(response):
    """(who, line, what, from, to, how, why) of each entry that the log shows."""
    return [
        (
            str(entry.by or "A command"),
            entry.line.name if entry.line else "",
            entry.what,
            entry.before,
            entry.after,
            entry.how,
            entry.why,
        )
        for entry in response.context["entries"]
    ]


def make_quarter():
    """Quarter 2 of a year with two lines, Salaries and Rent, and the finance officers Robin and Sam."""
    year = make_approved_year(lines={"Salaries": 9000, "Rent": 3000})
    host = year.partners.get(is_host=True)
    people = [make_person(Role.FINANCE, partner=host, name=name) for name in ("Robin", "Sam")]
    return year.quarters.get(number=2), people


def make_history(quarter, people):
    """Loaded on 1 October, changed on the 2nd and 3rd, and what Sam pasted taken back on the 4th."""
    robin, sam = people
    both = {"actual": "10", "estimate": "9000"}
    loaded = {"Salaries": both, "Rent": both | {"estimate": "3000", "comment": "Lease"}}
    batches = [
        save(quarter, loaded, source="loaded"),
        save(quarter, {"Salaries": {"actual": "20.50", "comment": "Overtime"}}, user=robin),
        save(quarter, {"Rent": {"actual": None, "comment": ""}}, user=sam, source="pasted"),
    ]
    batches.append(take_back(batch=batches[2], user=robin, reason="Wrong month"))
    return [at_noon(batch, day) for day, batch in enumerate(batches, start=1)]
