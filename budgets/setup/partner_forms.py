"""Which councils share the balance and in which order, known ones and new ones, as one form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from budgets.models import FinancialYear
from budgets.setup.line_forms import PlaceField
from budgets.setup.partners import NewPartner
from budgets.workbook.layout import GSS_CODE_LENGTH
from budgets.workbook.names import folded
from partners.models import Partner
from partners.one_line import OneLineField

NEW_ROWS = 2
_LAST = 10_000


@dataclass(frozen=True)
class KnownRow:
    partner: Partner
    shares: BoundField
    place: BoundField


@dataclass(frozen=True)
class NewRow:
    number: int
    name: BoundField
    short_name: BoundField
    gss_code: BoundField
    place: BoundField


class PartnersForm(forms.Form):
    """A row for every council known, those that share first; and rows for new ones."""

    def __init__(self, *args, year: FinancialYear, **kwargs):
        super().__init__(*args, **kwargs)
        members = year.year_partners.select_related("partner").order_by("position")
        places = {member.partner: place for place, member in enumerate(members, start=1)}
        others = Partner.objects.exclude(pk__in=[partner.pk for partner in places])
        self.known = [*places, *others]
        for partner in self.known:
            self.fields[f"shares_{partner.pk}"] = forms.BooleanField(
                label=f"{partner.name} shares the balance",
                required=False,
                initial=partner in places,
            )
            self.fields[f"place_{partner.pk}"] = PlaceField(
                label=f"{partner.short_name}: place",
                required=False,
                initial=str(places.get(partner, "")),
            )
        for number in range(1, NEW_ROWS + 1):
            self._add_new_row(number)

    def _add_new_row(self, number: int) -> None:
        words = {"required": False}
        self.fields[f"new_name_{number}"] = OneLineField(
            noun="the council’s full name", label=f"New council {number}: full name", **words
        )
        self.fields[f"new_short_name_{number}"] = OneLineField(
            noun="a short name", label=f"New council {number}: short name", **words
        )
        self.fields[f"new_gss_code_{number}"] = OneLineField(
            noun="a code",
            longest=GSS_CODE_LENGTH,
            label=f"New council {number}: GSS code",
            **words,
        )
        self.fields[f"new_place_{number}"] = PlaceField(
            label=f"New council {number}: place", required=False
        )

    def known_rows(self) -> Iterator[KnownRow]:
        for partner in self.known:
            yield KnownRow(partner, self[f"shares_{partner.pk}"], self[f"place_{partner.pk}"])

    def new_rows(self) -> Iterator[NewRow]:
        for number in range(1, NEW_ROWS + 1):
            fields = ("name", "short_name", "gss_code", "place")
            yield NewRow(number, *(self[f"new_{field}_{number}"] for field in fields))

    def clean(self):
        taken = {folded(name) for each in self.known for name in (each.name, each.short_name)}
        for number in range(1, NEW_ROWS + 1):
            self._clean_new(number, taken)
        # A page that came back without its boxes must not leave the year without partners.
        if self.known and not any(f"place_{each.pk}" in self.data for each in self.known):
            raise ValidationError("The page did not come back whole. Nothing is saved.")

    def _clean_new(self, number: int, taken: set[str]) -> None:
        cells = {field: self.cleaned_data.get(f"new_{field}_{number}") for field in _NEW}
        if not any(cells.values()):
            return
        for field in ("name", "short_name"):
            name = f"new_{field}_{number}"
            if not cells[field]:
                if name not in self.errors:
                    self.add_error(name, f"Enter {self.fields[name].noun}.")
            elif folded(cells[field]) in taken:
                self.add_error(name, f"“{cells[field]}” is a name of another council already.")
        taken |= {folded(cells[field]) for field in ("name", "short_name") if cells[field]}

    def partners(self) -> list[Partner | NewPartner]:
        """Those that share, in order; only of a valid form. A place left empty is the last."""
        cells = self.cleaned_data
        rows = [
            (cells[f"place_{partner.pk}"], partner)
            for partner in self.known
            if cells[f"shares_{partner.pk}"]
        ]
        rows += [
            (cells[f"new_place_{n}"], NewPartner(*(cells[f"new_{field}_{n}"] for field in _NEW)))
            for n in range(1, NEW_ROWS + 1)
            if cells[f"new_name_{n}"]
        ]
        return [partner for place, partner in sorted(rows, key=_by_place)]


_NEW = ("name", "short_name", "gss_code")


def _by_place(row: tuple[int | None, object]) -> int:
    return _LAST if row[0] is None else row[0]
