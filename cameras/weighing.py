"""The writes to types and weights: a new type, a weight from a day, a weight put right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from cameras.actions import RegisterRefused
from cameras.models import CameraType, Weight
from partners.models import User


@transaction.atomic
def add_type(
    *, name: str, starts_on: date, weight: Decimal, reason: str, user: User | None
) -> CameraType:
    """A type with its first weight. RegisterRefused: there is one of that name."""
    last = CameraType.objects.aggregate(last=Max("position"))["last"] or 0
    camera_type = _saved(CameraType(name=name, position=last + 1), user, reason)
    set_weight(
        camera_type=camera_type, starts_on=starts_on, weight=weight, reason=reason, user=user
    )
    return camera_type


@transaction.atomic
def set_weight(
    *, camera_type: CameraType, starts_on: date, weight: Decimal, reason: str, user: User | None
) -> Weight:
    """What a camera of the type counts as from ``starts_on``; one that begins that day is put right.

    RegisterRefused: it is so already.
    """
    list(CameraType.objects.select_for_update(no_key=True).filter(pk=camera_type.pk))
    row = Weight.objects.filter(camera_type=camera_type, starts_on=starts_on).first()
    if row is not None and row.weight == weight:
        raise RegisterRefused(f"A camera of type {camera_type} counts so from that day already.")
    row = row or Weight(camera_type=camera_type, starts_on=starts_on)
    row.weight = weight
    return _saved(row, user, reason)


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
