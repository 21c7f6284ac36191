"""Several cameras moved or taken out of service together: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from cameras.actions import RegisterRefused
from cameras.models import Camera

MOST_AT_ONCE = 100


class SeveralRefused(RegisterRefused):
    """``sentences``: why, camera by camera."""

    def __init__(self, sentences: Iterable[str]):
        self.sentences = list(sentences)
        super().__init__(" ".join(self.sentences))


@transaction.atomic
def change_each(cameras: Iterable[Camera], change: Callable[[Camera], object]) -> None:
    """Make ``change`` of each. SeveralRefused: of some it cannot be made, and of none it is."""
    refused = []
    for camera in cameras:
        try:
            change(camera)
        except RegisterRefused as refusal:
            refused.append(f"{camera}: {refusal}")
    if refused:
        raise SeveralRefused(refused)
