"""Names of the figures that can be proven, as they stand in addresses: ``line-7-estimate``."""

from __future__ import annotations

import re
from dataclasses import dataclass

BUDGET, ACTUAL, ESTIMATE, VARIANCE = "budget", "actual", "estimate", "variance"
LINE_FIGURES = (BUDGET, ACTUAL, ESTIMATE, VARIANCE)

CAMERAS, SHARE, BUDGETED, RECHARGE = "cameras", "share", "budgeted", "recharge"
COST_EFFECT, SHARE_EFFECT = "cost-effect", "share-effect"
PARTNER_FIGURES = (CAMERAS, SHARE, BUDGETED, RECHARGE, VARIANCE, COST_EFFECT, SHARE_EFFECT)

_OF_QUARTER = re.compile(
    rf"(?:balance|line-(?P<line>[1-9][0-9]{{0,17}}))-(?P<figure>{'|'.join(LINE_FIGURES)})"
)


class UnknownFigure(ValueError):
    """No figure has this name."""


@dataclass(frozen=True)
class ProofName:
    """Which figure: of a ``line`` or a ``partner`` (keys), or with neither of the balance."""

    figure: str
    line: int | None = None
    partner: int | None = None

    @property
    def slug(self) -> str:
        """As it stands in an address below its quarter or its partner."""
        if self.partner is not None:
            return self.figure
        return f"balance-{self.figure}" if self.line is None else f"line-{self.line}-{self.figure}"

    @classmethod
    def of_quarter(cls, slug: str) -> ProofName:
        """``balance-estimate``, ``line-7-actual``. UnknownFigure: anything else."""
        match = _OF_QUARTER.fullmatch(slug)
        if match is None:
            raise UnknownFigure(f"“{slug}” is not a figure of a quarter.")
        return cls(match["figure"], line=int(match["line"]) if match["line"] else None)

    @classmethod
    def of_partner(cls, slug: str, partner: int) -> ProofName:
        """``recharge``, ``cost-effect``. UnknownFigure: anything else."""
        if slug not in PARTNER_FIGURES:
            raise UnknownFigure(f"“{slug}” is not a figure of a partner.")
        return cls(slug, partner=partner)
