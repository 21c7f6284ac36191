"""What is typed into the questions of the entry page: why a line's figures are fine.

Beside the formset of figures, not within it: an answer is no figure, and never printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgets.inputs import LinePosition
from budgets.models import LONGEST_ANSWER, Quarter
from budgets.questions.answering import answer_question
from budgets.questions.asking import Question, Questions
from budgets.revisions import written
from partners.models import User


@dataclass(frozen=True)
class TypedAnswer:
    """The words typed beside one line, and the mark of the question that its page showed.

    ``refused``: why they were not taken, "" before they were sent.
    """

    words: str = ""
    shown: str = ""
    refused: str = ""

    @property
    def is_left(self) -> bool:
        """Whether the page is to show it again."""
        return bool(self.words or self.refused)


def field_id(line_id: int | str) -> str:
    return f"question-{line_id}-because"


def typed_answer(sent: Mapping[str, str], line_id: int) -> TypedAnswer:
    """What the page sent for the question about one line."""
    words = written(sent.get(field_id(line_id), "").replace("\0", ""))
    return TypedAnswer(words, sent.get(f"question-{line_id}-asked", ""))


def typed_answers(sent: Mapping[str, str], lines: Iterable[LinePosition]) -> dict[int, TypedAnswer]:
    """By line, wherever words were typed."""
    typed = {line.line_id: typed_answer(sent, line.line_id) for line in lines}
    return {line: answer for line, answer in typed.items() if answer.words}


def take_answer(
    *, quarter: Quarter, questions: Questions, line_id: int, typed: TypedAnswer, user: User
) -> TypedAnswer:
    """Save what was typed as the answer; back comes what is left of it, refused or nothing at all.

    QuarterLocked: the quarter is not open.
    """
    question = questions.by_line.get(line_id)
    refused = _why_not(question, typed)
    if refused:
        return TypedAnswer(typed.words, typed.shown, refused)
    answer_question(quarter=quarter, question=question, because=typed.words, user=user)
    return TypedAnswer()


def take_answers(
    *, quarter: Quarter, questions: Questions, typed: Mapping[int, TypedAnswer], user: User
) -> dict[int, TypedAnswer]:
    """Save all that was typed as answers; those that were not, with why."""
    given = {"quarter": quarter, "questions": questions, "user": user}
    taken = {line: take_answer(line_id=line, typed=each, **given) for line, each in typed.items()}
    return {line: answer for line, answer in taken.items() if answer.refused}


def _why_not(question: Question | None, typed: TypedAnswer) -> str:
    if question is None or not question.kinds:
        return "nothing is asked about it any more, so there is nothing to answer."
    if not typed.words:
        return "write why its figures are fine."
    if len(typed.words) > LONGEST_ANSWER:
        return f"the answer has {len(typed.words):,} characters. Shorten it to {LONGEST_ANSWER:,}."
    if typed.shown != question.mark:
        return (
            "its figures are not those that were asked about. Look at what is asked now; your "
            "answer stands below it."
        )
    return ""
