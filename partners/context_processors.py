"""What the frame of every page needs: the partnership's name, who is signed in, where they can go.

What a person may see on those pages is decided in ``permissions.py``, not here.
"""

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Section:
    """One item of the main navigation; ``for_everybody``: visitors see it without signing in."""

    label: str
    path: str
    for_everybody: bool = False

    def contains(self, path):
        """Whether the page at ``path`` belongs here; Home is only itself."""
        return path == self.path if self.path == "/" else path.startswith(self.path)


SECTIONS = (
    Section("Home", "/"),
    Section("Budget", "/budgets/"),
    Section("Cameras", "/cameras/"),
    Section("Partners", "/partners/"),
    Section("Reports", "/reports/", for_everybody=True),
)


def partnership(request):
    """Context of every page: ``partnership_name``, ``person`` (roles in words), ``navigation``."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "partnership_name": settings.PARTNERSHIP_NAME,
        # Lazy: what is rendered without the header, an e-mail say, then asks the database nothing.
        "person": SimpleLazyObject(lambda: describe(user) if signed_in else ""),
        "navigation": navigation(request.path, signed_in),
    }


def navigation(path, signed_in):
    """The sections this visitor may open, each with whether ``path`` lies in it."""
    return [
        {"label": section.label, "path": section.path, "current": section.contains(path)}
        for section in SECTIONS
        if signed_in or section.for_everybody
    ]


def describe(user):
    """A person's roles in words, such as "Finance officer and board member, Stevenage"."""
    memberships = user.memberships.select_related("partner")
    councils = groupby(memberships, key=lambda membership: membership.partner)
    sentence = "; ".join(f"{_roles(held)}, {partner}" for partner, held in councils)
    return sentence[:1].upper() + sentence[1:] if sentence else user.email


def _roles(memberships):
    """Their roles as one phrase: "administrator, board member and finance officer"."""
    *first, last = [membership.get_role_display().lower() for membership in memberships]
    return f"{', '.join(first)} and {last}" if first else last
