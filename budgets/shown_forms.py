"""What forms of one thing share that remember what the person who fills them in was shown."""

from __future__ import annotations

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout, Size
from django import forms

SHORTEN = "Shorten it to %(limit_value)d characters. It has %(show_value)d."


class ShownForm(forms.Form):
    """Laid out by the form pack; its hidden fields carry what the person was shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(*self.layout())

    def layout(self) -> tuple:
        """The fields in their order, hidden ones too."""
        raise NotImplementedError

    def show(self, **seen: object) -> None:
        """Let what was typed be sent again by somebody who now reads the page as it stands."""
        self.data = self.data.copy()
        for name, value in seen.items():
            self.data[name] = value
