"""What a saving came to, in a sentence with the way to take it back, and why it was refused."""

from __future__ import annotations

from django.utils.html import format_html

from budgets.inputs import line_positions
from budgets.models import FigureBatch, Quarter
from budgets.questions.asking import questions_of
from budgets.tables import totals_of
from budgets.wording import balance_sentence, counted


def saved_message(
    quarter: Quarter, batch: FigureBatch | None, saved: str = "", answered: int = 0
) -> str:
    """``Quarter 2 is saved. The balance to recover is …. See what was saved, or take it back``.

    ``saved`` are other words for the first sentence; ``answered``: how many questions were answered
    along with it. HTML; without a batch no figure was saved.
    """
    name, answers = f"Quarter {quarter.number}", counted(answered, "answer")
    if batch is None and answered:
        are = "is" if answered == 1 else "are"
        return f"{answers} {are} saved. No figure of {name} has changed. {figures_now(quarter)}"
    if batch is None:
        return f"{name} has not changed. {figures_now(quarter)}"
    if answered:
        saved = f"{saved.rstrip('.') or f'{name} is saved'}, with {answers}."
    return format_html(
        '{} {} <a class="govuk-notification-banner__link" href="{}">{}</a>',
        saved or f"{name} is saved.",
        figures_now(quarter),
        batch.get_absolute_url(),
        "See what was saved, or take it back",
    )


def figures_now(quarter: Quarter) -> str:
    """``The balance to recover is £522,490, £21,440 less than budgeted.`` And what is asked of it."""
    lines = line_positions(quarter)
    questions = questions_of(quarter, lines).open
    asked = f" {open_in_words(len(questions))}" if questions else ""
    return f"{balance_sentence(totals_of(lines))}.{asked}"


def open_in_words(number: int) -> str:
    """``1 question about these figures is open.``"""
    return (
        f"{counted(number, 'question')} about these figures {'is' if number == 1 else 'are'} open."
    )


def locked_sentence(quarter: Quarter) -> str:
    state = quarter.get_state_display().lower()
    return f"Quarter {quarter.number} is {state}: its figures are locked."
