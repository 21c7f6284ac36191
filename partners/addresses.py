"""The word by which a council's pages are addressed."""

from __future__ import annotations

from itertools import count

from django.utils.text import slugify

_LONGEST_STEM = 100


def new_slug(short_name: str, taken: set[str]) -> str:
    """An address for the partner that no other has; a name without a Latin letter gets a number.

    It is added to ``taken``.

    >>> new_slug("East Herts", {"east-herts"})
    'east-herts-2'
    """
    stem = slugify(short_name)[:_LONGEST_STEM] or "partner"
    slug = next(slug for n in count(1) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)
    taken.add(slug)
    return slug
