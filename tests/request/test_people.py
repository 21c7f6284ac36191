"""People and roles, through the pages administrators use."""

from html import unescape

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from partners.models import Role, User
from tests.factories import PASSWORD, make_person
from tests.fixtures_people import add, address, text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"name": " "}, "id_name", "Enter a name or a post, such as Finance officer."),
        ({"name": "x" * 151}, "id_name", "Shorten the name to 150 characters. It has 151."),
        ({"email": "new"}, "id_email", "Enter a whole e-mail address"),
        ({"email": "O@B.UK"}, "id_email", "“o@b.uk” is the address of Partner officer."),
        ({"partner": ""}, "id_partner", "Choose the council they work for."),
        ({"partner": "0"}, "id_partner", "Choose a council of the list."),
        ({"role": ""}, "id_role_1", "Choose a role."),
        ({"role": "king"}, "id_role_1", "“king” is not a role."),
        ({"role": "finance"}, "id_role_1", "Finance officer is a role at the host council only."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_adds_nobody(
    pages, councils, officer, typed, field, sentence
):
    right = {"name": "New", "email": "new@b.uk", "partner": councils[1].pk, "role": "officer"}

    page = unescape(pages.post(address("person_add"), right | typed).content.decode())

    assert f'<a href="#{field}">{sentence}' in page
    assert "<title>Error: Add a person" in page
    assert User.objects.count() == 2
    assert mail.outbox == []


def test_the_address_of_somebody_who_left_is_named_so(pages, councils, officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)

    words = text(add(pages, councils[1], email="o@b.uk"))

    assert "“o@b.uk” is the address of Partner officer, whose account is closed" in words


def test_a_new_address_signs_in_and_the_old_one_no_longer_does(pages, client, officer):
    EmailAddress.objects.create(user=officer, email="o@b.uk", verified=True, primary=True)

    pages.post(address("person_edit", officer), {"name": "Officer", "email": "N@B.uk"})
    client.logout()
    client.post(reverse("account_reset_password"), {"email": "o@b.uk"})
    client.post(reverse("account_login"), {"login": "n@b.uk", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(officer.pk)
    assert "There is no account with this address." in mail.outbox[0].body


def test_an_address_cannot_be_taken_from_somebody_else(pages, administrator, officer):
    typed = {"name": "Partner officer", "email": administrator.email}

    words = text(pages.post(address("person_edit", officer), typed))

    assert f"“{administrator.email}” is the address of Administrator." in words
    assert User.objects.get(pk=officer.pk).email == "o@b.uk"


def test_a_role_given_and_taken_counts_from_the_next_click(pages, client, councils, officer):
    theirs = type(client)()
    theirs.force_login(officer)
    give = {"partner": councils[0].pk, "role": Role.ADMINISTRATOR}

    before = theirs.get(address("person_list")).status_code
    pages.post(address("role_add", officer), give)
    during = theirs.get(address("person_list")).status_code
    held = officer.memberships.get(role=Role.ADMINISTRATOR)
    pages.post(address("role_take", officer, held.pk))
    after = theirs.get(address("person_list")).status_code

    assert (before, during, after) == (404, 200, 404)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMINISTRATOR])
def test_a_role_of_the_host_is_given_at_the_host_only(pages, councils, officer, role):
    refused = pages.post(address("role_add", officer), {"partner": councils[1].pk, "role": role})
    pages.post(address("role_add", officer), {"partner": councils[0].pk, "role": role})

    assert f"{Role(role).label} is a role at the host council only." in text(refused)
    assert [held.partner for held in officer.memberships.filter(role=role)] == [councils[0]]


def test_a_role_is_held_once(pages, councils, officer):
    typed = {"partner": councils[1].pk, "role": Role.OFFICER}

    words = text(pages.post(address("role_add", officer), typed))

    assert "This person already holds this role there." in words
    assert officer.memberships.count() == 1


def test_a_closed_account_is_shut_out_at_once_and_keeps_its_roles(pages, client, officer):
    theirs = type(client)()
    theirs.force_login(officer)

    before = theirs.get(reverse("mfa_index")).status_code
    words = text(pages.post(address("person_close", officer), follow=True))
    after = theirs.get(reverse("mfa_index"))
    reopened = text(pages.post(address("person_open", officer), follow=True))

    assert before == 200 and after.url.startswith(reverse("account_login"))
    assert "The account of Partner officer is closed." in words
    assert "The account of Partner officer is open again." in reopened
    assert officer.memberships.count() == 1


def test_asking_changes_nothing(pages, officer):
    held = officer.memberships.get()

    for each in (address("person_close", officer), address("role_take", officer, held.pk)):
        assert pages.get(each).status_code == 200

    assert User.objects.get(pk=officer.pk).is_active
    assert officer.memberships.get() == held


def test_administrators_neither_close_their_own_account_nor_take_their_own_role(
    pages, councils, administrator
):
    make_person(Role.ADMINISTRATOR, partner=councils[0])
    held = administrator.memberships.get()

    closing = pages.post(address("person_close", administrator))
    taking = pages.post(address("role_take", administrator, held.pk))

    assert "You cannot close your own account." in text(closing)
    assert "You cannot take away your own role as administrator." in text(taking)
    assert "<title>Error: " in taking.content.decode()
    assert administrator.memberships.get() == held
    assert User.objects.get(pk=administrator.pk).is_active


def test_a_role_taken_twice_is_not_found_the_second_time(pages, officer):
    held = officer.memberships.get()
    pages.post(address("role_take", officer, held.pk))

    assert pages.post(address("role_take", officer, held.pk)).status_code == 404


def test_a_role_is_taken_only_through_the_person_who_holds_it(pages, administrator, officer):
    held = officer.memberships.get()

    assert pages.post(address("role_take", administrator, held.pk)).status_code == 404
    assert officer.memberships.get() == held


def test_what_happened_is_told_with_who_and_from_what_to_what(pages, councils):
    add(pages, councils[1])
    person = User.objects.get(email="new@b.uk")
    pages.post(address("person_edit", person), {"name": "Officer", "email": "officer@b.uk"})
    pages.post(address("role_add", person), {"partner": councils[2].pk, "role": Role.BOARD})
    pages.post(address("role_take", person, person.memberships.first().pk))
    pages.post(address("person_close", person))
    pages.post(address("person_open", person))
    type(pages)().force_login(User.objects.get(pk=person.pk))

    changes = pages.get(address("person_detail", person)).context["changes"]
    entries = [entry for entry, _ in reversed(changes)]

    assert [sentence for entry in entries for sentence in entry.sentences] == [
        "Added as New officer, new@b.uk",
        "Given the role Partner officer, Birchley",
        "Name changed from “New officer” to “Officer”",
        "E-mail address changed from new@b.uk to officer@b.uk",
        "Given the role Board member, Coldbrook",
        "Role taken away: Partner officer, Birchley",
        "Account closed",
        "Account opened again",
    ]
    assert {entry.who for entry in entries} == {"Administrator"}


def test_what_a_command_did_is_told_as_a_command(pages, officer):
    words = text(pages.get(address("person_detail", officer)))

    assert "Given the role Partner officer, Birchley A command, " in words


def test_a_name_is_shown_as_typed_and_never_as_markup(pages, councils):
    typed = "<b>O’Brien</b> & Co"

    page = add(pages, councils[1], name=typed).content.decode()

    assert "&lt;b&gt;O’Brien&lt;/b&gt; &amp; Co" in page
    assert "<b>O’Brien" not in page


def test_a_lost_second_step_is_removed_and_the_removal_told(pages, administrator, officer):
    for person in (administrator, officer):
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})

    before = text(pages.get(address("person_detail", officer)))
    own = text(pages.post(address("second_step_remove", administrator)))
    pages.post(address("second_step_remove", officer))
    after = pages.get(address("person_detail", officer))

    assert "Signs in with a second step" in before
    assert "Signs in with a second step" not in text(after)
    assert "Remove your own second step under “Your account”." in own
    assert [each.user for each in Authenticator.objects.all()] == [administrator]
    newest, put_back = after.context["changes"][0]
    assert newest.sentences == ("Second step of signing in removed",)
    assert (newest.who, put_back) == ("Administrator", None)
