"""The written reason with which a quarter goes back a step."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field as GovukField
from crispy_forms_gds.layout import Layout, Size
from django import forms


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why does it go back?",
        help_text=(
            "Kept in the quarter’s history, with your name and the time, and sent to those who "
            "could read the quarter. Name no figures: e-mails hold none."
        ),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={
            "required": "Write why the quarter goes back.",
            "max_length": "The reason has %(show_value)d characters. Shorten it to 2,000.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(GovukField.textarea("reason", rows=4))
