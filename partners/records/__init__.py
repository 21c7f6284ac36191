"""What was changed in records, told to people: one mechanism for every model with a history.

An app describes each of its models as a ``Kind``; from that come the sentences of one thing's
history, the logs as pages and files, and the putting back of earlier values. Which histories there
are, and who may read them, is for the apps to say.
"""

from partners.records.kinds import Field, Kind, Subject
from partners.records.log import Log
from partners.records.reading import Difference, Entry, entries_of
from partners.records.said import Said

__all__ = ["Difference", "Entry", "Field", "Kind", "Log", "Said", "Subject", "entries_of"]
