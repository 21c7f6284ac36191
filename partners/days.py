"""Days as people write them, read from forms."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

# British people write it so; the calendar of the standard library does not.
SEPT = re.compile(r"\bsept\b", re.IGNORECASE)
LONGEST_QUOTE = 40
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


class DayField(forms.DateField):
    """A day as people write it: 30 Sep 2024, 30 September 2024, 30/9/2024 or 2024-09-30."""

    widget = forms.TextInput

    def __init__(self, **settings):
        super().__init__(input_formats=DAY_FORMATS, **settings)

    def to_python(self, value) -> date | None:
        # Several spaces or a no-break space, as pasted from a page, are one space.
        typed = " ".join(str(value or "").split())
        try:
            return super().to_python(SEPT.sub("Sep", typed))
        except ValidationError:
            raise ValidationError(
                "“%(typed)s” is not a day. Write it as 30 Sep 2024 or 30/9/2024.",
                code="invalid",
                params={"typed": Truncator(typed).chars(LONGEST_QUOTE)},
            ) from None
