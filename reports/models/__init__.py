"""The committee report of a quarter: its title block, meetings, ordered sections and frozen editions."""

from reports.models.editions import Edition
from reports.models.meetings import Meeting
from reports.models.papers import Report, Section, Stage
from reports.models.standing import StandingWording

__all__ = ["Edition", "Meeting", "Report", "Section", "Stage", "StandingWording"]
