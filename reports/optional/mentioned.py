"""What is mentioned but not yet in the figures: with whom it waits, until when, and its effect."""

from __future__ import annotations

from collections.abc import Iterable

from budgets.footing import Column, money_notes
from budgets.mentioned import Mentioned, MentionedList
from budgets.mentioned_section import overdue, sums
from budgets.models import Quarter
from budgets.position import QuarterPosition
from cctvpartnership.figures import NOT_YET_KNOWN, signed_pounds
from reports.optional.facts import Facts
from reports.optional.printed import TOTAL, Heading, OptionalSection, PrintedTable, Row
from reports.text import printable

NOTHING = "Nothing is mentioned that is not yet in the figures."
EFFECT = "Expected effect"
SIGNS = "Plus (+) means the partners would pay more, minus (−) means they would pay less."
UNKNOWN = f"A dash ({NOT_YET_KNOWN}) stands for an effect that is not yet known."


def mentioned_section(position: QuarterPosition, _facts: Facts, _estimate: str) -> OptionalSection:
    """The open items, and those settled in this very quarter; they are frozen with its figures."""
    mentioned = position.mentioned
    tables = []
    if mentioned.open:
        tables.append(_open(position))
    if mentioned.settled:
        tables.append(_settled(mentioned.settled))
    return OptionalSection("" if mentioned.open else NOTHING, tuple(tables))


def _open(position: QuarterPosition) -> PrintedTable:
    mentioned = position.mentioned
    rows = [_row(position, item) for item in mentioned.open]
    if mentioned.known:
        rows.append(
            Row(("Known effects", "", "", signed_pounds(mentioned.known_effect)), "", TOTAL)
        )
    return PrintedTable(
        name="mentioned",
        caption=f"Mentioned but not yet in the figures{_day_it_stood(position)}, £",
        headings=(
            Heading("What", 58, is_number=False),
            Heading("Waits for", 34, is_number=False),
            Heading("Due", 28, is_number=False),
            Heading(EFFECT, 30, "for the year"),
        ),
        rows=tuple(rows),
        notes=(
            f"{sums(position, in_whole_pounds=True)} {SIGNS}",
            *((UNKNOWN,) if mentioned.unknown else ()),
            *_footing(mentioned),
        ),
    )


def _row(position: QuarterPosition, item: Mentioned) -> Row:
    # While a quarter is open, being overdue depends on the day it is read: a paper does not.
    late = "" if _is_open(position) else overdue(position.mentioned, item, is_open=False)
    where = ", ".join(filter(None, (item.line, f"raised in {item.raised_in}")))
    return Row(
        cells=(
            printable(item.what),
            printable(item.owner),
            "\n".join(filter(None, (f"{item.due:%-d %b %Y}", late))),
            signed_pounds(item.effect),
        ),
        small=printable(where),
    )


def _day_it_stood(position: QuarterPosition) -> str:
    on = position.mentioned.on
    return "" if _is_open(position) or on is None else f" on {on:%-d %B %Y}"


def _is_open(position: QuarterPosition) -> bool:
    return position.quarter.state == Quarter.State.OPEN


def _footing(mentioned: MentionedList) -> Iterable[str]:
    known = tuple(item.effect for item in mentioned.open if item.effect is not None)
    return money_notes([Column(EFFECT, known, mentioned.known_effect)])


def _settled(items: Iterable[Mentioned]) -> PrintedTable:
    return PrintedTable(
        name="settled",
        caption="Settled in this quarter",
        headings=(Heading("What", 64, is_number=False), Heading("How", 86, is_number=False)),
        rows=tuple(
            Row((printable(item.what), printable(f"{item.settled_as}. {item.settlement}")))
            for item in items
        ),
    )
