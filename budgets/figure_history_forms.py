"""The filter over a quarter's log, and the reasons for which figures are put back or taken back."""

from __future__ import annotations

from django import forms
from django.db.models import Q

from budgets.figure_history import STEP, names_of
from budgets.figure_log import BY_COMMAND, COMMAND
from budgets.lifecycle_forms import ReasonForm
from budgets.models import BudgetLine, FigureBatch, Quarter
from budgets.revisions import CELLS
from partners.days import DayField
from partners.models import User


def choice(label: str, everything: str, choices, noun: str) -> forms.ChoiceField:
    """A list to choose from whose first item, ``everything``, stands for no choice."""
    wrong = f"“%(value)s” is no {noun} of this log. Choose one of the list."
    return forms.ChoiceField(
        label=label,
        choices=[("", everything), *choices],
        required=False,
        error_messages={"invalid_choice": wrong},
    )


class LogFilter(forms.Form):
    """Line, cell, person, way and days; every field may stay empty.

    Once ``is_valid`` was asked, ``cleaned_data`` holds the fields that could be read.
    """

    line = forms.ModelChoiceField(
        BudgetLine.objects.none(),
        required=False,
        empty_label="All lines",
        error_messages={
            "invalid_choice": "“%(value)s” is no line of this year. Choose one of the list."
        },
    )
    since = DayField(label="From, such as 30/9/2024", required=False)
    until = DayField(label="To, that day included", required=False)
    field_order = ("line", "what", "who", "how", "since", "until")

    def __init__(self, *args, quarter: Quarter, **kwargs):
        super().__init__(*args, **kwargs)
        names = names_of(quarter)
        kinds = [*((cell, names[cell]) for cell in CELLS), (STEP, "Steps of the quarter")]
        people = [*((f"{user.pk}", str(user)) for user in _people(quarter)), (COMMAND, BY_COMMAND)]
        self.fields["line"].queryset = BudgetLine.objects.filter(year=quarter.year)
        self.fields["what"] = choice("What", "Everything", kinds, "kind of entry")
        self.fields["who"] = choice("Who", "Everybody", people, "person")
        self.fields["how"] = choice("How", "All ways", FigureBatch.Source.choices, "way of saving")
        self.order_fields(self.field_order)
        for field in self.fields.values():
            kind = "select" if isinstance(field.widget, forms.Select) else "input"
            field.widget.attrs["class"] = f"govuk-{kind}"

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error(
                "until",
                f"{until:%-d %B %Y} is before {since:%-d %B %Y}. The last day is not before the first.",
            )


class TakeBackForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask(self.fields["reason"], "Why are they taken back?", "Write why they are taken back.")


class PutBackForm(ReasonForm):
    """``based_on`` is the revision the person was shown; the page gives the newest each time."""

    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, newest: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = newest
        _ask(self.fields["reason"], "Why is it put back?", "Write why it is put back.")
        self.fields["based_on"].error_messages |= dict.fromkeys(
            ("required", "invalid", "min_value"), "The page did not come back whole. Try again."
        )

    def clean_based_on(self):
        if self.cleaned_data["based_on"] > self.newest:
            raise forms.ValidationError("This line was never saved as often as the page says.")
        return self.cleaned_data["based_on"]


def _ask(field: forms.Field, question: str, missing: str) -> None:
    field.label, field.error_messages["required"] = question, missing
    field.help_text = "Kept in the history, with your name and the time."


def _people(quarter: Quarter):
    """Everybody who saved figures of the quarter or took it a step."""
    return User.objects.filter(
        Q(pk__in=quarter.batches.values("saved_by"))
        | Q(pk__in=quarter.state_changes.values("made_by"))
    )
