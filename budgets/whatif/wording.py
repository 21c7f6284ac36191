"""The changes in sentences, as they stand above the answer and on a printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgets.arithmetic import AGREED
from budgets.explanation.wording import (
    amount,
    day_in_words,
    percentage_in_words,
    plainly,
    possessive,
)
from budgets.shares import ElementTerms
from budgets.whatif.changes import CameraChange, Changes
from budgets.whatif.outcome import Outcome, OutcomeRow
from partners.models import Partner


def in_words(
    changes: Changes, partners: Sequence[Partner], terms: Sequence[ElementTerms]
) -> tuple[str, ...]:
    """One sentence for each change of what is shared by ``terms``; none where nothing is changed."""
    names = {partner.pk: partner.short_name for partner in partners}
    has_agreed = any(element.basis == AGREED for element in terms)
    return tuple(_sentences(changes, names, has_agreed))


def answers(outcome: Outcome) -> tuple[str, ...]:
    """What each partner that is shown by itself would pay, beside others that are shown together."""
    if outcome.others is None:
        return ()
    return tuple(_answer(row) for row in outcome.rows)


def _answer(row: OutcomeRow) -> str:
    pays = f"{row.partner.short_name} would pay {amount(row.then.recharge)}"
    if not row.difference:
        return f"{pays}, as now."
    more = "more" if row.difference > 0 else "less"
    return f"{pays}, {amount(abs(row.difference))} {more} than now."


def _sentences(changes: Changes, names: dict[int, str], has_agreed: bool) -> Iterator[str]:
    for change in changes.cameras:
        yield _of_cameras(change, names[change.partner])
    for camera_type, weight in changes.weights.items():
        yield f"A camera of type {camera_type} counts as {plainly(weight, fewest=2)} all year."
    if changes.fixed == 100:
        yield "The whole balance is shared equally."
    elif changes.fixed:
        yield (
            f"{percentage_in_words(changes.fixed)} of the balance is shared equally, the rest as now."
        )
    if changes.leaver is not None:
        yield _of_leaver(names[changes.leaver], has_agreed)
    if changes.balance is not None:
        yield f"The balance to share is {amount(changes.balance)}."


def _of_leaver(name: str, has_agreed: bool) -> str:
    gone = f"{name} shares no more, all year, and {possessive(name)} cameras count for nobody."
    return f"{gone} The others’ agreed percentages keep their proportions." if has_agreed else gone


def _of_cameras(change: CameraChange, partner: str) -> str:
    number = f"{abs(change.number):,} {'more' if change.number > 0 else 'fewer'}"
    noun = "camera" if abs(change.number) == 1 else "cameras"
    return f"{partner}: {number} {noun} of type {change.camera_type}{_when(change)}."


def _when(change: CameraChange) -> str:
    first = f" from {day_in_words(change.first_day)}" if change.first_day else ""
    last = f" until {day_in_words(change.last_day)}" if change.last_day else ""
    return f"{first}{last}" or " all year"
