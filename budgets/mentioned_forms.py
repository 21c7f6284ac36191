"""What finance types about an item that is mentioned but not yet in the figures, and its end."""

from crispy_forms_gds.layout import Field as GovukField
from crispy_forms_gds.layout import Fixed
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from budgets.forms import AmountField
from budgets.models import LONGEST_MENTIONED, BudgetLine, MentionedItem, Quarter
from budgets.shown_forms import SHORTEN, ShownForm
from partners.days import DayField
from partners.periods import EARLIEST, LATEST

Outcome = MentionedItem.Outcome


class LineField(forms.ModelChoiceField):
    """A line of the quarter's year, or the one an item has from an earlier year."""

    def __init__(self, **settings):
        super().__init__(
            queryset=BudgetLine.objects.none(),
            required=False,
            error_messages={"invalid_choice": "Choose a line of the list."},
            **settings,
        )

    def offer(self, quarter: Quarter, item: MentionedItem | None) -> None:
        own = Q(pk=item.line_id) if item else Q()
        self.queryset = BudgetLine.objects.filter(Q(year=quarter.year) | own)


class ItemForm(ShownForm):
    """``shown`` is what the person saw of the item's history."""

    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, quarter: Quarter, item: MentionedItem | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if "line" in self.fields:
            self.fields["line"].offer(quarter, item)


class MentionedForm(ItemForm):
    """What was mentioned, whom it waits for, by when, and what it would do."""

    what = forms.CharField(
        label="What was mentioned",
        help_text="In a sentence, as the board reads it beside the table.",
        max_length=LONGEST_MENTIONED,
        widget=forms.Textarea,
        error_messages={"required": "Write what was mentioned.", "max_length": SHORTEN},
    )
    owner = forms.CharField(
        label="Whom it waits for",
        help_text="A role or a body, such as Head of Community Safety.",
        max_length=100,
        error_messages={
            "required": "Enter whom it waits for, a role or a body.",
            "max_length": SHORTEN,
        },
    )
    due = DayField(
        label="Due",
        help_text="The day by which it should be settled, such as 31 Jan 2025.",
        error_messages={"required": "Enter the day by which it is due, such as 31 Jan 2025."},
    )
    effect = AmountField(
        label="Expected effect on the balance, in pounds",
        help_text=(
            "Plus if the partners would pay more, minus if less. Leave it blank while it is not "
            "yet known: blank is not nil."
        ),
    )
    line = LineField(label="Line (optional)", empty_label="No line in particular")

    def layout(self):
        return (
            "shown",
            GovukField.textarea("what", rows=3),
            GovukField.text("owner"),
            GovukField.text("due", field_width=Fixed.TEN),
            GovukField.text("effect", field_width=Fixed.TEN),
            GovukField.select("line"),
        )

    def clean_due(self):
        due = self.cleaned_data["due"]
        if not EARLIEST <= due.year <= LATEST:
            raise ValidationError(
                f"“{self.data['due']}” is not in a year between {EARLIEST} and {LATEST}."
            )
        return due

    def item(self) -> dict:
        """The fields as the actions take them; only of a valid form."""
        return {
            name: self.cleaned_data[name] for name in ("what", "owner", "due", "effect", "line")
        }


class SettleForm(ItemForm):
    """How an item ends."""

    outcome = forms.ChoiceField(
        label="What became of it",
        choices=[(Outcome.IN_FIGURES, "It is in the figures now"), (Outcome.DROPPED, "Dropped")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of it."},
    )
    line = LineField(
        label="Line whose figures hold it now",
        help_text="Only if it is in the figures.",
        empty_label="Choose a line",
    )
    settlement = forms.CharField(
        label="How was it settled?",
        help_text="A sentence; the board reads it in this quarter.",
        max_length=LONGEST_MENTIONED,
        widget=forms.Textarea,
        error_messages={"required": "Write how it was settled.", "max_length": SHORTEN},
    )

    def layout(self):
        return (
            "shown",
            GovukField.radios("outcome"),
            GovukField.select("line"),
            GovukField.textarea("settlement", rows=3),
        )

    def clean(self):
        is_in_figures = self.cleaned_data.get("outcome") == Outcome.IN_FIGURES
        if is_in_figures and not self.cleaned_data.get("line") and "line" not in self.errors:
            self.add_error("line", "Choose the line whose figures hold it now.")

    def end(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("outcome", "line", "settlement")}


class ReopenForm(ItemForm):
    """Why a settled item is open again."""

    reason = forms.CharField(
        label="Why is it open again?",
        help_text="Kept in the history, with your name and the time.",
        max_length=LONGEST_MENTIONED,
        widget=forms.Textarea,
        error_messages={"required": "Write why it is open again.", "max_length": SHORTEN},
    )

    def layout(self):
        return ("shown", GovukField.textarea("reason", rows=3))
