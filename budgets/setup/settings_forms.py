"""Forms of a year's settings and of the days its papers are due."""

from __future__ import annotations

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import Field, Fixed
from django import forms

from budgets.arithmetic import ROUNDING_UNITS
from budgets.models import FinancialYear, Quarter
from budgets.setup.start_forms import helper
from cameras.arithmetic import DAILY, MONTHLY
from cameras.forms import DayField
from partners.decision_forms import DecisionForm, as_typed, decision_layout

LONGEST_NOTE = 2_000
NO, YES = "no", "yes"
SHARING = ("rounding_unit", "averaging", "round_shares_first")


class SharingForm(forms.Form):
    """How the balance is averaged, divided and rounded."""

    rounding_unit = forms.TypedChoiceField(
        label="Recharges are rounded to",
        widget=forms.RadioSelect,
        coerce=int,
        choices=[(str(unit), f"Whole £{unit:,}") for unit in ROUNDING_UNITS],
        error_messages={"required": "Choose what recharges are rounded to."},
    )
    averaging = forms.ChoiceField(
        label="A partner’s cameras are averaged",
        widget=forms.RadioSelect,
        choices=[
            Choice(MONTHLY, "By month", hint="Cameras in service on the first of each month"),
            Choice(DAILY, "By day", hint="Cameras in service on every day of the year"),
        ],
        error_messages={"required": "Choose how cameras are averaged."},
    )
    round_shares_first = forms.TypedChoiceField(
        label="Money is divided by",
        widget=forms.RadioSelect,
        coerce=lambda value: value == YES,
        choices=[
            Choice(NO, "Exact shares"),
            Choice(YES, "Shares rounded to 0.01 % first", hint="Where percentages are agreed"),
        ],
        error_messages={"required": "Choose by which shares money is divided."},
    )

    def sharing(self) -> dict[str, object]:
        """The settings by the names of their fields; of a valid form."""
        return {name: self.cleaned_data[name] for name in SHARING}


class SettingsForm(SharingForm, DecisionForm):
    """With the decision they rest on, if it is known, and a note on the figures."""

    is_optional = True
    note = forms.CharField(
        label="Note on where the figures come from",
        help_text="Printed under this year’s pages. May be left empty.",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Shorten the note to %(limit_value)d characters."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(*_radios(), *decision_layout(), Field.textarea("note", rows=4))

    def settings(self) -> dict[str, object]:
        """What is kept with the year; of a valid form."""
        return self.sharing() | {"note": self.cleaned_data["note"]}


class TermsForm(SharingForm, DecisionForm):
    """Of an approved year: they change only by a decision."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(*_radios())
        self.decision_helper = helper(*decision_layout())


def sharing_of(year: FinancialYear) -> dict[str, str]:
    """How ``year`` is averaged, divided and rounded, as the forms show it."""
    return {
        "rounding_unit": str(year.rounding_unit),
        "averaging": year.averaging,
        "round_shares_first": YES if year.round_shares_first else NO,
    }


def settings_of(year: FinancialYear) -> dict[str, str]:
    """What the form of settings shows of ``year``."""
    return sharing_of(year) | as_typed(year.decision) | {"note": year.note}


def _radios() -> list[Field]:
    return [Field.radios(name, small=True) for name in SHARING]


class PapersForm(forms.Form):
    """The day each quarter's papers are due; a day may stay empty.

    The quarters know their first meeting (``with_first_meeting``).
    """

    def __init__(self, *args, quarters: list[Quarter], **kwargs):
        initial = {f"q{quarter.number}": _written(quarter.papers_due) for quarter in quarters}
        super().__init__(*args, initial=initial, **kwargs)
        self.quarters = quarters
        for quarter in quarters:
            self.fields[f"q{quarter.number}"] = DayField(
                label=f"Quarter {quarter.number}",
                help_text=f"Its actuals run to {quarter.last_day:%-d %B %Y}",
                required=False,
            )
        self.helper = helper(*(Field.text(name, field_width=Fixed.TEN) for name in self.fields))

    def clean(self):
        for quarter in self.quarters:
            day = self.cleaned_data.get(f"q{quarter.number}")
            if day and day <= quarter.last_day:
                self.add_error(
                    f"q{quarter.number}",
                    f"{day:%-d %B %Y} is before Quarter {quarter.number} is over, on "
                    f"{quarter.last_day:%-d %B %Y}.",
                )
            elif day and quarter.meets_on and day > quarter.meets_on:
                self.add_error(
                    f"q{quarter.number}",
                    f"{day:%-d %B %Y} is after the meeting on {quarter.meets_on:%-d %B %Y}.",
                )

    def days(self) -> dict:
        return {
            quarter.number: self.cleaned_data[f"q{quarter.number}"] for quarter in self.quarters
        }


def _written(day) -> str:
    return f"{day:%-d %B %Y}" if day else ""
