"""The elements of charge as one form: name, percentage, basis, and each partner's agreed part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.formsets import BaseFormSet

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from budgets.forms import AmountField
from budgets.models import ChargeElement
from budgets.row_forms import RowForm
from budgets.setup.elements import ElementEntry
from budgets.setup.fields import PercentageField
from budgets.setup.line_forms import INCOMPLETE
from budgets.workbook.names import folded
from cctvpartnership.figures import as_typed, percentage_as_typed
from partners.models import Partner
from partners.one_line import OneLineField, quoted

MOST_ELEMENTS = 20
EMPTY_ELEMENTS = 1
TERMS = ("percentage", "amount")
BASES = [
    (CAMERAS, "Equivalent cameras"),
    (EQUAL, "Equally"),
    (AGREED, "Agreed percentages"),
]


class ElementForm(RowForm):
    """One element. ``element`` is the key of the one it is; a row that says nothing is empty."""

    element = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    name = OneLineField(noun="a name, such as Equivalent cameras", label="name")
    percentage = PercentageField(
        label="percentage",
        required=False,
    )
    amount = AmountField(label="fixed amount")
    basis = forms.ChoiceField(
        label="basis",
        choices=BASES,
        error_messages={"required": "Choose on which basis it is shared."},
    )
    remove = forms.BooleanField(required=False)

    def __init__(self, *args, partners: Sequence[Partner], **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = partners
        for partner in partners:
            self.fields[f"agreed_{partner.pk}"] = PercentageField(label=partner.short_name)

    @property
    def is_left_out(self) -> bool:
        typed = ("element", "name", *TERMS, *(f"agreed_{each.pk}" for each in self.partners))
        cells = (self.data.get(self.add_prefix(name), "") for name in typed)
        says_nothing = self.is_bound and not any(cell.strip() for cell in cells)
        return says_nothing or bool(self.data.get(self.add_prefix("remove")))

    def agreed(self) -> Iterator[BoundField]:
        for partner in self.partners:
            yield self[f"agreed_{partner.pk}"]

    def clean(self):
        if not any(name in self.errors for name in TERMS):
            self._clean_terms(*(self.cleaned_data.get(name) for name in TERMS))
        if self.cleaned_data.get("basis") == AGREED or "basis" in self.errors:
            return
        for field in self.agreed():
            if self.cleaned_data.get(field.name):
                self.add_error(
                    field.name,
                    f"{quoted(field.data)} is agreed of an element that is not shared by agreed "
                    "percentages. Clear it, or choose that basis.",
                )

    def _clean_terms(self, percentage: Decimal | None, amount: Decimal | None) -> None:
        """The one or the other, and above nil."""
        if percentage is None and amount is None:
            self.add_error(
                "percentage",
                "Enter the percentage of the balance, such as 60, or a fixed amount in pounds.",
            )
        elif percentage is not None and amount is not None:
            self.add_error(
                "amount",
                f"{quoted(self['amount'].data)} stands beside a percentage. An element is the one "
                "or the other: clear one of them.",
            )
        elif percentage == 0:
            self.add_error("percentage", "An element is above 0 %. Remove it if it shares nothing.")
        elif amount is not None and (amount <= 0 or amount % 1):
            self.add_error(
                "amount", f"{quoted(self['amount'].data)} is not a whole number of pounds above £0."
            )

    def entry(self) -> ElementEntry:
        """The element as the action takes it; only of a valid one that stays."""
        cells = self.cleaned_data
        agreed = {each.pk: cells[f"agreed_{each.pk}"] for each in self.partners}
        given = {key: percentage for key, percentage in agreed.items() if percentage is not None}
        return ElementEntry(
            cells["element"],
            cells["name"],
            cells["percentage"] or Decimal(0),
            cells["basis"],
            given,
            cells["amount"],
        )


class BaseElementFormSet(BaseFormSet):
    """Every element of a year, saved whole or not at all."""

    default_error_messages = BaseFormSet.default_error_messages | {
        "missing_management_form": INCOMPLETE
    }

    def __init__(
        self, data=None, *, elements: Sequence[ChargeElement], partners: Sequence[Partner]
    ):
        self.elements, self.partners = elements, partners
        super().__init__(data, prefix="elements", initial=[_row_of(each) for each in elements])

    def get_form_kwargs(self, index):
        return {"partners": self.partners}

    def clean(self):
        known = {str(element.pk): element for element in self.elements}
        came_back = [form.data.get(form.add_prefix("element"), "") for form in self.forms]
        came_back = [key for key in came_back if key]
        if sorted(came_back) != sorted(known):
            raise ValidationError(
                "The elements did not come back whole. Nothing is saved. Open the page again."
            )
        names: set[str] = set()
        for form in (form for form in self.forms if not form.is_left_out):
            name = form.cleaned_data.get("name", "")
            if name and folded(name) in names:
                raise ValidationError(f"{quoted(name)} is the name of two elements.")
            names.add(folded(name))

    def entries(self) -> list[ElementEntry]:
        return [form.entry() for form in self.forms if not form.is_left_out]


ElementFormSet = forms.formset_factory(
    ElementForm,
    formset=BaseElementFormSet,
    extra=EMPTY_ELEMENTS,
    max_num=MOST_ELEMENTS,
    absolute_max=MOST_ELEMENTS,
)


def _row_of(element: ChargeElement) -> dict[str, str]:
    return {
        "element": str(element.pk),
        "name": element.name,
        "percentage": "" if element.amount else percentage_as_typed(element.percentage),
        "amount": as_typed(element.amount) if element.amount else "",
        "basis": element.basis,
        **{
            f"agreed_{part.partner_id}": percentage_as_typed(part.percentage)
            for part in element.agreed.all()
        },
    }


def total_percentage(entries: Sequence[ElementEntry]) -> Decimal:
    return sum((entry.percentage for entry in entries), Decimal(0))
