"""The way up and the way across: breadcrumbs, and the switch of year and quarter.

The switch keeps the page: each page says how its own address reads for another quarter. Who may
see a quarter is decided in ``partners.permissions``, and asked by the page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db.models import Prefetch
from django.urls import reverse

from budgets.models import BudgetLine, FinancialYear, Quarter
from partners.permissions import can_see_quarter

Trail = list[tuple[str, str]]
AddressOf = Callable[[Quarter], str | None]


def breadcrumbs_of(place: FinancialYear | Quarter | None = None) -> Trail:
    """(label, address) from Home down to ``place`` itself: what a page below it passes on.

    Without a place, the way to the list of years.
    """
    if place is None:
        return [("Home", reverse("home")), ("Budget", reverse("budgets:year_list"))]
    if isinstance(place, Quarter):
        label = f"Quarter {place.number}"
        return [*breadcrumbs_of(place.year), (label, place.get_absolute_url())]
    return [("Home", reverse("home")), (f"Budget {place}", place.get_absolute_url())]


def summary_address(user, quarter: Quarter) -> str | None:
    """The quarter's summary; None: this person may not see it."""
    return quarter.get_absolute_url() if can_see_quarter(user, quarter) else None


def log_address(quarter: Quarter) -> str:
    """The log of the quarter's figures."""
    return reverse("budgets:quarter_history", args=[quarter.year.period, quarter.number])


def line_address(line: BudgetLine, quarter: Quarter) -> str:
    """The history of one line in a quarter; of another year, which has other lines, the log."""
    if line.year_id != quarter.year_id:
        return log_address(quarter)
    return reverse("budgets:line_history", args=[quarter.year.period, quarter.number, line.pk])


def trail_to_log(quarter: Quarter) -> Trail:
    """The breadcrumbs of a page below the log."""
    return [*breadcrumbs_of(quarter), ("History", log_address(quarter))]


def period_switch(
    year: FinancialYear,
    number: int | None = None,
    *,
    quarter_address: AddressOf | None = None,
    year_address: Callable[[FinancialYear], str] = FinancialYear.get_absolute_url,
) -> list[dict]:
    """Items of the switch: the year before, the year, its quarters, the year after.

    ``number``: the quarter shown; None: a page of the whole year. ``quarter_address`` answers
    where this same page stands for another quarter, None where it does not for this person; left
    out, the page is one of years only. Neighbouring years keep the quarter where they can.
    """
    years = _years_around(year)
    neighbour = partial(_neighbour, number, quarter_address, year_address)
    before, after = years.get(year.starts_in - 1), years.get(year.starts_in + 1)
    is_open = year.state != FinancialYear.State.BEING_SET
    quarters = years[year.starts_in].quarters.all() if quarter_address and is_open else ()
    return [
        *([neighbour(before, "the year before")] if before else []),
        _item(f"{year}", year_address(year), number is None, "the whole year"),
        *(
            _item(
                f"Q{quarter.number}",
                quarter_address(quarter),
                quarter.number == number,
                _quarter_in_words(quarter, quarter_address(quarter)),
            )
            for quarter in quarters
        ),
        *([neighbour(after, "the year after")] if after else []),
    ]


def _years_around(year: FinancialYear) -> dict[int, FinancialYear]:
    """The year and its neighbours by the calendar year they start in, with their quarters.

    What was frozen with a quarter is large, and no address depends on it.
    """
    years = FinancialYear.objects.filter(
        starts_in__range=(year.starts_in - 1, year.starts_in + 1)
    ).prefetch_related(Prefetch("quarters", Quarter.objects.defer("frozen")))
    return {other.starts_in: other for other in years}


def _quarter_in_words(quarter: Quarter, address: str | None) -> str:
    """Its state is only for those who may see it."""
    name = f"Quarter {quarter.number}"
    return f"{name}, {quarter.get_state_display().lower()}" if address else name


def _neighbour(number, quarter_address, year_address, year: FinancialYear, which: str) -> dict:
    same = [quarter for quarter in year.quarters.all() if quarter.number == number]
    address = quarter_address(same[0]) if same and quarter_address else None
    return _item(f"{year}", address or year_address(year), current=False, detail=which)


def _item(label: str, url: str | None, current: bool, detail: str) -> dict:
    return {"label": label, "url": url, "current": current, "detail": detail}
