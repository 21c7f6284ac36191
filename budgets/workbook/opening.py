"""Opens a workbook file and gives its sheets as plain cells; the only place that meets openpyxl.

A file may be anything: what is no workbook, locked, damaged or too large is refused with a
sentence. Macros, links, pictures and charts are never looked at.
"""

from __future__ import annotations

import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from budgets.workbook.cells import (
    BOOLEAN,
    DATE,
    EMPTY,
    FAULT,
    NUMBER,
    TEXT,
    UNSAVED_FORMULA,
    Cell,
)
from budgets.workbook.layout import MOST_CAMERA_ROWS
from budgets.workbook.problems import Problem, WorkbookErrors

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_CONTENT = 50 * MEGABYTE
MOST_PARTS = 2_000
# A stray value far to the right would make every row above it as wide as the sheet.
MOST_COLUMNS = 500
MOST_CELLS = 10_000_000
LAST_ROW_OF_EXCEL = 1_048_576

_CHUNK = 64 * 1024
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_PARTS = (".xml", ".rels")
_WORKBOOK, _BINARY_WORKBOOK = "xl/workbook.xml", "xl/workbook.bin"
_STRICT = b"purl.oclc.org/ooxml/spreadsheetml"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")

NOT_A_WORKBOOK = "{} is not an Excel workbook. Save it in Excel as an .xlsx file."
DAMAGED = "{} is damaged and cannot be read. Open it in Excel, save it, and try again."
TOO_LARGE = "{} is too large: {}."


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows that are not empty, with Excel's row numbers. Cells run from column A."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def open_workbook(file) -> list[Sheet]:
    """The sheets of ``file``, a path or an open binary file such as an upload.

    WorkbookErrors: it is not there, is no workbook, or cannot be read.
    """
    name = Path(str(getattr(file, "name", file))).name
    content = _content(file, name)
    _refuse_other_formats(content, name)
    try:
        unpacked, has_formulas = _unpacked(content, name)
        # openpyxl warns of what it leaves out, such as drop-down lists; nothing of that is read.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(unpacked, has_formulas, name)
    except WorkbookErrors:
        raise
    # zipfile, the XML parsers and openpyxl raise nearly any exception on a damaged file.
    except Exception as error:
        raise _refusal(DAMAGED, name) from error


def _refusal(sentence: str, *values) -> WorkbookErrors:
    return WorkbookErrors([Problem(sentence.format(*values))])


def _content(file, name: str) -> bytes:
    if hasattr(file, "read"):
        content = file.read(LARGEST_FILE + 1)
    else:
        content = _content_of_path(Path(file), name)
    if len(content) > LARGEST_FILE:
        raise _refusal(TOO_LARGE, name, f"a workbook has at most {LARGEST_FILE // MEGABYTE} MB")
    if not content:
        raise _refusal("{} is empty.", name)
    return content


def _content_of_path(path: Path, name: str) -> bytes:
    try:
        if not path.exists():
            raise _refusal("There is no file {}.", path)
        if not path.is_file():
            raise _refusal("{} is not a file but a folder or a device.", path)
        with path.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refusal("{} cannot be opened: {}.", name, reason) from error


def _refuse_other_formats(content: bytes, name: str) -> None:
    if content.startswith(_OLD_FORMAT) and _ENCRYPTED in content:
        raise _refusal("{} is protected by a password. Save it without one and try again.", name)
    if content.startswith(_OLD_FORMAT):
        raise _refusal(
            "{} is in the format of old versions of Excel (.xls). Save it as an .xlsx file.", name
        )
    if not content.startswith(_ZIP):
        raise _refusal(NOT_A_WORKBOOK, name)


def _unpacked(content: bytes, name: str) -> tuple[BytesIO, bool]:
    """The workbook's XML parts in a new archive, and whether any cell holds a formula.

    An archive may lie about how large its parts are, so that reading one fills the memory: here
    each is unpacked piece by piece, measured, and what openpyxl gets holds no surprise.
    """
    room = LARGEST_CONTENT
    has_formulas = False
    unpacked = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as given, zipfile.ZipFile(unpacked, "w") as kept:
        parts = [part for part in given.infolist() if part.filename.endswith(_PARTS)]
        _refuse_other_archives(given, parts, name)
        for part in parts:
            text = _part(given, part, room, name)
            room -= len(text)
            if part.filename == _WORKBOOK and _STRICT in text:
                raise _refusal(
                    "{} is saved as “Strict Open XML”. Save it as “Excel Workbook (.xlsx)”.", name
                )
            has_formulas = has_formulas or (b"sheetData" in text and bool(_FORMULA.search(text)))
            kept.writestr(part.filename, text)
    return unpacked, has_formulas


def _refuse_other_archives(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str
) -> None:
    names = set(archive.namelist())
    if _BINARY_WORKBOOK in names:
        raise _refusal("{} is a binary workbook (.xlsb). Save it as an .xlsx file.", name)
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise _refusal(NOT_A_WORKBOOK, name)
    if any(part.flag_bits & 1 for part in parts):
        raise _refusal("{} is protected by a password. Save it without one and try again.", name)
    if len(names) > MOST_PARTS:
        raise _refusal(TOO_LARGE, name, f"a workbook has at most {MOST_PARTS:,} parts")
    # The other methods cannot be unpacked piece by piece, and Excel does not write them.
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _refusal(DAMAGED, name)


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int, name: str) -> bytes:
    text = bytearray()
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text += chunk
            if len(text) > room:
                raise _refusal(
                    TOO_LARGE, name, f"unpacked it has more than {LARGEST_CONTENT // MEGABYTE} MB"
                )
    return bytes(text)


def _sheets(unpacked: BytesIO, has_formulas: bool, name: str) -> list[Sheet]:
    saved = load_workbook(unpacked, read_only=True, data_only=True, keep_links=False).worksheets
    beside = [None] * len(saved)
    if has_formulas:
        again = BytesIO(unpacked.getvalue())
        beside = load_workbook(again, read_only=True, keep_links=False).worksheets
    return [
        Sheet(" ".join(sheet.title.split()), tuple(_rows(sheet, formulas, name)))
        for sheet, formulas in zip(saved, beside, strict=True)
    ]


def _rows(sheet, formulas, name: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Rows with something in them. The sheet's own word on its size is not believed."""
    room, kept = MOST_CELLS, 0
    for number, (cells, formula_cells) in enumerate(_in_step(sheet, formulas), start=1):
        room -= len(cells)
        if room < 0 or number > LAST_ROW_OF_EXCEL:
            raise _refusal(TOO_LARGE, name, f"the sheet {sheet.title} has too many cells")
        row = tuple(map(_cell, cells, formula_cells))
        if not any(cell is not EMPTY for cell in row):
            continue
        kept += 1
        if kept > MOST_CAMERA_ROWS + 1:
            raise _refusal(
                TOO_LARGE, name, f"the sheet {sheet.title} has more than {MOST_CAMERA_ROWS:,} rows"
            )
        if any(cell is not EMPTY for cell in row[MOST_COLUMNS:]):
            raise _refusal(
                TOO_LARGE, name, f"the sheet {sheet.title} has more than {MOST_COLUMNS} columns"
            )
        yield number, row[:MOST_COLUMNS]


def _in_step(sheet, formulas) -> Iterator[tuple]:
    """Each row with the saved values, and beside it the same row with the formulas."""
    sheet.reset_dimensions()
    if formulas is None:
        return ((row, row) for row in sheet.iter_rows())
    formulas.reset_dimensions()
    return zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)


def _cell(saved, formula) -> Cell:
    value, data_type = saved.value, saved.data_type
    if value is None:
        # A saved result of empty text has the type "str"; a result never saved has none.
        if formula.data_type == "f" and data_type != "str":
            return Cell(str(getattr(formula.value, "text", formula.value)), UNSAVED_FORMULA)
        return EMPTY
    if data_type == "e":
        return Cell(str(value), FAULT)
    if isinstance(value, bool):
        return Cell(value, BOOLEAN)
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return Cell("#NUM!", FAULT)
        return Cell(value, NUMBER, saved.number_format or "")
    if isinstance(value, date | time | timedelta):
        return Cell(value, DATE)
    return Cell(str(value), TEXT) if str(value).strip() else EMPTY
