"""The writes to types and weights: a new type, a weight from a day, either put right.

A weight is never deleted: what it was is in the figures of its time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from cameras.actions import RegisterRefused
from cameras.models import CameraType, Weight
from partners.decisions import DecisionEntry, recorded
from partners.models import User
from partners.one_line import folded

DECIDED = "Decided"


def newest_records() -> tuple[int | None, int | None]:
    """The newest entry of the histories of types and of weights: what a page of them was shown by."""
    newest = (
        model.history.aggregate(newest=Max("history_id"))["newest"]
        for model in (CameraType, Weight)
    )
    return tuple(newest)


@transaction.atomic
def add_type(
    *, name: str, starts_on: date, weight: Decimal, decision: DecisionEntry, user: User | None
) -> CameraType:
    """A type with its first weight, after the others. RegisterRefused: there is one of that name."""
    _refuse_taken(name, CameraType.objects.all())
    last = CameraType.objects.aggregate(last=Max("position"))["last"] or 0
    camera_type = _saved(CameraType(name=name, position=last + 1), user, DECIDED)
    set_weight(
        camera_type=camera_type, starts_on=starts_on, weight=weight, decision=decision, user=user
    )
    return camera_type


@transaction.atomic
def set_weight(
    *,
    camera_type: CameraType,
    starts_on: date,
    weight: Decimal,
    decision: DecisionEntry,
    user: User | None,
) -> Weight:
    """What a camera of the type counts as from ``starts_on``, by a decision.

    One that begins that day already gets this weight, and rests on this decision. RegisterRefused:
    it is so already.
    """
    _hold(camera_type)
    row = Weight.objects.filter(camera_type=camera_type, starts_on=starts_on)
    row = row.select_related("decision").first()
    if row is None:
        row = Weight(camera_type=camera_type, starts_on=starts_on)
    elif row.weight == weight and decision.says(row.decision):
        raise RegisterRefused(f"A camera of type {camera_type} counts so from that day already.")
    row.weight, row.decision = weight, recorded(decision, user)
    return _saved(row, user, DECIDED)


@transaction.atomic
def correct_weight(
    *,
    weight: Weight,
    starts_on: date,
    value: Decimal,
    decision: DecisionEntry | None,
    reason: str,
    user: User | None,
) -> Weight:
    """A weight that was entered wrongly, as it should have been; no ``decision``: its own stands.

    RegisterRefused: nothing would change, or the type has another weight from that day.
    """
    _hold(weight.camera_type)
    weight.refresh_from_db()
    is_resting = decision is None or decision.says(weight.decision)
    if (weight.starts_on, weight.weight) == (starts_on, value) and is_resting:
        raise RegisterRefused("Nothing is different. Change what was entered wrongly.")
    weight.starts_on, weight.weight = starts_on, value
    if not is_resting:
        weight.decision = recorded(decision, user)
    return _saved(weight, user, reason)


@transaction.atomic
def arrange_type(
    *, camera_type: CameraType, name: str, place: int, shown: str, user: User | None
) -> CameraType:
    """Name the type so and put it at ``place`` (1 is the first); the others keep their order.

    RegisterRefused: another has that name, or the type was changed since ``shown``, its mark.
    """
    types = list(CameraType.objects.select_for_update(no_key=True))
    if type_mark(camera_type) != shown:
        raise RegisterRefused(
            "Somebody else changed this type meanwhile. Nothing of yours is saved: look at the types, "
            "and save again to take the place of theirs."
        )
    [renamed] = [each for each in types if each.pk == camera_type.pk]
    others = [each for each in types if each.pk != camera_type.pk]
    _refuse_taken(name, others)
    renamed.name = name
    for position, each in enumerate((*others[: place - 1], renamed, *others[place - 1 :]), 1):
        if each is renamed or each.position != position:
            each.position = position
            _saved(each, user, "")
    return renamed


def type_mark(camera_type: CameraType) -> str:
    """The newest entry of the history of one type."""
    return str(camera_type.history.aggregate(newest=Max("history_id"))["newest"])


def _refuse_taken(name: str, others: Iterable[CameraType]) -> None:
    """Names that differ only in capitals or spaces are one name: a workbook would not part them."""
    for each in others:
        if folded(each.name) == folded(name):
            raise RegisterRefused(f"There is a type “{each}” already. Choose another name.")


def _hold(camera_type: CameraType) -> None:
    list(CameraType.objects.select_for_update(no_key=True).filter(pk=camera_type.pk))


def _saved(thing, user: User | None, reason: str):
    thing._history_user, thing._change_reason = user, reason
    try:
        thing.full_clean()
        with transaction.atomic():
            thing.save()
    except ValidationError as error:
        raise RegisterRefused(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise RegisterRefused("Somebody else has just saved the same. Look again.") from error
    return thing
