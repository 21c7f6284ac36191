"""What the histories of a year say alike: that something was entered, that it is gone."""

from __future__ import annotations

from partners.records import Field, Said

PLACE = Field("Place in the order")


def words(what: str, *listed: str) -> dict:
    """Label and sentences: ``Line entered: group Employees, original budget £1,000``."""

    def sentence(done: str):
        def said_of(said: Said) -> str:
            return ": ".join(filter(None, [f"{what} {done}", said.listed(*listed)]))

        return said_of

    return {"label": what, "added": sentence("entered"), "removed": sentence("removed")}
