"""The committee report of a quarter: its title block, ordered sections and frozen editions."""

from reports.models.editions import Edition
from reports.models.papers import Report, Section

__all__ = ["Edition", "Report", "Section"]
