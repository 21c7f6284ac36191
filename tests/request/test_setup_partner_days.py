"""From which day to which a council shares the balance, in the set-up of a year."""

from datetime import date

import pytest

from partners.models import Partner, Role
from tests.factories import make_partners, make_person, make_year
from tests.setup_pages import address, errors_in, fields_of, send


@pytest.fixture
def year(db):
    ashdown, birchley, _ = make_partners(3)
    return make_year([ashdown, birchley])


@pytest.fixture
def finance(client, year):
    client.force_login(make_person(Role.FINANCE, partner=Partner.objects.get(is_host=True)))
    return client


def keys():
    return dict(Partner.objects.values_list("short_name", "pk"))


def test_a_partner_that_joins_in_the_year_has_a_first_day(finance, year):
    ashdown, birchley = keys()["Ashdown"], keys()["Birchley"]
    changes = {f"first_day_{ashdown}": "1 Oct 2024", f"last_day_{birchley}": "31/12/2024"}

    send(finance, address("setup_partners", year), changes)

    members = year.year_partners.order_by("position")
    assert [(each.first_day, each.last_day) for each in members] == [
        (date(2024, 10, 1), None),
        (None, date(2024, 12, 31)),
    ]
    shown = fields_of(finance.get(address("setup_partners", year)))
    assert shown[f"first_day_{ashdown}"] == "1 Oct 2024"

    send(finance, address("setup_partners", year), {f"first_day_{ashdown}": ""})

    assert members.get(partner=ashdown).first_day is None
    assert members.get(partner=birchley).last_day == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("31 Mar 2024", "", "31 March 2024 is not in 2024/25."),
        ("", "1/4/2025", "1 April 2025 is not in 2024/25."),
        ("2 Oct 2024", "1 Oct 2024", "1 October 2024 is before the first day, 2 October 2024."),
        ("autumn", "", "“autumn” is not a day."),
    ],
)
def test_days_that_cannot_be_are_refused_and_kept(finance, year, first, last, says):
    ashdown = keys()["Ashdown"]
    changes = {f"first_day_{ashdown}": first, f"last_day_{ashdown}": last}

    answer = send(finance, address("setup_partners", year), changes)

    assert says in errors_in(answer)[0][1]
    assert fields_of(answer) | changes == fields_of(answer)
    assert year.year_partners.get(partner=ashdown).first_day is None


def test_a_day_of_a_council_that_does_not_share_is_not_lost_in_silence(finance, year):
    changes = {f"first_day_{keys()['Coldbrook']}": "1 Oct 2024"}

    answer = send(finance, address("setup_partners", year), changes)

    assert (
        "Coldbrook does not share the balance. Tick it, or clear the day."
        in (errors_in(answer)[0][1])
    )
