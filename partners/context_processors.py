"""What the frame of every page needs: the partnership's name, who is signed in, where they can go.

What a person may see on those pages is decided in ``permissions.py``, not here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from partners.permissions import can_manage_people, can_see_register, holds_any_role


def is_signed_in(user) -> bool:
    return user.is_authenticated


def is_anybody(user) -> bool:
    return True


@dataclass(frozen=True)
class Section:
    """One item of the main navigation, for those whom ``leads`` (of a user) says it leads anywhere."""

    label: str
    path: str
    leads: Callable = is_signed_in

    def contains(self, path):
        """Whether the page at ``path`` belongs here; Home is only itself."""
        return path == self.path if self.path == "/" else path.startswith(self.path)


SECTIONS = (
    Section("Home", "/"),
    Section("Budget", "/budgets/", leads=holds_any_role),
    Section("Cameras", "/cameras/", leads=can_see_register),
    Section("Partners", "/partners/", leads=holds_any_role),
    Section("Reports", "/reports/", leads=is_anybody),
    Section("People", "/people/", leads=can_manage_people),
)


def partnership(request):
    """Context of every page: ``partnership_name``, ``person`` (roles in words), ``navigation``."""
    user = getattr(request, "user", AnonymousUser())
    return {
        "partnership_name": settings.PARTNERSHIP_NAME,
        # Lazy: what is rendered without the header, an e-mail say, then asks the database nothing.
        "person": SimpleLazyObject(lambda: describe(user) if user.is_authenticated else ""),
        "navigation": SimpleLazyObject(lambda: navigation(request.path, user)),
    }


def navigation(path, user):
    """The sections this visitor may open, each with whether ``path`` lies in it."""
    return [
        {"label": section.label, "path": section.path, "current": section.contains(path)}
        for section in SECTIONS
        if section.leads(user)
    ]


def describe(user):
    """A person's roles in words, such as "Finance officer and board member, Stevenage"."""
    return roles_in_words(user.memberships.select_related("partner")) or user.email


def roles_in_words(memberships):
    """Roles as one phrase; "" without any. ``memberships`` come in their own order."""
    councils = groupby(memberships, key=lambda membership: membership.partner)
    sentence = "; ".join(f"{_roles(held)}, {partner}" for partner, held in councils)
    return sentence[:1].upper() + sentence[1:]


def _roles(memberships):
    """Their roles as one phrase: "administrator, board member and finance officer"."""
    *first, last = [membership.get_role_display().lower() for membership in memberships]
    return f"{', '.join(first)} and {last}" if first else last
