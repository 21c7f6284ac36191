"""What a line is for, as people type it: rows of a name, an amount and the line with the cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

from budgets.forms import AmountField
from budgets.models import BudgetLine, LinePart
from budgets.parts.saving import PartEntry
from budgets.row_forms import RowForm
from budgets.setup.line_forms import INCOMPLETE
from budgets.workbook.names import folded
from cctvpartnership.figures import as_typed
from partners.one_line import OneLineField, quoted

MOST_PARTS = 50
EMPTY_ROWS = 3
LONGEST_NAME = 100


class PartForm(RowForm):
    """One row; cleared, it is gone."""

    name = OneLineField(noun="what it is for, such as Mileage", longest=LONGEST_NAME, label="name")
    amount = AmountField(label="amount")
    cost_line = forms.ChoiceField(
        label="line with the cost",
        required=False,
        error_messages={"invalid_choice": "Choose a line of the list."},
    )

    def __init__(self, *args, lines: Sequence[BudgetLine], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(str(line.pk), line.name) for line in lines]
        self.fields["cost_line"].choices = [("", "None in particular"), *choices]

    @property
    def is_left_out(self) -> bool:
        cells = (self.data.get(self.add_prefix(name), "") for name in ("name", "amount"))
        return self.is_bound and not any(cell.strip() for cell in cells)

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is None and not self.is_left_out:
            raise ValidationError("Enter the amount for the year, such as -8,000 for an income.")
        return amount

    def entry(self) -> PartEntry:
        """The part as the action takes it; only of a valid row that says something."""
        cells = self.cleaned_data
        line = int(cells["cost_line"]) if cells["cost_line"] else None
        return PartEntry(cells["name"], cells["amount"], line)


class BasePartFormSet(BaseFormSet):
    default_error_messages = BaseFormSet.default_error_messages | {
        "missing_management_form": INCOMPLETE
    }

    def __init__(self, data=None, *, parts: Iterable[LinePart], lines: Sequence[BudgetLine]):
        self.lines = lines
        super().__init__(data, prefix="parts", initial=[_row_of(part) for part in parts])

    def get_form_kwargs(self, index):
        return {"lines": self.lines}

    def clean(self):
        names: set[str] = set()
        for form in (form for form in self.forms if not form.is_left_out):
            name = form.cleaned_data.get("name", "")
            if name and folded(name) in names:
                raise ValidationError(f"{quoted(name)} stands there twice.")
            names.add(folded(name))

    def entries(self) -> list[PartEntry]:
        return [form.entry() for form in self.forms if not form.is_left_out]

    def problems(self) -> Iterator[tuple[str, str]]:
        """(address of the field, sentence) in the order of the page."""
        yield from (("", error) for error in self.non_form_errors())
        for number, form in enumerate(self.forms, start=1):
            for field in form:
                for error in field.errors:
                    yield f"#{field.auto_id}", f"Row {number}, {field.label}: {error}"


PartFormSet = forms.formset_factory(
    PartForm,
    formset=BasePartFormSet,
    extra=EMPTY_ROWS,
    max_num=MOST_PARTS,
    absolute_max=MOST_PARTS,
)


def _row_of(part: LinePart) -> dict[str, str]:
    cost_line = str(part.cost_line_id or "")
    return {"name": part.name, "amount": as_typed(part.amount), "cost_line": cost_line}
