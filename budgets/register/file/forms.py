"""What is asked on the way of a register file: the file, and why it is saved."""

from __future__ import annotations

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout, Size
from django import forms

from budgets.workbook.archive import LIMITS, MEGABYTE
from cameras.keeping_forms import reason_field

CHOOSE = "Choose the file with the cameras, CSV or Excel (.xlsx)."


class _Helped(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(*self.fields)


class RegisterFileForm(_Helped):
    file = forms.FileField(
        label="File of cameras",
        help_text=(
            f"CSV or Excel (.xlsx), at most {LIMITS.file // MEGABYTE} MB and {LIMITS.rows:,} rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        allow_empty_file=True,
        error_messages={"required": CHOOSE, "missing": CHOOSE, "invalid": CHOOSE},
    )


class SaveFileForm(_Helped):
    reason = reason_field("Why", required=True)
