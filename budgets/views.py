"""Years and quarters to read: the list of years, a year, and the summary of a quarter."""

from functools import partial

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgets.drafts.unsaved import unsaved_work
from budgets.mentioned_section import mentioned_section
from budgets.models import FinancialYear, Quarter
from budgets.movement_page import movement_page, summary_views
from budgets.navigation import breadcrumbs_of, period_switch, summary_address
from budgets.parts.section import incomes_of, parts_of
from budgets.pictures import groups_picture, spending_picture
from budgets.position import quarter_position
from budgets.questions.asking import questions_of
from budgets.replies.thread import threads_of
from budgets.tables import line_table, recharge_table
from budgets.wording import balance_answer, lines_without, listed
from budgets.year_overview import (
    budget_table,
    budgeted_recharges,
    elements_in_words,
    quarter_rows,
)
from partners.permissions import (
    can_answer_queries,
    can_enter_figures,
    can_see_all_invoices,
    can_see_quarter,
    can_set_budget,
    holds_any_role,
    is_board,
    require,
)


@require_safe
@require(holds_any_role)
def year_list(request):
    """Every year, newest first, and where its quarters stand."""
    quarters = Prefetch("quarters", Quarter.objects.defer("frozen"))
    context = {
        "years": FinancialYear.objects.prefetch_related(quarters),
        "can_set": can_set_budget(request.user),
        "breadcrumbs": breadcrumbs_of()[:1],
    }
    return render(request, "budgets/year_list.html", context)


@require_safe
@require(holds_any_role)
def year_detail(request, period):
    """One year: its quarters, its budget and the budgeted recharges, as far as one may see them."""
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    is_being_set = year.state == FinancialYear.State.BEING_SET
    rows = () if is_being_set else quarter_rows(request.user, year)
    quarters = [row.quarter for row in rows]
    address = partial(summary_address, request.user)
    context = {
        "year": year,
        "approval": year.approval,
        "rows": rows,
        "shows": any(row.balance for row in rows),
        "hides": any(row.balance is None for row in rows),
        "is_board": is_board(request.user),
        "budget": budget_table(request.user, year, quarters),
        "recharges": budgeted_recharges(request.user, year, quarters),
        "elements": elements_in_words(year),
        "can_enter": can_enter_figures(request.user),
        "can_set": can_set_budget(request.user),
        "can_see_invoices": can_see_all_invoices(request.user, year),
        "breadcrumbs": breadcrumbs_of(),
        "period": period_switch(year, quarter_address=address),
    }
    return render(request, "budgets/year_detail.html", context)


@require_safe
@require(holds_any_role)
def quarter_detail(request, period, number):
    """A quarter against its budget, or, where that is asked for, what moved since the last one."""
    quarter = quarter_or_404(period, number)
    if not can_see_quarter(request.user, quarter):
        raise Http404
    position = quarter_position(quarter)
    if request.GET.get("movement") == "1":
        return movement_page(request, position)
    return _summary_page(request, position)


def _summary_page(request, position):
    """The published table: the lines, the balance, and each partner's recharge."""
    quarter = position.quarter
    estimate = "Outturn" if quarter.is_last else "Estimate"
    address = partial(summary_address, request.user)
    can_enter = can_enter_figures(request.user)
    lines = line_table(position, estimate)
    context = {
        "quarter": quarter,
        "position": position,
        "answer": balance_answer(position.balance),
        "views": summary_views(quarter, shows_movement=False),
        "lines": lines,
        "parts": parts_of(position),
        "incomes": incomes_of(position) if can_enter else (),
        "recharges": recharge_table(position),
        "groups": groups_picture(lines, estimate),
        "spending": spending_picture(lines, quarter.number),
        "mentioned": mentioned_section(position, request.user),
        "threads": _threads(position) if can_answer_queries(request.user) else (),
        "estimate_label": estimate,
        "without_actual": listed(lines_without(position.lines, "actual")),
        "without_estimate": listed(lines_without(position.lines, "estimate")),
        "can_enter": can_enter,
        "questions": questions_of(quarter, position.lines) if can_enter else None,
        "unsaved": unsaved_work(quarter, request.user) if can_enter else None,
        "breadcrumbs": breadcrumbs_of(quarter.year),
        "period": period_switch(quarter.year, quarter.number, quarter_address=address),
    }
    return render(request, "budgets/quarter_detail.html", context)


def _threads(position):
    """What each partner says to its share, once the quarter is with the board."""
    quarter = position.quarter
    if quarter.state == Quarter.State.OPEN:
        return ()
    return threads_of(quarter, position.inputs.partners)


def quarter_or_404(period, number) -> Quarter:
    """A quarter of an approved budget; while its year is being set it is not there yet."""
    quarters = Quarter.objects.opened().select_related("year")
    return get_object_or_404(quarters, year__starts_in=period.starts_in, number=number)
