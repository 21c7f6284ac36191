"""What finance types about types and weights, and the decision that they rest on."""

from __future__ import annotations

import re
from decimal import Decimal

from django import forms

from cameras.keeping_forms import KeepingForm, ServiceDayField, reason_field
from cameras.models import CameraType
from partners.decision_forms import FIELDS, DecisionForm
from partners.one_line import OneLineField, quoted

_WEIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,15})?")


class WeightField(forms.CharField):
    """``0.25``; nil counts for nothing."""

    def to_python(self, value):
        typed = super().to_python(value)
        if not typed:
            return None
        if not _WEIGHT.fullmatch(typed):
            raise forms.ValidationError(
                f"{quoted(typed)} is not a weight. Enter a number from 0 to 999, such as 0.25."
            )
        return Decimal(typed)


def _name_field() -> OneLineField:
    return OneLineField(
        noun="a name, such as Reactive",
        longest=CameraType._meta.get_field("name").max_length,
        label="Name of the type",
    )


class WeightForm(KeepingForm, DecisionForm):
    """A weight from a day, by a decision of members or officers."""

    order = ("weight", "first_day", *FIELDS)
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


class TypeForm(WeightForm):
    """A new type with its first weight."""

    order = ("name", *WeightForm.order)
    name = _name_field()


class CorrectWeightForm(WeightForm):
    """A weight that was entered wrongly; without another decision it rests on the one it has."""

    is_optional = True
    order = ("weight", "first_day", "reason", *FIELDS)
    reason = reason_field("Why", required=True, help_text="Kept with the correction.")


class ArrangeTypeForm(KeepingForm):
    """The name of a type, and its place among the others."""

    order = ("name", "place")
    name = _name_field()
    place = forms.TypedChoiceField(
        label="Place in tables",
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a place of the list."),
    )

    def __init__(self, *args, others: list[CameraType], **kwargs):
        super().__init__(*args, **kwargs)
        after = ((place, f"After {each}") for place, each in enumerate(others, 2))
        self.fields["place"].choices = [(1, "First"), *after]
