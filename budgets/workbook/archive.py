"""Takes a workbook file apart so that what openpyxl gets holds no surprise.

A file may be anything: what is no workbook, locked, damaged or too large is refused with a
sentence. Macros, links, pictures and charts are never looked at.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from budgets.workbook.layout import MOST_CAMERA_ROWS
from budgets.workbook.problems import Problem, WorkbookErrors

MEGABYTE = 1024 * 1024
MOST_PARTS = 2_000


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be: bytes of the file, bytes unpacked, rows of one sheet."""

    file: int = 20 * MEGABYTE
    content: int = 50 * MEGABYTE
    rows: int = MOST_CAMERA_ROWS


LIMITS = Limits()

_CHUNK = 64 * 1024
# What a pattern may be cut in two by the end of a piece.
_OVERLAP = 256
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
_PARTS = (".xml", ".rels")
_STRINGS = "sharedStrings.xml"
_LARGEST_STRINGS = 50 * MEGABYTE
_WORKBOOK, _BINARY_WORKBOOK = "xl/workbook.xml", "xl/workbook.bin"
_STRICT = b"purl.oclc.org/ooxml/spreadsheetml"
# The end of a formula, and then of its cell without a value between.
_UNSAVED_FORMULA = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?"
    rb"\s*</(?:\w+:)?c>"
)
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
# A row of a sheet becomes one tree in memory; Excel's widest, each cell with its parts, has fewer.
_MOST_ELEMENTS_OF_A_ROW = 150_000

NOT_A_WORKBOOK = "{} is not an Excel workbook. Save it in Excel as an .xlsx file."
DAMAGED = "{} is damaged and cannot be read. Open it in Excel, save it, and try again."
TOO_LARGE = "{} is too large: {}."


def refusal(sentence: str, *values) -> WorkbookErrors:
    """The error that says why a file as a whole cannot be read."""
    return WorkbookErrors([Problem(sentence.format(*values))])


def file_name(file) -> str:
    """The name of ``file``, a path or an open file, without its folders."""
    return Path(str(getattr(file, "name", file))).name


def content_of(file, name: str, largest: int) -> bytes:
    """All bytes of a path or an open binary file. WorkbookErrors: none, or more than ``largest``."""
    if hasattr(file, "read"):
        content = file.read(largest + 1)
    else:
        content = _content_of_path(Path(file), largest)
    if len(content) > largest:
        raise refusal(TOO_LARGE, name, f"a workbook has at most {largest // MEGABYTE} MB")
    if not content:
        raise refusal("{} is empty.", name)
    return content


def _content_of_path(path: Path, largest: int) -> bytes:
    try:
        if not path.exists():
            raise refusal("There is no file {}.", path)
        if not path.is_file():
            raise refusal("{} is not a file but a folder or a device.", path)
        with path.open("rb") as stream:
            return stream.read(largest + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refusal("{} cannot be opened: {}.", path.name, reason) from error


def refuse_old_formats(beginning: bytes, name: str) -> None:
    """WorkbookErrors: what the file begins with is a workbook of Excel 2003, or a locked one."""
    if beginning.startswith(_OLD_FORMAT) and _ENCRYPTED in beginning:
        raise refusal("{} is protected by a password. Save it without one and try again.", name)
    if beginning.startswith(_OLD_FORMAT):
        raise refusal(
            "{} is in the format of old versions of Excel (.xls). Save it as an .xlsx file.", name
        )


class _Full(Exception):
    """A part is larger than there is room for."""


@contextmanager
def unpacked(file, name: str, limits: Limits) -> Iterator[tuple]:
    """(an archive of the workbook's XML parts, whether a formula's result may not be saved).

    ``file``: open, binary, seekable. An archive may lie about how large its parts are, so that
    reading one fills the memory: here each is unpacked piece by piece, measured, and put on disk.
    """
    unsaved = False
    room = limits.content
    with tempfile.TemporaryFile() as archive:
        with zipfile.ZipFile(file) as given, zipfile.ZipFile(archive, "w") as kept:
            parts = [part for part in given.infolist() if part.filename.endswith(_PARTS)]
            _refuse_other_archives(given, parts, name)
            for part in parts:
                copied = _Part(name, part.filename, _room_for(part, room))
                try:
                    copied.copy(given, kept, part)
                except _Full as error:
                    most = _room_for(part, limits.content) // MEGABYTE
                    raise refusal(
                        TOO_LARGE, name, f"unpacked it has more than {most} MB"
                    ) from error
                room -= copied.size
                unsaved = unsaved or copied.has_unsaved_formulas
        yield archive, unsaved


def _room_for(part: zipfile.ZipInfo, room: int) -> int:
    """Texts are all held in memory, sheets are read row by row."""
    return min(room, _LARGEST_STRINGS) if part.filename.endswith(_STRINGS) else room


def _refuse_other_archives(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str
) -> None:
    names = set(archive.namelist())
    if _BINARY_WORKBOOK in names:
        raise refusal("{} is a binary workbook (.xlsb). Save it as an .xlsx file.", name)
    if "[Content_Types].xml" not in names or not any(part.startswith("xl/") for part in names):
        raise refusal(NOT_A_WORKBOOK, name)
    if any(part.flag_bits & 1 for part in parts):
        raise refusal("{} is protected by a password. Save it without one and try again.", name)
    if len(names) > MOST_PARTS:
        raise refusal(TOO_LARGE, name, f"a workbook has at most {MOST_PARTS:,} parts")
    # The other methods cannot be unpacked piece by piece, and Excel does not write them.
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise refusal(DAMAGED, name)


class _Part:
    """One part on its way into the new archive, measured and looked at as it passes."""

    def __init__(self, name: str, filename: str, largest: int):
        self._name, self._filename, self._largest = name, filename, largest
        self.size, self.has_unsaved_formulas = 0, False
        self._is_sheet, self._elements = False, 0

    def copy(self, given: zipfile.ZipFile, kept: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """WorkbookErrors: it is larger than the room left, or of a kind that is not read."""
        before = b""
        with given.open(part) as source, kept.open(self._filename, "w", force_zip64=True) as target:
            while piece := source.read(_CHUNK):
                self.size += len(piece)
                if self.size > self._largest:
                    raise _Full
                self._look_at(piece, before + piece)
                before = piece[-_OVERLAP:]
                target.write(piece)

    def _look_at(self, piece: bytes, text: bytes) -> None:
        """``text`` is the piece with the end of the one before it."""
        if self._filename == _WORKBOOK and _STRICT in text:
            raise refusal(
                "{} is saved as “Strict Open XML”. Save it as “Excel Workbook (.xlsx)”.", self._name
            )
        self._is_sheet = self._is_sheet or b"sheetData" in text
        if self._is_sheet:
            self._count_elements(piece)
            if not self.has_unsaved_formulas and (b"<f" in text or b":f" in text):
                self.has_unsaved_formulas = bool(_UNSAVED_FORMULA.search(text))

    def _count_elements(self, piece: bytes) -> None:
        """Too many by those of one piece at most: rows that end within a piece are short enough."""
        row = _ROW.search(piece)
        begin = row.start() if row else len(piece)
        self._elements += piece.count(b"<", 0, begin)
        if self._elements > _MOST_ELEMENTS_OF_A_ROW:
            raise refusal(TOO_LARGE, self._name, "a row of a sheet has too many cells")
        if row:
            self._elements = piece.count(b"<", begin)
