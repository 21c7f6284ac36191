"""Saves what a register file would do: all of it in one transaction, in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import IntegrityError, transaction

from budgets.creating import Creator
from budgets.register.file.comparing import Plan, SpellChange, Terms
from cameras.actions import RegisterRefused
from cameras.models import Camera, Service
from partners.models import User

TERMS = ("partner", "camera_type", "first_day", "last_day")


def save_plan(plan: Plan, *, reason: str, user: User | None) -> None:
    """The caller holds the years, and judges what it does to them. RegisterRefused: nothing is saved."""
    try:
        with transaction.atomic():
            _save(plan, Creator(user, reason))
    except IntegrityError as error:
        raise RegisterRefused(
            "Somebody else changed the same cameras at this very moment. Look at the file again."
        ) from error


def _save(plan: Plan, creator: Creator) -> None:
    for camera, location in plan.relocated:
        camera.location = location
    creator.change([camera for camera, _ in plan.relocated], ["location"])
    for wave in waves(plan.changed):
        differing = [name for name in TERMS if any(_differs(change, name) for change in wave)]
        services = [_changed(change.service, change.then) for change in wave]
        creator.change(services, differing)
    creator.create(
        Camera(reference=reference, location=location)
        for reference, location in plan.new_cameras.items()
    )
    keys = dict(Camera.objects.values_list("reference", "pk")) if plan.spells else {}
    creator.create(
        _changed(Service(camera_id=keys[reference]), terms) for reference, terms in plan.spells
    )


def waves(changes: Sequence[SpellChange]) -> Iterator[list[SpellChange]]:
    """``changes`` in turns, such that no spell meets another of its camera that is still to change.

    There is always one that can go first: of spells in a row that keep some day of theirs, no two
    can each stand in the other's way.
    """
    waiting = list(changes)
    while waiting:
        by_camera: dict[int, list[SpellChange]] = defaultdict(list)
        for change in waiting:
            by_camera[change.service.camera_id].append(change)
        ready = [
            change
            for change in waiting
            if not any(
                other is not change and change.then.meets(other.now)
                for other in by_camera[change.service.camera_id]
            )
        ]
        if not ready:
            raise RegisterRefused("The spells of a camera cannot change places in one file.")
        yield ready
        gone = set(map(id, ready))
        waiting = [change for change in waiting if id(change) not in gone]


def _differs(change: SpellChange, name: str) -> bool:
    return getattr(change.now, name) != getattr(change.then, name)


def _changed(service: Service, terms: Terms) -> Service:
    service.partner_id, service.camera_type_id = terms.partner, terms.camera_type
    service.first_day, service.last_day = terms.first_day, terms.last_day
    return service
