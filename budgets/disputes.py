"""Two people changed the same cell: both values on the page, to choose from, nothing typed lost.

The page carries its disputes itself: a hidden field names the cells of a row, and the row is based
from then on upon the revision it disputes, so that a third person's save is noticed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.http import QueryDict

from budgets.actions import Conflict
from budgets.forms import MINE, BaseQuarterFormSet, FiguresForm, QuarterFormSet
from budgets.inputs import LinePosition
from budgets.models import FigureRevision, Quarter
from budgets.revisions import CELLS, last_change, revisions_of, text_in, value_in
from budgets.wording import quoted, when
from partners.models import User


@dataclass(frozen=True)
class Dispute:
    """One cell that two people changed, with both values as text, and the choice made if any.

    ``revision`` is the one that gave the cell the other person's value: who, and when.
    """

    form: FiguresForm
    cell: str
    mine: str
    theirs: str
    revision: FigureRevision

    @property
    def field(self) -> BoundField:
        return self.form[self.cell]

    @property
    def choice(self) -> BoundField:
        return self.form[f"{self.cell}_choice"]

    @property
    def is_unsettled(self) -> bool:
        return bool(self.choice.errors)

    @property
    def field_id(self) -> str:
        return f"{self.choice.auto_id}_{MINE}"

    @property
    def is_own(self) -> bool:
        """The other person is oneself, in another window."""
        saved_by = self.revision.batch.saved_by
        return saved_by is not None and saved_by == self.form.user

    @property
    def sentence(self) -> str:
        batch = self.revision.batch
        who = "you" if self.is_own else batch.saved_by or "a command"
        moment = when(batch.saved_at) + (" in another window" if self.is_own else "")
        return (
            f"{self.form.names[self.cell]}: while you typed {quoted(self.mine)}, {who} saved "
            f"{quoted(self.theirs)} {moment}. Choose which to keep."
        )


def disputes_of(form: FiguresForm) -> list[Dispute]:
    """The cells of a row in dispute, in the order of its columns."""
    return [
        Dispute(
            form,
            cell,
            form.data.get(form.add_prefix(cell), "").strip(),
            text_in(form.theirs, cell),
            last_change(form.history, cell),
        )
        for cell in form.disputed_cells
    ]


def formset_as_sent(
    data: Mapping[str, str],
    quarter: Quarter,
    lines: Iterable[LinePosition],
    user: User | None = None,
) -> BaseQuarterFormSet:
    """The formset of what came back, with the revisions that its rows dispute, as ``user`` reads it."""
    based_on = {
        line.line_id: data.get(f"lines-{line.line_id}-based_on")
        for line in lines
        if data.get(f"lines-{line.line_id}-disputed")
    }
    revisions = revisions_of(quarter, based_on) if based_on else {}
    history = {
        line: {number: one for number, one in known.items() if number <= int(based_on[line])}
        for line, known in revisions.items()
        if based_on[line] in map(str, known)
    }
    return QuarterFormSet(data, quarter=quarter, lines=lines, history=history, user=user)


def formset_in_dispute(
    data: QueryDict,
    quarter: Quarter,
    formset: BaseQuarterFormSet,
    conflicts: list[Conflict],
    lines: Iterable[LinePosition],
    user: User | None = None,
) -> BaseQuarterFormSet:
    """The formset again, asking cell by cell whose value to keep.

    A disputed cell keeps what was typed. A cell that was left alone takes what others have saved
    there, as saving it would have done. ``lines`` are the quarter's as now saved.
    """
    fresh = data.copy()
    now = {line.line_id: line for line in lines}
    shown = _shown(quarter, formset.forms)
    for form in formset.forms:
        line = form.line.line_id
        disputed = [conflict.cell for conflict in conflicts if conflict.line.pk == line]
        _base_anew(fresh, form, shown.get(line), now[line], disputed)
    return formset_as_sent(fresh, quarter, lines, user)


def _base_anew(
    data: QueryDict,
    form: FiguresForm,
    shown: FigureRevision | None,
    now: LinePosition,
    disputed: list[str],
) -> None:
    for cell in CELLS:
        if cell in disputed:
            data.pop(form.add_prefix(f"{cell}_choice"), None)
        elif form.cleaned_data[cell] == value_in(shown, cell):
            data[form.add_prefix(cell)] = text_in(now, cell)
    data[form.add_prefix("based_on")] = str(now.revision)
    data[form.add_prefix("disputed")] = " ".join(disputed)


def _shown(quarter: Quarter, forms: Iterable[FiguresForm]) -> dict[int, FigureRevision]:
    """The revision that each row was based on, by line; absent where it showed none."""
    based_on = {form.line.line_id: form.cleaned_data["based_on"] for form in forms}
    revisions = FigureRevision.objects.filter(quarter=quarter, line__in=based_on)
    return {
        revision.line_id: revision
        for revision in revisions
        if revision.number == based_on[revision.line_id]
    }
