"""The choice of e-mails as checkboxes: those that can concern one's roles, each in words."""

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from partners.models import EmailEvent

HINTS = {
    EmailEvent.OPENED: "Its last day is past, and its figures can be entered. For finance officers.",
    EmailEvent.SUBMITTED: "Its figures are locked, and can be read.",
    EmailEvent.REOPENED: "From the board, or to correct what was published; with the reason.",
    EmailEvent.PUBLISHED: "Or a new edition of it, with the reason.",
    EmailEvent.REPLIED: "Finance officers are told of queries, partner officers of answers.",
    EmailEvent.BOARD: "What was said is read on the page. For finance officers.",
}


class EmailsForm(forms.Form):
    wanted = forms.MultipleChoiceField(
        label="Send me an e-mail when",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "“%(value)s” is not one of these e-mails. Choose from the list.",
        },
    )

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = [
            Choice(event.value, event.label, hint=HINTS[event]) for event in events
        ]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.legend_size = Size.MEDIUM
        self.helper.layout = Layout(Field.checkboxes("wanted"))
