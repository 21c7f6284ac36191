"""Pictures of the optional sections, in points: worked out exactly here, drawn by the templates.

Kinds of bar differ by outline, hatching and solid fill, so that they survive black and white.
"""

from reports.optional.pictures.groups import GroupsFigure, groups_figure
from reports.optional.pictures.trend import (
    BUDGET,
    EARLIER,
    QUARTER,
    Moment,
    TrendFigure,
    trend_figure,
)

__all__ = [
    "BUDGET",
    "EARLIER",
    "QUARTER",
    "GroupsFigure",
    "Moment",
    "TrendFigure",
    "groups_figure",
    "trend_figure",
]
