"""Form fields of setting up a budget: percentages, years and names as people type them."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import Truncator

from cameras.forms import DayField
from cctvpartnership.figures import (
    UnreadablePercentage,
    percentage_as_typed,
    read_percentage,
)
from partners.one_line import LONGEST_TYPED, quoted
from partners.periods import Year


class PercentageField(forms.Field):
    """Percent as people type them; blank is ``None``. The widget shows again what was typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, least=Decimal(0), most=Decimal(100), places=None, **kwargs):
        super().__init__(**{"required": False} | kwargs)
        self.least, self.most, self.places = least, most, places

    def to_python(self, value):
        typed = value or ""
        if len(typed) > LONGEST_TYPED:
            raise ValidationError(f"{quoted(typed)} is too long to be a percentage.")
        try:
            percent = read_percentage(typed)
        except UnreadablePercentage as error:
            raise ValidationError(str(error), code="unreadable") from error
        if percent is not None:
            self._refuse_outside(percent, typed)
        return percent

    def _refuse_outside(self, percent: Decimal, typed: str) -> None:
        if percent < self.least:
            raise ValidationError(f"{quoted(typed)} is below {percentage_as_typed(self.least)} %.")
        if percent > self.most:
            raise ValidationError(f"{quoted(typed)} is above {percentage_as_typed(self.most)} %.")
        if self.places is not None and percent != round(percent, self.places):
            raise ValidationError(f"{quoted(typed)} has more than {self.places} decimals.")

    def prepare_value(self, value):
        return value if isinstance(value, str) else percentage_as_typed(value)


class ApprovalDayField(DayField):
    """The day of the meeting that approved the budget; today until another is typed."""

    def __init__(self, **kwargs):
        told = {
            "label": "Day on which it was approved",
            "help_text": "The day of the meeting or decision, such as 4 Feb 2025",
            "initial": lambda: f"{timezone.localdate():%-d %b %Y}",
            "error_messages": {"required": "Enter the day on which the budget was approved."},
        }
        super().__init__(**told | kwargs)


class YearField(forms.CharField):
    """A financial year such as 2025-26 or 2025/26."""

    def __init__(self, **kwargs):
        super().__init__(
            error_messages={"required": "Enter the financial year, such as 2025/26."}, **kwargs
        )

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return Year.from_label(Truncator(typed).chars(LONGEST_TYPED))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value):
        return str(value) if isinstance(value, Year) else value
