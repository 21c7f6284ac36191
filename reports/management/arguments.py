"""What the commands are given: a quarter by its labels, and a file to write, whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from budgets.models import FinancialYear, Quarter
from partners.periods import Year


def add_arguments(parser: CommandParser, endings: Iterable[str]) -> None:
    """The arguments of a command that writes one quarter into one file."""
    parser.add_argument("year", help="financial year, such as 2024-25")
    parser.add_argument("quarter", help="quarter of that year: q1, q2, q3 or q4")
    parser.add_argument("file", help=f"file to write, ending in {_listed(endings)}")


def find_quarter(year: str, quarter: str) -> Quarter:
    """The quarter by its labels. CommandError: they cannot be read, or there is none."""
    try:
        period = Year.from_label(year)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if not re.fullmatch("[qQ]?[1-4]", quarter):
        raise CommandError(f"“{quarter}” is not a quarter. Write q1, q2, q3 or q4.")
    number = int(quarter[-1])
    try:
        return Quarter.objects.of(period, number)
    except Quarter.DoesNotExist as error:
        known = [known.label for known in FinancialYear.objects.order_by("starts_in")]
        there_are = f"There is {_listed(known)}." if known else "There is no year at all yet."
        raise CommandError(
            f"There is no Quarter {number} of {period.label}. {there_are}"
        ) from error


def ending_of(path: Path, endings: Iterable[str]) -> str:
    """The ending of ``path``, in small letters. CommandError: it is none of ``endings``."""
    ending = path.suffix.lower()
    if ending not in endings:
        raise CommandError(
            f"“{path.name}” does not say what to write. End it in {_listed(endings)}."
        )
    return ending


def check_folder(path: Path) -> None:
    """CommandError: the folder of ``path`` is not there. Told before the slow work, not after."""
    if not path.parent.is_dir():
        raise CommandError(f"There is no folder “{path.parent}” to write “{path.name}” into.")
    if path.is_dir():
        raise CommandError(f"“{path}” is a folder. Name a file in it.")


def write_whole(path: Path, content: bytes) -> None:
    """Write beside ``path``, then rename: a reader finds the old file or the new, never a part."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise CommandError(f"“{path}” cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
