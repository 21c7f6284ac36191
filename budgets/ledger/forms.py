"""What is asked on the way of an extract: the file, its columns, the codes, and answers.

Parses only; what is wrong with a layout is ``layout``'s to say, with the rows ``reading``'s.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.core.exceptions import ValidationError

from budgets.ledger.answers import COUNT, LEAVE_OUT, Answers
from budgets.ledger.layout import (
    CALENDAR,
    FINANCIAL,
    IN_WORDS,
    KINDS,
    NONE,
    OURS,
    TURNED,
    USUAL_WORDS,
    Meaning,
    refusals,
)
from budgets.ledger.layout import Layout as ExtractLayout
from budgets.ledger.opening import LIMITS
from budgets.models import BudgetLine
from budgets.workbook.archive import MEGABYTE
from budgets.workbook.names import folded

SIGNS = [
    (OURS, "Costs are plus, income is minus"),
    (TURNED, "Costs are minus, income is plus"),
    (NONE, "Both are plus: lines with a budget below nil are taken as income"),
]
PERIODS = [(FINANCIAL, "Period 1 is April"), (CALENDAR, "Month 1 is January")]
LEFT_OUT = "out"


class ExtractForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label="The ledger’s extract",
        help_text=(
            "CSV or Excel (.xlsx), with the headings above the rows, in any order of columns. At "
            f"most {LIMITS.file // MEGABYTE} MB and {LIMITS.rows:,} rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": "Choose the file that the ledger has exported.",
            "missing": "Choose the file that the ledger has exported.",
            "empty": "The file is empty. Export it again.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(Field("file"))


class ColumnsForm(forms.Form):
    """What each heading of the file means, and how the ledger writes signs, periods and kinds."""

    signs = forms.ChoiceField(label="Signs in the ledger", choices=SIGNS, widget=forms.RadioSelect)
    periods = forms.ChoiceField(
        label="Where a column tells the period as a number",
        choices=PERIODS,
        widget=forms.RadioSelect,
    )
    seal = forms.CharField(widget=forms.HiddenInput, required=False)
    joined_by = forms.CharField(
        label="Between the parts of a code, where several columns make one",
        max_length=5,
        required=False,
        strip=False,
    )

    def __init__(
        self, *args, headings: Sequence[str], layout: ExtractLayout, sha256: str, **kwargs
    ):
        self._seal = hashlib.sha256("\0".join([sha256, *headings]).encode()).hexdigest()
        initial = {
            "seal": self._seal,
            "signs": layout.signs,
            "periods": layout.periods,
            "joined_by": layout.joined_by,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.headings = tuple(headings)
        choices = [("", "Not used"), *((each.value, IN_WORDS[each]) for each in Meaning)]
        for at, heading in enumerate(self.headings):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=f"{heading} means",
                choices=choices,
                required=False,
                initial=layout.columns.get(heading, ""),
            )
        for kind in KINDS:
            self.fields[f"words-{kind}"] = forms.CharField(
                label=f"Words for {kind if kind != KINDS[0] else 'actuals'}",
                max_length=200,
                required=False,
                initial=", ".join(layout.words.get(kind, USUAL_WORDS[kind])),
            )
        # Errors of the whole form lead to its first field.
        self.order_fields([*(f"column-{at}" for at in range(len(self.headings)))])

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[f"words-{kind}"] for kind in KINDS]

    @property
    def is_of_these_headings(self) -> bool:
        """Choices go by place, so they are taken only for the very file and headings shown."""
        return not self.is_bound or self.data.get("seal") == self._seal

    def clean(self):
        if not self.errors:
            problems = refusals(self.layout)
            if problems:
                raise ValidationError(problems)

    @cached_property
    def layout(self) -> ExtractLayout:
        """The layout as chosen; only once the fields are cleaned."""
        given = self.cleaned_data
        columns = {
            heading: Meaning(given[f"column-{at}"])
            for at, heading in enumerate(self.headings)
            if given[f"column-{at}"]
        }
        return ExtractLayout(
            columns=columns,
            headings=self.headings,
            signs=given["signs"],
            periods=given["periods"],
            joined_by=given["joined_by"],
            words={kind: _words(given[f"words-{kind}"]) for kind in KINDS},
        )


def _words(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in re.split("[,;]", typed) if word.strip()))


class CodesForm(forms.Form):
    """For each code the line it belongs to, or that it is left out; and why those are.

    Fields are named after their codes, not their places: a code that somebody else has given a
    line meanwhile must not pass its answer on to the next.
    """

    rest = forms.BooleanField(required=False)
    reason = forms.CharField(
        label="Why are codes left out?",
        help_text="Kept with them, such as: belongs to the car parks.",
        max_length=500,
        required=False,
        error_messages={"max_length": "Shorten the reason to %(limit_value)d characters."},
    )

    def __init__(
        self,
        *args,
        codes: Sequence[str],
        lines: Sequence[BudgetLine],
        given: Mapping[str, str],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.codes, self._lines = tuple(codes), {str(line.pk): line for line in lines}
        choices = [
            ("", "Choose a line"),
            *((key, line.name) for key, line in self._lines.items()),
            (LEFT_OUT, "Not this service’s: leave out"),
        ]
        for code in self.codes:
            self.fields[code_field(code)] = forms.ChoiceField(
                label=f"{code} belongs to",
                choices=choices,
                required=False,
                initial=given.get(code, ""),
                error_messages={"invalid_choice": "Choose a line of the list."},
            )

    def clean(self):
        if self.errors or self.cleaned_data["reason"]:
            return
        if self.left_out or self.cleaned_data["rest"]:
            self.add_error("reason", "Say why codes are left out. It is kept with them.")

    @property
    def lines(self) -> dict[str, BudgetLine]:
        """Code -> the line chosen; only once the fields are cleaned."""
        return {code: self._lines[key] for code, key in self._chosen() if key in self._lines}

    @property
    def left_out(self) -> list[str]:
        """The codes chosen to be left out; only once the fields are cleaned."""
        return [code for code, key in self._chosen() if key == LEFT_OUT]

    def _chosen(self) -> list[tuple[str, str]]:
        """The code and what was chosen anew: a reason that stands need not be given again."""
        return [
            (code, self.cleaned_data.get(code_field(code), ""))
            for code in self.codes
            if code_field(code) in self.changed_data
        ]


def code_field(code: str) -> str:
    """The name of a code's field, whatever characters the code has."""
    return f"code-{hashlib.blake2b(folded(code).encode(), digest_size=6).hexdigest()}"


def answers_in(data: Mapping[str, str], lines: Sequence[int]) -> Answers:
    """The answers as sent; what no page could send is no answer."""
    return Answers(
        before=data.get("before", "") if data.get("before") in (LEAVE_OUT, COUNT) else "",
        after=LEAVE_OUT if data.get("after") == LEAVE_OUT else "",
        repeats=data.get("repeats", "") if data.get("repeats") in (LEAVE_OUT, COUNT) else "",
        nil_lines=frozenset(line for line in lines if data.get(f"nil-{line}") == "nil"),
    )
