"""What finance types about invoices: the days of the instalments, a day and a number, a reason."""

from __future__ import annotations

from datetime import date

from crispy_forms_gds.layout import Field as GovukField
from crispy_forms_gds.layout import Fixed
from django import forms
from django.core.exceptions import ValidationError

from budgets.models import LONGEST_INVOICE_NUMBER
from budgets.shown_forms import SHORTEN, ShownForm
from partners.days import DayField

LONGEST_REASON = 500
UNSEEN = "The page was sent without what it showed: open it again."


class InvoiceForm(ShownForm):
    """``shown``: the newest record of what the page was about; IssueForm carries an amount instead."""

    shown = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": UNSEEN, "invalid": UNSEEN}
    )


class _Issued(InvoiceForm):
    issued_on = DayField(
        label="Date of the invoice",
        help_text="As printed on it, such as 30 Jun 2024.",
        error_messages={"required": "Enter the date of the invoice, such as 30 Jun 2024."},
    )
    number = forms.CharField(
        label="Number of the invoice",
        help_text="As the ledger has it; each number stands once.",
        max_length=LONGEST_INVOICE_NUMBER,
        error_messages={
            "required": "Enter the number of the invoice, as the ledger has it.",
            "max_length": SHORTEN,
        },
    )

    def fields_of_invoice(self):
        return (
            GovukField.text("issued_on", field_width=Fixed.TEN),
            GovukField.text("number", field_width=Fixed.TWENTY),
        )


class IssueForm(_Issued):
    """The day and number of an invoice that was issued over ``amount``, which the page showed."""

    shown = None
    amount = forms.DecimalField(
        widget=forms.HiddenInput, error_messages={"required": UNSEEN, "invalid": UNSEEN}
    )

    def layout(self):
        return ("amount", *self.fields_of_invoice())


class _Reason(InvoiceForm):
    reason = forms.CharField(
        label="Why?",
        help_text="Kept in the history, with your name and the time.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        error_messages={"required": "Write why.", "max_length": SHORTEN},
    )


class CorrectForm(_Issued, _Reason):
    """Another day or number of an invoice, with the reason."""

    def layout(self):
        return ("shown", *self.fields_of_invoice(), GovukField.textarea("reason", rows=3))


class TakeBackForm(_Reason):
    """Why an invoice that was marked was not issued after all."""

    def layout(self):
        return ("shown", GovukField.textarea("reason", rows=3))


class DaysForm(InvoiceForm):
    """The day on which each instalment is due, one a line."""

    days = forms.CharField(
        label="Days on which the instalments are due",
        help_text="One day a line, in their order, such as 30 Jun 2024. As many as there are days.",
        widget=forms.Textarea,
        error_messages={"required": "Enter one day at least, such as 30 Jun 2024."},
    )

    def layout(self):
        return ("shown", GovukField.textarea("days", rows=6))

    def clean_days(self) -> tuple[date, ...]:
        """ValidationError: names every line that is no day."""
        read, errors, a_day = [], [], DayField()
        for place, line in enumerate(self.cleaned_data["days"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                read.append(a_day.clean(line))
            except ValidationError as error:
                errors.append(ValidationError(f"Line {place}: {error.messages[0]}"))
        if errors:
            raise ValidationError(errors)
        return tuple(read)
