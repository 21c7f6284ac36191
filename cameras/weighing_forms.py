"""What finance types about types and weights, and the decision that they rest on."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.text import Truncator

from cameras.keeping_forms import KeepingForm, ServiceDayField
from cameras.models import CameraType

_WEIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,15})?")


class WeightField(forms.CharField):
    """``0.25``; nil counts for nothing."""

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        if not _WEIGHT.fullmatch(typed):
            quoted = Truncator(typed).chars(40)
            raise forms.ValidationError(
                f"“{quoted}” is not a weight. Enter a number from 0 to 999, such as 0.25."
            )
        return Decimal(typed)


class WeightForm(KeepingForm):
    """A weight from a day, by a decision of members or officers."""

    order = ("weight", "first_day", "meeting", "day", "minute")
    weight = WeightField(
        label="One camera counts as",
        help_text="1 is a full camera, such as 0.25 for a quarter of one.",
        error_messages={"required": "Enter a weight, such as 0.25."},
    )
    first_day = ServiceDayField(
        label="From",
        help_text="In force from this day on, such as 1 Apr 2025.",
        error_messages={"required": "Enter the day from which it counts, such as 1 Apr 2025."},
    )
    meeting = forms.CharField(
        label="Decided by",
        help_text="The meeting or officer, such as CCTV Joint Executive.",
        max_length=200,
        error_messages={
            "required": "Enter who decided it, such as CCTV Joint Executive.",
            "max_length": "Shorten it to %(limit_value)d characters.",
        },
    )
    day = ServiceDayField(
        label="Decided on",
        help_text="Such as 26 Sep 2023.",
        error_messages={"required": "Enter the day of the decision, such as 26 Sep 2023."},
    )
    minute = forms.CharField(
        label="Minute, if there is one",
        required=False,
        max_length=100,
        error_messages={"max_length": "Shorten the minute to %(limit_value)d characters."},
    )

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(f"{day:%-d %B %Y} is still to come.")
        return day

    @property
    def decision(self) -> str:
        """``CCTV Joint Executive, 26 September 2023, minute 14``: kept with the change."""
        given = self.cleaned_data
        minute = f"minute {given['minute']}" if given["minute"] else ""
        parts = (given["meeting"], f"{given['day']:%-d %B %Y}", minute)
        return ", ".join(filter(None, parts))


class TypeForm(WeightForm):
    """A new type with its first weight."""

    order = ("name", *WeightForm.order)
    name = forms.CharField(
        label="Name of the type",
        max_length=CameraType._meta.get_field("name").max_length,
        error_messages={
            "required": "Enter a name, such as Reactive.",
            "max_length": "Shorten the name to %(limit_value)d characters.",
        },
    )
