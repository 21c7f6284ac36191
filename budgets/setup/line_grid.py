"""The grid of lines as it is shown: rows with what is wrong in them, and the total if it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField

from budgets.setup.line_forms import CELLS, BaseLineFormSet, LineForm

LABELS = {
    "order": "place",
    "group": "group",
    "name": "line",
    "codes": "ledger codes",
    "budget": "budget",
    "by_q1": "expected by Quarter 1",
    "by_q2": "expected by Quarter 2",
    "by_q3": "expected by Quarter 3",
}


@dataclass(frozen=True)
class GridCell:
    """One cell: its field, what it is called, and what is wrong with it."""

    field: BoundField
    label: str
    error: str

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True)
class GridRow:
    form: LineForm
    number: int
    cells: tuple[GridCell, ...]

    @property
    def called(self) -> str:
        return called(self.form, self.number)

    @property
    def has_error(self) -> bool:
        return any(cell.error for cell in self.cells)


@dataclass(frozen=True)
class LineGrid:
    """``total`` in pounds of the rows that stay; None while a budget in them cannot be read."""

    rows: tuple[GridRow, ...]
    total: Decimal | None


def grid_of(formset: BaseLineFormSet, *, is_checked: bool) -> LineGrid:
    """``is_checked``: tell what is wrong; a page that only asked for more rows is not told off."""
    rows = tuple(
        GridRow(
            form,
            number,
            tuple(
                GridCell(form[name], LABELS[name], _brief(form[name]) if is_checked else "")
                for name in CELLS
            ),
        )
        for number, form in enumerate(formset.forms, start=1)
    )
    return LineGrid(rows, _total(formset))


def line_errors(formset: BaseLineFormSet) -> list[tuple[str, str]]:
    """(address of the cell, sentence) for the error summary, in the order of the page."""
    found = [("", error) for error in formset.non_form_errors()]
    for number, form in enumerate(formset.forms, start=1):
        found += _form_errors(form, called(form, number))
    found.append(("", "Nothing is saved until this is put right. All you typed is kept."))
    return found


def called(form: LineForm, number: int) -> str:
    """How a row is spoken of: by its line's name, or by its number while it has none."""
    name = (form["name"].value() or "").strip()
    return name or f"Row {number}"


def _brief(field: BoundField) -> str:
    """The first sentence of what is wrong: how to put it right stands in the summary."""
    if not field.errors:
        return ""
    quotation, mark, rest = field.errors[0].rpartition("”")
    return quotation + mark + rest.partition(". ")[0].removesuffix(".")


def _form_errors(form: LineForm, row: str) -> Iterator[tuple[str, str]]:
    for error in form["line"].errors:
        yield "", f"{row}: {error}"
    for name in CELLS:
        for error in form[name].errors:
            yield f"#{form[name].auto_id}", f"{row}, {LABELS[name]}: {error}"


def _total(formset: BaseLineFormSet) -> Decimal | None:
    """Of what is typed, as far as it can be read."""
    if not formset.is_bound:
        return sum((line.original_budget for line in formset.lines), Decimal(0))
    staying = [form for form in formset.forms if not form.is_left_out]
    if any(form["budget"].errors for form in staying):
        return None
    return sum((form.cleaned_data.get("budget") or Decimal(0) for form in staying), Decimal(0))
