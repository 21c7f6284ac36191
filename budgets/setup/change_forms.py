"""A virement or supplementary as a form: a change for any line, and who decided it when and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crispy_forms_gds.layout import Field, Fixed
from django import forms
from django.forms import BoundField

from budgets.forms import AmountField, CommentField
from budgets.models import BudgetLine, FinancialYear
from budgets.setup.changing import Authority, ChangedLine
from budgets.setup.start_forms import LONGEST_APPROVER, helper
from partners.days import DayField
from partners.decision_forms import MinuteField
from partners.one_line import OneLineField

LONGEST_REASON = 2_000


class AuthorityForm(forms.Form):
    """Who decided, when, why, and where it is written down."""

    dated = DayField(
        label="Date of the decision",
        help_text="Such as 30 Sep 2024",
        error_messages={"required": "Enter the date of the decision."},
    )
    approver = OneLineField(
        noun="who approved the change",
        longest=LONGEST_APPROVER,
        label="Who approved it",
        help_text="A body or a post, such as Chief finance officer",
    )
    minute = MinuteField()
    reason = CommentField(
        label="Reason",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Write the reason for the change.",
            "max_length": "Shorten the reason to %(limit_value)d characters.",
        },
    )

    def __init__(self, *args, year: FinancialYear, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year
        self.helper = helper(
            Field.text("dated", field_width=Fixed.TEN),
            Field.text("approver"),
            Field.text("minute"),
            Field.textarea("reason", rows=4),
        )

    def clean_dated(self):
        dated = self.cleaned_data["dated"]
        if dated and dated not in self.year.period:
            raise forms.ValidationError(
                f"{dated:%-d %B %Y} is outside the financial year {self.year}, which runs from "
                f"{self.year.period.first_day:%-d %B %Y} to {self.year.period.last_day:%-d %B %Y}."
            )
        return dated

    def authority(self) -> Authority:
        """Only of a valid form."""
        return Authority(
            **{name: self.cleaned_data[name] for name in ("dated", "approver", "reason", "minute")}
        )


@dataclass(frozen=True)
class ChangeRow:
    """A line of the page: its budget before and after, and the field of its change."""

    changed: ChangedLine
    field: BoundField

    @property
    def after(self) -> Decimal | None:
        return None if self.field.errors else self.changed.after


class ChangeForm(AuthorityForm):
    """With a change in pounds for every line; blank: it does not change."""

    def __init__(self, *args, lines: Sequence[BudgetLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[_change(line)] = AmountField(label=f"{line}, change")

    def changes(self) -> dict[int, Decimal]:
        """Pounds by line key, as far as they can be read."""
        if not self.is_bound:
            return {}
        self.is_valid()
        cells = {line.pk: self.cleaned_data.get(_change(line)) for line in self.lines}
        return {key: amount for key, amount in cells.items() if amount}

    def first_change(self) -> str:
        """The address of the first amount typed, or of the first line if there is none."""
        typed = self.changes()
        line = next((line for line in self.lines if line.pk in typed), self.lines[0])
        return f"#{self[_change(line)].auto_id}"

    def rows(self, changed: Sequence[ChangedLine]) -> Iterator[ChangeRow]:
        for each in changed:
            yield ChangeRow(each, self[_change(each.line)])

    def kept(self) -> Iterator[BoundField]:
        """What a page that only asks for confirmation sends back unseen."""
        for name in self.fields:
            yield self[name]


def _change(line: BudgetLine) -> str:
    return f"change_{line.pk}"
