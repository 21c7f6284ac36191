"""Figures as sentences at the head of a page or a message, and what is missing, in words.

Why one partner's recharge moved is ``explanation``'s to say; numbers are printed by ``figures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.text import Truncator

from budgets.explanation.wording import NO_BREAK, amount, possessive
from budgets.inputs import LinePosition
from budgets.models import Quarter, StateChange
from budgets.position import Recharge, Totals

# Of a long comment in a sentence; the whole of it stands where there is room.
LONGEST_QUOTED = 60


def balance_answer(balance: Totals) -> str:
    """The quarter in one line: ``£522,490 to recover, £21,440 less than budgeted``."""
    if balance.estimate is None:
        return "The balance to recover is not yet known"
    if balance.estimate < 0:
        return f"{amount(-balance.estimate)} to credit{against_budget(balance)}"
    return f"{amount(balance.estimate)} to recover{against_budget(balance)}"


def recharge_answer(recharge: Recharge) -> str:
    """One partner, spoken to: ``You pay £96,320, £7,210 less than budgeted``."""
    if recharge.estimate is None:
        return "What you pay is not yet known"
    verb = "are credited" if recharge.estimate < 0 else "pay"
    return f"You {verb} {amount(abs(recharge.estimate))}{against_budget(recharge)}"


def balance_sentence(quarter_balance: Totals) -> str:
    """``The balance to recover is £522,490, £21,440 less than budgeted``; or that it is not known."""
    if quarter_balance.estimate is None:
        return "The balance to recover is not yet known"
    said = amount(quarter_balance.estimate)
    return f"The balance to recover is {said}{against_budget(quarter_balance)}"


def recharge_sentence(recharge: Recharge) -> str:
    """``Hertsmere’s part is £75,330, £5,640 less than budgeted``."""
    owner = possessive(recharge.partner.short_name)
    if recharge.estimate is None:
        return f"{owner} part is not yet known"
    return f"{owner} part is {amount(recharge.estimate)}{against_budget(recharge)}"


def against_budget(figures: Totals | Recharge) -> str:
    """``, £21,440 less than budgeted``, of amounts without their sign; "" without a budget."""
    if figures.variance is None:
        return ""
    if figures.variance == 0:
        return ", as budgeted"
    if (figures.estimate < 0) != (figures.budget < 0):
        credit = " credit" if figures.budget < 0 else ""
        return f", with {amount(abs(figures.budget))}{credit} budgeted"
    growth = abs(figures.estimate) - abs(figures.budget)
    return f", {amount(abs(growth))} {'more' if growth > 0 else 'less'} than budgeted"


def lines_without(lines: Iterable[LinePosition], cell: str) -> list[str]:
    """The names of the lines whose ``cell`` (actual or estimate) is not entered."""
    return [line.line for line in lines if getattr(line, cell) is None]


def listed(names: Sequence[str], longest: int = 4) -> str:
    """``Employees, Premises and Transport``; of many, the first ones and how many more.

    >>> listed(["A", "B"]), listed(list("ABCDEFG"))
    ('A and B', 'A, B, C and 4 more')
    """
    if len(names) > longest:
        names = [*names[: longest - 1], f"{len(names) - longest + 1} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def counted(number: int, noun: str) -> str:
    """``1 line``, ``2 lines``, kept on one line of print."""
    return f"{number:,}{NO_BREAK}{noun}{'' if number == 1 else 's'}"


A_MONTH = 31


def papers_due(day: date | None) -> str:
    """``Papers are due on Thursday 10 October 2024, in 6 days``; "" without a day.

    A day gone is counted for a month: after that nobody counts days.
    """
    if day is None:
        return ""
    days = (day - timezone.localdate()).days
    if days < 0:
        ago = f", {counted(-days, 'day')} ago" if -days <= A_MONTH else ""
        return f"Papers were due on {weekday(day)}{ago}"
    return f"Papers are due on {weekday(day)}, {_in_days(days)}"


def papers_due_briefly(day: date) -> str:
    """``papers are due in 6 days``; after the day, the day itself."""
    days = (day - timezone.localdate()).days
    if days < 0:
        return f"papers were due on {day:%-d}{NO_BREAK}{day:%B %Y}"
    return f"papers are due {_in_days(days)}"


def _in_days(days: int) -> str:
    return f"in {counted(days, 'day')}" if days else "today"


STEPS = {
    ("open", "with_board"): "submitted to the board",
    ("with_board", "open"): "taken back from the board",
    ("with_board", "published"): "published",
    ("published", "with_board"): "taken back to be corrected",
}


def step_in_words(change: StateChange) -> str:
    """``Quarter 2, 2024/25 submitted to the board``."""
    return f"{change.quarter} {STEPS[change.from_state, change.to_state]}"


def step_alone(change: StateChange) -> str:
    """``Submitted to the board``, where the quarter is named already."""
    words = STEPS[change.from_state, change.to_state]
    return f"{words[0].upper()}{words[1:]}"


def cell_names(quarter: Quarter) -> dict[str, str]:
    """What the cells of a line are called: in the last quarter the estimate is the outturn."""
    estimate = "outturn" if quarter.is_last else "estimate"
    return {"actual": "actual", "estimate": estimate, "comment": "comment"}


def quoted(text: str) -> str:
    """``“43,690”``, a long comment by its beginning; ``nothing`` where there is nothing."""
    return f"“{Truncator(text).chars(LONGEST_QUOTED)}”" if text else "nothing"


def when(moment: datetime) -> str:
    """``today at 10:42``, ``yesterday at 16:05``, ``on 4 October 2024 at 09:10``."""
    local = timezone.localtime(moment)
    today = timezone.localdate()
    days = {today: "today", today - timedelta(days=1): "yesterday"}
    return f"{days.get(local.date(), f'on {local:%-d %B %Y}')} at {local:%H:%M}"


def weekday(day: date) -> str:
    """``Thursday 10 October 2024``."""
    return f"{day:%A} {day:%-d}{NO_BREAK}{day:%B %Y}"
