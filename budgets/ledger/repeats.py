"""Rows that stand twice, and signs that stand twice: what no single row can show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal

# Bytes kept of a row: of 200,000 rows two would be taken for the same once in 10¹⁸ extracts or so.
_DIGEST = 12
_BETWEEN = "\x1f"


class RowsMet:
    """Knows a row again by a digest, so that a long extract does not fill the memory."""

    def __init__(self):
        self._rows: dict[bytes, int] = {}

    def first_row(self, number: int, parts: Iterable[str]) -> int | None:
        """The row in which the same parts stood before; None: nowhere."""
        words = _BETWEEN.join(parts).encode(errors="replace")
        digest = hashlib.blake2b(words, digest_size=_DIGEST).digest()
        first = self._rows.setdefault(digest, number)
        return None if first == number else first


class CreditSigns:
    """Whether credits carry a minus of their own, which debit less credit would turn to plus."""

    def __init__(self):
        self._plus, self._minus, self.first_row = 0, 0, 0

    def add(self, number: int, amount: Decimal) -> None:
        if amount < 0:
            self._minus += 1
            self.first_row = self.first_row or number
        elif amount > 0:
            self._plus += 1

    @property
    def are_all_minus(self) -> bool:
        return self._minus > 0 and self._plus == 0
