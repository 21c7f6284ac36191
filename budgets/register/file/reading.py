"""Reads a register file, CSV or Excel: every row, and every mistake by its row and column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.core.exceptions import ValidationError

from budgets.ledger.text_file import TextSheet
from budgets.workbook.archive import LIMITS, ZIP, content_of, refusal, refuse_old_formats
from budgets.workbook.cameras import CameraRow, read_cameras
from budgets.workbook.cells import DATE, TEXT, Cell, Unreadable, day
from budgets.workbook.layout import REGISTER_FILE
from budgets.workbook.names import Names, folded
from budgets.workbook.opening import Sheet, open_workbook
from budgets.workbook.problems import Problems, quoted
from budgets.workbook.tables import read_table
from cameras.models import CameraType
from partners.csv_rows import is_formula
from partners.days import DayField
from partners.models import Partner

_A_DAY = DayField()


@dataclass(frozen=True)
class Known:
    """What a cell may name, each by its primary key."""

    names: Names


@dataclass(frozen=True)
class RegisterFile:
    """The rows as far as they can be read, partners and types by key; what is wrong with them."""

    rows: list[CameraRow]
    problems: Problems


def read_register_file(content: bytes, name: str) -> RegisterFile:
    """``content`` is CSV or an .xlsx workbook. WorkbookErrors: it is neither, or is too large."""
    problems = Problems()
    table = read_table(REGISTER_FILE, _sheet(content, name), problems)
    return RegisterFile(read_cameras(table, _partners(), _types(), _day), problems)


def _sheet(content: bytes, name: str) -> Sheet:
    file = BytesIO(content)
    file.name = name
    content_of(file, name, LIMITS.file)
    refuse_old_formats(content, name)
    if content.startswith(ZIP):
        file.seek(0)
        return _chosen(open_workbook(file), name)
    rows = TextSheet(file, name, LIMITS).rows()
    cells = ((number, tuple(map(_text_cell, texts))) for number, texts in rows)
    return Sheet(REGISTER_FILE.name, tuple(cells))


def _chosen(sheets: list[Sheet], name: str) -> Sheet:
    """The sheet Cameras, as of a year workbook; else the only one there is."""
    named = [sheet for sheet in sheets if folded(sheet.name) == folded(REGISTER_FILE.name)]
    if len(named or sheets) != 1:
        raise refusal(
            "{} has {} sheets. Call the one with the register “{}”, and no other.",
            name,
            len(sheets),
            REGISTER_FILE.name,
        )
    return (named or sheets)[0]


def _text_cell(typed: str) -> Cell:
    """Without the apostrophe that keeps a spreadsheet from running text as a formula."""
    return Cell(typed[1:] if typed[:1] == "'" and is_formula(typed[1:]) else typed)


def _day(cell: Cell) -> date:
    """An Excel date; or text as people write days, and as Excel writes them to CSV."""
    if cell.kind == DATE:
        return day(cell)
    try:
        found = _A_DAY.to_python(str(cell)) if cell.kind == TEXT else None
    except ValidationError as error:
        raise Unreadable(
            f"{quoted(str(cell))} is not a day. Write it as 2024-09-30 or 30/9/2024."
        ) from error
    # A number, and a day out of reach, are refused as in a year workbook.
    return day(Cell(found, DATE) if found else cell)


def _partners() -> Known:
    names = Names("a partner")
    for partner in Partner.objects.all():
        names.add(partner.short_name, partner.pk)
        names.add(partner.name, partner.pk)
    return Known(names)


def _types() -> Known:
    names = Names("a type of camera in the register")
    for camera_type in CameraType.objects.all():
        names.add(camera_type.name, camera_type.pk)
    return Known(names)
