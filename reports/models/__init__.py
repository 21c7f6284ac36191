"""The committee report of a quarter: its title block, meetings, ordered sections and frozen editions."""

from reports.models.board import LONGEST_COMMENT, BoardComment, Clearance
from reports.models.editions import Edition, PublicVersion
from reports.models.marks import LineMark
from reports.models.meetings import Meeting
from reports.models.papers import Report, Section, Stage
from reports.models.standing import StandingWording

__all__ = [
    "LONGEST_COMMENT",
    "BoardComment",
    "Clearance",
    "Edition",
    "LineMark",
    "Meeting",
    "PublicVersion",
    "Report",
    "Section",
    "Stage",
    "StandingWording",
]
