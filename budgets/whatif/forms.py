"""What is typed into "what if": all of it stands in the address, which is how it is kept and shared.

Nothing is saved, so a link is enough: whoever opens it sees what they may see, worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.text import Truncator

from budgets.setup.fields import PercentageField
from budgets.whatif.changes import CameraChange, Changes
from cctvpartnership.figures import UnreadableAmount, in_full, read_amount
from partners.days import DayField
from partners.models import Partner
from partners.one_line import quoted
from partners.periods import Year

FEWEST_ROWS, MOST_ROWS = 2, 12
MOST_CAMERAS = 99_999
LONGEST_NAME = 100
CHOOSE_PARTNER = "Choose a partner of the list."
_WEIGHT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,15})?")
_NUMBER = re.compile(r"([+\-−]?)\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)")


class NumberOfCameras(forms.Field):
    """``10``, ``+10``, ``-8``, ``−8``: so many more, or fewer."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value):
        typed = (value or "").strip()
        if not typed:
            return None
        match = _NUMBER.fullmatch(typed)
        if not match:
            raise ValidationError(
                f"{quoted(typed)} is not a number of cameras. Enter one, such as 10 or −8."
            )
        number = int(match[2].replace(",", "")[:12])
        if number > MOST_CAMERAS:
            raise ValidationError(f"{quoted(typed)} is more than {MOST_CAMERAS:,} cameras.")
        return number if match[1] in ("", "+") else -number


class WeightField(forms.Field):
    """What one camera of a type counts as: ``0.25``; blank is as it stands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        typed = (value or "").strip()
        if not typed:
            return None
        if not _WEIGHT.fullmatch(typed):
            raise ValidationError(f"{quoted(typed)} is not a weight. Enter a number, such as 0.25.")
        return Decimal(typed)


class BalanceField(forms.Field):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        try:
            return read_amount(value or "")
        except UnreadableAmount as error:
            raise ValidationError(str(error)) from error


@dataclass(frozen=True)
class CameraRow:
    """The fields of one change of cameras."""

    number: BoundField
    camera_type: BoundField
    partner: BoundField
    first_day: BoundField
    last_day: BoundField

    @property
    def fields(self) -> tuple[BoundField, ...]:
        return (self.number, self.camera_type, self.partner, self.first_day, self.last_day)


class WhatIfForm(forms.Form):
    """``weights``: of each type as they stand, by name. ``only_cameras``: nothing else may be tried,
    and what else the address holds ``leaves_out`` tells of.
    """

    name = forms.CharField(
        label="Name of this calculation",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={"max_length": "Shorten the name to 100 characters."},
    )
    fixed = PercentageField(
        label="Part of the balance shared equally, before anything else, %", places=2
    )
    leaver = forms.ChoiceField(
        label="Leaves the partnership",
        required=False,
        error_messages={"invalid_choice": CHOOSE_PARTNER},
    )
    balance = BalanceField(label="Balance to share, such as next year’s, £", required=False)

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        partners: Sequence[Partner],
        weights: Mapping[str, Decimal],
        year: Year,
        only_cameras: bool,
    ):
        super().__init__(data)
        self.year, self.types = year, tuple(weights)
        self.partners = tuple(partners)
        self.rows_shown = _rows_in(data)
        for place in range(self.rows_shown):
            self._add_row(place, partners)
        self.leaves_out = only_cameras and _tries_more_than_cameras(data)
        if only_cameras:
            self._explain_partners("You can try changes to the cameras of your own council only.")
            for name in ("fixed", "leaver", "balance"):
                del self.fields[name]
            self.weight_names = ()
            return
        self.weight_names = tuple(f"weight-{place}" for place in range(len(self.types)))
        for name, (camera_type, weight) in zip(self.weight_names, weights.items(), strict=True):
            self.fields[name] = WeightField(
                label=f"Weight of {camera_type}, now {in_full(weight)}", required=False
            )
        nobody = [("", "Nobody")]
        self._explain_partners(CHOOSE_PARTNER)
        self.fields["leaver"].choices = nobody + [(str(each.pk), str(each)) for each in partners]
        # Errors are told in the order of the page.
        rows = (name for name in self.fields if name.rpartition("-")[2].isdecimal())
        self.order_fields([*rows, "fixed", "balance", "leaver", "name"])

    def _add_row(self, place: int, partners: Sequence[Partner]) -> None:
        label = f"Change {place + 1}"
        self.fields |= {
            f"number-{place}": NumberOfCameras(
                label=f"{label}: cameras more (+) or fewer (−)", required=False
            ),
            f"type-{place}": forms.ChoiceField(
                label=f"{label}: type",
                required=False,
                choices=[(name, name) for name in self.types],
                error_messages={"invalid_choice": "Choose a type of the list."},
            ),
            f"partner-{place}": forms.ChoiceField(
                label=f"{label}: partner",
                required=False,
                choices=[(str(each.pk), each.short_name) for each in partners],
            ),
            f"from-{place}": DayField(label=f"{label}: from, blank for 1 April", required=False),
            f"until-{place}": DayField(label=f"{label}: until, blank for 31 March", required=False),
        }

    def _explain_partners(self, sentence: str) -> None:
        for place in range(self.rows_shown):
            self.fields[f"partner-{place}"].error_messages["invalid_choice"] = sentence

    @property
    def rows(self) -> list[CameraRow]:
        names = ("number", "type", "partner", "from", "until")
        return [
            CameraRow(*(self[f"{name}-{place}"] for name in names))
            for place in range(self.rows_shown)
        ]

    @property
    def weights(self) -> list[BoundField]:
        return [self[name] for name in self.weight_names]

    def clean(self):
        for place in range(self.rows_shown):
            first, last = (self.cleaned_data.get(f"{end}-{place}") for end in ("from", "until"))
            for end, day in (("from", first), ("until", last)):
                if day and day not in self.year:
                    self.add_error(
                        f"{end}-{place}",
                        f"{day:%-d %B %Y} is outside the financial year {self.year}.",
                    )
            if first and last and last < first:
                self.add_error(f"until-{place}", "The last day cannot be before the first.")
        return self.cleaned_data

    @property
    def places(self) -> list[int]:
        """The rows that say anything, in the order of ``changes``' cameras."""
        return [
            place for place in range(self.rows_shown) if self.cleaned_data.get(f"number-{place}")
        ]

    @property
    def changes(self) -> Changes:
        """What is to be tried; only once the form is valid."""
        given = self.cleaned_data
        weights = {
            camera_type: given[name]
            for name, camera_type in zip(self.weight_names, self.types, strict=False)
            if given[name] is not None
        }
        leaver = given.get("leaver")
        return Changes(
            cameras=tuple(self._camera_change(place) for place in self.places),
            weights=weights,
            fixed=given.get("fixed") or Decimal(0),
            leaver=int(leaver) if leaver else None,
            balance=given.get("balance"),
        )

    def _camera_change(self, place: int) -> CameraChange:
        given = self.cleaned_data
        return CameraChange(
            partner=int(given[f"partner-{place}"] or self.partners[0].pk),
            camera_type=given[f"type-{place}"] or self.types[0],
            number=given[f"number-{place}"],
            first_day=given[f"from-{place}"],
            last_day=given[f"until-{place}"],
        )

    @property
    def printed_name(self) -> str:
        return Truncator(" ".join(self.data.get("name", "").split())).chars(LONGEST_NAME)


def _tries_more_than_cameras(data: Mapping[str, str]) -> bool:
    """Whether the address, a link of somebody who may try more, holds other changes as well."""
    return any(
        value.strip()
        for name, value in data.items()
        if name in ("fixed", "leaver", "balance") or name.startswith("weight-")
    )


def _rows_in(data: Mapping[str, str]) -> int:
    """As many rows as are asked for, and as hold anything."""
    asked = data.get("rows", "")
    asked = int(asked[:3]) if asked.isascii() and asked.isdigit() else 0
    held = (
        place + 1
        for place in range(MOST_ROWS)
        if any(data.get(f"{name}-{place}", "").strip() for name in ("number", "from", "until"))
    )
    return min(max(FEWEST_ROWS, asked, *held), MOST_ROWS)
