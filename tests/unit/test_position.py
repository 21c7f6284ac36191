"""A quarter's position from rows in the database: other partnerships than the published one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from budgets.position import quarter_position
from tests import factories

pytestmark = pytest.mark.django_db


def position(year, number=1):
    return quarter_position(year.quarters.get(number=number))


def amounts(position, name):
    return [getattr(recharge, name) for recharge in position.recharges]


def test_mixed_elements_by_day_and_by_the_pound():
    """60 % by cameras 3 to 1, 30 % equally, 10 % as agreed 0 to 100: 60 % and 40 % in all."""
    partners = factories.make_partners(2)
    year = factories.make_approved_year(
        partners,
        cameras=(3, 1),
        rounding_unit=1,
        averaging="daily",
        lines={"Employees": "1000.92"},
        elements=[
            ("Cameras", 60, "cameras", {}),
            ("Equally", 30, "equal", {}),
            ("Agreed", 10, "agreed", {partners[0]: 0, partners[1]: 100}),
        ],
    )

    budgeted = position(year)

    assert amounts(budgeted, "share") == [Fraction("0.6"), Fraction("0.4")]
    assert amounts(budgeted, "budget") == [Decimal("600.92"), Decimal(400)]
    assert budgeted.partners_total.budget == Decimal("1000.92")


def test_shares_rounded_first_serve_budget_estimate_and_bridge_alike():
    year = factories.make_approved_year(
        cameras=(1, 1, 1), round_shares_first=True, rounding_unit=1, lines={"Employees": 1_000_000}
    )
    factories.enter(year.quarters.get(number=1), {"Employees": (1, 2_000_000)})

    estimated = position(year)

    assert amounts(estimated, "base_share") == amounts(estimated, "share")
    assert amounts(estimated, "budget") == [333_400, 333_300, 333_300]
    assert amounts(estimated, "estimate") == [666_800, 666_600, 666_600]
    assert set(amounts(estimated, "share_effect")) == {0}


def test_income_above_cost_is_paid_out_by_the_same_rules():
    year = factories.make_approved_year(
        cameras=(1, 1, 1), lines={"Employees": 1000, "Income": -2009}
    )

    negative = position(year)

    assert negative.balance.budget == -1009
    assert amounts(negative, "budget") == [-340, -339, -330]


def test_nothing_that_depends_on_a_missing_estimate_is_known():
    year = factories.make_approved_year(lines={"Employees": 1000, "Premises": 500})
    factories.enter(year.quarters.get(number=1), {"Employees": (100, 1200), "Premises": (50, None)})

    partly = position(year)

    assert [line.variance for line in partly.lines] == [200, None]
    assert (partly.balance.actual, partly.balance.estimate, partly.balance.variance) == (
        150,
        None,
        None,
    )
    for name in ("estimate", "variance", "cost_effect", "share_effect"):
        assert set(amounts(partly, name)) == {None}
        assert getattr(partly.partners_total, name) is None
    assert partly.partners_total.budget == 1500
    assert not partly.is_complete


def test_nil_is_entered_and_known():
    year = factories.make_approved_year()
    factories.enter(year.quarters.get(number=1), {"Employees": (0, 0)})

    entered = position(year)

    assert entered.is_complete
    assert entered.balance.variance == -1000
    assert amounts(entered, "estimate") == [0, 0, 0]


def test_current_budget_includes_virements_and_supplementaries():
    year = factories.make_approved_year(lines={"Employees": 1000, "Premises": 500})
    employees, premises = year.lines.all()
    factories.make_virement(employees, premises, 50)
    factories.make_supplementary(premises, "25.50")
    factories.enter(year.quarters.get(number=1), {"Premises": (0, 600)})

    changed = position(year)

    assert [line.budget for line in changed.lines] == [950, Decimal("575.50")]
    assert changed.lines[1].variance == Decimal("24.50")
    assert changed.balance.budget == Decimal("1525.50")


def test_budgeted_recharges_stay_whatever_happens_to_the_register():
    partners = factories.make_partners(2)
    year = factories.make_approved_year(partners, cameras=(1, 1))
    camera_type = partners[0].services.first().camera_type

    factories.make_cameras(partners[1], camera_type, 2)

    later = position(year)
    assert amounts(later, "budget") == [500, 500]
    assert amounts(later, "base_share") == [Fraction(1, 2), Fraction(1, 2)]
    assert amounts(later, "share") == [Fraction(1, 4), Fraction(3, 4)]


def test_figures_of_the_quarter_before_stand_beside_the_new_ones():
    year = factories.make_approved_year()
    factories.enter(year.quarters.get(number=1), {"Employees": (100, 1100)})
    factories.enter(year.quarters.get(number=1), {"Employees": (120, 1100)})

    second = position(year, number=2)

    assert (second.lines[0].last_actual, second.lines[0].last_estimate) == (120, 1100)
    assert second.lines[0].estimate is None
    assert second.last_balance.estimate == 1100
    assert position(year, number=1).last_balance.estimate is None


def test_partner_of_another_year_is_no_part_of_this_one():
    ashdown, birchley, coldbrook = factories.make_partners(3)
    year = factories.make_approved_year([birchley, ashdown], cameras=(1, 3))
    factories.make_camera(coldbrook, ashdown.services.first().camera_type)

    two = position(year)

    assert [recharge.partner for recharge in two.recharges] == [birchley, ashdown]
    assert sum(amounts(two, "share")) == 1


def test_cameras_of_other_years_do_not_count():
    ashdown, birchley = factories.make_partners(2)
    year = factories.make_approved_year([ashdown, birchley], cameras=(1, 1))
    camera_type = ashdown.services.first().camera_type

    factories.make_camera(ashdown, camera_type, last_day=date(2024, 3, 31))
    factories.make_camera(birchley, camera_type, first_day=date(2025, 4, 1))

    assert amounts(position(year), "equivalent_cameras") == [1, 1]


@pytest.mark.parametrize("number_of_lines", [1, 8])
def test_position_asks_the_database_the_same_number_of_questions(
    django_assert_num_queries, number_of_lines
):
    lines = {f"Line {number}": 100 for number in range(number_of_lines)}
    year = factories.make_approved_year(cameras=(5, 4, 3, 2, 1), lines=lines)
    quarter = year.quarters.select_related("year").get(number=2)
    factories.enter(quarter, dict.fromkeys(lines, (1, 2)))

    with django_assert_num_queries(14):
        quarter_position(quarter)
