"""Settings, partners, elements and papers of a year being set, and what the set-up page says of them."""

from datetime import date
from decimal import Decimal

import pytest

from budgets.models import FinancialYear, SubjectiveGroup, YearPartner
from budgets.setup.copying import CopyTerms, copy_year
from partners.models import Decision, Partner, Role
from partners.periods import Year
from tests.budget_pages import words_of
from tests.factories import (
    approved,
    make_camera_type,
    make_cameras,
    make_partners,
    make_person,
    make_year,
)
from tests.setup_pages import address, errors_in, fields_of, send


@pytest.fixture
def year(db):
    host, other, _ = make_partners(3)
    make_cameras(host, make_camera_type(), 2)
    return make_year([host, other], elements=[("Cameras", 100, "cameras", {})])


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


def sharing(year):
    members = year.year_partners.select_related("partner").order_by("position")
    return [(member.position, member.partner.short_name) for member in members]


def elements_of(year):
    return [
        (each.name, each.percentage, each.basis, agreed_of(each))
        for each in year.elements.order_by("position")
    ]


def agreed_of(element):
    return {part.partner.short_name: part.percentage for part in element.agreed.all()}


def keys():
    return {partner.short_name: partner.pk for partner in Partner.objects.all()}


# --- Settings ---


def test_settings_are_saved_with_their_history(finance, year):
    changes = {
        "rounding_unit": "100",
        "averaging": "daily",
        "round_shares_first": "yes",
        "note": "Draft budget of the working group.",
    }

    answer = send(finance, address("setup_settings", year), changes)

    year.refresh_from_db()
    assert answer.url == address("setup_detail", year)
    assert (year.rounding_unit, year.averaging, year.round_shares_first, year.note) == (
        100,
        "daily",
        True,
        "Draft budget of the working group.",
    )
    words = words_of(finance.get(answer.url))
    assert "Cameras averaged by day. Recharges rounded to whole £100, shares to 0.01" in words
    assert str(year.history.first().history_user) == "Finance officer"


def test_settings_of_a_page_fetched_before_somebody_else_saved_are_refused(finance, year):
    page = finance.get(address("setup_settings", year))
    send(finance, address("setup_settings", year), rounding_unit="1000")

    answer = send(finance, address("setup_settings", year), page=page, averaging="daily")

    assert answer.status_code == 409
    assert "2024/25: Rounded to changed from £10 to £1,000. Finance officer, today at" in words_of(
        answer
    )
    assert fields_of(answer)["averaging"] == "daily"
    year.refresh_from_db()
    assert (year.averaging, year.rounding_unit) == ("monthly", 1000)
    assert send(finance, address("setup_settings", year), page=answer).status_code == 302


def test_a_choice_that_is_none_is_refused(finance, year):
    answer = send(finance, address("setup_settings", year), rounding_unit="25")

    assert "25" in errors_in(answer)[0][1]
    assert year.history.count() == 1


# --- Papers ---


def test_days_that_papers_are_due_are_saved_and_can_change_after_approval(finance, year):
    days = {"q1": "11 July 2024", "q2": "10/10/2024", "q3": "", "q4": "2025-05-15"}
    send(finance, address("setup_papers", year), days)
    approved(year)
    send(finance, address("setup_papers", year), q1="12 Jul 2024")

    assert [quarter.papers_due for quarter in year.quarters.all()] == [
        date(2024, 7, 12),
        date(2024, 10, 10),
        None,
        date(2025, 5, 15),
    ]
    assert "Quarter 1: 12 July 2024" in words_of(finance.get(address("setup_detail", year)))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("30 June 2024", "30 June 2024 is before Quarter 1 is over, on 30 June 2024."),
        ("soon", "“soon” is not a day."),
    ],
)
def test_a_day_that_cannot_be_is_refused(finance, year, typed, says):
    answer = send(finance, address("setup_papers", year), q1=typed)

    assert says in errors_in(answer)[0][1]
    assert year.quarters.first().papers_due is None


# --- Partners ---


def test_partners_are_chosen_ordered_and_added(finance, year):
    ashdown, birchley, coldbrook = (keys()[name] for name in ("Ashdown", "Birchley", "Coldbrook"))
    changes = {
        f"place_{ashdown}": "3",
        f"shares_{coldbrook}": "on",
        f"place_{coldbrook}": "1",
        "new_name_1": "Dunmere District Council",
        "new_short_name_1": "Dunmere",
        "new_gss_code_1": "E07000004",
        "new_place_1": "2",
    }

    send(finance, address("setup_partners", year), changes, without=[f"shares_{birchley}"])

    assert sharing(year) == [(1, "Coldbrook"), (2, "Dunmere"), (3, "Ashdown")]
    dunmere = Partner.objects.get(short_name="Dunmere")
    assert (dunmere.slug, dunmere.gss_code, dunmere.is_host) == ("dunmere", "E07000004", False)
    kinds = YearPartner.history.filter(year_id=year.pk).values_list("history_type", flat=True)
    assert sorted(kinds) == ["+", "+", "+", "+", "-", "~"]


def test_agreed_percentages_go_with_a_partner_that_no_longer_shares(finance, year):
    birchley = Partner.objects.get(short_name="Birchley")
    element = year.elements.get()
    element.basis = "agreed"
    element.save()
    for name, percentage in (("Ashdown", 40), ("Birchley", 60)):
        partner = Partner.objects.get(short_name=name)
        element.agreed.create(partner=partner, percentage=Decimal(percentage))

    send(finance, address("setup_partners", year), without=[f"shares_{birchley.pk}"])

    assert agreed_of(element) == {"Ashdown": 40}
    words = words_of(finance.get(address("setup_detail", year)))
    assert "“Cameras”: the agreed percentages make 40 %, not 100 %." in words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"new_name_1": "Dunmere Council"}, "New council 1: short name: Enter a short name."),
        (
            {"new_name_1": "X", "new_short_name_1": "ashdown"},
            "New council 1: short name: “ashdown” is a name of another council already.",
        ),
        (
            {
                "new_name_1": "X",
                "new_short_name_1": "X1",
                "new_name_2": "x",
                "new_short_name_2": "X2",
            },
            "New council 2: full name: “x” is a name of another council already.",
        ),
        ({"new_place_1": "two"}, "New council 1: place: “two” is not a place."),
    ],
)
def test_a_new_council_that_cannot_be_is_named(finance, year, changes, says):
    answer = send(finance, address("setup_partners", year), changes)

    assert says in errors_in(answer)[0][1]
    assert fields_of(answer) | changes == fields_of(answer)
    assert Partner.objects.count() == 3


def test_a_page_of_partners_that_came_back_empty_takes_nobody_out(finance, year):
    answer = finance.post(address("setup_partners", year), {"shown": "1"})

    assert "did not come back whole" in words_of(answer)
    assert len(sharing(year)) == 2


def test_a_stale_page_of_partners_is_refused(finance, year):
    page = finance.get(address("setup_partners", year))
    send(finance, address("setup_partners", year), {f"shares_{keys()['Coldbrook']}": "on"})

    answer = send(finance, address("setup_partners", year), page=page)

    assert answer.status_code == 409
    assert "Coldbrook: Partner in the year entered. Finance officer, today at" in words_of(answer)
    assert len(sharing(year)) == 3


# --- Once approved ---


@pytest.mark.parametrize("name", ["settings", "partners", "elements", "approve", "discard"])
def test_once_approved_what_the_budget_was_set_on_stands(finance, year, name):
    page = finance.get(address(f"setup_{name}", year))
    approved(year)

    answer = send(finance, address(f"setup_{name}", year), page=page, rounding_unit="1000")

    assert answer.url == address("setup_detail", year)
    assert "The budget of 2024/25 is approved." in words_of(finance.get(answer.url))
    assert FinancialYear.objects.get().rounding_unit == 10
    assert elements_of(year) == [("Cameras", 100, "cameras", {})]


def test_settings_may_rest_on_a_decision_that_the_next_year_takes_over(finance, year):
    decision = {"meeting": "Joint Executive", "decided_on": "26 Sep 2023", "minute": "Minute 14"}

    answer = send(finance, address("setup_settings", year), decision)
    again = send(finance, address("setup_settings", year))
    year.refresh_from_db()
    uplifts = dict.fromkeys(SubjectiveGroup.objects.values_list("pk", flat=True), Decimal(0))
    copied = copy_year(source=year, period=Year(2031), terms=CopyTerms(uplifts), user=None)

    assert (answer.status_code, again.status_code) == (302, 302)
    assert str(year.decision) == "Joint Executive, 26 September 2023, Minute 14"
    assert Decision.objects.count() == 1
    assert copied.decision == year.decision
