"""Putting back of people, roles and partners: through the same writes, with the same refusals."""

import pytest
from allauth.account.models import EmailAddress

from partners.models import EmailChoice, Membership, Role, User
from tests.factories import make_person
from tests.fixtures_people import address as people_address
from tests.record_pages import change, put_back, put_back_address, stored, words_of


def address(kind, record):
    return put_back_address("/people/history/", kind, record)


def typed(pages, officer, **changes):
    """Change the officer through the page."""
    now = {"name": officer.name, "email": officer.email}
    return pages.post(people_address("person_edit", officer), now | changes)


def newest(row):
    return row.history.order_by("history_id").last()


def test_a_name_and_an_address_are_put_back_each_for_itself(pages, administrator, officer):
    EmailAddress.objects.create(user=officer, email="new@b.uk", verified=True, primary=True)
    typed(pages, officer, name="Another post", email="new@b.uk", reason="Moved on")
    record = newest(officer)

    asking = words_of(pages.get(address("person", record)))
    done = put_back(pages, address("person", record), parts=["email"])

    assert "Moved on" in asking
    assert "E-mail address: o@b.uk Now new@b.uk" in asking
    assert (stored(officer).name, stored(officer).email) == ("Another post", "o@b.uk")
    assert done.redirect_chain[-1][0] == people_address("person_detail", officer)
    assert "E-mail address changed from new@b.uk to o@b.uk" in words_of(done)
    assert newest(officer).history_user == administrator
    assert not EmailAddress.objects.exists(), "allauth keeps no other address"


def test_an_address_that_is_somebody_elses_now_is_refused_in_words(pages, councils, officer):
    typed(pages, officer, email="new@b.uk")
    make_person(email="o@b.uk", name="Somebody else")

    words = words_of(put_back(pages, address("person", newest(officer))))

    assert "“o@b.uk” is the address of Somebody else." in words
    assert stored(officer).email == "new@b.uk"


def test_an_account_is_closed_and_opened_by_putting_back(pages, officer):
    pages.post(people_address("person_close", officer), {"reason": "Left"})
    closed = newest(officer)

    put_back(pages, address("person", closed))
    opened = newest(officer)

    assert closed.history_change_reason == "Left"
    assert stored(officer).is_active
    put_back(pages, address("person", opened))
    assert not stored(officer).is_active


def test_a_role_taken_is_given_again_and_one_given_is_taken_again(pages, officer):
    held = officer.memberships.get()
    given = newest(held)
    pages.post(people_address("role_take", officer, held.pk), {"reason": "Left the post"})
    taken = Membership.history.filter(id=held.pk).first()

    asking = words_of(pages.get(address("role", taken)))
    put_back(pages, address("role", taken))
    again = words_of(pages.get(address("role", taken)))
    new = officer.memberships.get()
    gone = words_of(pages.get(address("role", given)))
    undone = words_of(put_back(pages, address("role", newest(new))))

    assert "Role Partner officer is taken back." in undone
    assert taken.history_change_reason == "Left the post"
    assert "It is entered again as it was." in asking
    assert "The person holds this role again already." in again
    assert new.role == Role.OFFICER and new.pk != held.pk
    assert "It was removed since then." in gone
    assert not officer.memberships.exists()


def test_administrators_neither_lose_their_own_role_nor_the_last_one(pages, administrator):
    own = newest(administrator.memberships.get())

    words = words_of(put_back(pages, address("role", own)))

    assert "You cannot take away your own role as administrator." in words
    assert administrator.memberships.exists()


def test_a_host_role_is_not_given_again_where_the_council_no_longer_hosts(pages, councils):
    person = make_person(Role.FINANCE, partner=councils[0], name="Finance officer")
    held = person.memberships.get()
    pages.post(people_address("role_take", person, held.pk))
    change(councils[0], is_host=False)

    words = words_of(
        put_back(pages, address("role", Membership.history.filter(id=held.pk).first()))
    )

    assert "Finance officer is a role at the host council only." in words
    assert not person.memberships.exists()


def test_a_partners_names_are_put_back_and_the_rest_says_why_not(pages, councils):
    names = change(councils[1], name="Birchley District Council", short_name="Bly")
    rest = change(councils[1], slug="bly", position=9, gss_code="E07000242")

    put_back(pages, address("partner", names), parts=["name", "short_name"])
    words = words_of(pages.get(address("partner", rest)))
    done = put_back(pages, address("partner", rest))

    partner = stored(councils[1])
    assert (partner.name, partner.short_name) == ("Birchley Borough Council", "Birchley")
    assert (partner.slug, partner.position, partner.gss_code) == ("bly", 9, "")
    assert "Name in addresses stays as it is, “bly”. Links to the partner’s pages" in words
    assert "Place in the order stays as it is, 9." in words
    assert done.redirect_chain[-1][0] == f"/people/history/?partner={partner.pk}"


def test_rights_that_only_a_command_sets_are_not_put_back(pages, officer):
    record = change(officer, is_superuser=True)

    words = words_of(put_back(pages, address("person", record)))

    assert "Superuser stays as it is, Yes. It is no right in this service" in words
    assert User.objects.get(pk=officer.pk).is_superuser


def test_a_choice_of_e_mails_is_the_persons_own(pages, officer):
    choice = EmailChoice.objects.create(user=officer, event="opened", wanted=False)
    record = change(choice, wanted=True)

    words = words_of(put_back(pages, address("emails", record)))

    assert "Which e-mails somebody gets is theirs to choose" in words
    assert stored(choice).wanted


def test_a_lost_second_step_is_nothing_to_put_back(pages, officer):
    change(officer, why="Second step of signing in removed")

    page = pages.get(f"/people/history/?person={officer.pk}")
    record = newest(officer)

    assert "Second step of signing in removed" in words_of(page)
    assert address("person", record) not in page.content.decode()
    assert "This entry changed no field." in words_of(pages.get(address("person", record)))


@pytest.mark.parametrize("view", ["person_edit", "role_add", "person_close", "person_open"])
def test_each_form_that_changes_somebody_may_say_why(pages, officer, view):
    page = pages.get(people_address(view, officer))

    assert "Why (optional)" in words_of(page)
    assert "required" not in page.content.decode().partition('name="reason"')[2][:100]


def test_a_reason_alone_leaves_no_entry(pages, officer):
    before = officer.history.count()

    typed(pages, officer, reason="Nothing in particular")
    pages.post(people_address("person_open", officer), {"reason": "It is open"})

    assert officer.history.count() == before


def test_a_reason_too_long_is_said_and_changes_nothing(pages, officer):
    page = pages.post(people_address("person_close", officer), {"reason": "x" * 2001})

    assert "Shorten it to 2000 characters." in words_of(page)
    assert stored(officer).is_active
