"""The form of a year's thresholds: how far off a figure must be to be questioned."""

from __future__ import annotations

import re
from decimal import Decimal

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from budgets.forms import AmountField
from budgets.sense_checks import Thresholds
from cctvpartnership.figures import as_typed, in_full

LONGEST_QUOTE = 40
LARGEST_JUMP = 1000
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,2})?")


class NumberField(forms.CharField):
    """A number within limits, as people type it; ``sign`` may follow it."""

    def __init__(self, *, least: int, most: int, sign: str = "", whole: bool = False, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)
        self.least, self.most, self.sign, self.whole = least, most, sign, whole

    def to_python(self, value) -> Decimal | None:
        typed = super().to_python(value)
        if not typed:
            return None
        digits = typed.removesuffix(self.sign).strip().replace("\N{MINUS SIGN}", "-")
        quoted = f"“{Truncator(typed).chars(LONGEST_QUOTE)}”"
        if not _NUMBER.fullmatch(digits) or (self.whole and "." in digits):
            kind = "a whole number" if self.whole else "a number of two decimals at most"
            raise ValidationError(f"{quoted} is not {kind}. {self._limits}")
        read = Decimal(digits)
        if not self.least <= read <= self.most or not read:
            raise ValidationError(f"{quoted} is outside the limits. {self._limits}")
        return read

    @property
    def _limits(self) -> str:
        least = f"from {self.least:,}" if self.least else "above 0 and up"
        return f"Enter a number {least} to {self.most:,}."

    def prepare_value(self, value):
        return in_full(value) if isinstance(value, Decimal | int) else value


class PoundsField(AmountField):
    """An amount from which on is asked: not below nil, and not blank."""

    def clean(self, value):
        amount = super().clean(value)
        if amount is None:
            raise ValidationError("Enter an amount. 0 questions every difference.")
        if amount < 0:
            raise ValidationError(f"“{value.strip()}” is below nil. Enter it without a minus.")
        return amount


class ThresholdsForm(forms.Form):
    """The year's thresholds; what each does stands under its label."""

    profile_points = NumberField(
        label="Distance from the spending profile, percentage points",
        help_text=(
            "Questioned from this many points, such as 21 % spent where the line’s profile expects "
            "50 %. Income received late or early is questioned in the same way."
        ),
        least=0,
        most=100,
        sign="%",
        error_messages={"required": "Enter percentage points, such as 15."},
    )
    run_rate_percent = NumberField(
        label="Distance of the run rate from the estimate, % of the budget",
        help_text="The run rate carries what is spent so far on to the end of the year.",
        least=0,
        most=100,
        sign="%",
        error_messages={"required": "Enter a percentage, such as 25."},
    )
    jump = NumberField(
        label="Jump since last quarter, times",
        help_text="Ten times last quarter’s figure is usually a digit too many.",
        least=2,
        most=LARGEST_JUMP,
        whole=True,
        error_messages={"required": "Enter a whole number, such as 10."},
    )
    least_amount = PoundsField(
        label="Ignore differences below, £",
        help_text="Applies to the three checks above.",
    )
    unexplained_variance = PoundsField(
        label="Variance that needs a comment, £",
        help_text="Questioned where a line is this far above or below its budget without one.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        narrow = (Field.text(name, field_width=Fixed.TEN) for name in self.fields)
        self.helper.layout = Layout(*narrow)

    def thresholds(self) -> Thresholds:
        """As typed; only of a valid form."""
        cleaned = self.cleaned_data
        return Thresholds(**cleaned | {"jump": int(cleaned["jump"])})


def as_shown(thresholds: Thresholds) -> dict:
    return {
        "profile_points": thresholds.profile_points,
        "run_rate_percent": thresholds.run_rate_percent,
        "jump": thresholds.jump,
        "least_amount": as_typed(thresholds.least_amount),
        "unexplained_variance": as_typed(thresholds.unexplained_variance),
    }


def usual_in_words() -> str:
    """What holds where a year has no thresholds of its own."""
    usual = Thresholds()
    return (
        f"{in_full(usual.profile_points)} points, {in_full(usual.run_rate_percent)} %, "
        f"{usual.jump} times, £{as_typed(usual.least_amount)} and "
        f"£{as_typed(usual.unexplained_variance)}"
    )
