"""How far a command has read, on a line that is written over, or now and then where none can be."""

from __future__ import annotations

from typing import TextIO

_WIDTH = 30
_TENTHS = 10


class ProgressBar:
    """``Reading q2.csv [########          ] 42 %, 42,000 rows``."""

    def __init__(self, stream: TextIO, name: str):
        self._stream, self._name = stream, name
        self._is_terminal = stream.isatty()
        self._told = -1

    def __call__(self, rows: int, share: float | None) -> None:
        """``share`` of the file, from 0 to 1; None: nobody knows."""
        percent = None if share is None else int(share * 100)
        if self._is_terminal:
            self._stream.write(f"\r{self._line(rows, percent)}")
        elif percent is not None and percent // _TENTHS > self._told:
            self._told = percent // _TENTHS
            self._stream.write(f"{self._line(rows, percent)}\n")
        self._stream.flush()

    def finish(self, rows: int) -> None:
        """The whole file has been read."""
        if self._is_terminal:
            self._stream.write(f"\r{self._line(rows, 100)}\n")
        else:
            self._stream.write(f"{self._line(rows, 100)}\n")
        self._stream.flush()

    def _line(self, rows: int, percent: int | None) -> str:
        if percent is None:
            return f"Reading {self._name}: {rows:,} rows"
        filled = "#" * (percent * _WIDTH // 100)
        return f"Reading {self._name} [{filled:{_WIDTH}}] {percent:3} %, {rows:,} rows"
