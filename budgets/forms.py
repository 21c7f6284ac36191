"""The entry grid as a form: one formset of a quarter's lines, read as people type.

Parses and validates only. What was typed stays on the page whatever is wrong with it; what it
does to the balance is ``entry``'s to say, and saving it ``actions``'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import (
    INITIAL_FORM_COUNT,
    TOTAL_FORM_COUNT,
    BaseFormSet,
    ManagementForm,
)
from django.utils.functional import cached_property

from budgets.actions import Figures
from budgets.inputs import LinePosition
from budgets.models import LONGEST_COMMENT, FigureRevision, Quarter
from budgets.revisions import CELLS, History, written
from budgets.wording import cell_names
from cctvpartnership.figures import UnreadableAmount, as_typed, read_amount
from partners.models import User

AMOUNTS = ("actual", "estimate")
MINE, THEIRS = "mine", "theirs"


class AmountField(forms.Field):
    """Pounds as people type them; blank is ``None``. The widget shows again what was typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        try:
            return read_amount(value or "")
        except UnreadableAmount as error:
            raise ValidationError(str(error), code="unreadable") from error

    def prepare_value(self, value):
        return value if isinstance(value, str) else as_typed(value)


class CommentField(forms.CharField):
    """Words as they are kept; line ends as the browser sends them would make every save a change."""

    def to_python(self, value):
        return super().to_python(written(value or ""))


class ChoiceOfValue(forms.ChoiceField):
    """Whose value of a disputed cell to keep."""

    def __init__(self):
        asked = "Choose which to keep."
        super().__init__(
            choices=[(MINE, "Keep mine"), (THEIRS, "Take theirs")],
            widget=forms.RadioSelect,
            error_messages={"required": asked, "invalid_choice": asked},
        )


class FiguresForm(forms.Form):
    """One line's row. ``based_on`` is the revision the person was shown.

    ``names`` are what its cells are called to people.

    ``disputed`` names the cells that somebody else changed too, up to the newest revision of
    ``history``, and the form then asks for each of them whose value to keep. ``user`` reads it.
    """

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    disputed = forms.CharField(required=False, widget=forms.HiddenInput)
    actual = AmountField()
    estimate = AmountField()
    comment = CommentField(
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": (
                "The comment has %(show_value)d characters. "
                f"It is printed beside the line: shorten it to {LONGEST_COMMENT:,}."
            )
        },
    )

    def __init__(
        self,
        *args,
        line: LinePosition,
        names: Mapping[str, str],
        history: History | None,
        user: User | None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.line, self.names, self.history, self.user = line, names, history, user
        said = self.data.get(self.add_prefix("disputed"), "").split() if history else []
        self.disputed_cells = [cell for cell in CELLS if cell in said]
        for cell in self.disputed_cells:
            self.fields[f"{cell}_choice"] = ChoiceOfValue()

    @property
    def theirs(self) -> FigureRevision:
        """What the other person saved; only of a row in dispute."""
        return self.history[max(self.history)]

    def clean_based_on(self):
        based_on = self.cleaned_data["based_on"]
        if based_on > self.line.revision:
            raise ValidationError("This figure was never saved as often as the page says.")
        return based_on

    def clean(self):
        for cell in self.disputed_cells:
            if self.cleaned_data.get(f"{cell}_choice") == THEIRS:
                self._errors.pop(cell, None)
                self.cleaned_data[cell] = getattr(self.theirs, cell)

    def figures(self) -> Figures:
        """The row as the action takes it; only of a valid form."""
        cells = {cell: self.cleaned_data[cell] for cell in CELLS}
        return Figures(self.line.line_id, self.cleaned_data["based_on"], **cells)


class BaseQuarterFormSet(BaseFormSet):
    """Every line of a quarter, saved whole or not at all.

    The lines are the year's, never the page's: a row that came back incomplete is shown again as
    it stands and refused, and so is a row for anything that is no line of the year.
    """

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        quarter: Quarter,
        lines: Sequence[LinePosition],
        history: Mapping[int, History] | None = None,
        user: User | None = None,
    ):
        self.lines = lines
        self.history, self.user = history or {}, user
        self.names = cell_names(quarter)
        initial = [
            {"based_on": line.revision, **{cell: getattr(line, cell) for cell in CELLS}}
            for line in lines
        ]
        super().__init__(data, prefix="lines", initial=initial)

    @cached_property
    def management_form(self):
        """The counts, which are the year's: a page that says otherwise has no say."""
        count = len(self.lines)
        counts = {INITIAL_FORM_COUNT: count, TOTAL_FORM_COUNT: count}
        form = ManagementForm(
            {f"{self.prefix}-{name}": value for name, value in counts.items()}, prefix=self.prefix
        )
        form.full_clean()
        return form

    def total_form_count(self):
        return len(self.lines)

    def initial_form_count(self):
        return len(self.lines)

    def add_prefix(self, index):
        return f"{self.prefix}-{self.lines[index].line_id}"

    def get_form_kwargs(self, index):
        line = self.lines[index]
        history = self.history.get(line.line_id)
        return {"line": line, "names": self.names, "history": history, "user": self.user}

    def _construct_form(self, i, **kwargs):
        if self.is_bound and not self._came_back(i):
            kwargs |= {"data": None, "files": None}
        return super()._construct_form(i, **kwargs)

    def clean(self):
        lost = [line.line for index, line in enumerate(self.lines) if not self._came_back(index)]
        problems = [
            f"{line}: the row did not come back whole. It stands here as last saved, and nothing "
            "is saved. Check it, then save again."
            for line in lost
        ]
        if self._strangers():
            problems.append(
                "A row came back that is no line of this year’s budget. Nothing is saved."
            )
        if problems:
            raise ValidationError(problems)

    def figures(self) -> list[Figures]:
        return [form.figures() for form in self.forms]

    def _came_back(self, index) -> bool:
        prefix = self.add_prefix(index)
        return all(f"{prefix}-{name}" in self.data for name in ("based_on", *CELLS))

    def _strangers(self) -> set[str]:
        """Prefixes of rows in the data that belong to no line."""
        rows = (re.fullmatch(rf"({self.prefix}-[^-]+)-.+", key) for key in self.data)
        known = {self.add_prefix(index) for index in range(len(self.lines))}
        return {row[1] for row in rows if row} - known


QuarterFormSet = forms.formset_factory(FiguresForm, formset=BaseQuarterFormSet, extra=0)
