"""What forms of one row share, in tables to which rows are added and from which they are taken."""

from __future__ import annotations

from django import forms


class RowForm(forms.Form):
    """One row. One that ``is_left_out`` is valid, whatever stands in it."""

    @property
    def is_left_out(self) -> bool:
        """Of a row that was sent: to be removed, or never filled in."""
        raise NotImplementedError

    def full_clean(self):
        self.empty_permitted = self.is_bound and self.is_left_out
        self.use_required_attribute = False
        super().full_clean()
        if self.empty_permitted:
            # What stands in a row that goes is no obstacle to its going.
            self._errors.clear()
