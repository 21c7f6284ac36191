"""Who approved the budget, and the cameras it was set on where they are not the register's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from crispy_forms_gds.layout import Field, Fixed
from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from budgets.approval_day import ApprovalDayRefused, check_approval_day
from budgets.models import FinancialYear
from budgets.setup.fields import ApprovalDayField
from budgets.setup.start_forms import LONGEST_APPROVER, helper
from budgets.workbook.charges import MOST_EQUIVALENT_CAMERAS
from partners.decision_forms import MinuteField
from partners.models import Partner
from partners.one_line import LONGEST_TYPED, OneLineField, quoted

REGISTER, GIVEN = "register", "given"
_NUMBER = re.compile(r"[0-9]{1,7}(\.[0-9]{1,12})?|[0-9]{1,20} ?/ ?[0-9]{1,20}")


class CamerasField(forms.Field):
    """Equivalent cameras, such as 115.125 or 22487/183, exactly."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        typed = (value or "").strip()
        if not typed:
            return None
        try:
            number = Fraction(typed.replace(" ", "")) if _NUMBER.fullmatch(typed) else None
        except ZeroDivisionError:
            number = None
        if number is None or len(typed) > LONGEST_TYPED:
            raise ValidationError(
                f"{quoted(typed)} is not a number of cameras. Enter one such as 115.125."
            )
        if number > MOST_EQUIVALENT_CAMERAS:
            raise ValidationError(f"{quoted(typed)} is more than {MOST_EQUIVALENT_CAMERAS:,}.")
        return number


@dataclass(frozen=True)
class BaseRow:
    partner: Partner
    field: BoundField


class ApprovalForm(forms.Form):
    """The approver, the day, the minute, and on which cameras the budget is set."""

    dated = ApprovalDayField()
    approver = OneLineField(
        noun="who approved the budget",
        longest=LONGEST_APPROVER,
        label="Who approved the budget",
        help_text="A body or a post, such as CCTV Joint Executive",
    )
    minute = MinuteField(
        help_text="Where the decision is written down, such as Minute 14 of 4 February 2025. May be left empty."
    )
    basis = forms.ChoiceField(
        label="The budget is set on",
        widget=forms.RadioSelect,
        initial=REGISTER,
        choices=[
            (REGISTER, "The register as it now stands"),
            (GIVEN, "Cameras given here, where the board agreed others"),
        ],
        error_messages={"required": "Choose on which cameras the budget is set."},
    )

    def __init__(self, *args, year: FinancialYear, partners: list[Partner], **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        self.partners = partners
        for partner in partners:
            self.fields[f"base_{partner.pk}"] = CamerasField(
                label=f"Equivalent cameras of {partner.short_name}", required=False
            )
        self.helper = helper(
            Field.text("dated", field_width=Fixed.TEN), Field.text("approver"), Field.text("minute")
        )

    def base_rows(self) -> Iterator[BaseRow]:
        for partner in self.partners:
            yield BaseRow(partner, self[f"base_{partner.pk}"])

    def clean_dated(self):
        try:
            return check_approval_day(self.cleaned_data["dated"], self.year.period)
        except ApprovalDayRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self):
        if self.cleaned_data.get("basis") != GIVEN:
            return
        for row in self.base_rows():
            if self.cleaned_data.get(row.field.name) is None and not row.field.errors:
                self.add_error(row.field.name, f"Enter the equivalent cameras of {row.partner}.")

    def base_cameras(self) -> dict[int, Fraction] | None:
        """As far as they can be read; None: the register's, or not all are known."""
        if not self.is_bound:
            return None
        self.is_valid()
        if self.cleaned_data.get("basis") != GIVEN:
            return None
        given = {each.pk: self.cleaned_data.get(f"base_{each.pk}") for each in self.partners}
        return None if None in given.values() else given
