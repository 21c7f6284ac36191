"""Virements and supplementaries through the browser: shown with all they do, recorded, reversed."""

from decimal import Decimal

import pytest

from budgets.models import BudgetDecision
from budgets.position import quarter_position
from partners.models import Role
from tests.budget_pages import brought_to, words_of
from tests.factories import (
    enter,
    make_approved_year,
    make_camera_type,
    make_cameras,
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


# --- Virements ---


def test_a_virement_is_shown_before_it_is_recorded(finance, year):
    typed = changes(year, Salaries="-100", Rent="60.50", Grant="39.50") | DECIDED

    shown = send(finance, address("setup_virement", year), typed, then="preview")

    words = words_of(shown)
    assert "The total stays at £1,000, and so do the recharges." in words
    assert "Salaries 1,200 −100 1,100 Rent 300 +60.50 360.50 Grant −500 +39.50 −460.50" in words
    assert "30 September 2024, approved by Chief finance officer, Minute 12. Pay award." in words
    assert not BudgetDecision.objects.filter(kind="virement").exists()


def test_a_line_that_would_turn_its_sign_is_named(finance, year):
    typed = changes(year, Rent="-360.50", Grant="600", Salaries="-239.50") | DECIDED

    words = words_of(send(finance, address("setup_virement", year), typed, then="preview"))

    assert "Rent would turn from a cost into income: −£60.50 after, £300 now." in words
    assert "Grant would turn from income into a cost: £100 after, −£500 now." in words
    assert "Salaries would turn" not in words


def test_a_virement_moves_between_lines_and_leaves_total_and_recharges(finance, year):
    answer = record(finance, year, "virement", Salaries="-100", Rent="60.50", Grant="39.50")

    assert answer.url == address("setup_detail", year)
    assert budgets(year) == {
        "Salaries": 1100,
        "Rent": Decimal("360.50"),
        "Grant": Decimal("-460.50"),
    }
    assert year.budgeted_recharges.count() == 2
    decision = year.decisions.get(kind="virement")
    assert (decision.version, decision.approver, decision.minute, decision.reason) == (
        None,
        "Chief finance officer",
        "Minute 12",
        "Pay award.",
    )
    assert str(decision.recorded_by) == "Finance officer"
    words = words_of(finance.get(answer.url))
    assert "The virement is recorded. The total and the recharges stay as they were." in words
    assert "£60.50 from Salaries to Rent £39.50 from Salaries to Grant Virement" in words
    assert "Salaries 1,200 −100 1,100" in words_of(finance.get(year.get_absolute_url()))


def test_going_back_to_change_it_keeps_all_that_was_typed(finance, year):
    typed = changes(year, Salaries="-100", Rent="(100) CR") | DECIDED
    typed = typed | changes(year, Rent="100")
    shown = send(finance, address("setup_virement", year), typed, then="preview")

    again = send(finance, address("setup_virement", year), page=shown, then="edit")

    fields = fields_of(again)
    assert fields | typed == fields
    assert "There is a problem" not in words_of(again)


@pytest.mark.parametrize(
    ("amounts", "decided", "says"),
    [
        ({"Salaries": "-100", "Rent": "60"}, {}, "A virement moves money between lines"),
        ({}, {}, "Enter the amount by which at least one line changes."),
        ({"Salaries": "0"}, {}, "Enter the amount by which at least one line changes."),
        ({"Salaries": "1,5", "Rent": "-1"}, {}, "Salaries, change: “1,5” is not an amount."),
        (
            {"Salaries": "1"},
            {"dated": "31 March 2024"},
            "31 March 2024 is outside the financial year 2024/25",
        ),
        (
            {"Salaries": "1"},
            {"dated": "1 April 2025"},
            "1 April 2025 is outside the financial year 2024/25",
        ),
        ({"Salaries": "1"}, {"dated": "then"}, "“then” is not a day."),
        ({"Salaries": "1"}, {"dated": ""}, "Enter the date of the decision."),
        ({"Salaries": "1"}, {"approver": ""}, "Enter who approved the change."),
        ({"Salaries": "1"}, {"reason": " "}, "Write the reason for the change."),
        (
            {"Salaries": "999999999", "Rent": "-999999999"},
            {},
            "Salaries would have £1,000,001,199, beyond ±£999,999,999.99.",
        ),
    ],
)
def test_a_virement_that_cannot_be_is_refused_and_kept(finance, year, amounts, decided, says):
    typed = changes(year, **amounts) | DECIDED | decided
    shown = str(year.decisions.last().pk)

    for then in ("preview", "approve"):
        answer = send(finance, address("setup_virement", year), typed, then=then, shown=shown)

        assert answer.status_code == 200
        ((field, sentence),) = errors_in(answer)
        assert says in sentence
        # Each error stands at its field too, or under the amounts that it is about.
        assert f'id="{field[1:]}"' in answer.content.decode()
        assert words_of(answer).count(says.removeprefix("Salaries, change: ")) == 2
        assert fields_of(answer) | typed == fields_of(answer)
    assert budgets(year) == LINES


# --- Supplementaries ---


def test_a_supplementary_shows_the_recharges_now_and_frozen_anew(finance, year):
    typed = changes(year, Salaries="101") | DECIDED

    words = words_of(send(finance, address("setup_supplementary", year), typed, then="preview"))

    assert "The total becomes £1,101, £101 more than now." in words
    assert "Ashdown 750 +80 830 Birchley 250 +21 271" in words
    assert "All partners 1,000 +101 1,101" in words


def test_a_supplementary_freezes_a_version_beside_the_old(finance, year):
    answer = record(finance, year, "supplementary", Salaries="101")

    assert budgets(year)["Salaries"] == 1301
    assert (recharges(year, 1), recharges(year, 2)) == ([750, 250], [830, 271])
    words = words_of(finance.get(answer.url))
    assert "the budgeted recharges are frozen anew as version 2." in words
    assert "Ashdown 750 830 Birchley 250 271 All partners 1,000 1,101" in words
    page = words_of(finance.get(year.get_absolute_url()))
    assert "Ashdown 3 750 830 Birchley 1 250 271 All partners 1,000 1,101" in page


def test_a_pay_award_does_not_move_the_basis(finance, year):
    """The register has moved on; what is added is shared as the budget was."""
    make_cameras(year.partners.last(), make_camera_type("New"), 4)

    record(finance, year, "supplementary", Salaries="100")
    record(finance, year, "supplementary", Grant="-300")

    assert recharges(year, 2) == [830, 270]
    assert recharges(year, 3) == [600, 200]
    shares = year.budgeted_recharges.filter(version=3).values_list("share", flat=True)
    assert [str(share) for share in shares] == ["3/4", "1/4"]


def test_open_quarters_follow_and_submitted_ones_stand(finance, year):
    for number in (1, 2):
        enter(year.quarters.get(number=number), figures(year))
    submitted = brought_to(year.quarters.get(number=1), "with_board")

    record(finance, year, "supplementary", Salaries="101")

    position = quarter_position(year.quarters.get(number=submitted.number))
    assert [each.budget for each in position.recharges] == [750, 250]
    assert position.balance.budget == 1000
    position = quarter_position(year.quarters.get(number=2))
    assert [each.budget for each in position.recharges] == [830, 271]
    assert position.balance.budget == 1101
    assert sum(each.cost_effect for each in position.recharges) == -101
    assert {each.share_effect for each in position.recharges} == {0}
