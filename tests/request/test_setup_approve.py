"""Approval through the browser: everything that it freezes is shown, and frozen as it was shown."""

from datetime import date
from fractions import Fraction

import pytest

from budgets.models import BudgetDecision, FinancialYear
from cameras.models import CameraType
from partners.models import Partner, Role
from tests.budget_pages import words_of
from tests.factories import (
    make_camera,
    make_camera_type,
    make_cameras,
    make_line,
    make_partners,
    make_person,
    make_year,
)
from tests.setup_pages import address, errors_in, fields_of, send

APPROVED = {
    "then": "approve",
    "dated": "4 Feb 2024",
    "approver": "CCTV Joint Executive",
    "minute": "Minute 14",
}


@pytest.fixture
def year(db):
    """Three to one of cameras, £1,001 to share in tens."""
    host, other = make_partners(2)
    camera_type = make_camera_type()
    make_cameras(host, camera_type, 3)
    make_cameras(other, camera_type, 1)
    year = make_year([host, other], lines={"Salaries": 1200, "Grant": -199})
    make_line(year, "Overtime", 0, group="Salaries")
    return year


@pytest.fixture
def finance(client, year):
    host = year.partners.get(is_host=True)
    client.force_login(make_person(Role.FINANCE, partner=host, name="Finance officer"))
    return client


def frozen(year):
    return [
        (part.partner.short_name, part.equivalent_cameras, part.share, part.amount)
        for part in year.budgeted_recharges.order_by("pk")
    ]


def base(**cameras):
    keys = {partner.short_name: partner.pk for partner in Partner.objects.all()}
    return {"basis": "given"} | {f"base_{keys[name]}": text for name, text in cameras.items()}


def test_everything_that_is_frozen_is_shown_worked_out(finance, year):
    words = words_of(finance.get(address("setup_approve", year)))

    assert "£1,001 to recover from the partners." in words
    assert "Ashdown 3.0000 75.0000 750.75 750 1 751" in words
    assert "Birchley 1.0000 25.0000 250.25 250 0 250" in words
    assert "Salaries 2 lines 1,200 Grant −199 Balance to recover 1,001" in words


@pytest.mark.parametrize(
    ("amount", "grant", "says"),
    [
        (
            2000,
            -199,
            "Fixed amounts come to £2,000, more than the £1,001 to recover. They are cut in "
            "proportion to it, and nothing is left for percentages to share.",
        ),
        (
            500,
            -1300,
            "Nothing is to recover, so no fixed amount is taken, and percentages share the balance.",
        ),
    ],
)
def test_fixed_amounts_that_do_not_fit_the_balance_are_named(finance, year, amount, grant, says):
    assert says not in words_of(finance.get(address("setup_approve", year)))

    year.elements.create(name="Fixed", percentage=0, amount=amount, basis="equal", position=9)
    year.lines.filter(name="Grant").update(original_budget=grant)

    assert says in words_of(finance.get(address("setup_approve", year)))


def test_approval_freezes_what_was_shown_and_keeps_who_decided(finance, year):
    answer = send(finance, address("setup_approve", year), APPROVED)

    year.refresh_from_db()
    assert answer.url == year.get_absolute_url()
    assert (year.state, str(year.approved_by)) == ("approved", "Finance officer")
    assert frozen(year) == [
        ("Ashdown", 3, Fraction(3, 4), 751),
        ("Birchley", 1, Fraction(1, 4), 250),
    ]
    decision = BudgetDecision.objects.get()
    assert (decision.kind, decision.version, decision.approver, decision.minute) == (
        "approval",
        1,
        "CCTV Joint Executive",
        "Minute 14",
    )
    assert decision.dated == date(2024, 2, 4)
    words = words_of(finance.get(answer.url))
    assert "Budget approved on 4 February 2024 by CCTV Joint Executive" in words
    assert "The budget of 2024/25 is approved: £1,001 to recover. Its quarters are open." in words
    assert "Budget approved on 4 February 2024 by CCTV Joint Executive, Minute 14" in words_of(
        finance.get(address("setup_detail", year))
    )
    assert finance.get(f"/budgets/{year.label}/q1/edit/").status_code == 200


def test_before_approval_no_quarter_is_there(finance, year):
    for page in ("q1/", "q1/edit/", "q1/submit/"):
        assert finance.get(f"/budgets/{year.label}/{page}").status_code == 404
    assert "They open when its budget is approved." in words_of(
        finance.get(year.get_absolute_url())
    )


def test_who_approved_is_asked_for(finance, year):
    answer = send(finance, address("setup_approve", year), APPROVED | {"approver": " "})

    assert errors_in(answer) == [("#id_approver", "Enter who approved the budget.")]
    assert fields_of(answer)["minute"] == "Minute 14"
    assert FinancialYear.objects.get().state == "being_set"


@pytest.mark.parametrize(
    ("dated", "says"),
    [
        ("", "Enter the day on which the budget was approved."),
        ("soon", "“soon” is not a day. Write it as 30 Sep 2024 or 30/9/2024."),
        ("1 Jan 2999", "1 January 2999 is in the future."),
        ("31 Mar 2022", "31 March 2022 is more than two years before 2024/25 begins"),
    ],
)
def test_a_day_on_which_it_cannot_have_been_approved_is_refused(finance, year, dated, says):
    answer = send(finance, address("setup_approve", year), APPROVED, dated=dated)

    ((field, sentence),) = errors_in(answer)
    assert field == "#id_dated"
    assert sentence.startswith(says)
    assert fields_of(answer)["dated"] == dated
    assert FinancialYear.objects.get().state == "being_set"


def test_the_budget_may_be_set_on_other_cameras_than_the_register_s(finance, year):
    given = base(Ashdown="22487/183", Birchley="1.5")

    shown = send(finance, address("setup_approve", year), given, then="work_out")
    assert "There is a problem" not in words_of(shown)
    assert "Ashdown 122.8798" in words_of(shown)

    send(finance, address("setup_approve", year), APPROVED, page=shown)
    assert [part[1] for part in frozen(year)] == [Fraction(22487, 183), Fraction(3, 2)]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"Ashdown": "three"},
            "Equivalent cameras of Ashdown: “three” is not a number of cameras.",
        ),
        (
            {"Ashdown": ""},
            "Equivalent cameras of Ashdown: Enter the equivalent cameras of Ashdown.",
        ),
        ({"Ashdown": "-1"}, "“-1” is not a number of cameras."),
        ({"Ashdown": "1/0"}, "“1/0” is not a number of cameras."),
        ({"Ashdown": "1000001"}, "“1000001” is more than 1,000,000."),
        ({"Ashdown": "0", "Birchley": "0"}, "Every partner has no equivalent cameras"),
    ],
)
def test_cameras_that_cannot_be_are_refused(finance, year, given, says):
    for then in ("work_out", "approve"):
        changes = APPROVED | base(**{"Birchley": "1"} | given) | {"then": then}
        answer = send(finance, address("setup_approve", year), changes)

        assert says in errors_in(answer)[0][1]
    assert FinancialYear.objects.get().state == "being_set"


@pytest.mark.parametrize("what", ["camera", "line", "settings", "within a group"])
def test_what_changed_since_it_was_shown_is_not_approved_unseen(finance, year, what):
    page = finance.get(address("setup_approve", year))
    if what == "camera":
        make_camera(Partner.objects.last(), CameraType.objects.get(), first_day=date(2024, 5, 1))
    elif what == "line":
        make_line(year, "Rent", 9)
    elif what == "within a group":
        year.lines.filter(name="Salaries").update(original_budget=1100)
        year.lines.filter(name="Overtime").update(original_budget=100)
    else:
        send(finance, address("setup_settings", year), rounding_unit="1")

    answer = send(finance, address("setup_approve", year), APPROVED, page=page)

    assert answer.status_code == 409
    assert "Something changed since this page was fetched." in errors_in(answer)[0][1]
    assert fields_of(answer)["approver"] == "CCTV Joint Executive"
    assert FinancialYear.objects.get().state == "being_set"
    assert send(finance, address("setup_approve", year), APPROVED, page=answer).status_code == 302


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda year: year.lines.all().delete(), "The budget has no lines yet."),
        (lambda year: year.year_partners.all().delete(), "No council shares the balance yet."),
        (
            lambda year: year.year_partners.filter(partner__is_host=True).delete(),
            "Ashdown, which runs the service, is not among the partners.",
        ),
        (lambda year: year.elements.all().delete(), "There is no element of charge"),
        (
            lambda year: year.elements.update(percentage=99),
            "The percentages of the elements of charge make 99 %, not 100 %.",
        ),
        (
            lambda year: year.elements.update(basis="agreed"),
            "“Cameras”: the agreed percentages make 0 %, not 100 %.",
        ),
        (
            lambda year: CameraType.objects.get().weights.update(weight=0),
            "No partner has a camera in service in this year",
        ),
        (
            lambda year: CameraType.objects.get().weights.update(starts_on=date(2024, 5, 2)),
            "Camera type “Active” has no weight on 1 April 2024",
        ),
    ],
)
def test_what_is_missing_is_said_in_a_sentence_and_refuses_approval(finance, year, broken, says):
    page = finance.get(address("setup_approve", year))
    broken(year)

    set_up, approval = (
        finance.get(address(name, year)) for name in ("setup_detail", "setup_approve")
    )
    forced = send(finance, address("setup_approve", year), APPROVED, page=page)

    assert says in words_of(set_up)
    assert "The budget cannot be approved yet." in words_of(approval) and says in words_of(approval)
    assert says in words_of(forced)
    assert FinancialYear.objects.get().state == "being_set"
    assert not BudgetDecision.objects.exists()


def test_a_balance_to_credit_is_shared_as_any_other(finance, year):
    make_line(year, "Reserve", -5001)

    send(finance, address("setup_approve", year), APPROVED)

    assert [part[3] for part in frozen(year)] == [-3000, -1000]
