"""What the commands are given: a quarter by its labels, and a file to write, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError, CommandParser

from budgets.management.arguments import add_quarter, listed


def add_arguments(parser: CommandParser, endings: Iterable[str]) -> None:
    """The arguments of a command that writes one quarter into one file."""
    add_quarter(parser)
    parser.add_argument("file", help=f"file to write, ending in {listed(endings)}")


def ending_of(path: Path, endings: Iterable[str]) -> str:
    """The ending of ``path``, in small letters. CommandError: it is none of ``endings``."""
    ending = path.suffix.lower()
    if ending not in endings:
        raise CommandError(
            f"“{path.name}” does not say what to write. End it in {listed(endings)}."
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
    with opened_whole(path) as stream:
        stream.write(content)


@contextmanager
def opened_whole(path: Path) -> Iterator[BinaryIO]:
    """The same for what is written bit by bit; where that fails, nothing is left behind."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w+b") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise CommandError(f"“{path}” cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
