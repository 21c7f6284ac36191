"""Pages of what is mentioned but not yet in the figures: to read, and for finance to keep."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.actions import QuarterLocked
from budgets.mentioned_actions import (
    ItemRefused,
    edit_mentioned,
    mention,
    newest_record,
    reopen_mentioned,
    settle_mentioned,
)
from budgets.mentioned_forms import ItemForm, MentionedForm, ReopenForm, SettleForm
from budgets.mentioned_section import mentioned_section
from budgets.models import MentionedItem, Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.position import quarter_position
from budgets.views import quarter_or_404
from partners.permissions import can_enter_figures, can_see_quarter, holds_any_role, require

FIELDS = ("what", "owner", "due", "effect", "line")


@require_safe
@require(holds_any_role)
def mentioned_list(request, period, number):
    """The items of a quarter, and those it settled; finance keeps them while it is open."""
    quarter = quarter_or_404(period, number)
    if not can_see_quarter(request.user, quarter):
        raise Http404

    def address(other: Quarter) -> str | None:
        return _address(other) if can_see_quarter(request.user, other) else None

    context = {
        "quarter": quarter,
        "section": mentioned_section(quarter_position(quarter), request.user),
        "can_enter": can_enter_figures(request.user),
        "breadcrumbs": breadcrumbs_of(quarter),
        "period": period_switch(quarter.year, number, quarter_address=address),
    }
    return render(request, "budgets/mentioned_list.html", context)


@require(can_enter_figures)
def mentioned_add(request, period, number):
    """Add something that was mentioned."""
    quarter = quarter_or_404(period, number)
    form = MentionedForm(_sent(request), quarter=quarter)

    def act():
        mention(quarter=quarter, user=request.user, **form.item())

    return _answer(request, quarter, form, act, "It is added to what is mentioned.", ADD)


@require(can_enter_figures)
def mentioned_edit(request, period, number, item):
    """Change what is said of an item."""
    quarter, item = _found(period, number, item)
    initial = {name: getattr(item, name) for name in FIELDS} | {
        "due": f"{item.due:%-d %b %Y}",
        "shown": newest_record(item),
    }
    form = MentionedForm(_sent(request), quarter=quarter, item=item, initial=initial)

    def act():
        who = {"item": item, "quarter": quarter, "user": request.user}
        edit_mentioned(**who, shown=form.cleaned_data["shown"], **form.item())

    return _answer(request, quarter, form, act, "The item is saved.", EDIT, item)


@require(can_enter_figures)
def mentioned_settle(request, period, number, item):
    """Close an item with a sentence: in the figures of a line, or dropped."""
    quarter, item = _found(period, number, item)
    initial = {"line": item.line, "shown": newest_record(item)}
    form = SettleForm(_sent(request), quarter=quarter, item=item, initial=initial)

    def act():
        who = {"item": item, "quarter": quarter, "user": request.user}
        settle_mentioned(**who, shown=form.cleaned_data["shown"], **form.end())

    return _answer(request, quarter, form, act, "The item is settled.", SETTLE, item)


@require(can_enter_figures)
def mentioned_reopen(request, period, number, item):
    """Open again an item that this quarter settled."""
    quarter, item = _found(period, number, item)
    form = ReopenForm(_sent(request), quarter=quarter)

    def act():
        reason = form.cleaned_data["reason"]
        reopen_mentioned(item=item, quarter=quarter, user=request.user, reason=reason)

    return _answer(request, quarter, form, act, "The item is open again.", REOPEN, item)


# Heading and button of each page.
ADD = ("Add what was mentioned", "Add it")
EDIT = ("Change an item", "Save")
SETTLE = ("Settle an item", "Settle it")
REOPEN = ("Open an item again", "Open it again")


def _sent(request: HttpRequest):
    """What was typed; an empty form that was sent is answered too."""
    return request.POST if request.method == "POST" else None


def _found(period, number: int, key: int) -> tuple[Quarter, MentionedItem]:
    """The quarter, and an item that it shows."""
    quarter = quarter_or_404(period, number)
    items = MentionedItem.objects.as_at(quarter).select_related("line")
    return quarter, get_object_or_404(items, pk=key)


def _answer(
    request: HttpRequest,
    quarter: Quarter,
    form: ItemForm,
    act: Callable[[], None],
    done: str,
    page: tuple[str, str],
    item: MentionedItem | None = None,
) -> HttpResponse:
    """The form, what was wrong with it, or the list once ``act`` has saved it."""
    if wrong := _wrong_place(quarter, page, item):
        messages.warning(request, wrong)
        return redirect(_address(quarter))
    if form.is_valid():
        try:
            act()
        except (ItemRefused, QuarterLocked) as refusal:
            form.add_error(None, str(refusal))
            if item:
                form.show(shown=newest_record(item))
        else:
            messages.success(request, done)
            return redirect(_address(quarter))
    heading, button = page
    context = {
        "quarter": quarter,
        "item": item,
        "form": form,
        "heading": heading,
        "button": button,
        "keeps_words": page is EDIT,
        "back": _address(quarter),
        "breadcrumbs": [*breadcrumbs_of(quarter), ("Mentioned", _address(quarter))],
    }
    return render(request, "budgets/mentioned_form.html", context)


def _wrong_place(quarter: Quarter, page: tuple[str, str], item: MentionedItem | None) -> str:
    """Why there is nothing to do here; empty: there is."""
    if quarter.state != Quarter.State.OPEN:
        state = quarter.get_state_display().lower()
        return f"{quarter} is {state}: what is mentioned in it stands as it was submitted."
    if page is REOPEN and item.settled_in_id != quarter.pk:
        return "This item is open already."
    if page in (EDIT, SETTLE) and item.settled_in_id:
        return f"This item was settled in {item.settled_in}."
    return ""


def _address(quarter: Quarter) -> str:
    return reverse("budgets:mentioned_list", args=[quarter.year.period, quarter.number])
