"""The entry page's figures: what is typed, saved or not, and what it comes to.

A page that was refused still shows every result that can be known, and names the cell that the
others wait for. Reading what was typed is ``forms``'s, saving it ``actions``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from django.forms import BoundField

from budgets.arithmetic import NothingToShareBy, spent_share
from budgets.disputes import Dispute, disputes_of
from budgets.forms import AMOUNTS, BaseQuarterFormSet, FiguresForm
from budgets.inputs import LinePosition, QuarterInputs, budgeted_parts, line_positions
from budgets.models import Quarter
from budgets.position import QuarterPosition, Totals, position_of, quarter_position
from budgets.questions.asking import Asked, Asking, Question, Questions
from budgets.questions.typed import TypedAnswer, field_id
from budgets.revisions import CELLS
from budgets.shares import ShareBasis
from budgets.tables import totals_of
from cameras.arithmetic import MissingWeight


@dataclass(frozen=True)
class EntryRow:
    """One line of the grid: its form, and its position with the figures typed.

    ``comment_before`` is last quarter's comment, "" where there was none. ``question``: what is
    asked about these figures; ``answer``: what is typed as an answer to it.
    """

    form: FiguresForm
    line: LinePosition
    comment_before: str
    question: Question | None
    answer: TypedAnswer

    @property
    def spent(self) -> Fraction | None:
        return spent_share(self.line.actual, self.line.budget)

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with a cell, as briefly as stands over it, by the cell's name."""
        cells = (self.form[cell] for cell in CELLS)
        return {field.name: _brief(field) for field in cells if field.errors}

    @property
    def disputes(self) -> list[Dispute]:
        return disputes_of(self.form)

    @property
    def offered_comment(self) -> str:
        """Last quarter's comment where this quarter's is blank."""
        return "" if (self.form["comment"].value() or "").strip() else self.comment_before

    @property
    def asked(self) -> tuple[Asked, ...]:
        return self.question.open if self.question else ()

    @property
    def asked_mark(self) -> str:
        """Of the question shown; where there is none, of the one that was typed to."""
        return self.question.mark if self.question else self.answer.shown


@dataclass(frozen=True)
class Awaited:
    """Why a total is not yet known: cells that cannot be read, or else lines not entered."""

    unreadable: tuple[tuple[str, BoundField], ...]
    blank: int
    first_blank: BoundField | None


@dataclass(frozen=True)
class EntryPage:
    """The grid and its result. ``unworkable`` says why there are no shares, "" where there are.

    ``asking`` asks about the figures typed; ``answers``: what is typed as answers, by line.
    """

    formset: BaseQuarterFormSet
    position: QuarterPosition
    unworkable: str
    asking: Asking
    answers: Mapping[int, TypedAnswer]

    @cached_property
    def questions(self) -> Questions:
        return self.asking.about(self.position.lines)

    @cached_property
    def rows(self) -> list[EntryRow]:
        return [
            EntryRow(
                form,
                line,
                self.asking.comments_before.get(line.line_id, ""),
                self.questions.by_line.get(line.line_id),
                self.answers.get(line.line_id, TypedAnswer()),
            )
            for form, line in zip(self.formset.forms, self.position.lines, strict=True)
        ]

    @property
    def spent(self) -> Fraction | None:
        return spent_share(self.position.balance.actual, self.position.balance.budget)

    @property
    def awaited_actual(self) -> Awaited:
        return self._awaited("actual")

    @property
    def awaited_estimate(self) -> Awaited:
        return self._awaited("estimate")

    def _awaited(self, cell: str) -> Awaited:
        rows = self.rows
        unreadable = [(row.line.line, row.form[cell]) for row in rows if row.form[cell].errors]
        unknown = [row.form[cell] for row in rows if getattr(row.line, cell) is None]
        blank = [field for field in unknown if not field.errors]
        return Awaited(tuple(unreadable), len(unknown) - len(unreadable), next(iter(blank), None))


def workable_position(quarter: Quarter) -> tuple[QuarterPosition, str]:
    """The quarter's position; where the register makes no shares, its lines alone and why.

    Figures can be entered whatever the state of the register, so this page does not wait for it.
    """
    try:
        return quarter_position(quarter), ""
    except (MissingWeight, NothingToShareBy) as reason:
        return _lines_alone(quarter, line_positions(quarter)), str(reason)


def page_as_typed(
    position: QuarterPosition,
    formset: BaseQuarterFormSet,
    unworkable: str,
    asking: Asking,
    answers: Mapping[int, TypedAnswer],
) -> EntryPage:
    """The page with ``position`` worked out anew from what ``formset`` holds."""
    lines = tuple(
        _as_typed(line, form) for line, form in zip(position.lines, formset.forms, strict=True)
    )
    anew = with_lines(position, lines, unworkable)
    return EntryPage(formset, anew, unworkable, asking, answers)


def with_lines(
    position: QuarterPosition, lines: tuple[LinePosition, ...], unworkable: str
) -> QuarterPosition:
    """The position worked out anew from other ``lines``; from them alone where it is unworkable."""
    if lines == position.lines:
        return position
    if unworkable:
        return _lines_alone(position.quarter, lines)
    return position_of(position.quarter, replace(position.inputs, lines=lines))


def answer_errors(page: EntryPage) -> list[tuple[str, str]]:
    """(address of the field, sentence) of answers that were not taken."""
    return [
        (f"#{field_id(row.line.line_id)}", f"{row.line.line}: {row.answer.refused}")
        for row in page.rows
        if row.answer.refused
    ]


def entry_errors(formset: BaseQuarterFormSet) -> list[tuple[str, str]]:
    """(address of the cell, sentence) for the error summary, in the order of the page."""
    found = [("", error) for error in formset.non_form_errors()]
    for form in formset.forms:
        found += _form_errors(form)
    if found:
        found.append(("", "Nothing is saved until this is put right. All you typed is kept."))
    return found


def _form_errors(form: FiguresForm) -> list[tuple[str, str]]:
    line = form.line.line
    disputed = [dispute for dispute in disputes_of(form) if dispute.is_unsettled]
    return [
        *(("", f"{line}: {error}") for error in form["based_on"].errors),
        *(
            (f"#{form[cell].auto_id}", f"{line}, {form.names[cell]}: {error}")
            for cell in CELLS
            for error in form[cell].errors
        ),
        *((f"#{dispute.field_id}", f"{line}, {dispute.sentence}") for dispute in disputed),
    ]


def _brief(field: BoundField) -> str:
    """The first sentence of a cell's error, without what to do: that stands in the summary.

    What was typed may itself hold a full stop, so the quotation is set aside first.
    """
    quoted, mark, said = field.errors[0].rpartition("”")
    return quoted + mark + said.partition(". ")[0].removesuffix(".")


def _as_typed(line: LinePosition, form: FiguresForm) -> LinePosition:
    """The line as typed; an amount is None where a cell is blank or cannot be read."""
    if not form.is_bound:
        return line
    form.full_clean()
    amounts = {cell: form.cleaned_data.get(cell) for cell in AMOUNTS}
    return replace(line, comment=form["comment"].value() or "", **amounts)


def _lines_alone(quarter: Quarter, lines: tuple[LinePosition, ...]) -> QuarterPosition:
    before = (replace(line, actual=line.last_actual, estimate=line.last_estimate) for line in lines)
    inputs = QuarterInputs(
        lines=lines,
        partners=(),
        basis=ShareBasis((), (), {}, round_shares_first=False),
        budgeted=budgeted_parts(quarter.year),
        rounding_unit=quarter.year.rounding_unit,
    )
    return QuarterPosition(
        quarter=quarter,
        inputs=inputs,
        balance=totals_of(lines),
        last_balance=totals_of(before),
        recharges=(),
        partners_total=Totals(None, None),
        estimated=None,
        at_budgeted_shares=None,
    )
