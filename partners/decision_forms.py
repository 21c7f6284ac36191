"""The decision of members or officers that a change rests on, as people type it."""

from __future__ import annotations

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.utils import timezone

from partners.days import DayField
from partners.decisions import DecisionEntry
from partners.models import LONGEST_BODY, Decision
from partners.one_line import OneLineField
from partners.periods import EARLIEST

LONGEST_NOTE = 2_000
FIELDS = ("meeting", "decided_on", "minute", "decision_note")
_ASKED = ("meeting", "decided_on")


class MinuteField(OneLineField):
    """Where a decision is written down."""

    def __init__(self, **kwargs):
        told = {
            "label": "Minute or reference",
            "help_text": "Where the decision is written down. May be left empty.",
        }
        super().__init__(noun="the minute", longest=LONGEST_BODY, required=False, **told | kwargs)


def decision_layout() -> tuple[Field, ...]:
    """The fields of a decision as they stand in a form's layout."""
    return (
        Field.text("meeting"),
        Field.text("decided_on", field_width=Fixed.TEN),
        Field.text("minute"),
        Field.textarea("decision_note", rows=3),
    )


class DecisionForm(forms.Form):
    """The fields of a decision, for forms of what rests on it.

    Where it ``is_optional``, either all of it is left empty or who decided and when are given.
    """

    is_optional = False
    meeting = OneLineField(
        noun="who decided it, such as CCTV Joint Executive",
        longest=LONGEST_BODY,
        label="Decided by",
        help_text="The meeting or officer, such as CCTV Joint Executive",
    )
    decided_on = DayField(
        label="Decided on",
        help_text="Such as 26 Sep 2023",
        error_messages={"required": "Enter the day of the decision, such as 26 Sep 2023."},
    )
    minute = MinuteField()
    decision_note = forms.CharField(
        label="Note on the decision",
        help_text="Kept with it. May be left empty.",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Shorten the note to %(limit_value)d characters."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_optional:
            for name in _ASKED:
                self.fields[name].required = False

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(f"{day:%-d %B %Y} is still to come.")
        if day and day.year < EARLIEST:
            raise forms.ValidationError(f"{day:%-d %B %Y} is before {EARLIEST}.")
        return day

    def clean(self):
        cleaned = super().clean()
        if any(self.cleaned_data.get(name) for name in FIELDS):
            for name in _ASKED:
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def decision(self) -> DecisionEntry | None:
        """Of a valid form; None: all of it is left empty."""
        meeting, decided_on, minute, note = (self.cleaned_data[name] for name in FIELDS)
        return DecisionEntry(meeting, decided_on, minute, note) if meeting else None


class OptionalDecisionForm(DecisionForm):
    """A decision by itself, which may be left empty."""

    is_optional = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(*decision_layout())


def as_typed(decision: Decision | None) -> dict[str, str]:
    """What the form shows of ``decision``; nothing where there is none."""
    if decision is None:
        return {}
    day = f"{decision.decided_on:%-d %b %Y}"
    return dict(zip(FIELDS, (decision.meeting, day, decision.minute, decision.note), strict=True))
