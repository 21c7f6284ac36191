"""The summary of a quarter seen as what moved: since the quarter before, or since the budget."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from budgets.models import Quarter
from budgets.movement import quarter_before, quarter_movement
from budgets.movement_tables import change_answer, movement_tables, not_shown
from budgets.navigation import breadcrumbs_of, period_switch, summary_address
from budgets.position import QuarterPosition
from partners.permissions import can_enter_figures, can_see_quarter

ASKED = "?movement=1"


def movement_page(request: HttpRequest, position: QuarterPosition) -> HttpResponse:
    """Who may not read the quarter before is told so, and shown none of its figures.

    Whether they may read this quarter was asked before.
    """
    quarter = position.quarter
    before = quarter_before(quarter)
    context = {
        "quarter": quarter,
        "before": before,
        "views": summary_views(quarter, shows_movement=True),
        "can_enter": can_enter_figures(request.user),
        "breadcrumbs": breadcrumbs_of(quarter.year),
        "period": period_switch(
            quarter.year, quarter.number, quarter_address=partial(_address, request.user)
        ),
    }
    if before and not can_see_quarter(request.user, before):
        refusal = {"answer": f"The change since {since(quarter)}", "not_shown": not_shown(before)}
        return render(request, "budgets/quarter_movement.html", context | refusal)
    movement = quarter_movement(position, before)
    context |= {
        "answer": change_answer(movement),
        "movement": movement,
        "tables": movement_tables(movement),
    }
    return render(request, "budgets/quarter_movement.html", context)


def summary_views(quarter: Quarter, *, shows_movement: bool) -> list[dict]:
    """The two ways to look at a summary: label, address, and whether it is the one shown."""
    address = quarter.get_absolute_url()
    return [
        {"label": "Budget, actual and estimate", "url": address, "current": not shows_movement},
        {
            "label": f"Change since {since(quarter)}",
            "url": f"{address}{ASKED}",
            "current": shows_movement,
        },
    ]


def since(quarter: Quarter) -> str:
    """What a quarter is compared with, in words."""
    return "the budget" if quarter.number == 1 else f"Quarter {quarter.number - 1}"


def _address(user, quarter: Quarter) -> str | None:
    address = summary_address(user, quarter)
    return address and f"{address}{ASKED}"
