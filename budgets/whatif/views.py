"""The page "what if": typed in its address, answered at once, and nothing ever saved."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.explanation.working import counts_by_month
from budgets.models import FinancialYear, Quarter
from budgets.navigation import period_switch
from budgets.position import QuarterPosition, quarter_position
from budgets.share_views import partners_shown, quarter_shown, way_to_register
from budgets.whatif.changes import CannotBe, Changes
from budgets.whatif.forms import FEWEST_ROWS, MOST_ROWS, WhatIfForm
from budgets.whatif.outcome import Outcome, outcome_of
from budgets.whatif.wording import answers, in_words
from cameras.register import dated_weights
from partners.models import Partner, User
from partners.periods import Year
from partners.permissions import can_see_any_recharge, can_see_quarter, holds_any_role, require


@require_safe
@require(holds_any_role)
def what_if(request: HttpRequest, period: Year) -> HttpResponse:
    """Every partner's recharge now and with the changes; officers try their own cameras only."""
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    quarter = quarter_shown(request.user, year, request.GET.get("quarter"))
    position = quarter_position(quarter)
    shown = partners_shown(request.user, position)
    if not shown:
        raise Http404("None of this person’s councils shares the balance of this year.")
    sees_all = can_see_quarter(request.user, quarter)
    form = _form(request, position, None if sees_all else shown)
    outcome = _outcome(position, form, None if sees_all else shown)
    changes = form.changes if form.is_valid() else Changes()
    sentences = in_words(changes, position.inputs.partners, position.basis.terms)
    context = {
        "quarter": quarter,
        "position": position,
        "form": form,
        "outcome": outcome,
        "sentences": sentences,
        "answers": answers(outcome) if outcome and sentences else (),
        "by_month": counts_by_month(position),
        "sees_all": sees_all,
        "more_rows": min(form.rows_shown + 2, MOST_ROWS),
        "fewest_rows": FEWEST_ROWS,
        "can_have_more": form.rows_shown < MOST_ROWS,
        "breadcrumbs": way_to_register(request.user),
        "period": period_switch(
            year,
            quarter.number,
            quarter_address=partial(_of_quarter, request.user),
            year_address=_of_year,
        ),
    }
    return render(request, "budgets/what_if.html", context)


def _form(request: HttpRequest, position: QuarterPosition, shown: set[int] | None) -> WhatIfForm:
    partners: list[Partner] = [
        partner for partner in position.inputs.partners if shown is None or partner.pk in shown
    ]
    return WhatIfForm(
        request.GET,
        partners=partners,
        weights=_weights_now(position),
        year=position.year.period,
        only_cameras=shown is not None,
    )


def _weights_now(position: QuarterPosition) -> dict:
    """By type, the weight a camera counts at the end of the year: as counted, else as registered."""
    last_day = position.year.period.last_day
    weights = {
        camera_type: dated[-1].weight
        for camera_type, known in _weights(position).items()
        if (dated := [weight for weight in known if weight.starts_on <= last_day])
    }
    return weights | {each.camera_type: each.weight for each in position.basis.counted}


def _weights(position: QuarterPosition) -> dict:
    """The register's, by the names that a locked quarter counts its cameras under."""
    return dated_weights(position.quarter.locked_at())


def _outcome(position: QuarterPosition, form: WhatIfForm, shown: set[int] | None) -> Outcome | None:
    """None: something typed cannot be read or cannot be, and the form says what."""
    if not form.is_valid():
        return None
    try:
        return outcome_of(position, form.changes, _weights(position), shown)
    except CannotBe as error:
        place = None if error.cameras is None else form.places[error.cameras]
        form.add_error(None if place is None else f"number-{place}", str(error))
        return None


def _of_quarter(user: User, quarter: Quarter) -> str | None:
    if not can_see_any_recharge(user, quarter):
        return None
    return f"{_of_year(quarter.year)}?quarter={quarter.label}"


def _of_year(year: FinancialYear) -> str:
    return reverse("shares:what_if", args=[year.period])
