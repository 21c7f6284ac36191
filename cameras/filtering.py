"""Which cameras and spells of service a filter of the register asks for, of those one may see."""

from __future__ import annotations

from dataclasses import dataclass

from cameras.models import Camera, Service
from cameras.querysets import CameraQuerySet, ServiceQuerySet
from partners.models import User
from partners.permissions import can_see_all_cameras


@dataclass(frozen=True)
class Filtered:
    """``cameras`` by reference, and of all cameras the ``spells`` that the filter asks for."""

    cameras: CameraQuerySet
    spells: ServiceQuerySet

    @property
    def spells_of_cameras(self) -> ServiceQuerySet:
        """The spells of the cameras found, camera by camera, the earliest first."""
        spells = self.spells.filter(camera__in=self.cameras)
        return spells.order_by("camera__reference", "first_day")


def filtered(user: User, chosen: dict) -> Filtered:
    """``chosen``: what could be read of a ``RegisterFilter``; all of it may be missing."""
    spells = Service.objects.visible_to(user)
    if chosen.get("partner"):
        spells = spells.filter(partner=chosen["partner"])
    if chosen.get("type"):
        spells = spells.filter(camera_type=chosen["type"])
    if chosen.get("on"):
        spells = spells.on(chosen["on"])
    cameras = Camera.objects.all()
    if chosen.get("words"):
        cameras = cameras.searched(chosen["words"])
    asks_for_service = any(chosen.get(name) for name in ("partner", "type", "on"))
    if asks_for_service or not can_see_all_cameras(user):
        cameras = cameras.serving(spells)
    return Filtered(cameras, spells)
