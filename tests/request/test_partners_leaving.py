"""A council that leaves an approved year: its days are a term, changed by decision as shown."""

from datetime import date

import pytest

from budgets.models import Quarter
from budgets.position import quarter_position
from tests.factories import enter, make_approved_year, make_finance_officer
from tests.setup_pages import errors_in, fields_of

ADDRESS = "/budgets/2024-25/terms/"
DECIDED = {"meeting": "Joint Executive", "decided_on": "26 Sep 2024", "minute": "14"}


@pytest.fixture
def year(db):
    year = make_approved_year(lines={"Salaries": 12_000}, cameras=(12, 12, 12))
    enter(year.quarters.get(number=1), {"Salaries": (2500, 12_000, "")})
    return year


@pytest.fixture
def finance(client, year):
    client.force_login(make_finance_officer(year.partners.get(is_host=True)))
    return client


def send(client, changes):
    return client.post(ADDRESS, fields_of(client.get(ADDRESS)) | DECIDED | changes)


def recharges():
    position = quarter_position(Quarter.objects.get(number=1))
    return [(each.budget, each.estimate) for each in position.recharges]


def test_a_leaver_is_shown_and_then_saved_and_budgeted_recharges_stay(finance, year):
    leaver = year.year_partners.get(position=3)
    changes = {f"last_day_{leaver.partner_id}": "30 Sep 2024"}

    seen = send(finance, changes | {"do": "preview"})

    assert recharges() == [(4000, 4000)] * 3
    [effect, *_] = seen.context["preview"].effects
    assert [each.recharge_then for each in effect.partners] == [4800, 4800, 2400]

    send(finance, changes | {"do": "save", "seal": seen.context["preview"].seal})

    assert recharges() == [(4000, 4800), (4000, 4800), (4000, 2400)]
    leaver.refresh_from_db()
    assert leaver.last_day == date(2024, 9, 30)
    assert leaver.history.latest().history_change_reason == (
        "Terms of 2024/25 changed by decision: Joint Executive, 26 September 2024, minute 14"
    )
    assert year.year_partners.get(position=1).history.count() == 1


def test_a_day_outside_the_year_is_refused_with_what_was_typed(finance, year):
    key = year.year_partners.get(position=3).partner_id
    changes = {f"last_day_{key}": "30 Sep 2025", "do": "preview"}

    answer = send(finance, changes)

    assert "30 September 2025 is not in 2024/25." in errors_in(answer)[0][1]
    assert fields_of(answer)[f"last_day_{key}"] == "30 Sep 2025"


def test_a_page_without_its_days_clears_none(finance, year):
    member = year.year_partners.get(position=3)
    member.last_day = date(2024, 9, 30)
    member.save()
    sent = fields_of(finance.get(ADDRESS)) | DECIDED | {"do": "preview"}
    del sent[f"last_day_{member.partner_id}"]

    answer = finance.post(ADDRESS, sent)

    assert "did not come back whole" in errors_in(answer)[0][1]
