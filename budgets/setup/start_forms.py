"""Forms that begin a year: with nothing, from an earlier one, from a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.forms import BoundField

from budgets.models import SubjectiveGroup
from budgets.setup.arithmetic import PENNY, POUND
from budgets.setup.copying import CURRENT, ORIGINAL, CopyTerms
from budgets.setup.fields import ApprovalDayField, PercentageField, YearField
from partners.decision_forms import MinuteField
from partners.models import LONGEST_BODY
from partners.one_line import OneLineField

LONGEST_APPROVER = LONGEST_BODY
# Beyond, a budget is set by hand.
LEAST_UPLIFT, MOST_UPLIFT = Decimal(-100), Decimal(1000)
UNITS = {"pounds": POUND, "pence": PENNY}


def helper(*layout) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.label_size = helper.legend_size = Size.SMALL
    helper.layout = Layout(*layout)
    return helper


class NewYearForm(forms.Form):
    year = YearField(label="Financial year", help_text="Such as 2025/26")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(Field.text("year", field_width=Fixed.TEN))


class CopyForm(forms.Form):
    """The new year and how its budgets follow from the old; one uplift a group of ``groups``."""

    # For the script, which works out what is typed.
    least, most = LEAST_UPLIFT, MOST_UPLIFT

    year = YearField(label="New financial year")
    basis = forms.ChoiceField(
        label="Which budget to copy",
        widget=forms.RadioSelect,
        choices=[
            Choice(CURRENT, "As it now stands", hint="With virements and supplementaries"),
            Choice(ORIGINAL, "As first approved"),
        ],
        error_messages={"required": "Choose which budget to copy."},
    )
    unit = forms.ChoiceField(
        label="Round new budgets to",
        widget=forms.RadioSelect,
        choices=[("pounds", "Whole pounds"), ("pence", "Pence")],
        error_messages={"required": "Choose what new budgets are rounded to."},
    )

    def __init__(self, *args, groups: Iterable[SubjectiveGroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = list(groups)
        for group in self.groups:
            self.fields[_uplift(group)] = PercentageField(
                label=f"Uplift of {group}, %",
                least=LEAST_UPLIFT,
                most=MOST_UPLIFT,
                initial=Decimal(0),
            )
        self.helper = helper(
            Field.text("year", field_width=Fixed.TEN),
            Field.radios("basis", small=True),
            Field.radios("unit", small=True),
        )

    def uplift(self, group: SubjectiveGroup) -> BoundField:
        return self[_uplift(group)]

    def terms(self) -> CopyTerms:
        """As far as what is typed can be read; an uplift left blank is 0."""
        if not self.is_bound:
            uplifts = {group.pk: Decimal(0) for group in self.groups}
            return CopyTerms(uplifts)
        self.is_valid()
        return CopyTerms(
            uplifts={group.pk: self._percent(group) for group in self.groups},
            basis=self.cleaned_data.get("basis", CURRENT),
            unit=UNITS.get(self.cleaned_data.get("unit"), POUND),
        )

    def _percent(self, group: SubjectiveGroup) -> Decimal | None:
        if self.uplift(group).errors:
            return None
        return self.cleaned_data.get(_uplift(group)) or Decimal(0)


class WorkbookForm(forms.Form):
    """A year workbook, and who approved the budget in it."""

    workbook = forms.FileField(
        label="Year workbook",
        help_text="An Excel file (.xlsx) of at most 20 MB",
        allow_empty_file=True,
        error_messages={
            "required": "Choose the workbook, an Excel file (.xlsx).",
            "invalid": "Choose the workbook, an Excel file (.xlsx).",
        },
    )
    dated = ApprovalDayField(
        required=False,
        help_text="The day of the meeting or decision, such as 4 Feb 2025. Left empty, it is today.",
    )
    approver = OneLineField(
        noun="who approved the budget",
        longest=LONGEST_APPROVER,
        required=False,
        label="Who approved the budget",
        help_text="A body or a post, such as CCTV Joint Executive. May be left empty.",
    )
    minute = MinuteField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(
            "workbook",
            Field.text("dated", field_width=Fixed.TEN),
            Field.text("approver"),
            Field.text("minute"),
        )


def _uplift(group: SubjectiveGroup) -> str:
    return f"uplift_{group.pk}"
