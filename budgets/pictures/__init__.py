"""Pictures of figures: places worked out exactly from the figures; the templates draw them.

Bars are drawn to scale from nil, and a picture claims no more than its figures: what is not entered
is said in words where its bar would be.
"""

from budgets.pictures.groups import GroupsPicture, groups_picture
from budgets.pictures.spending import SpendingPicture, spending_picture
from budgets.pictures.trend import Moment, TrendPicture, trend_picture

__all__ = [
    "GroupsPicture",
    "Moment",
    "SpendingPicture",
    "TrendPicture",
    "groups_picture",
    "spending_picture",
    "trend_picture",
]
