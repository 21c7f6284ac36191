"""The writes to the register: put cameras in, move one, take one out. One transaction each.

What a change would spoil in a year's shares is the caller's to judge, in the same transaction.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from cameras.models import Camera, CameraType, Service
from partners.models import Partner, User
from partners.one_line import folded

LARGEST_NUMBER = 500


class RegisterRefused(ValueError):
    """The register stays as it is; the message says why, for people."""


@transaction.atomic
def put_in(
    *,
    reference: str,
    location: str,
    number: int,
    partner: Partner,
    camera_type: CameraType,
    first_day: date,
    reason: str,
    user: User | None,
) -> list[Camera]:
    """``number`` alike cameras, of several referenced -1, -2 and so on as in the year workbook.

    RegisterRefused: a reference is taken, or too long with its number.
    """
    names = [reference] if number == 1 else [f"{reference}-{n}" for n in range(1, number + 1)]
    _refuse_too_long(names)
    _refuse_taken(names)
    cameras = [_saved(Camera(reference=name, location=location), user, reason) for name in names]
    for camera in cameras:
        spell = Service(
            camera=camera, partner=partner, camera_type=camera_type, first_day=first_day
        )
        _saved(spell, user, reason)
    return cameras


@transaction.atomic
def move(
    *,
    camera: Camera,
    day: date,
    partner: Partner,
    camera_type: CameraType,
    reason: str,
    shown: str,
    user: User | None,
) -> Service:
    """From ``day`` on the camera serves ``partner`` as ``camera_type``: the spell then in force ends
    the day before, and another begins that ends when it would have ended.

    RegisterRefused: not in service that day, nothing would change, or changed since ``shown``.
    """
    spell = _spell_in_force(camera, day, shown)
    if (spell.partner_id, spell.camera_type_id) == (partner.pk, camera_type.pk):
        raise RegisterRefused(f"It serves {partner} as {camera_type} on that day already.")
    if spell.first_day == day:
        raise RegisterRefused(
            f"Its spell of service begins on {_in_words(day)} itself, so there is nothing before that "
            "day to keep. Choose a later day."
        )
    last_day, spell.last_day = spell.last_day, day - timedelta(days=1)
    _saved(spell, user, reason)
    following = Service(
        camera=camera, partner=partner, camera_type=camera_type, first_day=day, last_day=last_day
    )
    return _saved(following, user, reason)


@transaction.atomic
def take_out(
    *, camera: Camera, last_day: date, reason: str, shown: str, user: User | None
) -> Service:
    """``last_day`` is the camera's last day of service.

    RegisterRefused: not in service that day, it serves again later, it ends then already, or changed
    since ``shown``.
    """
    spell = _spell_in_force(camera, last_day, shown)
    later = camera.services.filter(first_day__gt=last_day).order_by("first_day").first()
    if later:
        raise RegisterRefused(
            f"It is in service again from {_in_words(later.first_day)}, for {later.partner}. Only its "
            "last spell can be ended here."
        )
    if spell.last_day == last_day:
        raise RegisterRefused(f"{_in_words(last_day)} is its last day of service already.")
    spell.last_day = last_day
    return _saved(spell, user, reason)


@transaction.atomic
def correct_spell(
    *,
    spell: Service,
    first_day: date,
    last_day: date | None,
    partner: Partner,
    camera_type: CameraType,
    reason: str,
    shown: str,
    user: User | None,
) -> Service:
    """What was entered wrongly, put right: as if it had always been so.

    RegisterRefused: it would overlap another spell, nothing would change, or changed since ``shown``.
    """
    _held(spell.camera, shown)
    was = (spell.first_day, spell.last_day, spell.partner_id, spell.camera_type_id)
    if was == (first_day, last_day, partner.pk, camera_type.pk):
        raise RegisterRefused("Nothing is corrected: it is so already.")
    spell.first_day, spell.last_day = first_day, last_day
    spell.partner, spell.camera_type = partner, camera_type
    return _saved(spell, user, reason)


@transaction.atomic
def correct_camera(
    *, camera: Camera, reference: str, location: str, reason: str, shown: str, user: User | None
) -> Camera:
    """Another reference or location; no share moves.

    RegisterRefused: another camera has the reference, nothing would change, changed since ``shown``.
    """
    _held(camera, shown)
    if (camera.reference, camera.location) == (reference, location):
        raise RegisterRefused("Nothing is corrected: it is so already.")
    if reference != camera.reference:
        _refuse_taken([reference], besides=camera)
    camera.reference, camera.location = reference, location
    return _saved(camera, user, reason)


def mark_of(camera: Camera) -> str:
    """Changes with every change of the camera and its spells: what a page was shown."""
    histories = (Service.history.filter(camera_id=camera.pk), Camera.history.filter(id=camera.pk))
    newest = (records.aggregate(newest=Max("history_id"))["newest"] for records in histories)
    return "/".join(str(number or 0) for number in newest)


def hold_register() -> None:
    """Make others who hold the register wait, until the transaction ends."""
    list(Partner.objects.select_for_update(no_key=True).order_by("pk"))


def register_mark() -> tuple[int | None, int | None]:
    """Changes with every change of any camera or spell."""
    newest = (
        model.history.aggregate(newest=Max("history_id"))["newest"] for model in (Camera, Service)
    )
    return tuple(newest)


def _spell_in_force(camera: Camera, day: date, shown: str) -> Service:
    """The spell on ``day``, the camera held against others until the transaction ends."""
    _held(camera, shown)
    spell = camera.services.on(day).select_related("partner", "camera_type").first()
    if spell is None:
        raise RegisterRefused(f"It is not in service on {_in_words(day)}.")
    return spell


def _held(camera: Camera, shown: str) -> None:
    list(Camera.objects.select_for_update(no_key=True).filter(pk=camera.pk))
    if mark_of(camera) != shown:
        raise RegisterRefused(
            "Somebody else changed this camera since you opened the page. Look at it again, then send "
            "it."
        )


def _refuse_too_long(names: list[str]) -> None:
    longest = Camera._meta.get_field("reference").max_length
    if len(names[-1]) > longest:
        raise RegisterRefused(f"“{names[-1]}” is longer than {longest} characters.")


def _refuse_taken(names: list[str], besides: Camera | None = None) -> None:
    """A camera is counted once: “cam-1” is taken where “CAM-1” is, as in a year workbook."""
    others = Camera.objects.exclude(pk=besides and besides.pk).values_list("reference", flat=True)
    known = {folded(reference): reference for reference in others}
    taken = [known[folded(name)] for name in names if folded(name) in known]
    if len(taken) == 1:
        raise RegisterRefused(f"“{taken[0]}” is in the register already.")
    if taken:
        raise RegisterRefused(
            f"“{taken[0]}” and {len(taken) - 1:,} more are in the register already."
        )


def _saved(thing, user: User | None, reason: str):
    thing._history_user, thing._change_reason = user, reason or None
    try:
        thing.full_clean()
        with transaction.atomic():
            thing.save()
    except ValidationError as error:
        raise RegisterRefused(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise RegisterRefused(
            "Somebody else has put the same reference in the register at this very moment."
        ) from error
    return thing


def _in_words(day: date) -> str:
    return f"{day:%-d %B %Y}"
