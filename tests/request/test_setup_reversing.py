"""Counter-entries to changes of a budget, two people at one budget, and a closed year."""

import pytest

from partners.models import Role
from tests.budget_pages import words_of
from tests.factories import (
    make_approved_year,
    make_person,
)
from tests.setup_pages import (
    DECIDED,
    address,
    budgets,
    changes,
    errors_in,
    fields_of,
    recharges,
    record,
    send,
)

LINES = {"Salaries": 1200, "Rent": 300, "Grant": -500}


@pytest.fixture
def year(db):
    """£1,000 to share by cameras three to one, in tens: 750 and 250."""
    return make_approved_year(cameras=(3, 1), lines=LINES)


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


def figures(year):
    return {name: (0, budget) for name, budget in LINES.items()}


# --- Counter-entries ---


def test_a_change_is_reversed_by_a_counter_entry_and_nothing_is_deleted(finance, year):
    record(finance, year, "supplementary", Salaries="101", Rent="-1")
    decision = year.decisions.get(kind="supplementary")
    url = address("setup_reverse", year, decision.pk)

    shown = finance.get(url)
    answer = send(finance, url, DECIDED | {"reason": "Entered twice."}, page=shown)

    assert "Salaries 1,301 −101 1,200" in words_of(shown)
    assert "Ashdown 830 −80 750" in words_of(shown)
    assert budgets(year) == LINES
    assert [recharges(year, version) for version in (1, 2, 3)] == [
        [750, 250],
        [830, 270],
        [750, 250],
    ]
    counter = year.decisions.last()
    assert (counter.reverses, counter.reason) == (decision, "Entered twice.")
    words = words_of(finance.get(answer.url))
    assert "Reversed on 30 September 2024." in words
    assert "Counter-entry to the supplementary of 30 September 2024." in words
    assert (
        address("setup_reverse", year, decision.pk) not in finance.get(answer.url).content.decode()
    )


def test_a_virement_is_reversed_line_by_line(finance, year):
    record(finance, year, "virement", Salaries="-100", Rent="60.50", Grant="39.50")
    decision = year.decisions.get(kind="virement")

    send(finance, address("setup_reverse", year, decision.pk), DECIDED)

    assert budgets(year) == LINES
    assert year.decisions.filter(kind="virement").count() == 2


@pytest.mark.parametrize("which", ["reversed", "counter-entry"])
def test_nothing_is_reversed_twice(finance, year, which):
    record(finance, year, "virement", Salaries="-100", Rent="100")
    first = year.decisions.get(kind="virement")
    page = finance.get(address("setup_reverse", year, first.pk))
    send(finance, address("setup_reverse", year, first.pk), DECIDED, page=page)
    decision = first if which == "reversed" else year.decisions.last()

    answer = send(finance, address("setup_reverse", year, decision.pk), DECIDED, page=page)

    assert answer.url == address("setup_detail", year)
    assert "This change is reversed already" in words_of(finance.get(answer.url))
    assert budgets(year) == LINES


def test_the_approval_itself_is_not_reversed(finance, year):
    approval = year.decisions.get(kind="approval")

    assert finance.get(address("setup_reverse", year, approval.pk)).status_code == 404


# --- Two people, and other states ---


def test_a_change_shown_before_another_was_recorded_is_looked_at_again(finance, year):
    url = address("setup_supplementary", year)
    typed = changes(year, Salaries="101") | DECIDED
    shown = send(finance, url, typed, then="preview")
    record(finance, year, "virement", Salaries="-100", Rent="100")

    answer = send(finance, url, page=shown, then="approve")

    assert answer.status_code == 409
    assert (
        "Meanwhile Finance officer recorded the virement of 30 September 2024, today at"
        in errors_in(answer)[0][1]
    )
    assert fields_of(answer) | typed == fields_of(answer)
    assert "Salaries 1,100 Salaries, change, £ 1,201" in words_of(answer)
    assert not year.decisions.filter(kind="supplementary").exists()


def test_a_supplementary_sent_twice_is_recorded_once(finance, year):
    url = address("setup_supplementary", year)
    shown = send(finance, url, changes(year, Salaries="101") | DECIDED, then="preview")

    send(finance, url, page=shown, then="approve")
    again = send(finance, url, page=shown, then="approve")

    assert again.status_code == 409
    assert budgets(year)["Salaries"] == 1301


def test_a_closed_year_does_not_change(finance, year):
    page = finance.get(address("setup_virement", year))
    year.state = "closed"
    year.save()

    answer = send(
        finance, address("setup_virement", year), changes(year, Salaries="-1", Rent="1"), page=page
    )

    assert answer.url == address("setup_detail", year)
    words = words_of(finance.get(answer.url))
    assert "can be changed so only while it is approved." in words
    assert "Enter a virement" not in words
    assert budgets(year) == LINES
