"""Two people changed the same cell: both values on the page, to choose from, nothing typed lost.

The page carries its disputes itself: a hidden field names the cells of a row, and the row is based
from then on upon the revision it disputes, so that a third person's save is noticed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField
from django.http import QueryDict
from django.utils.text import Truncator

from budgets.actions import CELLS, Conflict
from budgets.forms import MINE, BaseQuarterFormSet, FiguresForm, QuarterFormSet
from budgets.inputs import LinePosition
from budgets.models import FigureRevision, Quarter
from budgets.wording import when
from cctvpartnership.figures import as_typed

# Of a long comment; the whole of it stands beside the choice.
LONGEST_QUOTED = 60


@dataclass(frozen=True)
class Dispute:
    """One cell that two people changed, with both values as text, and the choice made if any."""

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
    def sentence(self) -> str:
        who = self.revision.batch.saved_by or "a command"
        moment = when(self.revision.batch.saved_at)
        return (
            f"{self.form.names[self.cell]}: while you typed {_quoted(self.mine)}, {who} saved "
            f"{_quoted(self.theirs)} {moment}. Choose which to keep."
        )


def disputes_of(form: FiguresForm) -> list[Dispute]:
    """The cells of a row in dispute, in the order of its columns."""
    return [
        Dispute(
            form,
            cell,
            form.data.get(form.add_prefix(cell), "").strip(),
            _text(getattr(form.theirs, cell)),
            form.theirs,
        )
        for cell in form.disputed_cells
    ]


def formset_as_sent(
    data: Mapping[str, str], quarter: Quarter, lines: Iterable[LinePosition]
) -> BaseQuarterFormSet:
    """The formset of what came back, with the revisions that its rows dispute."""
    based_on = {
        line.line_id: data.get(f"lines-{line.line_id}-based_on")
        for line in lines
        if data.get(f"lines-{line.line_id}-disputed")
    }
    revisions = (
        FigureRevision.objects.filter(quarter=quarter, line__in=based_on)
        .select_related("batch__saved_by")
        .order_by("number")
    )
    theirs = {
        revision.line_id: revision
        for revision in (revisions if based_on else ())
        if str(revision.number) == based_on[revision.line_id]
    }
    return QuarterFormSet(data, quarter=quarter, lines=lines, theirs=theirs)


def formset_in_dispute(
    data: QueryDict,
    quarter: Quarter,
    formset: BaseQuarterFormSet,
    conflicts: list[Conflict],
    lines: Iterable[LinePosition],
) -> BaseQuarterFormSet:
    """The formset again, asking cell by cell whose value to keep.

    A disputed cell keeps what was typed. A cell of the same row that was left alone takes what the
    other person saved, as saving it would have done. ``lines`` are the quarter's as now saved.
    """
    fresh = data.copy()
    cells_of: dict[int, list[Conflict]] = {}
    for conflict in conflicts:
        cells_of.setdefault(conflict.line.pk, []).append(conflict)
    shown = _shown(quarter, [form for form in formset.forms if form.line.line_id in cells_of])
    for form in formset.forms:
        if disputed := cells_of.get(form.line.line_id):
            _base_anew(fresh, form, shown.get(form.line.line_id), disputed)
    return formset_as_sent(fresh, quarter, lines)


def _base_anew(
    data: QueryDict,
    form: FiguresForm,
    shown: FigureRevision | None,
    disputed: list[Conflict],
) -> None:
    theirs = disputed[0].theirs
    cells = [conflict.cell for conflict in disputed]
    for cell in CELLS:
        before = getattr(shown, cell) if shown else ("" if cell == "comment" else None)
        if cell in cells:
            data.pop(form.add_prefix(f"{cell}_choice"), None)
        elif form.cleaned_data[cell] == before:
            data[form.add_prefix(cell)] = _text(getattr(theirs, cell))
    data[form.add_prefix("based_on")] = str(theirs.number)
    data[form.add_prefix("disputed")] = " ".join(cells)


def _shown(quarter: Quarter, forms: list[FiguresForm]) -> dict[int, FigureRevision]:
    """The revision that each row was based on, by line; absent where it showed none."""
    based_on = {form.line.line_id: form.cleaned_data["based_on"] for form in forms}
    revisions = FigureRevision.objects.filter(quarter=quarter, line__in=based_on)
    return {
        revision.line_id: revision
        for revision in revisions
        if revision.number == based_on[revision.line_id]
    }


def _text(value: Decimal | str | None) -> str:
    return value if isinstance(value, str) else as_typed(value)


def _quoted(text: str) -> str:
    return f"“{Truncator(text).chars(LONGEST_QUOTED)}”" if text else "nothing"
