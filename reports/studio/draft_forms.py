"""What finance chooses when the drafted paragraphs are put into a section."""

from __future__ import annotations

from crispy_forms_gds.layout import Field as GovukField
from django import forms

from reports.models import Section
from reports.studio.forms import ShownRecordForm

APPEND, REPLACE = "append", "replace"


class DraftForm(ShownRecordForm):
    """``draft`` is the checksum of the draft that the page showed."""

    draft = forms.CharField(required=False, widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label="Where does the draft go?",
        choices=[
            (APPEND, "After the text that is there"),
            (REPLACE, "In its place; the earlier text stays in the section’s history"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose where the draft goes.",
            "invalid_choice": "Choose where the draft goes.",
        },
    )

    def __init__(self, *args, section: Section, **kwargs):
        self.is_empty = not section.body.strip()
        super().__init__(*args, **kwargs)

    def layout(self):
        if self.is_empty:
            # There is nothing to choose between.
            self.fields["how"].widget = forms.HiddenInput()
            self.fields["how"].initial = APPEND
        return ("shown", "draft", "how" if self.is_empty else GovukField.radios("how"))

    def text(self, section: Section, draft: str) -> str:
        """What the section is to say; only of a valid form."""
        if self.cleaned_data["how"] == REPLACE:
            return draft
        return "\n\n".join(filter(None, [section.body.rstrip(), draft]))
