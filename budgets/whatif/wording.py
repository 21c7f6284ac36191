"""The changes in sentences, as they stand above the answer and on a printed page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgets.explanation.wording import (
    amount,
    day_in_words,
    percentage_in_words,
    plainly,
    possessive,
)
from budgets.whatif.changes import CameraChange, Changes
from partners.models import Partner


def in_words(changes: Changes, partners: Sequence[Partner]) -> tuple[str, ...]:
    """One sentence for each change; none where nothing is changed."""
    names = {partner.pk: partner.short_name for partner in partners}
    return tuple(_sentences(changes, names))


def _sentences(changes: Changes, names: dict[int, str]) -> Iterator[str]:
    for change in changes.cameras:
        yield _of_cameras(change, names[change.partner])
    for camera_type, weight in changes.weights.items():
        yield f"A camera of type {camera_type} counts as {plainly(weight, fewest=2)} all year."
    if changes.fixed:
        yield (
            f"{percentage_in_words(changes.fixed)} of the balance is shared equally, the rest as now."
        )
    if changes.leaver is not None:
        name = names[changes.leaver]
        yield (
            f"{name} shares no more, all year; {possessive(name)} cameras count for nobody, and the "
            "others’ agreed percentages keep their proportions."
        )
    if changes.balance is not None:
        yield f"The balance to share is {amount(changes.balance)}."


def _of_cameras(change: CameraChange, partner: str) -> str:
    number = f"{abs(change.number):,} {'more' if change.number > 0 else 'fewer'}"
    noun = "camera" if abs(change.number) == 1 else "cameras"
    return f"{partner}: {number} {noun} of type {change.camera_type}{_when(change)}."


def _when(change: CameraChange) -> str:
    first = f" from {day_in_words(change.first_day)}" if change.first_day else ""
    last = f" until {day_in_words(change.last_day)}" if change.last_day else ""
    return f"{first}{last}" or " all year"
