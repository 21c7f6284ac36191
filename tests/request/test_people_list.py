"""Who finds the pages of people and roles, and the list with its filter."""

import re

import pytest
from django.urls import reverse

from partners.models import Membership, Role, User
from tests.factories import make_person
from tests.fixtures_people import address, text


@pytest.mark.parametrize("role", [Role.FINANCE, Role.OFFICER, Role.BOARD, None])
def test_only_administrators_find_the_pages(client, councils, officer, role):
    client.force_login(make_person(*[role] * bool(role), partner=councils[0]))
    held = officer.memberships.get()
    addresses = [
        address("person_list"),
        address("person_add"),
        address("role_take", officer, held.pk),
        *(
            address(view, officer)
            for view in (
                "person_detail",
                "person_edit",
                "person_invite",
                "person_close",
                "person_open",
                "role_add",
                "second_step_remove",
            )
        ),
    ]

    asked = {client.get(each).status_code for each in addresses}
    sent = {client.post(each).status_code for each in addresses}

    assert asked == sent == {404}
    assert Membership.objects.filter(pk=held.pk).exists()
    assert User.objects.get(pk=officer.pk).is_active


def test_a_visitor_is_sent_to_sign_in(client, officer):
    wanted = address("person_close", officer)

    assert client.post(wanted).url == f"{reverse('account_login')}?next={wanted}"
    assert User.objects.get(pk=officer.pk).is_active


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        (Role.ADMINISTRATOR, "Home Budget Partners Reports People"),
        (Role.FINANCE, "Home Budget Cameras Partners Reports"),
        (Role.OFFICER, "Home Budget Cameras Partners Reports"),
        (Role.BOARD, "Home Budget Cameras Partners Reports"),
        (None, "Home Reports"),
    ],
)
def test_the_navigation_offers_each_role_what_it_may_open(client, councils, role, sections):
    client.force_login(make_person(*[role] * bool(role), partner=councils[0]))

    page = client.get("/no-such-page/").content.decode()

    links = re.findall(r'class="govuk-service-navigation__link"[^>]*>(\w+)<', page)
    assert links == sections.split()


def test_the_list_names_everybody_with_their_roles(pages, councils, officer):
    Membership.objects.create(user=officer, partner=councils[2], role=Role.BOARD)

    words = text(pages.get(address("person_list")))

    assert "2 people" in words
    assert "Partner officer o@b.uk Partner officer, Birchley Board member, Coldbrook Open" in words


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "O@B"}, {"Partner officer"}),
        ({"q": "admin"}, {"Administrator"}),
        ({"role": "board"}, set()),
        ({"role": "officer", "partner": "birchley"}, {"Partner officer"}),
        ({"role": "officer", "partner": "ashdown"}, set()),
        ({"account": "closed"}, {"Left long ago"}),
        ({"account": "open"}, {"Administrator", "Partner officer"}),
        ({"page": "many"}, {"Administrator", "Partner officer", "Left long ago"}),
    ],
)
def test_the_list_is_filtered(pages, councils, officer, query, names):
    make_person(Role.FINANCE, partner=councils[0], name="Left long ago", is_active=False)

    response = pages.get(address("person_list"), query)

    assert {str(person) for person in response.context["page_obj"]} == names
    assert ("Nobody fits this." in text(response)) == (names == set())


def test_role_and_council_are_asked_of_one_membership(pages, councils, officer):
    Membership.objects.create(user=officer, partner=councils[2], role=Role.BOARD)

    crossed = pages.get(address("person_list"), {"role": "board", "partner": "birchley"})

    assert list(crossed.context["page_obj"]) == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"role": "treasurer"}, "“treasurer” is not a role."),
        ({"partner": "atlantis"}, "There is no such council."),
        ({"account": "shut"}, "Accounts are open or closed."),
        ({"q": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_filter_that_cannot_be_read_is_named_and_filters_nothing(pages, query, sentence):
    response = pages.get(address("person_list"), query)

    assert response.status_code == 200
    assert sentence in text(response)
    assert len(response.context["page_obj"]) == 1


def test_the_list_asks_as_often_for_three_people_as_for_one(
    pages, councils, django_assert_num_queries
):
    with django_assert_num_queries(9):
        pages.get(address("person_list"))
    for name in ("A", "B"):
        make_person(Role.OFFICER, Role.BOARD, partner=councils[1], name=name)

    with django_assert_num_queries(9):
        pages.get(address("person_list"))


@pytest.mark.parametrize("number", [0, 10**6, 10**30])
def test_nobody_is_at_an_unknown_number(pages, number):
    assert pages.get(f"/people/{number}/").status_code == 404
