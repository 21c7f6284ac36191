"""Items that are mentioned but not yet in the figures, for tests that need some."""

from datetime import date
from decimal import Decimal

from budgets.mentioned_actions import mention, newest_record, settle_mentioned
from partners.records.printing import day

PAY_AWARD = {
    "what": "Pay award",
    "owner": "Head of service",
    "due": date(2024, 12, 31),
    "effect": Decimal(2500),
    "line": None,
}


def mentioned(quarter, *, user=None, **fields):
    return mention(quarter=quarter, user=user, **PAY_AWARD | fields)


def settled(item, quarter, *, outcome="dropped", line=None, user=None):
    return settle_mentioned(
        item=item,
        quarter=quarter,
        user=user,
        shown=newest_record(item),
        outcome=outcome,
        settlement="It was not agreed.",
        line=line,
    )


def typed(item=None, **fields):
    """What the form of an item sends."""
    sent = {"what": "Pay award", "owner": "Head of service", "due": "31 Dec 2024", "effect": ""}
    if item:
        sent |= {"due": day(item.due), "shown": newest_record(item)}
    return sent | fields
