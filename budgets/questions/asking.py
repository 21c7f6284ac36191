"""What is asked about a quarter's figures, and what settles it: an answer, or the line's comment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from budgets.inputs import LinePosition, comments_before
from budgets.models import CheckAnswer, FinancialYear, Quarter, SenseCheckThresholds
from budgets.profiles import EVEN, expected_share
from budgets.sense_checks import Finding, LineFacts, Thresholds, findings
from budgets.sense_wording import in_words
from budgets.wording import cell_names
from cctvpartnership.figures import as_typed

# Line, kind, and the figures an answer was given for.
AnswerKey = tuple[int, str, Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Asked:
    """One thing asked about a line, in words; ``answer`` is why it is fine, None while open."""

    finding: Finding
    sentence: str
    answer: CheckAnswer | None


@dataclass(frozen=True)
class Question:
    """All that is asked about one line.

    ``explained``: its comment, written for this quarter, stands for an answer.
    """

    line: LinePosition
    asked: tuple[Asked, ...]
    explained: bool

    @property
    def open(self) -> tuple[Asked, ...]:
        """What waits for an answer or a comment, the first of it leading."""
        return () if self.explained else tuple(each for each in self.asked if not each.answer)

    @property
    def kinds(self) -> list[str]:
        """What has no answer; a comment beside it is none, and may be given as well."""
        return list(dict.fromkeys(each.finding.kind for each in self.asked if not each.answer))

    @property
    def mark(self) -> str:
        """What has no answer, of which figures: so a page can tell whether it is what it showed."""
        figures = (as_typed(self.line.actual), as_typed(self.line.estimate))
        return "/".join([*self.kinds, *figures])

    @property
    def answers(self) -> list[CheckAnswer]:
        """What was answered, each answer once though it may settle several things."""
        given = [each.answer for each in self.asked if each.answer]
        return list(
            {(one.because, one.answered_by, one.answered_at): one for one in given}.values()
        )


@dataclass(frozen=True)
class Questions:
    """A quarter's questions, by line and in the order of the lines.

    ``has_figures``: whether there was anything to ask about.
    """

    by_line: Mapping[int, Question]
    has_figures: bool

    @property
    def all(self) -> list[Question]:
        return list(self.by_line.values())

    @property
    def open(self) -> list[Question]:
        return [question for question in self.all if question.open]


@dataclass(frozen=True)
class Asking:
    """All but the figures that asking about a quarter needs; they may be asked about as typed.

    ``comments_before``: last quarter's, by line.
    """

    quarter: Quarter
    thresholds: Thresholds
    comments_before: Mapping[int, str]
    answers: Mapping[AnswerKey, CheckAnswer]

    def about(self, lines: Iterable[LinePosition]) -> Questions:
        lines = tuple(lines)
        asked = (self._question(line) for line in lines)
        entered = (figure for line in lines for figure in (line.actual, line.estimate))
        return Questions(
            {each.line.line_id: each for each in asked if each.asked},
            has_figures=any(figure is not None for figure in entered),
        )

    def _question(self, line: LinePosition) -> Question:
        names = cell_names(self.quarter)
        found = findings(self._facts(line), self.thresholds)
        return Question(
            line=line,
            asked=tuple(
                Asked(each, in_words(each, self.quarter.number, names), self._answer(line, each))
                for each in found
            ),
            explained=_is_own(line.comment, self.comments_before.get(line.line_id, "")),
        )

    def _facts(self, line: LinePosition) -> LineFacts:
        even = expected_share(EVEN, self.quarter.number)
        return LineFacts(
            budget=line.budget,
            expected=even if line.expected is None else line.expected,
            actual=line.actual,
            estimate=line.estimate,
            comment=line.comment,
            last_actual=line.last_actual,
            last_estimate=line.last_estimate,
        )

    def _answer(self, line: LinePosition, finding: Finding) -> CheckAnswer | None:
        return self.answers.get((line.line_id, finding.kind, line.actual, line.estimate))


def asking_about(quarter: Quarter) -> Asking:
    """What asking about ``quarter`` needs, in a fixed number of queries.

    Once it is with the board, it is asked by the thresholds that held when it was put there.
    """
    answers = CheckAnswer.objects.filter(quarter=quarter).select_related("answered_by")
    return Asking(
        quarter=quarter,
        thresholds=thresholds_of(quarter.year, until=quarter.locked_at()),
        comments_before=comments_before(quarter),
        # The newest of the same figures counts.
        answers={
            (answer.line_id, answer.kind, answer.actual, answer.estimate): answer
            for answer in answers
        },
    )


def questions_of(quarter: Quarter, lines: Iterable[LinePosition]) -> Questions:
    """What is asked about figures of ``quarter``: as they stand, or as they were frozen."""
    return asking_about(quarter).about(lines)


def thresholds_of(year: FinancialYear, until: datetime | None = None) -> Thresholds:
    """The year's own thresholds, as they stood at ``until`` or stand now; without any, the usual."""
    if until is None:
        row = SenseCheckThresholds.objects.filter(year=year).first()
    else:
        records = SenseCheckThresholds.history.filter(year=year, history_date__lte=until)
        row = records.order_by("history_id").last()
    if row is None:
        return Thresholds()
    return Thresholds(**{field.name: getattr(row, field.name) for field in fields(Thresholds)})


def _is_own(comment: str, before: str) -> bool:
    """Whether a comment was written for this quarter, not merely carried over from the last."""
    return bool(comment.strip()) and comment.strip() != before.strip()
