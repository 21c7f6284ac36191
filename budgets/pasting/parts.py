"""What a pasted block is read as, and what it is read against: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from budgets.inputs import LinePosition
from partners.periods import Year


class Kind(StrEnum):
    """What a column holds. Budget and variance are only compared with ours."""

    LINE = "line"
    ACTUAL = "actual"
    ESTIMATE = "estimate"
    COMMENT = "comment"
    BUDGET = "budget"
    VARIANCE = "variance"
    OUT = "out"


# The cells that can be saved, in the order of the grid.
SAVED = (Kind.ACTUAL, Kind.ESTIMATE, Kind.COMMENT)
COMPARED = (Kind.BUDGET, Kind.VARIANCE)
AMOUNTS = (Kind.ACTUAL, Kind.ESTIMATE, *COMPARED)


class BlankAs(StrEnum):
    """What an empty cell does: leave what is saved, or clear it."""

    KEEP = "keep"
    CLEAR = "clear"


class DashAs(StrEnum):
    """What a dash alone stands for."""

    NIL = "nil"
    BLANK = "blank"


@dataclass(frozen=True)
class Known:
    """The quarter that the block is read for. ``codes``: line key -> its ledger codes."""

    period: Year
    number: int
    lines: tuple[LinePosition, ...]
    codes: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    partners: tuple[str, ...] = ()

    @property
    def quarter(self) -> str:
        return f"Quarter {self.number}, {self.period}"

    @property
    def names(self) -> dict[Kind, str]:
        """What the kinds are called; in the last quarter the estimate is the outturn."""
        return {kind: kind.value for kind in Kind} | {
            Kind.ESTIMATE: "outturn" if self.number == 4 else "estimate",
        }
