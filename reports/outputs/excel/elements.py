"""The sheet Elements: what shares the balance, the rounding unit, and what fixed amounts take.

Tinted cells hold what was entered and may be changed; the formulas beside them make whole numbers of
it, which the working goes on with. ``unusable``: formulas that come to nil while all can be used.
"""

from __future__ import annotations

from fractions import Fraction

from budgets.models import ChargeElement
from budgets.shares import ElementTerms
from cctvpartnership.figures import rounded
from reports.outputs.excel.charge import Charge
from reports.outputs.excel.finance import Balance
from reports.outputs.excel.sheets import FIRST_ROW, Book, Live, Sheet, below, not_whole

ELEMENT, BASIS, PERCENTAGE, AMOUNT, OF_BALANCE, TIMES = range(6)
PLACES = 12
SETTINGS = (
    "Rounding unit, £",
    "Balance shared: estimate, else budget, £",
    "Part of it that fixed amounts take, %",
    "Shares are rounded to 0.01 % first",
)


class Elements:
    """By element: ``percentages`` and ``amounts`` (pounds) as whole numbers, and the cell of its
    part of the balance in percent (``of_balance``). ``unit`` is in pence."""

    def __init__(self, book: Book, charge: Charge, balance: Balance):
        self.charge, self.styles = charge, book.styles
        self.sheet = Sheet(book, "Elements", "Elements of charge")
        self.first, self.last = FIRST_ROW, FIRST_ROW + len(charge.terms) - 1
        self.settings = self.last + 3
        self._settings(balance)
        self.sheet.headings(
            (
                "Element",
                "Shared by",
                "Percentage",
                "Fixed amount, £",
                "Part of the balance, %",
                "Weights multiplied by",
            ),
            texts=(0, 1),
        )
        self.percentages, self.amounts, self.of_balance = [], [], []
        for place, terms in enumerate(charge.terms):
            self._element(place, terms)
        self.sheet.widths(40, 28, 14, 14, 14, 14)

    def _element(self, place: int, terms: ElementTerms) -> None:
        row, sheet, part = self.first + place, self.sheet, self.charge.parts[place]
        sheet.text(row, ELEMENT, terms.name)
        sheet.text(row, BASIS, ChargeElement.Basis(terms.basis).label)
        percentage = None if terms.amount else terms.percentage
        sheet.number(row, PERCENTAGE, percentage, self.styles.entered)
        sheet.number(row, AMOUNT, terms.amount or None, self.styles.entered_money)
        sheet.live(row, OF_BALANCE, self._of_balance(row, place), self.styles.share)
        sheet.number(row, TIMES, self.charge.counted_in[place], self.styles.whole)
        times = Fraction(self.charge.scale, 100)
        written = f"{times.numerator}/{times.denominator}" if times < 1 else str(times)
        typed = sheet.cell(row, PERCENTAGE)
        self.percentages.append(Live(f"ROUND({typed}*{written},0)", part.percentage))
        self.amounts.append(Live(f"ROUND({sheet.cell(row, AMOUNT)},0)", part.amount))
        self.of_balance.append(sheet.cell(row, OF_BALANCE))

    def _of_balance(self, row: int, place: int) -> Live:
        """The element's part of the balance in percent: of fixed amounts, or of what they leave."""
        basis, terms = self.charge.position.basis, self.charge.terms[place]
        taken, typed = self.taken, self.sheet.cell(row, PERCENTAGE)
        if terms.amount:
            value = basis.fixed_part * 100 * Fraction(terms.amount) / sum(basis.fixed.values())
            formula = (
                f"IFERROR({taken}*{self.sheet.cell(row, AMOUNT)}/SUM({self._column(AMOUNT)}),0)"
            )
        else:
            value = (1 - basis.fixed_part) * Fraction(terms.percentage)
            formula = f"(1-{taken}/100)*{typed}"
        return Live(f"ROUND({formula},{PLACES})", rounded(value, PLACES))

    def _settings(self, balance: Balance) -> None:
        """Under the elements, as a table of its own."""
        position, sheet, row = self.charge.position, self.sheet, self.settings
        basis = position.basis
        sheet.headings(("How it is divided", "Value"), row=row)
        for place, words in enumerate(SETTINGS, start=1):
            sheet.text(row + place, 0, words)
        unit, shared, self.taken = (sheet.cell(row + place, 1) for place in (1, 2, 3))
        sheet.number(row + 1, 1, position.inputs.rounding_unit, self.styles.entered_whole)
        self.unit = Live(f"{unit}*100", position.inputs.rounding_unit * 100)
        estimate, budget = balance.estimate, balance.budget
        known = Live(
            f'IF({estimate.formula}="",{budget.formula},{estimate.formula})',
            budget.value if estimate.value is None else estimate.value,
        )
        sheet.live(row + 2, 1, known, self.styles.money)
        formula = f"IF({shared}>0,100*MIN(1,SUM({self._column(AMOUNT)})/{shared}),0)"
        taken = rounded(basis.fixed_part * 100, PLACES)
        sheet.live(row + 3, 1, Live(f"ROUND({formula},{PLACES})", taken), self.styles.share)
        first = "Yes" if basis.round_shares_first else "No"
        sheet.text(row + 4, 1, first, self.styles.right_text)

    def _column(self, column: int) -> str:
        return self.sheet.column(column, self.first, self.last)

    @property
    def unusable(self) -> list[tuple[str, str]]:
        percentages, amounts = self._column(PERCENTAGE), self._column(AMOUNT)
        unit = self.sheet.cell(self.settings + 1, 1)
        times = Fraction(self.charge.scale, 100)
        finest = max(1, times)
        return [
            ("Percentages of the elements, less 100", f"ROUND(SUM({percentages})-100,10)"),
            ("Percentages with too many decimals", not_whole(percentages, finest)),
            ("Fixed amounts that are not whole pounds", not_whole(amounts, 1)),
            ("Percentages and fixed amounts below nil", f"{below(percentages)}+{below(amounts)}"),
            (
                "Rounding units that are not whole pounds above nil",
                f"IF(AND({unit}>0,INT({unit})={unit}),0,1)",
            ),
        ]
