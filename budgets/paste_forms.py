"""The field that a block is pasted into."""

from django import forms
from django.core.exceptions import ValidationError

from budgets.pasting import Block, UnreadableBlock, read_block


class BlockField(forms.Field):
    """Text from the clipboard, read as cells. What cannot be shown is shown as a mark for it."""

    widget = forms.Textarea(
        attrs={
            "rows": 14,
            "wrap": "off",
            "spellcheck": "false",
            "autocomplete": "off",
            "class": "govuk-textarea pasted",
        }
    )

    def to_python(self, value) -> Block:
        try:
            return read_block(value or "")
        except UnreadableBlock as error:
            raise ValidationError(str(error), code="unreadable") from error

    def prepare_value(self, value):
        return (value or "").replace("\x00", "\N{REPLACEMENT CHARACTER}")


class PasteForm(forms.Form):
    """The block; how it is to be read is asked beside it, as the block itself requires."""

    text = BlockField(label="Copy the cells in Excel and paste them here", required=False)
