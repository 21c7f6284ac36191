"""What finance says of each line: whether the public version shows it by itself, and if not why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from budgets.shown_forms import SHORTEN
from reports.exemptions import Paragraph
from reports.marking import WantedMark
from reports.models import LineMark

LONGEST_REASON = LineMark._meta.get_field("reason").max_length
SHOWN = "Shown by itself"


class LineMarkForm(forms.Form):
    """One line; ``line`` is what its key and name are read from."""

    paragraph = forms.TypedChoiceField(
        choices=[("", SHOWN), *((each.value, f"Exempt, {each.label}") for each in Paragraph)],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is no paragraph of the schedule. Choose one of the list."
        },
    )
    reason = forms.CharField(
        required=False, max_length=LONGEST_REASON, error_messages={"max_length": SHORTEN}
    )

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["paragraph"] and not cleaned["reason"]:
            self.add_error("reason", "Write why it is kept from the public.")
        elif cleaned["reason"] and not cleaned["paragraph"]:
            self.add_error("paragraph", "You wrote why, but chose no paragraph. Choose one.")
        return cleaned

    @property
    def wanted(self) -> WantedMark:
        cleaned = self.cleaned_data
        return WantedMark(self.line.line_id, cleaned["paragraph"], cleaned["reason"])


def line_mark_forms(
    lines: Iterable, holding: Mapping[int, LineMark], typed=None
) -> list[LineMarkForm]:
    """A form for each line in order, with the mark that holds or with what was ``typed``."""
    return [
        LineMarkForm(
            typed,
            line=line,
            prefix=f"line-{line.line_id}",
            initial=_initial(holding.get(line.line_id)),
        )
        for line in lines
    ]


def _initial(mark: LineMark | None) -> dict:
    return {"paragraph": mark.paragraph, "reason": mark.reason} if mark else {}


def errors_of(rows: Iterable[LineMarkForm]) -> list[tuple[str, str]]:
    """(address of the field, sentence) of everything that is wrong, in the order of the page."""
    return [
        (f"#{row[name].auto_id}", f"{row.line.line}: {error}")
        for row in rows
        for name, errors in row.errors.items()
        for error in errors
    ]
