"""What finance says when an edition is published: who may read it, and why there is a new one."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field as GovukField
from crispy_forms_gds.layout import Layout, Size
from django import forms

from reports.exemptions import LAW, Paragraph
from reports.models import Edition

EXEMPT = Edition.Visibility.EXEMPT


class PublishForm(forms.Form):
    visibility = forms.ChoiceField(
        label="Who may read it?",
        choices=Edition.Visibility,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who may read it.",
            "invalid_choice": "“%(value)s” is not a choice. Choose who may read it.",
        },
    )
    paragraph = forms.TypedChoiceField(
        label="If it is exempt, under which paragraph?",
        help_text=(
            f"Of {LAW}. It may be kept from the public while the public interest in that outweighs "
            "the interest in publishing it. The paper names the paragraph at its top."
        ),
        choices=[("", "Not exempt"), *Paragraph.choices],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is no paragraph of the schedule. Choose one of 1 to 7."
        },
    )
    reason = forms.CharField(
        label="Why is there a new edition?",
        help_text=(
            "Readers see it beside the table of what changed, and in the e-mail about it. Name no "
            "figures: the table has them, and e-mails hold none."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write why there is a new edition."},
    )

    def __init__(self, *args, before: Edition | None, reason: str = "", **kwargs):
        """``before``: the edition that now stands; the new one is for the same readers unless said."""
        super().__init__(*args, **kwargs)
        fields = [GovukField.radios("visibility", legend_size=Size.SMALL), "paragraph"]
        if before:
            self.fields["visibility"].initial = before.visibility
            self.fields["paragraph"].initial = before.paragraph
            fields.append(GovukField.textarea("reason"))
            self.fields["reason"].initial = reason
        else:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(*fields)

    def clean(self):
        cleaned = super().clean()
        visibility, paragraph = cleaned.get("visibility"), cleaned.get("paragraph")
        if "paragraph" in self.errors or visibility is None:
            return cleaned
        if visibility == EXEMPT and paragraph is None:
            self.add_error("paragraph", "Choose the paragraph under which the paper is exempt.")
        if visibility != EXEMPT and paragraph is not None:
            self.add_error(
                "paragraph",
                f"Paragraph {paragraph} is chosen, but the paper is not to be exempt. Choose one or "
                "the other.",
            )
        return cleaned
