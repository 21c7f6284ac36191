"""From which day to which each partner shares, as fields of a form: days of the year, in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from budgets.models import FinancialYear, YearPartner
from partners.days import DayField
from partners.models import Partner

Days = tuple[date | None, date | None]
ENDS = {"first_day": "shares from", "last_day": "shares until"}


class PartnerDaysForm(forms.Form):
    """Rows of two days, which a form of partners builds on."""

    def __init__(self, *args, year: FinancialYear, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year

    def add_days(self, row: str, owner: str, member: YearPartner | None = None) -> None:
        for end, label in ENDS.items():
            day = getattr(member, end, None)
            self.fields[f"{end}_{row}"] = DayField(
                label=f"{owner}: {label}",
                required=False,
                initial=f"{day:%-d %b %Y}" if day else "",
            )
            self.fields[f"{end}_{row}"].widget.attrs["class"] = "day"

    def clean_days(self, row: int | str) -> None:
        """Days of this year, the last not before the first."""
        first, last = (self.cleaned_data.get(f"{end}_{row}") for end in ENDS)
        for end, day in (("first_day", first), ("last_day", last)):
            if day and day not in self.year.period:
                self.add_error(
                    f"{end}_{row}",
                    f"{day:%-d %B %Y} is not in {self.year}. Leave it empty for the whole year.",
                )
        if first and last and last < first:
            self.add_error(
                f"last_day_{row}",
                f"{last:%-d %B %Y} is before the first day, {first:%-d %B %Y}.",
            )


class DaysForm(PartnerDaysForm):
    """The days of a year's partners alone, for a year whose partners are settled."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        members = self.year.year_partners.select_related("partner").order_by("position")
        self.members = list(members)
        for member in self.members:
            self.add_days(str(member.partner_id), member.partner.short_name, member)

    def rows(self) -> Iterator[tuple[Partner, BoundField, BoundField]]:
        for member in self.members:
            yield member.partner, *(self[f"{end}_{member.partner_id}"] for end in ENDS)

    def clean(self):
        for member in self.members:
            self.clean_days(member.partner_id)
        # A page that came back without its days must not make every year a whole one.
        if not all(
            f"{end}_{each.partner_id}" in self.data for each in self.members for end in ENDS
        ):
            raise ValidationError("The page did not come back whole. Nothing is saved.")

    def days(self) -> dict[int, Days]:
        """First and last day by partner key; only of a valid form."""
        return {
            member.partner_id: tuple(
                self.cleaned_data[f"{end}_{member.partner_id}"] for end in ENDS
            )
            for member in self.members
        }
