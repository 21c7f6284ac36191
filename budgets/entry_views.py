"""The entry grid as a page: shown, saved whole, or shown again with all that was typed."""

from operator import attrgetter

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from budgets.actions import FiguresConflict, LinesChanged, QuarterLocked
from budgets.disputes import formset_as_sent, formset_in_dispute
from budgets.draft_views import keeps_for_its_writer
from budgets.drafts.keeping import keep_draft, save_typed
from budgets.drafts.rows import field_name, names_held, rows_of_form
from budgets.drafts.tokens import token_for
from budgets.drafts.unsaved import unsaved_work
from budgets.entry import answer_errors, entry_errors, page_as_typed, workable_position
from budgets.forms import QuarterFormSet
from budgets.inputs import comments_before, line_positions
from budgets.models import Quarter
from budgets.navigation import breadcrumbs_of, period_switch
from budgets.outcomes import locked_sentence, saved_message
from budgets.questions.asking import asking_about, questions_of
from budgets.questions.typed import take_answer, take_answers, typed_answer, typed_answers
from budgets.views import quarter_or_404
from budgets.wording import papers_due, when
from partners.permissions import can_enter_figures, require


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_for_its_writer
@require(can_enter_figures)
def quarter_edit(request, period, number):
    """The entry grid of an open quarter; a locked one is answered with its summary."""
    quarter = quarter_or_404(period, number)
    if request.method == "POST":
        return _sent(request, quarter)
    if quarter.state != Quarter.State.OPEN:
        messages.warning(request, locked_sentence(quarter))
        return redirect(quarter)
    return _shown(request, quarter)


def _shown(request, quarter, **more):
    """The figures as saved; what this person typed and has not saved is offered, or put back."""
    position, unworkable = workable_position(quarter)
    unsaved = unsaved_work(quarter, request.user)
    if unsaved and request.GET.get("with") == "draft":
        sent = unsaved.as_sent(position.lines)
        formset = formset_as_sent(sent, quarter, position.lines, request.user)
        more |= {"put_back": unsaved, "typed_in": unsaved.names}
        return _page(request, position, formset, unworkable, **more)
    formset = QuarterFormSet(quarter=quarter, lines=position.lines)
    return _page(request, position, formset, unworkable, offered=unsaved, **more)


def _sent(request, quarter):
    sent, position, unworkable = request.POST, *workable_position(quarter)
    if "use_comment" in sent:
        sent = _with_comment_before(sent, quarter)
    rows = rows_of_form(sent)
    formset = formset_as_sent(sent, quarter, position.lines, request.user)
    answers, refused = typed_answers(sent, position.lines), {}
    try:
        if "answer" in sent:
            answers |= _answered(request, position, formset, unworkable)
        elif "use_comment" not in sent and formset.is_valid():
            return _saved(request, quarter, formset, rows, answers)
    except FiguresConflict as conflict:
        position, unworkable = workable_position(quarter)
        formset = formset_in_dispute(
            sent, quarter, formset, conflict.conflicts, position.lines, request.user
        )
        refused = {"status": 409}
    except QuarterLocked:
        quarter.refresh_from_db()
        sentence = f"{locked_sentence(quarter)} Nothing is saved; all you typed stands below."
        refused = {"status": 409, "refused": sentence}
    except LinesChanged:
        # Since the lines were read a moment ago; read anew, the page itself says which is gone.
        return _sent(request, quarter)
    draft = keep_draft(quarter=quarter, user=request.user, rows=rows)
    is_done = not (draft or refused or any(map(attrgetter("is_left"), answers.values())))
    if "answer" in sent and is_done:
        return redirect("budgets:quarter_edit", quarter.year.period, quarter.number)
    typed_in = names_held(draft.cells, rows) if draft else ""
    more = {"answers": answers, "typed_in": typed_in, **refused}
    return _page(request, position, formset, unworkable, **more)


def _saved(request, quarter, formset, rows, answers):
    """Figures and answers; answers that do not fit the figures now saved are shown again."""
    batch = save_typed(quarter=quarter, entered=formset.figures(), user=request.user, rows=rows)
    left = _answers_left(quarter, answers, request.user) if answers else {}
    messages.success(request, saved_message(quarter, batch, answered=len(answers) - len(left)))
    if left:
        return _shown(request, quarter, answers=left)
    onwards = "quarter_submit" if request.POST.get("then") == "submit" else "quarter_edit"
    return redirect(f"budgets:{onwards}", quarter.year.period, quarter.number)


def _answers_left(quarter, answers, user):
    questions = questions_of(quarter, line_positions(quarter))
    return take_answers(quarter=quarter, questions=questions, typed=answers, user=user)


def _answered(request, position, formset, unworkable):
    """Save one answer alone, for the figures as typed; what is left of it, by line."""
    quarter, sent = position.quarter, request.POST
    page = page_as_typed(position, formset, unworkable, asking_about(quarter), {})
    line = next((each for each in position.lines if str(each.line_id) == sent["answer"]), None)
    if line is None:
        return {}
    typed, given = typed_answer(sent, line.line_id), {"quarter": quarter, "user": request.user}
    left = take_answer(questions=page.questions, line_id=line.line_id, typed=typed, **given)
    if not left.refused:
        messages.success(request, f"{line.line}: your answer is saved. No figure was.")
    return {line.line_id: left}


def _with_comment_before(sent, quarter):
    """What was sent, and last quarter's comment in the blank one that was asked for."""
    filled, line = sent.copy(), sent["use_comment"]
    comment = field_name(line, "comment")
    before = {str(key): words for key, words in comments_before(quarter).items()}
    if line in before and not filled.get(comment, "").strip():
        filled[comment] = before[line]
    return filled


def _page(request, position, formset, unworkable, *, answers=(), refused="", status=200, **drafted):
    """``answers``: what is typed as answers. ``drafted``: the unsaved work that is offered or put
    back, the cells typed in on this page."""
    quarter = position.quarter
    page = page_as_typed(position, formset, unworkable, asking_about(quarter), dict(answers))
    context = {
        "quarter": quarter,
        "page": page,
        "questions": page.questions.open,
        "errors": [("", refused)] if refused else [*answer_errors(page), *entry_errors(formset)],
        "estimate_label": formset.names["estimate"],
        "last_number": quarter.number - 1,
        "papers_due": papers_due(quarter.papers_due),
        "last_saved": _last_saved(request.user, quarter),
        "draft_token": token_for(request.user, quarter),
        "breadcrumbs": breadcrumbs_of(quarter),
        "period": period_switch(quarter.year, quarter.number, quarter_address=_entry_or_summary),
    } | {"offered": None, "put_back": None, "typed_in": "", **drafted}
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
