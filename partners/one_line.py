"""Names and the like as people type them: on one line, and quoted back where they are refused."""

from __future__ import annotations

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

LONGEST_TYPED = 40
LONGEST_NAME = 100


def quoted(typed: str) -> str:
    return f"“{Truncator(typed.strip()).chars(LONGEST_TYPED)}”"


def folded(name: str) -> str:
    """What makes two names the same, in any case and whatever the spacing.

    >>> folded(" East  HERTS ") == folded("East Herts")
    True
    """
    return " ".join(name.split()).casefold()


class OneLineField(forms.CharField):
    """A name on one line, as the workbook takes it: single spaces, nothing that cannot be seen."""

    def __init__(self, *, noun: str, longest: int = LONGEST_NAME, **kwargs):
        self.noun, self.longest = noun, longest
        super().__init__(
            **{"error_messages": {"required": f"Enter {noun}."}} | kwargs,
        )

    def to_python(self, value):
        words = " ".join(unicodedata.normalize("NFC", super().to_python(value)).split())
        if not words.isprintable():
            raise ValidationError(
                f"{quoted(words)} holds a character that cannot be seen. Type it again."
            )
        if len(words) > self.longest:
            raise ValidationError(
                f"{quoted(words)} has {len(words):,} characters. At most {self.longest} fit."
            )
        return words
