"""The page "what if": what it answers, to whom, and that it never writes anything."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import Quarter
from cameras.models import CameraType
from cameras.weighing import arrange_type, type_mark
from partners.models import Partner
from reports.demonstration.figures import YEAR
from tests.budget_pages import words_of

PAGE = "/cameras/2024-25/what-if/"
OTHERS = ("Stevenage", "Hertsmere", "North Herts", "250,830", "75,330", "100,010", "123.21")


def key(slug):
    return str(Partner.objects.get(slug=slug).pk)


def asked(client, **typed):
    return client.get(PAGE, {"quarter": "q2"} | {k.replace("_", "-"): v for k, v in typed.items()})


def recharges(response):
    outcome = response.context["outcome"]
    return [(row.now.recharge, row.then.recharge) for row in outcome.rows]


def test_with_nothing_typed_both_sides_are_what_the_quarter_says(demonstration, sign_in):
    page = asked(sign_in("finance@stevenage"))

    assert recharges(page) == [(each, each) for each in (250_830, 96_320, 75_330, 100_010)]
    assert "Nothing is changed yet, so both sides are the same." in words_of(page)


def _everything_at_once(client):
    return asked(
        client,
        name="Summer",
        number_0="−10",
        type_0="Actively monitored",
        partner_0=key("stevenage"),
        from_0="1/7/2024",
        number_1="+5",
        type_1="Reactive",
        partner_1=key("hertsmere"),
        weight_1="0.3",
        fixed="20",
        leaver=key("north-herts"),
        balance="£600,000",
    )


def test_finance_tries_everything_at_once_and_nothing_is_written(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    with CaptureQueriesContext(connection) as queries:
        page = _everything_at_once(client)

    sent = [query["sql"].split()[0] for query in queries.captured_queries]
    assert set(sent) == {"SELECT"}
    words = words_of(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "Stevenage: 10 fewer cameras of type Actively monitored from 1 Jul 2024." in words
    assert "Hertsmere: 5 more cameras of type Reactive all year." in words
    assert "A camera of type Reactive counts as 0.30 all year." in words
    assert "20 % of the balance is shared equally, the rest as now." in words
    assert "North Herts shares no more, all year" in words
    assert "The balance to share is £600,000." in words
    assert [then for _, then in recharges(page)][3] == 0
    assert page.context["outcome"].total.then.recharge == 600_000
    assert "<title>What if, 2024/25: Summer –" in page.content.decode()


def test_an_officer_tries_the_own_cameras_and_reads_the_others_as_one(demonstration, sign_in):
    client = sign_in("officer@east-herts")

    page = asked(client, number_0="8", type_0="Reactive", partner_0=key("east-herts"))

    words = words_of(page)
    assert not [name for name in OTHERS if name in words]
    assert "The other partners" in words
    [(now, then)] = recharges(page)
    assert (now, then) == (96_320, 99_620)
    assert "East Herts would pay £99,620, £3,300 more than now." in words
    assert page.context["outcome"].total.difference == 0


@pytest.mark.parametrize("typed", [{"fixed": "20"}, {"balance": "1"}, {"weight-0": "3"}])
def test_an_officer_changes_nothing_else(demonstration, sign_in, typed):
    page = asked(sign_in("officer@east-herts"), **typed)

    assert recharges(page) == [(96_320, 96_320)]
    assert "It is left out here, so these figures are not theirs." in words_of(page)
    assert "No camera is changed, so both sides are the same." in words_of(page)


def test_an_officer_changes_no_other_partner_s_cameras(demonstration, sign_in):
    page = asked(
        sign_in("officer@east-herts"), number_0="8", type_0="Reactive", partner_0=key("hertsmere")
    )

    assert page.context["outcome"] is None
    assert "You can try changes to the cameras of your own council only." in words_of(page)
    assert "Hertsmere" not in words_of(page)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"number_0": "ten"}, "“ten” is not a number of cameras. Enter one, such as 10 or −8."),
        ({"number_0": "9" * 30}, "is more than 99,999 cameras."),
        (
            {"number_0": "-50", "type_0": "Reactive"},
            "On 1 April 2024 there are 28 cameras of type Reactive in service, so 50 cannot",
        ),
        ({"number_0": "1", "from_0": "31/3/2024"}, "31 March 2024 is outside the financial year"),
        (
            {"number_0": "1", "from_0": "1/9/2024", "until_0": "1/8/2024"},
            "The last day cannot be before the first.",
        ),
        ({"number_0": "1", "from_0": "soon"}, "“soon” is not a day."),
        ({"number_0": "1", "type_0": "Drone"}, "Choose a type of the list."),
        ({"number_0": "1", "partner_0": "9"}, "Choose a partner of the list."),
        ({"weight_0": "half"}, "“half” is not a weight. Enter a number, such as 0.25."),
        ({"weight_0": "0", "weight_1": "0"}, "there is nothing to share by"),
        ({"fixed": "101"}, "“101” is above 100 %."),
        ({"fixed": "0.001"}, "has more than 2 decimals."),
        ({"balance": "1,5"}, "“1,5” is not an amount."),
        ({"leaver": "999999"}, "Choose a partner of the list."),
        ({"name": "x" * 101}, "Shorten the name to 100 characters."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_stays(demonstration, sign_in, typed, says):
    page = asked(sign_in("finance@stevenage"), **typed)

    assert page.status_code == 200
    assert says in words_of(page)
    assert "This cannot be worked out yet:" in words_of(page)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"fixed": "100"}, "The whole balance is shared equally."),
        ({"fixed": "40"}, "40 % of the balance is shared equally, the rest as now."),
        ({"leaver": "hertsmere"}, "all year, and Hertsmere’s cameras count for nobody. Average"),
    ],
)
def test_a_change_is_told_as_it_is(demonstration, sign_in, typed, says):
    typed = {name: key(value) if name == "leaver" else value for name, value in typed.items()}

    page = asked(sign_in("finance@stevenage"), **typed)

    assert says in words_of(page)


def test_a_locked_quarter_knows_a_type_by_the_name_it_was_counted_under(demonstration, sign_in):
    reactive = CameraType.objects.get(name="Reactive")
    arrange_type(
        camera_type=reactive, name="On call", place=2, shown=type_mark(reactive), user=None
    )
    typed = {"number_0": "4", "type_0": "Reactive", "partner_0": key("east-herts")}

    page = asked(sign_in("finance@stevenage"), **typed)

    assert page.context["outcome"].rows[1].then.cameras == Fraction("48.3125")
    assert "On call" not in words_of(page)


def test_rows_are_as_many_as_are_asked_for_or_hold_something(demonstration, sign_in):
    client = sign_in("finance@stevenage")

    assert len(asked(client).context["form"].rows) == 2
    assert len(asked(client, rows="4").context["form"].rows) == 4
    assert len(asked(client, number_6="1", type_6="Reactive").context["form"].rows) == 7
    assert len(asked(client, rows="9999", number_0="1").context["form"].rows) == 12


def test_before_the_estimate_is_known_the_budget_is_shared(demonstration, sign_in):
    third = Quarter.objects.of(YEAR, 3)

    page = sign_in("finance@stevenage").get(PAGE, {"quarter": third.label})

    assert page.context["outcome"].balance_now == 543_930
    assert "the budget, since not every line of Quarter 3 has an estimate yet" in words_of(page)
