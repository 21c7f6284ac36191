"""Writes the pack file by file, so that no more than one of them stands in memory.

The same data gives the same bytes: files come in a fixed order and bear a fixed time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from budgets.models import FinancialYear
from partners.csv_rows import csv_parts
from reports.audit.accounts import account_files
from reports.audit.histories import history_files
from reports.audit.inputs import input_files
from reports.audit.published import published_files
from reports.audit.readme import readme

CHECKSUMS = "SHA256SUMS"
# The earliest a ZIP can say: the data have times of their own.
NO_TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


@dataclass(frozen=True)
class PackedFile:
    """``name`` below the pack's folder, and its bytes part by part."""

    name: str
    parts: Iterable[bytes]


def pack_name(year: FinancialYear) -> str:
    """``2024-25-audit-pack``: the folder in the ZIP, and its name without the ending."""
    return f"{year.label}-audit-pack"


def write_pack(year: FinancialYear, stream: BinaryIO) -> None:
    """Write the pack of ``year`` into ``stream``, which can be read back and moved about in."""
    folder, sums = pack_name(year), []
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for file in _files(year):
            digest = _add(archive, f"{folder}/{file.name}", file.parts)
            sums.append(f"{digest}  {file.name}\n")
        _add(archive, f"{folder}/{CHECKSUMS}", ["".join(sums).encode()])


def _files(year: FinancialYear) -> Iterator[PackedFile]:
    yield PackedFile("README.txt", [readme(year).encode()])
    for name, parts in chain(published_files(year), input_files(year)):
        yield PackedFile(name, parts)
    for name, columns, rows in chain(history_files(year), account_files(year)):
        yield PackedFile(name, csv_parts(columns, rows))


def _add(archive: ZipFile, name: str, parts: Iterable[bytes]) -> str:
    """Write one file; answers its SHA-256."""
    entry = ZipInfo(name, NO_TIME)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, READABLE
    digest = sha256()
    with archive.open(entry, "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()
