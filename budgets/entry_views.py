"""The entry grid as a page: shown, saved whole, or shown again with all that was typed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets.actions import FiguresConflict, LinesChanged, QuarterLocked, enter_figures
from budgets.disputes import formset_as_sent, formset_in_dispute
from budgets.entry import entry_errors, page_as_typed, workable_position
from budgets.forms import QuarterFormSet
from budgets.models import Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.outcomes import locked_sentence, saved_message
from budgets.views import quarter_or_404
from budgets.wording import papers_due, when
from partners.permissions import can_enter_figures, require


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def quarter_edit(request, period, number):
    """The entry grid of an open quarter; a locked one is answered with its summary."""
    quarter = quarter_or_404(period, number)
    if request.method == "POST":
        return _saved(request, quarter)
    if quarter.state != Quarter.State.OPEN:
        messages.warning(request, locked_sentence(quarter))
        return redirect(quarter)
    position, unworkable = workable_position(quarter)
    return _page(
        request, position, QuarterFormSet(quarter=quarter, lines=position.lines), unworkable
    )


def _saved(request, quarter):
    position, unworkable = workable_position(quarter)
    formset = formset_as_sent(request.POST, quarter, position.lines)
    if not formset.is_valid():
        return _page(request, position, formset, unworkable)
    try:
        batch = enter_figures(quarter=quarter, entered=formset.figures(), user=request.user)
    except FiguresConflict as conflict:
        position, unworkable = workable_position(quarter)
        formset = formset_in_dispute(
            request.POST, quarter, formset, conflict.conflicts, position.lines
        )
        return _page(request, position, formset, unworkable, status=409)
    except QuarterLocked:
        quarter.refresh_from_db()
        refused = f"{locked_sentence(quarter)} Nothing is saved; all you typed stands below."
        return _page(request, position, formset, unworkable, refused=refused, status=409)
    except LinesChanged:
        # Since the lines were read a moment ago; read anew, the page itself says which row is gone.
        return _saved(request, quarter)
    messages.success(request, saved_message(quarter, batch))
    onwards = "quarter_submit" if request.POST.get("then") == "submit" else "quarter_edit"
    return redirect(f"budgets:{onwards}", quarter.year.period, quarter.number)


def _page(request, position, formset, unworkable, *, refused="", status=200):
    quarter = position.quarter
    context = {
        "quarter": quarter,
        "page": page_as_typed(position, formset, unworkable),
        "errors": [("", refused)] if refused else entry_errors(formset),
        "estimate_label": formset.names["estimate"],
        "last_number": quarter.number - 1,
        "papers_due": papers_due(quarter.papers_due),
        "last_saved": _last_saved(request.user, quarter),
        "breadcrumbs": breadcrumbs_of(quarter),
        "period": period_switch(quarter.year, quarter.number, quarter_address=_entry_or_summary),
    }
    return render(request, "budgets/quarter_edit.html", context, status=status)


def _entry_or_summary(quarter: Quarter) -> str:
    if quarter.state == Quarter.State.OPEN:
        return reverse("budgets:quarter_edit", args=[quarter.year.period, quarter.number])
    return quarter.get_absolute_url()


def _last_saved(user, quarter: Quarter) -> str:
    """``Last saved today at 10:42 by you``; "" before the first save."""
    newest = quarter.batches.select_related("saved_by").order_by("-saved_at", "-pk").first()
    if newest is None:
        return ""
    who = "you" if newest.saved_by == user else newest.saved_by or "a command"
    return f"Last saved {when(newest.saved_at)} by {who}"
