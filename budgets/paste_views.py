"""Pasting a block into a quarter: asked for, shown as it is understood, saved whole or not at all."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets.actions import FiguresConflict, QuarterLocked
from budgets.entry import workable_position
from budgets.models import FigureDraft, LedgerCode, Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.outcomes import locked_sentence
from budgets.paste_forms import PasteForm
from budgets.paste_preview import PastePreview
from budgets.paste_wording import conflict_sentences, saved_sentence
from budgets.pasting import (
    Known,
    answers_in,
    block_as_text,
    corrected,
    paste_figures,
    understand,
)
from budgets.views import quarter_or_404
from budgets.wording import when
from partners.models import Partner
from partners.permissions import can_enter_figures, require

CHANGED_SINCE = (
    "How the block is read was changed after this was shown. Nothing is saved yet: look at it once "
    "more, then save."
)


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_enter_figures)
def quarter_paste(request, period, number):
    """The page to paste into, the preview of what was pasted, and saving it."""
    quarter = quarter_or_404(period, number)
    if not quarter.year.lines.exists():
        # There it is said what to do first.
        return redirect("budgets:quarter_edit", period, number)
    if quarter.state == Quarter.State.OPEN:
        return _pasted(request, quarter) if request.method == "POST" else _asked(request, quarter)
    if request.method == "POST":
        return _locked(request, quarter)
    messages.warning(request, locked_sentence(quarter))
    return redirect(quarter)


def _pasted(request, quarter):
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _asked(request, quarter, form)
    position, unworkable = workable_position(quarter)
    known = _known(quarter, position.lines)
    block = corrected(form.cleaned_data["text"], request.POST)
    understanding = understand(block, known, answers_in(request.POST, known))
    shown = partial(_shown, request, quarter, understanding, position, unworkable)
    if request.POST.get("then") != "save":
        return shown()
    based_on = _based_on(request.POST, understanding)
    if understanding.problems or request.POST.get("shown") != understanding.digest or not based_on:
        return shown(errors=[("", CHANGED_SINCE)])
    return _saved(request, quarter, understanding, based_on, shown)


def _saved(request, quarter, understanding, based_on, shown):
    try:
        batch = paste_figures(
            quarter=quarter, pasted=understanding.figures, based_on=based_on, user=request.user
        )
    except FiguresConflict as conflict:
        return shown(errors=conflict_sentences(conflict.conflicts, understanding), status=409)
    except QuarterLocked:
        quarter.refresh_from_db()
        return _locked(request, quarter)
    if batch:
        messages.success(request, saved_sentence(quarter, batch))
    else:
        messages.info(request, "Nothing has changed: every pasted figure was saved already.")
    return redirect("budgets:quarter_edit", quarter.year.period, quarter.number)


def _asked(request, quarter, form=None):
    """The page to paste into; with a form, what was wrong with what was pasted."""
    errors = [("#id_text", error) for error in form.errors["text"]] if form else []
    context = {"form": form or PasteForm(), "errors": errors, **_frame(request, quarter)}
    return render(request, "budgets/quarter_paste.html", context)


def _locked(request, quarter):
    refused = f"{locked_sentence(quarter)} Nothing is saved; what you pasted stands below."
    context = {"form": PasteForm(request.POST), "errors": [("", refused)]}
    context |= _frame(request, quarter)
    return render(request, "budgets/quarter_paste.html", context, status=409)


def _shown(request, quarter, understanding, position, unworkable, *, errors=(), status=200):
    preview = PastePreview(understanding, position, unworkable)
    text = block_as_text(understanding.block)
    context = {
        "preview": preview,
        "form": PasteForm({"text": text}),
        "errors": [*errors, *preview.errors],
        **_frame(request, quarter),
    }
    return render(request, "budgets/quarter_paste_preview.html", context, status=status)


def _frame(request, quarter):
    draft = FigureDraft.objects.filter(quarter=quarter, user=request.user).first()
    return {
        "quarter": quarter,
        "draft_kept": when(draft.kept_at) if draft else "",
        "breadcrumbs": breadcrumbs_of(quarter),
        "period": period_switch(quarter.year, quarter.number, quarter_address=_paste_or_summary),
    }


def _paste_or_summary(quarter: Quarter) -> str:
    if quarter.state == Quarter.State.OPEN:
        return reverse("budgets:quarter_paste", args=[quarter.year.period, quarter.number])
    return quarter.get_absolute_url()


def _known(quarter: Quarter, lines) -> Known:
    codes: dict[int, tuple[str, ...]] = {}
    for line, code in LedgerCode.objects.filter(line__year=quarter.year).values_list(
        "line", "code"
    ):
        codes[line] = (*codes.get(line, ()), code)
    partners = Partner.objects.values_list("name", "short_name")
    names = tuple(name for both in partners for name in both)
    return Known(quarter.year.period, quarter.number, lines, codes, names)


def _based_on(data, understanding) -> dict[int, int] | None:
    """Line key -> the revision that was shown; None: the page did not come back as it was made."""
    revisions = {line.line_id: line.revision for line in understanding.known.lines}
    based_on = {}
    for line in understanding.figures:
        said = data.get(f"based_on-{line}", "")
        if not (said.isascii() and said.isdigit() and len(said) < 10):
            return None
        if int(said) > revisions[line]:
            return None
        based_on[line] = int(said)
    return based_on
