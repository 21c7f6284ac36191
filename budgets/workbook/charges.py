"""The sheets Elements and Base cameras: how the balance is shared, and what the budget was set on.

A sheet with headings and no rows is as good as none, as the blank workbook has it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from budgets.arithmetic import AGREED, CAMERAS
from budgets.workbook.cells import TEXT, Cell, Unreadable, amount, percentage, plain, quantity
from budgets.workbook.layout import BASES
from budgets.workbook.names import folded, suggestion
from budgets.workbook.partners import YearPartners
from budgets.workbook.problems import quoted
from budgets.workbook.tables import Row, Table, name_text

WHOLE = Decimal(100)
MOST_EQUIVALENT_CAMERAS = 1_000_000
_RATIO = re.compile(r"[0-9]{1,40} ?/ ?[0-9]{1,40}")


@dataclass(frozen=True)
class ElementEntry:
    """One element of charge; ``agreed`` percentages by the partner's place on its sheet.

    ``amount``: fixed whole pounds, beside which the percentage is nil; None where there are none.
    """

    name: str
    percentage: Decimal
    basis: str
    agreed: dict[int, Decimal] = field(default_factory=dict)
    amount: Decimal | None = None


WITHOUT_A_SHEET = ElementEntry("Equivalent cameras", WHOLE, CAMERAS)


def read_elements(table: Table, partners: YearPartners) -> tuple[ElementEntry, ...]:
    """The elements in row order; with no rows, all of the balance by equivalent cameras."""
    columns = _partner_columns(table, partners)
    elements = [_element(row, columns) for row in table.rows]
    _refuse_repeated_names(table.rows, elements)
    _refuse_other_than_100(table, elements)
    return tuple(elements) or (WITHOUT_A_SHEET,)


def _partner_columns(table: Table, partners: YearPartners) -> dict[str, int]:
    """The partner's place by heading. A heading that names none is a mistake."""
    columns: dict[str, int] = {}
    fields = [column.name for column in table.layout.columns]
    for heading in table.further:
        place = partners.names.get(heading)
        if place is None and partners.names.complete:
            hint = suggestion(heading, [*fields, *partners.names.spellings])
            message = f"{quoted(heading)} is no column of this sheet and not {partners.names.kind}."
            table.refuse(message + hint, table.heading_row, heading)
        elif place is not None and place in columns.values():
            message = f"{quoted(heading)} heads a second column for one partner."
            table.refuse(message, table.heading_row, heading)
        elif place is not None:
            columns[heading] = place
    return columns


def _element(row: Row, columns: dict[str, int]) -> ElementEntry:
    basis = row.read("basis", _basis)
    if basis not in (AGREED, None):
        for heading in filter(row.gives, columns):
            if not row.read_if_given(heading, _agreed_percentage):
                continue  # nil agrees nothing
            row.refuse(
                heading,
                f"An element shared by {basis} has no agreed percentages. Clear the cell, or "
                f"write {AGREED} as the basis.",
            )
    return ElementEntry(
        name=row.read("name", name_text),
        percentage=_percentage(row),
        amount=row.read_if_given("amount", _fixed_amount),
        basis=basis,
        agreed={
            place: row.read_if_given(heading, _agreed_percentage)
            for heading, place in columns.items()
            if basis == AGREED and row.gives(heading)
        },
    )


def _basis(cell: Cell) -> str:
    word = folded(name_text(cell))
    if word not in BASES:
        raise Unreadable(f"{quoted(word)} is not a basis. Use {', '.join(BASES[:-1])} or {AGREED}.")
    return word


def _element_percentage(cell: Cell) -> Decimal:
    percent = _agreed_percentage(cell)
    if percent == 0:
        raise Unreadable(f"{quoted(str(cell))} shares nothing. An element is above 0 %.")
    return percent


def _percentage(row: Row) -> Decimal | None:
    """Nil beside a fixed amount; None where it cannot be read."""
    if not row.gives("amount"):
        return row.read("percentage", _element_percentage)
    if row.gives("percentage"):
        row.refuse(
            "amount", "There is a percentage too. An element is the one or the other: clear a cell."
        )
    return Decimal(0)


def _fixed_amount(cell: Cell) -> Decimal:
    pounds = amount(cell)
    if pounds <= 0 or pounds % 1:
        raise Unreadable(f"{quoted(str(cell))} is not a whole number of pounds above nil.")
    return pounds


def _agreed_percentage(cell: Cell) -> Decimal:
    percent = percentage(cell)
    if percent > WHOLE:
        raise Unreadable(f"{quoted(str(cell))} is above 100 %.")
    return percent


def _refuse_repeated_names(rows: list[Row], elements: list[ElementEntry]) -> None:
    first: dict[str, Row] = {}
    for row, element in zip(rows, elements, strict=True):
        if element.name is None:
            continue
        other = first.setdefault(folded(element.name), row)
        if other is not row:
            row.refuse("name", f"{quoted(element.name)} stands in row {other.number} already.")


def _refuse_other_than_100(table: Table, elements: list[ElementEntry]) -> None:
    """Elements together, and each agreed element in itself; not where a part cannot be read."""
    parts = [element.percentage for element in elements]
    if parts and None not in parts and sum(parts) != WHOLE:
        message = f"The percentages of the elements make {_added(parts)}"
        table.refuse(message, column="percentage")
    for row, element in zip(table.rows, elements, strict=True):
        agreed = list(element.agreed.values())
        if element.basis == AGREED and None not in agreed and sum(agreed) != WHOLE:
            row.refuse("agreed percentages", f"They make {_added(agreed)}")


def _added(parts: list[Decimal]) -> str:
    total = sum(parts, Decimal(0))
    hint = " Write 50 for a half, not 0.5." if total == 1 else ""
    return f"{plain(total)}, not 100.{hint}"


def read_base_cameras(table: Table, partners: YearPartners) -> dict[int, Fraction] | None:
    """Equivalent cameras by the partner's place; None without rows: as the register has them."""
    if not table.rows:
        return None
    given: dict[int, Fraction] = {}
    rows: dict[int, Row] = {}
    places = [row.find("partner", partners.names) for row in table.rows]
    for row, place in zip(table.rows, places, strict=True):
        cameras = row.read("equivalent_cameras", _equivalent_cameras)
        if place in rows:
            row.refuse("partner", f"This partner stands in row {rows[place].number} already.")
        elif place is not None:
            rows[place] = row
            given[place] = cameras or Fraction(0)
    # A row that names nobody may be meant for the very partner that is missing.
    if None not in places:
        _refuse_missing_partners(table, rows, partners)
    return given


def _equivalent_cameras(cell: Cell) -> Fraction:
    """A number, or text such as 22487/183: an average by day has no last decimal."""
    if cell.kind == TEXT and _RATIO.fullmatch(str(cell)):
        number = _ratio(str(cell))
    else:
        number = Fraction(quantity(cell))
    if number > MOST_EQUIVALENT_CAMERAS:
        raise Unreadable(f"{quoted(str(cell))} is more than {MOST_EQUIVALENT_CAMERAS:,}.")
    return number


def _ratio(typed: str) -> Fraction:
    try:
        return Fraction(typed.replace(" ", ""))
    except ZeroDivisionError as error:
        raise Unreadable(f"{quoted(typed)} divides by nil.") from error


def _refuse_missing_partners(table: Table, rows: dict[int, Row], partners: YearPartners) -> None:
    for place, entry in enumerate(partners.entries):
        if place not in rows and entry.short_name:
            table.refuse(
                f"{quoted(entry.short_name)} has no row. With this sheet every partner has one.",
                column="partner",
            )
