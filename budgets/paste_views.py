"""Pasting a block into a quarter: asked for, shown as it is understood, saved whole or not at all."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from budgets.actions import FiguresConflict, LinesChanged, QuarterLocked
from budgets.drafts.tokens import token_for
from budgets.drafts.unsaved import unsaved_work
from budgets.entry import workable_position
from budgets.inputs import line_positions
from budgets.models import LedgerCode, Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.outcomes import locked_sentence
from budgets.paste_forms import PasteForm
from budgets.paste_preview import PastePreview
from budgets.paste_wording import conflict_sentences, saved_sentence
from budgets.pasted_blocks import forget_block, keeps_pasted_block, kept_block
from budgets.pasting import (
    Known,
    answers_in,
    block_as_text,
    corrected,
    paste_figures,
    understand,
)
from budgets.views import quarter_or_404
from partners.models import Partner
from partners.permissions import can_enter_figures, require

CHANGED_SINCE = (
    "How the block is read was changed after this was shown. Nothing is saved yet: look at it once "
    "more, then save."
)


class NotAsShown(Exception):
    """What would be saved is not what the preview showed."""


# The Back button must ask again: a preview that was saved since would still look live.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_pasted_block
@require(can_enter_figures)
def quarter_paste(request, period, number):
    """The page to paste into, the preview of what was pasted, and saving it."""
    quarter = quarter_or_404(period, number)
    if not quarter.year.lines.exists():
        # There it is said what to do first.
        return redirect("budgets:quarter_edit", period, number)
    sent = request.POST if request.method == "POST" else kept_block(request, quarter)
    if request.method == "POST":
        forget_block(request)
    if quarter.state == Quarter.State.OPEN:
        asked = sent is None
        return _asked(request, quarter) if asked else _pasted(request, quarter, sent)
    if sent is not None:
        return _locked(request, quarter, sent)
    messages.warning(request, locked_sentence(quarter))
    return redirect(quarter)


def _pasted(request, quarter, sent):
    """The preview of what was pasted; where it is to be saved and nothing hinders, it is saved."""
    form = PasteForm(sent)
    if not form.is_valid():
        return _asked(request, quarter, form)
    if sent.get("then") != "save":
        return _shown(request, quarter, form)
    try:
        return _saved(request, quarter, form)
    except FiguresConflict as conflict:
        refused, status = conflict_sentences(quarter, conflict.conflicts), 409
    except (LinesChanged, NotAsShown):
        refused, status = [CHANGED_SINCE], 200
    except QuarterLocked:
        quarter.refresh_from_db()
        return _locked(request, quarter, sent)
    return _shown(request, quarter, form, refused=refused, status=status)


def _saved(request, quarter, form):
    """NotAsShown: something is to settle, or other figures were shown than these."""
    understanding = _understood(form, quarter, line_positions(quarter))
    based_on = _based_on(form.data, understanding)
    if understanding.problems or form.data.get("shown") != understanding.digest or not based_on:
        raise NotAsShown
    batch = paste_figures(
        quarter=quarter, pasted=understanding.figures, based_on=based_on, user=request.user
    )
    if batch:
        messages.success(request, saved_sentence(quarter, batch))
    else:
        messages.info(request, "Nothing has changed: every pasted figure was saved already.")
    return redirect("budgets:quarter_edit", quarter.year.period, quarter.number)


def _understood(form, quarter, lines):
    known = _known(quarter, lines)
    block = corrected(form.cleaned_data["text"], form.data)
    return understand(block, known, answers_in(form.data, known))


def _asked(request, quarter, form=None):
    """The page to paste into; with a form, what was wrong with what was pasted."""
    errors = [("#id_text", error) for error in form.errors["text"]] if form else []
    context = {"form": form or PasteForm(), "errors": errors, **_frame(request, quarter)}
    return render(request, "budgets/quarter_paste.html", context)


def _locked(request, quarter, sent):
    refused = f"{locked_sentence(quarter)} Nothing is saved; what you pasted stands below."
    context = {"form": PasteForm(sent), "errors": [("", refused)]}
    context |= _frame(request, quarter)
    return render(request, "budgets/quarter_paste.html", context, status=409)


def _shown(request, quarter, form, *, refused=(), status=200):
    position, unworkable = workable_position(quarter)
    understanding = _understood(form, quarter, position.lines)
    preview = PastePreview(understanding, position, unworkable)
    context = {
        "preview": preview,
        "form": PasteForm({"text": block_as_text(understanding.block)}),
        "errors": [*(("", sentence) for sentence in refused), *preview.errors],
        **_frame(request, quarter),
    }
    return render(request, "budgets/quarter_paste_preview.html", context, status=status)


def _frame(request, quarter):
    return {
        "quarter": quarter,
        "unsaved": unsaved_work(quarter, request.user),
        "pasted_by": token_for(request.user, quarter),
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
