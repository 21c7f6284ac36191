"""What finance types to keep the register: put cameras in, move one, take one out."""

from __future__ import annotations

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms

from cameras.actions import LARGEST_NUMBER
from cameras.models import Camera, CameraType
from partners.days import DayField
from partners.models import Partner
from partners.one_line import OneLineField
from partners.periods import EARLIEST, LATEST

LONGEST_REASON = 500


class ServiceDayField(DayField):
    """A day of service, within the years there can be."""

    def clean(self, value):
        day = super().clean(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(
                f"{day:%-d %B %Y} is not within {EARLIEST} to {LATEST}, the years there can be."
            )
        return day


class KeepingForm(forms.Form):
    """A form of the register; ``shown`` is the mark of what the page said of the camera."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    order: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        short = ("number", "first_day", "day", "last_day", "weight", "decided_on")
        fields = (
            Field.text(name, field_width=Fixed.TEN) if name in short else Field(name)
            for name in self.order
        )
        self.helper.layout = Layout("shown", *fields)


def reason_field(
    label: str,
    *,
    required: bool,
    help_text: str = "Kept with the change, such as the decision it rests on.",
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_REASON,
        error_messages={
            "required": "Write why. It is kept with the change.",
            "max_length": "Shorten the reason to %(limit_value)d characters.",
        },
    )


def _partner(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Partner.objects.all(),
        label=label,
        empty_label="Choose a partner",
        error_messages={
            "required": "Choose a partner.",
            "invalid_choice": "Choose a partner of the list.",
        },
    )


def _camera_type() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        CameraType.objects.all(),
        label="Type",
        empty_label="Choose a type",
        error_messages={
            "required": "Choose a type.",
            "invalid_choice": "Choose a type of the list.",
        },
    )


def _reference(help_text: str = "") -> OneLineField:
    return OneLineField(
        noun="a reference, such as SG-104",
        longest=Camera._meta.get_field("reference").max_length,
        label="Reference",
        help_text=help_text,
    )


def _location() -> OneLineField:
    return OneLineField(
        noun="a location",
        longest=Camera._meta.get_field("location").max_length,
        label="Location",
        required=False,
    )


class PutInForm(KeepingForm):
    """One camera, or several alike."""

    order = ("reference", "location", "number", "partner", "camera_type", "first_day", "reason")
    reference = _reference("Of several alike, they are numbered -1, -2 and so on.")
    location = _location()
    number = forms.IntegerField(
        label="How many alike",
        initial=1,
        min_value=1,
        max_value=LARGEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many, such as 1.",
            "invalid": "Enter a whole number, such as 10.",
            "min_value": "Put in at least one camera.",
            "max_value": f"Put in at most {LARGEST_NUMBER} cameras at once.",
        },
    )
    partner = _partner("Partner")
    camera_type = _camera_type()
    first_day = ServiceDayField(
        label="In service from",
        help_text="Such as 1 Jul 2024. That day counts.",
        error_messages={"required": "Enter the first day of service, such as 1 Jul 2024."},
    )
    reason = reason_field("Why, if there is something to say", required=False)


class MoveForm(KeepingForm):
    """Another partner, or another type, from a day."""

    order = ("day", "partner", "camera_type", "reason")
    day = ServiceDayField(
        label="From",
        help_text="The first day of the new service, such as 1 Oct 2024.",
        error_messages={"required": "Enter the first day of the new service, such as 1 Oct 2024."},
    )
    partner = _partner("Partner from then on")
    camera_type = _camera_type()
    reason = reason_field("Why", required=True)


class TakeOutForm(KeepingForm):
    """The last day of service."""

    order = ("last_day", "reason")
    last_day = ServiceDayField(
        label="Last day of service",
        help_text="Such as 30 Sep 2024. That day still counts.",
        error_messages={"required": "Enter the last day of service, such as 30 Sep 2024."},
    )
    reason = reason_field("Why", required=True)


class CorrectSpellForm(KeepingForm):
    """A spell of service that was entered wrongly."""

    order = ("first_day", "last_day", "partner", "camera_type", "reason")
    first_day = ServiceDayField(
        label="In service from",
        error_messages={"required": "Enter the first day of service, such as 1 Jul 2024."},
    )
    last_day = ServiceDayField(
        label="In service until", help_text="Blank: still in service.", required=False
    )
    partner = _partner("Partner")
    camera_type = _camera_type()
    reason = reason_field("Why", required=True)


class CorrectCameraForm(KeepingForm):
    """A reference or location that was entered wrongly, or is called otherwise now."""

    order = ("reference", "location", "reason")
    reference = _reference()
    location = _location()
    reason = reason_field("Why", required=True)
