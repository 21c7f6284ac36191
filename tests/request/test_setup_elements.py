"""The elements of charge of a year being set."""

from decimal import Decimal

import pytest

from budgets.models import ChargeElement
from partners.models import Partner, Role
from tests.budget_pages import words_of
from tests.factories import (
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


def elements_of(year):
    return [
        (each.name, each.percentage, each.basis, agreed_of(each))
        for each in year.elements.order_by("position")
    ]


def agreed_of(element):
    return {part.partner.short_name: part.percentage for part in element.agreed.all()}


def keys():
    return {partner.short_name: partner.pk for partner in Partner.objects.all()}


def element(number, **texts):
    return {f"elements-{number}-{name}": text for name, text in texts.items()}


def test_elements_are_changed_and_added_with_agreed_percentages(finance, year):
    ashdown, birchley = keys()["Ashdown"], keys()["Birchley"]
    agreed = {f"agreed_{ashdown}": "33.333", f"agreed_{birchley}": "66.667"}
    changes = element(0, percentage="60") | element(
        1, name="Control room", percentage="40 %", basis="agreed", **agreed
    )

    answer = send(finance, address("setup_elements", year), changes)

    assert answer.status_code == 302
    assert elements_of(year) == [
        ("Cameras", 60, "cameras", {}),
        (
            "Control room",
            40,
            "agreed",
            {"Ashdown": Decimal("33.333"), "Birchley": Decimal("66.667")},
        ),
    ]
    assert "Nothing is missing" in words_of(finance.get(answer.url))


def test_an_element_may_be_a_fixed_amount_beside_percentages(finance, year):
    changes = element(1, name="Control room", amount="£40,000", basis="equal")

    answer = send(finance, address("setup_elements", year), changes)

    fixed = year.elements.get(position=2)
    assert (fixed.percentage, fixed.amount, fixed.basis) == (0, 40_000, "equal")
    words = words_of(finance.get(answer.url))
    assert "Nothing is missing" in words
    assert "£40,000 equally" in words
    shown = fields_of(finance.get(address("setup_elements", year)))
    assert (shown["elements-1-percentage"], shown["elements-1-amount"]) == ("", "40,000")

    send(
        finance,
        address("setup_elements", year),
        element(0, percentage="60") | element(1, percentage="40", amount=""),
    )

    assert [(each.percentage, each.amount) for each in year.elements.order_by("position")] == [
        (60, None),
        (40, None),
    ]


@pytest.mark.parametrize(
    ("percentage", "amount", "says"),
    [
        ("50", "100", "amount: “100” stands beside a percentage."),
        ("", "0", "amount: “0” is not a whole number of pounds above £0."),
        ("", "-5", "amount: “-5” is not a whole number of pounds above £0."),
        ("", "99.50", "amount: “99.50” is not a whole number of pounds above £0."),
        ("", "lots", "amount: “lots” is not an amount"),
        ("", "", "Enter the percentage of the balance, such as 60, or a fixed amount in pounds."),
    ],
)
def test_a_fixed_amount_that_cannot_be_is_refused_and_kept(finance, year, percentage, amount, says):
    changes = element(0, percentage=percentage, amount=amount)

    answer = send(finance, address("setup_elements", year), changes)

    assert says in errors_in(answer)[0][1]
    assert fields_of(answer) | changes == fields_of(answer)
    assert elements_of(year) == [("Cameras", 100, "cameras", {})]


def test_elements_that_do_not_make_100_are_saved_and_said_so(finance, year):
    answer = send(finance, address("setup_elements", year), element(0, percentage="90"))

    words = words_of(finance.get(answer.url))
    assert "Together they make 90 %; approval asks for 100 %." in words
    assert "The percentages of the elements of charge make 90 %, not 100 %." in words


def test_elements_exchange_names_and_are_removed(finance, year):
    send(
        finance,
        address("setup_elements", year),
        element(1, name="Equal", percentage="5", basis="equal"),
    )
    send(
        finance,
        address("setup_elements", year),
        element(0, name="Equal") | element(1, name="Cameras"),
    )
    assert [(name, basis) for name, _, basis, _ in elements_of(year)] == [
        ("Equal", "cameras"),
        ("Cameras", "equal"),
    ]

    send(finance, address("setup_elements", year), element(1, remove="on", percentage="?"))

    assert [name for name, *_ in elements_of(year)] == ["Equal"]
    assert ChargeElement.history.latest("history_id").history_type == "-"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (element(0, percentage="many"), "Cameras, percentage: “many” is not a percentage."),
        (element(0, percentage=""), "Cameras, percentage: Enter the percentage of the balance"),
        (element(0, percentage="0"), "Cameras, percentage: An element is above 0 %."),
        (element(0, percentage="100.1"), "Cameras, percentage: “100.1” is above 100 %."),
        (element(0, basis="lot"), "Cameras, basis: "),
        (element(1, percentage="5"), "Element 2, name: Enter a name"),
        (element(1, name="CAMERAS", percentage="5"), "“CAMERAS” is the name of two elements."),
    ],
)
def test_an_element_that_cannot_be_is_named_and_nothing_is_saved(finance, year, changes, says):
    answer = send(finance, address("setup_elements", year), changes)

    assert says in str(errors_in(answer))
    assert fields_of(answer) | changes == fields_of(answer) | {
        name: text for name, text in changes.items() if name.endswith("basis")
    }
    assert elements_of(year) == [("Cameras", 100, "cameras", {})]


def test_an_agreed_percentage_of_another_basis_is_no_slip_to_be_lost(finance, year):
    name = f"elements-0-agreed_{keys()['Ashdown']}"

    answer = send(finance, address("setup_elements", year), {name: "10"})

    assert errors_in(answer)[0][0] == f"#id_{name}"
    assert "“10” is agreed of an element that is not shared by agreed" in errors_in(answer)[0][1]


@pytest.mark.parametrize("without", ["elements-TOTAL_FORMS", "elements-0-element"])
def test_elements_that_did_not_come_back_whole_are_not_saved(finance, year, without):
    answer = send(finance, address("setup_elements", year), without=[without])

    assert "did not come back whole. Nothing is saved." in str(errors_in(answer))
    assert len(elements_of(year)) == 1


def test_a_stale_page_of_elements_is_refused(finance, year):
    page = finance.get(address("setup_elements", year))
    send(finance, address("setup_elements", year), element(0, percentage="50"))

    answer = send(finance, address("setup_elements", year), element(0, percentage="70"), page=page)

    assert answer.status_code == 409
    assert "Cameras: Percentage of the balance changed from 100" in words_of(answer)
    assert fields_of(answer)["elements-0-percentage"] == "70"


def test_elements_of_a_year_being_set_may_rest_on_a_decision(finance, year):
    decision = {"meeting": "Joint Executive", "decided_on": "26 Sep 2023", "minute": "14"}

    half = send(finance, address("setup_elements", year), {"minute": "14"})
    answer = send(finance, address("setup_elements", year), decision)

    assert "Enter the day of the decision" in words_of(half)
    assert answer.status_code == 302
    decided = str(year.elements.get().decision)
    assert decided == "Joint Executive, 26 September 2023, minute 14"
    assert decided in words_of(finance.get(answer.url))
