"""Which figures a quarter has, which of them somebody may be shown, and which an answer holds.

Of a figure only the whole pounds count, without a sign: pages print ``−7,210`` where files hold
``-7210.00``. Small amounts are left out: a page has too many other small numbers.
"""

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from tests.access_visitors import (
    PUBLISHED,
    reads_edition,
    sees_quarter,
)

SMALLEST = 2_500
NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![.,]?\d)(?!\w)")
MONEY = ("budget", "estimate", "variance", "cost_effect", "share_effect")
OF_LINES = ("budget", "actual", "estimate", "variance", "last_actual", "last_estimate")


@dataclass(frozen=True)
class Figures:
    """Amounts of one quarter; ``budgeted`` and ``recharges`` by the partner's slug."""

    budget: frozenset[int]
    total_budget: frozenset[int]
    totals: frozenset[int]
    everything: frozenset[int]
    budgeted: dict[str, frozenset[int]]
    recharges: dict[str, frozenset[int]]


def figures_of(position):
    """The figures of a ``QuarterPosition``."""
    recharges = {part.partner.slug: _amounts(part, MONEY) for part in position.recharges}
    budgeted = {part.partner.slug: _amounts(part, ("budget",)) for part in position.recharges}
    total_budget = _amounts(position.balance, ("budget",))
    budget = total_budget.union(*(_amounts(line, ("budget",)) for line in position.lines))
    totals = _amounts(position.balance, (*MONEY, "actual")) | _amounts(
        position.partners_total, MONEY
    )
    lines = frozenset().union(*(_amounts(line, OF_LINES) for line in position.lines))
    return Figures(
        budget=budget.union(*budgeted.values()),
        total_budget=total_budget,
        totals=totals,
        everything=lines.union(totals, _mentioned(position), *recharges.values()),
        budgeted=budgeted,
        recharges=recharges,
    )


def kept_from(visitor, state, figures):
    """Amounts that ``visitor`` may not meet anywhere; ``figures``: by state, with "before" the
    quarter before, which is open all along, and "public" what the edition shows of the published."""
    now, published, before = figures[state], figures[PUBLISHED], figures["before"]
    if visitor.role is None:
        return (now.everything | published.everything | before.everything) - (
            figures["public"].everything if reads_edition(visitor, state) else frozenset()
        )
    secret = now.everything | published.everything | before.everything
    return secret - _shown_to(visitor, state, now, published, before)


def _shown_to(visitor, state, now, published, before):
    shown = frozenset()
    if visitor.role == "finance":
        shown |= before.everything
    if sees_quarter(visitor, state):
        shown |= now.everything
    if reads_edition(visitor, state):
        shown |= published.everything
    if visitor.role == "board":
        # The board approved the budget.
        shown |= now.budget
    if visitor.role == "officer":
        shown |= now.budgeted[visitor.council] | now.total_budget
        if state.is_submitted:
            # The other partners appear there as one total.
            shown |= now.recharges[visitor.council] | now.totals
    return shown


def amounts_in(text):
    """Every amount that stands in ``text``, with or without commas and pence."""
    found = (int(number.replace(",", "")) for number in NUMBER.findall(text))
    return frozenset(amount for amount in found if amount >= SMALLEST)


@cache
def amounts_in_file(content, content_type):
    """Every amount in an answer; the same file is answered many times over."""
    return amounts_in(words_of_file(content, content_type))


def words_of_file(content, content_type):
    """The text of an answer: of a PDF its words, of an Office file all of its parts."""
    if content_type == "application/pdf":
        command = ["pdftotext", "-layout", "-", "-"]
        return subprocess.run(
            command, input=content, capture_output=True, check=True
        ).stdout.decode()
    if content.startswith(b"PK"):
        parts = ZipFile(BytesIO(content))
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return content.decode()


def _mentioned(position):
    """The effects of what is not yet in the figures, and the balance they would make."""
    mentioned = position.mentioned
    effects = frozenset().union(*(_amounts(item, ("effect",)) for item in mentioned.items))
    changed = mentioned.balance_with(position.balance.estimate)
    return effects if changed is None else effects | {abs(int(changed))}


def _amounts(row, names):
    amounts = (getattr(row, name) for name in names)
    whole = (abs(int(amount)) for amount in amounts if amount is not None)
    return frozenset(amount for amount in whole if amount >= SMALLEST)
