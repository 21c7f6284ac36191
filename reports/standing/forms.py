"""What finance types as standing wording."""

from __future__ import annotations

from crispy_forms_gds.layout import Field as GovukField
from crispy_forms_gds.layout import Fixed
from django import forms
from django.core.exceptions import ValidationError

from budgets.shown_forms import SHORTEN, ShownForm
from partners.one_line import OneLineField
from reports.models.standing import LONGEST_STANDING
from reports.standing.putting_in import Differing
from reports.studio.forms import ShownRecordForm

LAST_PLACE = 999
NOT_A_PLACE = f"Enter the place as a whole number from 0 to {LAST_PLACE}, or leave it blank."
UNSEEN = "The text holds a character that cannot be kept. Type the words around it again."


class WordingForm(ShownForm):
    """``shown``: the newest record of the wording that the page showed."""

    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)
    heading = OneLineField(
        noun="a heading",
        longest=200,
        label="Heading",
        help_text="As it stands in the paper, such as Data protection.",
    )
    text = forms.CharField(
        label="Text",
        help_text="Markdown, and references to figures, as in the paper.",
        max_length=LONGEST_STANDING,
        widget=forms.Textarea,
        error_messages={"required": "Write the text.", "max_length": SHORTEN},
    )
    position = forms.IntegerField(
        label="Place in the order (optional)",
        help_text="Blank leaves it where it is; a new one comes last.",
        required=False,
        min_value=0,
        max_value=LAST_PLACE,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_PLACE),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for validator in self.fields["position"].validators:
            validator.message = NOT_A_PLACE
        for validator in self.fields["text"].validators:
            if getattr(validator, "code", "") == "null_characters_not_allowed":
                validator.message = UNSEEN

    def layout(self):
        return (
            "shown",
            GovukField.text("heading"),
            GovukField.textarea("text", rows=8, spellcheck="true"),
            GovukField.text("position", field_width=Fixed.FIVE),
        )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n").strip()
        if not text:
            raise ValidationError("Write the text.")
        return text

    def words(self) -> dict:
        """The fields as the action takes them; only of a valid form."""
        return {name: self.cleaned_data[name] for name in ("heading", "text", "position")}


class RemoveForm(ShownForm):
    """Nothing is typed to remove a wording; what was shown goes with it."""

    shown = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def layout(self):
        return ("shown",)


class PutInForm(ShownRecordForm):
    """Which headings of a paper take their standing wording; ``wording``: what the page showed of it."""

    wording = forms.CharField(required=False, widget=forms.HiddenInput)
    headings = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": "Tick the headings whose standing wording is put in.",
            "invalid_choice": "One of the headings does not differ any more. Look at them again.",
        },
    )

    def __init__(self, *args, rows: tuple[Differing, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["headings"].choices = [(row.key, row.heading) for row in rows]

    def layout(self):
        return ("shown", "wording")

    def ticked(self) -> set[int]:
        """Keys of the headings that are ticked on the page: all of them when it is opened."""
        keys = {key for key, _ in self.fields["headings"].choices}
        sent = set(self.data.getlist("headings")) if self.is_bound else set(map(str, keys))
        return {key for key in keys if str(key) in sent}
