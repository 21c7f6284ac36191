"""Values of fields as people read them, and as files hold them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils import timezone

from cctvpartnership.figures import as_typed, in_full, with_pound_sign

NO_BREAK = "\N{NO-BREAK SPACE}"
PENCE = 2


def day(value: date) -> str:
    """``1 October 2024``."""
    return f"{value:%-d %B %Y}"


def moment(value: datetime) -> str:
    """``1 October 2024, 14:05``, as the clocks here stood."""
    return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"


def quoted(value: str) -> str:
    return f"“{value}”"


def yes_or_no(value: bool) -> str:
    return "Yes" if value else "No"


def money(value: Decimal) -> str:
    """``£1,234.50``, ``−£1,234``."""
    return with_pound_sign(as_typed(value))


def percentage(value: Decimal) -> str:
    """``37.5 %``."""
    return f"{in_full(value)}{NO_BREAK}%"


def plain_number(value: Decimal | int) -> Decimal:
    """Without the noughts that only fill up the field; money keeps its pence."""
    value = Decimal(value)
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole else value.normalize()


def printed_by_kind(field: models.Field) -> Callable[[object], str]:
    """How a value of ``field`` is printed where nothing else is said."""
    if field.choices:
        return lambda value: str(dict(field.flatchoices).get(value, value))
    # In this order: a moment is a day to Python, and a truth value a number.
    for kind, printed in BY_KIND:
        if isinstance(field, kind):
            return printed
    return str


def plain(field: models.Field, value) -> object:
    """A value for a file: days, times and numbers as they are, the rest as text; "" for nothing."""
    if value is None or value == "":
        return ""
    if field.choices and isinstance(value, str):
        return printed_by_kind(field)(value)
    if isinstance(value, bool):
        return yes_or_no(value).lower()
    if isinstance(value, Decimal) and field.decimal_places != PENCE:
        return plain_number(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


BY_KIND = (
    (models.DateTimeField, moment),
    (models.DateField, day),
    (models.BooleanField, yes_or_no),
    (models.DecimalField, in_full),
    (models.IntegerField, in_full),
    (models.EmailField, str),
    (models.CharField | models.TextField, quoted),
)
