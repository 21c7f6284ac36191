"""The sheet Weights: by partner, what each element is shared by.

Tinted cells hold what was entered and may be changed; the formulas beside them make whole numbers of
it, which the working goes on with. ``unusable``: formulas that come to nil while all can be used.
"""

from __future__ import annotations

from budgets.arithmetic import AGREED, CAMERAS
from budgets.shares import ElementTerms
from cctvpartnership.figures import rounded
from reports.outputs.excel.cameras import write_cameras
from reports.outputs.excel.charge import Charge, cameras_counted_in
from reports.outputs.excel.sheets import FIRST_ROW, Book, Live, Sheet, below, not_whole

PLACES = 12


class Weights:
    """``averages``: the cell of each partner's. ``columns``: by element, each partner's whole number."""

    def __init__(self, book: Book, charge: Charge):
        self.charge, self.styles, basis = charge, book.styles, charge.position.basis
        self.cameras = write_cameras(book, charge.position)
        self.sheet = Sheet(book, "Weights", "What each element is shared by")
        self.partners = charge.position.inputs.partners
        self.first, self.last = FIRST_ROW, FIRST_ROW + len(self.partners) - 1
        self.has_days = bool(basis.parts_of_year)
        self.agreed = [place for place, terms in enumerate(charge.terms) if terms.basis == AGREED]
        self.start = 2 + self.has_days + len(self.agreed)
        names = [terms.name for terms in charge.terms]
        self.sheet.headings(
            (
                *("Partner", "Average equivalent cameras"),
                *(["Days of the year"] if self.has_days else []),
                *(f"{names[place]}: agreed, %" for place in self.agreed),
                *(f"{name}: whole number" for name in names),
            )
        )
        self.averages, self.columns = [], [[] for _ in names]
        for place in range(len(self.partners)):
            self._partner(place)
        self.columns = [tuple(column) for column in self.columns]
        self.sheet.widths(40, *[16] * (self.start + len(names) - 1))

    def _partner(self, place: int) -> None:
        row, sheet, basis = self.first + place, self.sheet, self.charge.position.basis
        partner = self.partners[place]
        sheet.text(row, 0, partner.name)
        average = self.charge.position.recharges[place].equivalent_cameras
        if self.cameras is None:
            sheet.number(row, 1, rounded(average, PLACES), self.styles.entered_cameras)
        else:
            live = Live(self.cameras[place], rounded(average, PLACES))
            sheet.live(row, 1, live, self.styles.cameras)
        self.averages.append(sheet.cell(row, 1))
        if self.has_days:
            part = basis.part_of_year(partner.pk)
            days = part.days if part else basis.parts_of_year[0].days_in_year
            sheet.number(row, 2, days, self.styles.entered_whole)
        for number, element in enumerate(self.agreed):
            agreed = dict(self.charge.terms[element].agreed).get(partner.pk, 0)
            sheet.number(row, 2 + self.has_days + number, agreed, self.styles.entered)
        for element, terms in enumerate(self.charge.terms):
            weight = self.charge.parts[element].weights[place]
            live = Live(self._weight(row, element, terms), weight)
            sheet.live(row, self.start + element, live)
            self.columns[element].append(Live(sheet.cell(row, self.start + element), weight))

    def _weight(self, row: int, element: int, terms: ElementTerms) -> str:
        """The whole number of one partner in one element."""
        times = self.charge.counted_in[element]
        if terms.basis == CAMERAS:
            return f"ROUND({self.sheet.cell(row, 1)}*{times},0)"
        days = self.sheet.cell(row, 2) if self.has_days else "1"
        if terms.basis == AGREED:
            in_a_day = times // self._days_in_year
            typed = self.sheet.cell(row, self._agreed_column(element))
            return f"ROUND({typed}*{in_a_day},0)*{days}"
        return days

    @property
    def _days_in_year(self) -> int:
        parts = self.charge.position.basis.parts_of_year
        return parts[0].days_in_year if parts else 1

    def _agreed_column(self, element: int) -> int:
        return 2 + self.has_days + self.agreed.index(element)

    def column_of(self, element: int) -> str:
        """All partners' whole numbers of an element."""
        return self._column(self.start + element)

    def _column(self, column: int) -> str:
        return self.sheet.column(column, self.first, self.last)

    @property
    def unusable(self) -> list[tuple[str, str]]:
        averages = self._column(1)
        counted_in = cameras_counted_in(self.charge.position)
        found = [("Averages with too many decimals", not_whole(averages, counted_in))]
        entered = [averages]
        if self.has_days:
            found.append(("Days that are not whole", not_whole(self._column(2), 1)))
            entered.append(self._column(2))
        for element in self.agreed:
            agreed, name = (
                self._column(self._agreed_column(element)),
                self.charge.terms[element].name,
            )
            in_a_day = self.charge.counted_in[element] // self._days_in_year
            found.append((f"{name}: agreed percentages, less 100", f"ROUND(SUM({agreed})-100,10)"))
            found.append(
                (f"{name}: percentages with too many decimals", not_whole(agreed, in_a_day))
            )
            entered.append(agreed)
        found.append(("Averages, days and percentages below nil", "+".join(map(below, entered))))
        sums = [f"(SUM({self.column_of(place)})<=0)" for place in range(len(self.columns))]
        found.append(("Elements with nothing to share by", f"0+{'+'.join(sums)}"))
        return found
