"""The page that asks which line each code belongs to: those without one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField

from budgets.ledger.codes import codes_of
from budgets.ledger.forms import LEFT_OUT, CodesForm, code_field
from budgets.ledger.preview import CodeAmounts, Preview
from budgets.models import BudgetLine

# Of thousands of codes of a whole council nobody chooses one by one.
MOST_ASKED = 100


@dataclass(frozen=True)
class CodeRow:
    """One code, what stands under it, and the choice; ``note`` says what stands in its way."""

    code: CodeAmounts
    field: BoundField
    note: str = ""


@dataclass(frozen=True)
class CodePage:
    """``open_rows`` wait for a choice, ``settled_rows`` have one; ``further`` codes come after."""

    form: CodesForm
    open_rows: tuple[CodeRow, ...]
    settled_rows: tuple[CodeRow, ...]
    further: tuple[str, ...]
    lines: tuple[BudgetLine, ...]

    @property
    def left_out(self) -> list[str]:
        """Codes to be left out, with all that have no line yet where that is asked for."""
        chosen = self.form.left_out
        if self.form.cleaned_data["rest"]:
            named = {*self.form.lines, *chosen}
            rest = [row.code.code for row in self.open_rows if row.code.code not in named]
            return [*chosen, *rest, *self.further]
        return chosen


def code_page(preview: Preview, data=None) -> CodePage:
    """The page as the codes now stand; ``data``: as sent back."""
    year = preview.quarter.year
    lines = tuple(BudgetLine.objects.filter(year=year))
    waiting = [(code, "") for code in preview.unknown]
    waiting += [(code, _of_both(belongs)) for code, belongs in preview.twice]
    asked, further = waiting[:MOST_ASKED], waiting[MOST_ASKED:]
    known = codes_of(year)
    settled = [code for line in preview.lines for code in line.codes] + list(preview.left_out)
    settled = settled[:MOST_ASKED]
    given = {
        code.code: LEFT_OUT if code.reason else str(known.lines_of(code.code)[0].pk)
        for code in settled
    }
    codes = [code.code for code, _ in asked] + [code.code for code in settled]
    form = CodesForm(data, codes=codes, lines=lines, given=given)
    return CodePage(
        form=form,
        open_rows=tuple(_row(form, code, note) for code, note in asked),
        settled_rows=tuple(_row(form, code, code.reason) for code in settled),
        further=tuple(code.code for code, _ in further),
        lines=lines,
    )


def _row(form: CodesForm, code: CodeAmounts, note: str) -> CodeRow:
    return CodeRow(code, form[code_field(code.code)], note)


def _of_both(lines: Sequence[BudgetLine]) -> str:
    return f"Belongs to {' and '.join(line.name for line in lines)}"
