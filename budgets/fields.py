"""A model field that stores an exact fraction as text.

SQLite holds decimals as floats, and a third is no decimal at all: shares frozen with a budget are
kept as ``numerator/denominator`` so that they can be used again exactly.
"""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models


class FractionField(models.TextField):
    """A ``Fraction``, kept as the text ``numerator/denominator`` in lowest terms."""

    description = "An exact fraction"

    def from_db_value(self, value, expression, connection):
        return None if value is None else Fraction(value)

    def to_python(self, value):
        if value is None or isinstance(value, Fraction):
            return value
        try:
            return Fraction(value)
        except (ValueError, TypeError, ZeroDivisionError) as error:
            raise ValidationError(f"“{value}” is not a fraction such as 73/1540.") from error

    def get_prep_value(self, value):
        value = self.to_python(value)
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))
