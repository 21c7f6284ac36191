"""The terms of an approved year, changed by a decision and shown before they are saved."""

from datetime import date

import pytest
from django.test import Client

from budgets.models import BudgetedRecharge, Quarter
from budgets.position import quarter_position
from cameras.models import Weight
from partners.models import Decision, Role
from tests.budget_pages import words_of
from tests.factories import enter, make_approved_year, make_finance_officer, make_person
from tests.setup_pages import fields_of
from tests.threads import at_once

ADDRESS = "/budgets/2024-25/terms/"
DECIDED = {
    "meeting": "Joint Executive",
    "decided_on": "26 Sep 2023",
    "minute": "14",
    "decision_note": "",
}
FIXED = {
    "elements-0-percentage": "90",
    "elements-1-name": "Fixed",
    "elements-1-percentage": "10",
    "elements-1-basis": "equal",
}


@pytest.fixture
def year(db):
    year = make_approved_year(lines={"Salaries": 10_000})
    enter(year.quarters.get(number=1), {"Salaries": (2500, 9000, "")})
    return year


@pytest.fixture
def finance(client, year):
    client.force_login(make_finance_officer(year.partners.get(is_host=True)))
    return client


def filled(page, **changes):
    return fields_of(page) | DECIDED | changes


def send(client, changes, **more):
    return client.post(ADDRESS, filled(client.get(ADDRESS), **changes) | more)


def seal_of(page):
    return page.context["preview"].seal


def shares(quarter=1):
    position = quarter_position(Quarter.objects.get(number=quarter))
    return [(each.share, each.estimate) for each in position.recharges]


def test_a_fixed_element_is_shown_and_then_saved_with_its_decision(finance, year):
    before, frozen = shares(), list(BudgetedRecharge.objects.values())

    seen = send(finance, FIXED, do="preview")
    [effect, *_] = seen.context["preview"].effects

    assert shares() == before and not Decision.objects.exists()
    assert [(each.share_now, each.recharge_now) for each in effect.partners] == before
    answer = send(finance, FIXED, do="save", seal=seal_of(seen))
    assert answer.url == "/budgets/2024-25/"
    assert [(each.share_then, each.recharge_then) for each in effect.partners] == shares()
    assert shares() != before
    assert list(BudgetedRecharge.objects.values()) == frozen
    page = words_of(finance.get(answer.url))
    assert page.count("Joint Executive, 26 September 2023, minute 14") == 2
    year.refresh_from_db()
    assert year.decision is None
    decided = {str(each.decision) for each in year.elements.all()}
    assert decided == {"Joint Executive, 26 September 2023, minute 14"}


def test_a_fixed_amount_beyond_the_balance_is_named_before_it_is_saved(finance, year):
    fixed = FIXED | {
        "elements-0-percentage": "100",
        "elements-1-percentage": "",
        "elements-1-amount": "£9,999,000",
    }

    words = words_of(send(finance, fixed, do="preview"))

    assert "Fixed amounts come to £9,999,000, more than the £9,000 to recover." in words
    assert "Fixed amounts come to" not in words_of(send(finance, FIXED, do="preview"))


def test_averaging_and_rounding_change_for_the_whole_year(finance, year):
    changes = {"averaging": "daily", "rounding_unit": "1", "round_shares_first": "yes"}

    seen = send(finance, changes, do="preview")
    send(finance, changes, do="save", seal=seal_of(seen))

    year.refresh_from_db()
    assert (year.averaging, year.rounding_unit, year.round_shares_first) == ("daily", 1, True)
    assert year.decision.decided_on == date(2023, 9, 26)
    assert year.elements.get().decision is None
    assert [each.recharge_then for each in seen.context["preview"].effects[0].partners] == [
        estimate for _, estimate in shares()
    ]


def test_a_decision_alone_is_recorded_for_all_terms_and_only_once(finance, year):
    seen = send(finance, {}, do="preview")
    send(finance, {}, do="save", seal=seal_of(seen))

    again = send(finance, {}, do="preview")

    year.refresh_from_db()
    assert year.decision == year.elements.get().decision is not None
    assert "No share and no recharge moves." in words_of(seen)
    assert again.status_code == 409
    assert "Nothing is different. Change what was decided otherwise." in words_of(again)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"elements-0-percentage": "90"}, "make 90 %, not 100 %"),
        ({"elements-0-percentage": "lots"}, "“lots”"),
        ({"elements-0-basis": "agreed"}, "the agreed percentages make 0 %, not 100 %"),
        ({"elements-0-remove": "on"}, "nothing says how to share"),
        ({"meeting": ""}, "Enter who decided it, such as CCTV Joint Executive."),
        ({"decided_on": ""}, "Enter the day of the decision"),
        ({"decided_on": "1 Jan 2100"}, "is still to come"),
        ({"rounding_unit": "7"}, "7"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(finance, year, changes, says):
    before = shares()

    page = send(finance, changes, do="save", seal="")

    assert says in words_of(page)
    assert page.context["preview"] is None
    assert shares() == before and not Decision.objects.exists()


def test_terms_by_which_nothing_can_be_shared_are_refused(finance, year):
    year.elements.update(basis="equal")
    Weight.objects.update(weight=0)
    before = shares()

    page = send(finance, {"elements-0-basis": "cameras"}, do="preview")

    assert page.status_code == 409
    assert "nothing to share by" in words_of(page)
    assert shares() == before


def test_what_changed_meanwhile_is_shown_anew_and_nothing_saved(finance, year):
    seen = send(finance, FIXED, do="preview")
    element = year.elements.get()
    element.name = "Cameras in service"
    element.save()

    late = send(finance, FIXED, do="save", seal=seal_of(seen))

    assert "What it would do has changed since you looked" in words_of(late)
    assert year.elements.count() == 1
    assert send(finance, FIXED, do="save", seal=seal_of(late)).status_code == 302


def test_a_year_being_set_or_closed_has_no_terms_page(finance, year):
    year.state = "closed"
    year.save()

    answer = finance.get(ADDRESS)

    assert answer.url == "/budgets/2024-25/setup/"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BOARD, Role.ADMINISTRATOR])
def test_nobody_but_finance_opens_the_terms(client, year, role):
    client.force_login(make_person(role, partner=year.partners.get(is_host=True)))

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, DECIDED).status_code == 404


def test_the_proof_of_a_share_names_the_decision(finance, year):
    seen = send(finance, FIXED, do="preview")
    send(finance, FIXED, do="save", seal=seal_of(seen))

    page = words_of(finance.get("/partners/birchley/2024-25/q1/proof/share/"))

    assert "Element of charge: Fixed" in page
    assert "By Joint Executive, 26 September 2023, minute 14" in page


@pytest.mark.postgres
def test_of_two_who_save_terms_at_once_one_does_and_the_other_looks_again(transactional_db):
    year = make_approved_year(lines={"Salaries": 10_000})
    host = year.partners.get(is_host=True)
    jobs = [_saving(make_finance_officer(host), share) for share in ("90", "80")]

    answers = at_once(*jobs)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert year.elements.count() == 2


def _saving(person, share):
    client = Client()
    client.force_login(person)
    rest = {"elements-0-percentage": share, "elements-1-percentage": str(100 - int(share))}
    seen = send(client, FIXED | rest, do="preview")
    fields = filled(client.get(ADDRESS), **FIXED) | rest
    return lambda: client.post(ADDRESS, fields | {"do": "save", "seal": seal_of(seen)})
