"""A first draft of the financial paragraphs, by rule, from a quarter's figures and comments.

Markdown with references in place of every figure and direction, so that what was drafted cannot go
stale; an officer edits it. Reasons are the comments, quoted literally; none is made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from budgets.inputs import LinePosition
from budgets.movement import LineMovement, Movement
from budgets.position import QuarterPosition, Recharge
from cctvpartnership.figures import rounded
from reports.printed_figures import line_name
from reports.references import lines_by_slug
from reports.text import as_quotation

Row = TypeVar("Row")

MOST_LINES = MOST_PARTNERS = 5
NO_REASON = "No reason is given yet."

BALANCE = (
    "The partners {{ balance.estimate|words }} between them for {{ year.label }}, which is "
    "{{ balance.variance|words }}."
)
SPENT = (
    "By {{ quarter.last_day }} the ledger has {{ balance.actual }} of a budget of "
    "{{ balance.budget }}."
)
BY_LINE = "By line, the {{ quarter.estimate }} compares with the budget as follows:"
AT_BUDGET = "Lines with the {{ quarter.estimate }} at budget: {{ lines.at_budget }}."
OTHER_LINES = "The finance table shows every other line."
PARTNERS = "Against their budgets, {{ partners.directions }}."
EFFECTS = (
    "For each, the change in the balance is counted at the share set with the budget, and the "
    "change in its share at the balance as it is now."
)
OTHER_PARTNERS = "The partner table shows every other council."
MOVEMENT = "The balance is {{ balance.movement|words }}."
MOVEMENT_BY_LINE = f"{MOVEMENT} By line:"
NOT_ENTERED = "Figures not yet entered: {{ lines.not_entered }}."


def has_figures(position: QuarterPosition) -> bool:
    """Whether anything is entered that a draft could speak of."""
    return any(line.actual is not None or line.estimate is not None for line in position.lines)


def summary_draft(position: QuarterPosition) -> str:
    """The position in a paragraph, for the front sheet."""
    return f"{BALANCE} {PARTNERS}" if position.is_complete else f"{BALANCE} {NOT_ENTERED}"


def first_draft(position: QuarterPosition, movement: Movement | None = None) -> str:
    """The financial paragraphs; with ``movement`` also what moved since the quarter before.

    The largest variances come first. What is not entered is said to be not yet known.
    """
    paragraphs = [f"{BALANCE} {SPENT}", *_lines(position), *_partners(position)]
    if movement and movement.before and movement.balance.change is not None:
        paragraphs += _movement(position, movement)
    if not position.is_complete:
        paragraphs.append(NOT_ENTERED)
    return "\n\n".join(paragraphs)


def _lines(position: QuarterPosition) -> Iterator[str]:
    """What differs from the budget, the largest first, and in a sentence what does not."""
    differing = _largest(lines_by_slug(position.lines), lambda line: line.variance)
    if len(differing) == 1:
        ((slug, line),) = differing
        yield (
            f"The {{{{ quarter.estimate }}}} for {as_quotation(line_name(line))} is "
            f"{_words(f'lines.{slug}.estimate')}, {_words(f'lines.{slug}.variance')}. "
            f"{_reason(line.comment)}"
        )
    elif differing:
        yield BY_LINE
        yield _bullets(
            f"{_bold(line_name(line))}: {_words(f'lines.{slug}.variance')}. {_reason(line.comment)}"
            for slug, line in differing[:MOST_LINES]
        )
    others = f"{OTHER_LINES} " if len(differing) > MOST_LINES else ""
    yield f"{others}{AT_BUDGET}"


def _partners(position: QuarterPosition) -> Iterator[str]:
    """What each partner pays and why it differs from the budget; of many, the largest changes."""
    parts = position.recharges
    if not parts or any(part.estimate is None for part in parts):
        yield PARTNERS
        return
    yield f"{PARTNERS} {EFFECTS}"
    if len(parts) > MOST_PARTNERS:
        parts = sorted(parts, key=_change)[:MOST_PARTNERS]
    yield _bullets(_partner(part) for part in parts)
    if len(position.recharges) > MOST_PARTNERS:
        yield OTHER_PARTNERS


def _change(part: Recharge) -> Decimal:
    """The largest change comes first; all that a partner without a budget pays is one."""
    return -abs(part.estimate if part.variance is None else part.variance)


def _partner(part: Recharge) -> str:
    name = f"partners.{part.partner.slug}"
    paid = (
        f"{_bold(part.partner.short_name)} {_words(f'{name}.estimate')}, which is "
        f"{_words(f'{name}.variance')}."
    )
    if part.cost_effect is None:
        return paid
    return (
        f"{paid} The change in the balance makes {_words(f'{name}.cost_effect')}, the change in its "
        f"share {_words(f'{name}.share_effect')}."
    )


def _movement(position: QuarterPosition, movement: Movement) -> Iterator[str]:
    """What moved since the quarter before; a comment that stood there already is no reason for it."""
    told = {line.line_id for _, line in _largest(lines_by_slug(position.lines), _variance)}
    # Lines that this quarter no longer has come last, and have no reference.
    pairs = [
        (slug, (line, moved))
        for (slug, line), moved in zip(lines_by_slug(position.lines), movement.lines, strict=False)
        if line.last_estimate is not None
    ]
    moving = _largest(pairs, lambda pair: pair[1].change)[:MOST_LINES]
    yield MOVEMENT_BY_LINE if moving else MOVEMENT
    if moving:
        yield _bullets(
            f"{_bold(line_name(line))}: {_words(f'lines.{slug}.movement')}."
            f"{_new_reason(moved) if line.line_id not in told else ''}"
            for slug, (line, moved) in moving
        )


def _variance(line: LinePosition) -> Decimal | None:
    return line.variance


def _largest(
    named: Iterable[tuple[str, Row]], amount: Callable[[Row], Decimal | None]
) -> list[tuple[str, Row]]:
    """The rows whose amount prints as more than nil, the largest first; ties as they stood."""
    some = [(name, row) for name, row in named if amount(row) and rounded(amount(row))]
    return sorted(some, key=lambda each: -abs(amount(each[1])))


def _words(name: str) -> str:
    return f"{{{{ {name}|words }}}}"


def _bold(name: str) -> str:
    return f"**{as_quotation(name)}**"


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _reason(comment: str) -> str:
    said = as_quotation(comment)
    return f"The reason given: “{said}”" if said else NO_REASON


def _new_reason(moved: LineMovement) -> str:
    said = as_quotation(moved.comment)
    return f" The reason given: “{said}”" if said and not moved.says_the_same else ""
