"""What may be put back in the register: everything that its own rules allow as it now stands."""

from __future__ import annotations

from django.db.models import Model

from cameras.models import Camera
from cameras.records import CAMERA, SPELL, TYPE, WEIGHT
from partners.records import Kind
from partners.records.putting_back import Rules, hold_row


def hold_camera(kind: Kind, record: Model) -> None:
    """Spells of one camera never overlap: who puts one back holds the camera with all of them."""
    list(Camera.objects.select_for_update(no_key=True).filter(pk=record.camera_id))
    hold_row(kind, record)


RULES = {
    rules.kind.key: rules
    for rules in (Rules(CAMERA), Rules(SPELL, hold=hold_camera), Rules(TYPE), Rules(WEIGHT))
}
