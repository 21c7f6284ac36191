"""The sheet Year: which year it is, and how its balance is averaged, divided and rounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from budgets.arithmetic import ROUNDING_UNITS
from budgets.models import FinancialYear
from budgets.workbook.cells import Cell, Unreadable, amount, yes_or_no
from budgets.workbook.layout import (
    AVERAGING,
    KEYS,
    LABEL,
    ROUND_SHARES_FIRST,
    ROUNDING_UNIT,
    WAYS_OF_AVERAGING,
)
from budgets.workbook.names import folded, suggestion
from budgets.workbook.problems import quoted
from budgets.workbook.tables import Row, Table, name_text
from partners.periods import Year


@dataclass(frozen=True)
class Settings:
    """The year's settings; None where one is missing or cannot be read, which is noted."""

    period: Year | None = None
    rounding_unit: int | None = None
    averaging: str | None = None
    round_shares_first: bool = False


def read_settings(table: Table) -> Settings:
    """The settings. *round_shares_first* is no unless given; the others are never guessed."""
    rows = _rows_by_key(table)
    values = {key: _value(rows.get(key), reader) for key, reader in _READERS.items()}
    if table.lists("key"):
        for key in (LABEL, ROUNDING_UNIT, AVERAGING):
            if key not in rows:
                table.refuse(f"The key {key} is missing: {KEYS[key]}.")
    _refuse_loaded(rows.get(LABEL), values[LABEL])
    return Settings(
        period=values[LABEL],
        rounding_unit=values[ROUNDING_UNIT],
        averaging=values[AVERAGING],
        round_shares_first=bool(values[ROUND_SHARES_FIRST]),
    )


def _rows_by_key(table: Table) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table.rows:
        name = row.read("key", name_text)
        if name is None:
            continue
        key = folded(name).replace(" ", "_")
        if key not in KEYS:
            hint = suggestion(name, KEYS) or f" The keys are {', '.join(KEYS)}."
            row.refuse("key", f"{quoted(name)} is not a setting of a year.{hint}")
        elif key in rows:
            row.refuse("key", f"{quoted(name)} stands in row {rows[key].number} already.")
        else:
            rows[key] = row
    return rows


def _value(row: Row | None, reader: Callable[[Cell], object]):
    if row is None:
        return None
    if reader is yes_or_no:
        return row.read_if_given("value", reader)
    return row.read("value", reader)


def _refuse_loaded(row: Row | None, period: Year | None) -> None:
    if period and FinancialYear.objects.filter(starts_in=period.starts_in).exists():
        row.refuse("value", f"The year {period.label} is loaded already. A year is loaded once.")


def _period(cell: Cell) -> Year:
    label = name_text(cell)
    try:
        return Year.from_label(label)
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _rounding_unit(cell: Cell) -> int:
    unit = amount(cell)
    if unit not in map(Decimal, ROUNDING_UNITS):
        raise Unreadable(f"{quoted(str(cell))} is not a rounding unit. Use 1, 10, 100 or 1000.")
    return int(unit)


def _averaging(cell: Cell) -> str:
    word = folded(name_text(cell))
    if word not in WAYS_OF_AVERAGING:
        raise Unreadable(f"{quoted(word)} is not a way of averaging. Use monthly or daily.")
    return word


_READERS: dict[str, Callable[[Cell], object]] = {
    LABEL: _period,
    ROUNDING_UNIT: _rounding_unit,
    AVERAGING: _averaging,
    ROUND_SHARES_FIRST: yes_or_no,
}
