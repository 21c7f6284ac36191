"""What the set-up pages share: their year, the way up, and who is sent on once it is approved."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.forms import BaseForm
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from budgets.models import FinancialYear
from budgets.navigation import Trail, breadcrumbs_of
from partners.periods import Year

State = FinancialYear.State
# A field of a table has the key or number of its row at the end.
_IN_TABLE = re.compile(r".+_\d+")


def year_or_404(period: Year) -> FinancialYear:
    return get_object_or_404(FinancialYear, starts_in=period.starts_in)


def setup_address(year: FinancialYear) -> str:
    return reverse("budgets:setup_detail", args=[year.period])


def way_to_setup(year: FinancialYear) -> Trail:
    """What a page below the set-up of a year passes on."""
    return [*breadcrumbs_of(year), ("Set-up", setup_address(year))]


def errors_of(form: BaseForm) -> list[tuple[str, str]]:
    """(address of the field, sentence) for the error summary, in the order of the fields.

    A cell of a table is named: many of them may have the same mistake.
    """
    found = [("", error) for error in form.non_field_errors()]
    for field in form:
        named = f"{field.label}: " if _IN_TABLE.fullmatch(field.name) else ""
        first = "_1" if field.widget_type == "radioselect" else ""
        found += [(f"#{field.auto_id}{first}", f"{named}{error}") for error in field.errors]
    return found


def while_being_set(view: Callable) -> Callable:
    """A page of a year being set; of any other year people are sent to its set-up."""
    return _while(State.BEING_SET, "The budget of {} is approved. What it was set on stands.")(view)


def while_approved(view: Callable) -> Callable:
    """A page of an approved budget; of any other year people are sent to its set-up."""
    return _while(State.APPROVED, "The budget of {} can be changed so only while it is approved.")(
        view
    )


def _while(state: str, otherwise: str) -> Callable:
    def decorate(view):
        @wraps(view)
        def checked(request, period, **kwargs):
            year = year_or_404(period)
            if year.state != state:
                messages.warning(request, otherwise.format(year))
                return redirect(setup_address(year))
            return view(request, year, **kwargs)

        return checked

    return decorate
