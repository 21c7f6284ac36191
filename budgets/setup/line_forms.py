"""The grid of lines as a form: rows to fill in, read as people type, saved whole or not at all.

Parses and validates only; ``lines`` saves. Rows are the page's, unlike those of the entry grid: they
can be added, put in order and removed. A line is only removed by its box, never by a row that did
not come back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

from budgets.forms import AmountField
from budgets.models import BudgetLine
from budgets.profiles import EVEN, Profile
from budgets.row_forms import RowForm
from budgets.setup.fields import PercentageField
from budgets.setup.lines import LineTerms
from budgets.workbook.layout import LEDGER_CODE_LENGTH, PROFILE
from budgets.workbook.names import folded
from cctvpartnership.figures import LARGEST_AMOUNT, as_typed, percentage_as_typed
from partners.one_line import OneLineField, quoted

MOST_ROWS = 900
EMPTY_ROWS = 3
FIRST_ROWS = 10
MORE_ROWS = 5
INCOMPLETE = "The page did not come back whole. Nothing is saved. Open it again."
BETWEEN_CODES = ";"
MOST_CODES = 100
MOVES_MONEY = ("group", "name", "budget")
# A line that comes after approval: what is moved to it is a virement.
NO_BUDGET = "0"
CELLS = ("order", "group", "name", "codes", "budget", *PROFILE)


class PlaceField(forms.Field):
    """A place in the order of rows; blank is last."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value):
        typed = (value or "").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
            raise ValidationError(f"{quoted(typed)} is not a place. Enter a number, such as 3.")
        return int(typed)


class CodesField(forms.CharField):
    """Ledger codes with ; between; a tuple of them."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})

    def to_python(self, value):
        typed = super().to_python(value)
        codes = tuple(
            code for part in typed.split(BETWEEN_CODES) if (code := " ".join(part.split()))
        )
        if len(codes) > MOST_CODES:
            raise ValidationError(f"These are {len(codes)} codes. A line has {MOST_CODES} at most.")
        for index, code in enumerate(codes):
            if not code.isprintable():
                raise ValidationError(f"{quoted(code)} holds a character that cannot be seen.")
            if len(code) > LEDGER_CODE_LENGTH:
                raise ValidationError(
                    f"{quoted(code)} has {len(code)} characters. A code has {LEDGER_CODE_LENGTH} "
                    f"at most; put {BETWEEN_CODES} between two codes."
                )
            if folded(code) in map(folded, codes[:index]):
                raise ValidationError(f"{quoted(code)} stands there twice.")
        return codes


class LineForm(RowForm):
    """One row. ``line`` is the key of the line it is; a row without one that says nothing is empty."""

    line = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    order = PlaceField(required=False)
    group = OneLineField(noun="the group, such as Employees")
    name = OneLineField(noun="the line’s name")
    codes = CodesField(required=False)
    budget = AmountField()
    by_q1 = PercentageField(places=2)
    by_q2 = PercentageField(places=2)
    by_q3 = PercentageField(places=2)
    remove = forms.BooleanField(required=False)

    def __init__(self, *args, fixed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if fixed:
            is_new = "line" not in self.initial
            for name in ("budget",) if is_new else MOVES_MONEY:
                self.fields[name].disabled = True
            self.fields["order"].disabled = self.fields["remove"].disabled = True
            self.initial.setdefault("budget", NO_BUDGET)

    @property
    def says_nothing(self) -> bool:
        """Neither a line that is there, nor anything typed."""
        cells = (self.data.get(self.add_prefix(name), "") for name in ("line", *CELLS))
        return self.is_bound and not any(cell.strip() for cell in cells)

    @property
    def is_left_out(self) -> bool:
        """To be removed, or never filled in."""
        removed = self.data.get(self.add_prefix("remove")) and not self.fields["remove"].disabled
        return self.says_nothing or bool(removed)

    def clean(self):
        if "budget" not in self.errors and self.cleaned_data.get("budget") is None:
            self.add_error("budget", "Enter the budget in pounds; 0 if there is none.")
        steps = [self.cleaned_data.get(name) for name in PROFILE]
        if any(name in self.errors for name in PROFILE) or steps == [None] * len(PROFILE):
            return
        if None in steps:
            missing = PROFILE[steps.index(None)]
            self.add_error(missing, "Enter all three, or none.")
            return
        try:
            Profile(*steps)
        except ValueError as error:
            self.add_error(PROFILE[0], str(error))

    def terms(self) -> LineTerms:
        """The row as the action takes it; only of a valid one that stays."""
        cells = self.cleaned_data
        steps = [cells[name] for name in PROFILE]
        profile = EVEN if None in steps else Profile(*steps)
        return LineTerms(
            cells["line"], cells["group"], cells["name"], cells["codes"], cells["budget"], profile
        )


class BaseLineFormSet(BaseFormSet):
    """All rows of a year. ``lines``: the year's own; ``fixed``: approved, so that no money moves."""

    default_error_messages = BaseFormSet.default_error_messages | {
        "too_many_forms": f"At most {MOST_ROWS} rows fit on the page. Load a workbook instead.",
        "missing_management_form": INCOMPLETE,
    }

    def __init__(self, data=None, *, lines: Sequence[BudgetLine], fixed: bool = False):
        self.lines, self.fixed = lines, fixed
        initial = [
            row_of(line, [code.code for code in line.ledger_codes.all()], place)
            for place, line in enumerate(lines, start=1)
        ]
        super().__init__(data, prefix="lines", initial=initial)
        self.extra = EMPTY_ROWS if lines else FIRST_ROWS

    def get_form_kwargs(self, index):
        return {"fixed": self.fixed}

    def clean(self):
        self._refuse_repeated()
        problems = [*self._lost(), *self._strangers(), *self._beyond_limits()]
        if problems:
            raise ValidationError(problems)

    def terms(self) -> list[LineTerms]:
        """The lines that stay, in order: a row whose place was typed over comes to stand there, the
        others keep their order around it; new rows without a place come last."""
        staying, moved = [], []
        for shown, form in enumerate(self.forms, start=1):
            place = None if form.is_left_out else form.cleaned_data["order"]
            if place is not None and place != shown:
                moved.append((place, form.terms()))
            elif not form.is_left_out:
                staying.append(form.terms())
        for place, terms in sorted(moved, key=lambda row: row[0]):
            staying.insert(max(place - 1, 0), terms)
        return staying

    def _lost(self) -> list[str]:
        came_back = {form.data.get(form.add_prefix("line")) for form in self.forms}
        return [
            f"{line}: the row did not come back whole. Nothing is saved. Open the page again."
            for line in self.lines
            if str(line.pk) not in came_back
        ]

    def _strangers(self) -> list[str]:
        known = {str(line.pk) for line in self.lines}
        keys = [form.data.get(form.add_prefix("line"), "") for form in self.forms]
        keys = [key for key in keys if key]
        if set(keys) <= known and len(set(keys)) == len(keys):
            return []
        return ["A row came back that is no line of this year’s budget. Nothing is saved."]

    def _refuse_repeated(self) -> None:
        first: dict[str, str] = {}
        for form in self.forms:
            name = None if form.is_left_out else form.cleaned_data.get("name")
            if name and first.setdefault(folded(name), form.prefix) != form.prefix:
                problem = f"{quoted(name)} is the name of two lines."
                form.add_error("name", f"{problem} A line’s name stands once in a year.")

    def _beyond_limits(self) -> list[str]:
        budgets = (form.cleaned_data.get("budget") for form in self.forms if not form.is_left_out)
        total = sum((budget for budget in budgets if budget is not None), Decimal(0))
        if abs(total) <= LARGEST_AMOUNT:
            return []
        return [f"The lines add up to £{total:,}, beyond ±£{LARGEST_AMOUNT:,}."]


LineFormSet = forms.formset_factory(
    LineForm, formset=BaseLineFormSet, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


def row_of(line: BudgetLine, codes: Sequence[str], place: int | None = None) -> dict[str, str]:
    """A line as its row shows it, as text, so that what came back can be compared with it."""
    steps = [getattr(line, name) for name in PROFILE]
    return {
        "line": str(line.pk),
        "order": str(place or ""),
        "group": line.group.name,
        "name": line.name,
        "codes": f"{BETWEEN_CODES} ".join(codes),
        "budget": as_typed(line.original_budget),
        **dict.fromkeys(PROFILE, ""),
        **(
            {}
            if line.profile.is_even
            else dict(zip(PROFILE, map(percentage_as_typed, steps), strict=True))
        ),
    }


def with_more_rows(data: Mapping[str, str]) -> dict[str, str]:
    """What was typed, and further empty rows under it."""
    total = data.get("lines-TOTAL_FORMS", "0")
    rows = int(total) if total.isascii() and total.isdigit() and len(total) < 6 else 0
    return {**data, "lines-TOTAL_FORMS": str(min(rows + MORE_ROWS, MOST_ROWS))}
