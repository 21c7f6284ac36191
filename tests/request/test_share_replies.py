"""Confirming a share, asking about it and answering: who may, what stands, what is refused."""

import pytest

from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.models import Quarter, ShareReply
from partners.models import OutgoingEmail, Partner, Role
from reports.demonstration.figures import YEAR
from tests.announcements import pages_named, told
from tests.budget_pages import words_of
from tests.factories import make_person

SHARE = "/partners/east-herts/2024-25/q2/"
SUMMARY = "/budgets/2024-25/q2/"


@pytest.fixture
def officer(demonstration, sign_in):
    return sign_in("officer@east-herts")


@pytest.fixture
def finance(demonstration, sign_in):
    return sign_in("finance@stevenage")


def say(client, kind, words="", *, page=None):
    """Press a button of the share's page, as it is now or as ``page`` showed it."""
    page = page or client.get(SHARE)
    thread = page.context["thread"]
    fields = {"do": kind, "words": words, "shown": thread.mark if thread else ""}
    return client.post(f"{SHARE}reply/", fields, follow=True)


def states(client):
    return {each.partner.slug: each.state for each in client.get(SUMMARY).context["threads"]}


def test_an_officer_confirms_and_finance_sees_who_has(officer, finance):
    page = say(officer, "confirmed", " As we expected. ")

    assert "Quarter 2, 2024/25 is confirmed for East Herts." in words_of(page)
    assert "Confirmed , Partner officer, East Herts" in words_of(page)
    reply = ShareReply.objects.get()
    assert (reply.kind, reply.words, str(reply.said_by)) == (
        "confirmed",
        "As we expected.",
        "Partner officer, East Herts",
    )
    assert states(finance) == {
        "stevenage": "waiting",
        "east-herts": "confirmed",
        "hertsmere": "waiting",
        "north-herts": "waiting",
    }


def test_a_query_waits_for_finance_is_answered_and_can_then_be_confirmed(officer, finance):
    say(officer, "query", "Why has our share fallen?")

    assert "East Herts asks about Quarter 2, 2024/25" in words_of(finance.get("/"))
    say(finance, "answer", "Because Stevenage added cameras.")
    page = officer.get(SHARE)
    assert "Query answered" in words_of(page)
    assert "Because Stevenage added cameras." in words_of(page)
    assert "asks about" not in words_of(finance.get("/"))
    say(officer, "confirmed")
    assert states(finance)["east-herts"] == "confirmed"


@pytest.mark.parametrize(
    ("who", "kind", "words", "says"),
    [
        ("officer", "query", "  ", "Write what you would like to know."),
        ("officer", "query", "x" * 4_001, "The text has 4,001 characters. Shorten it to 4,000."),
        ("finance", "answer", "Because.", "There is no query to answer."),
    ],
)
def test_what_says_nothing_is_refused_and_stays_on_the_page(request, who, kind, words, says):
    page = say(request.getfixturevalue(who), kind, words)

    assert page.status_code == 409
    assert says in words_of(page)
    assert not ShareReply.objects.exists()


def test_what_was_said_meanwhile_is_looked_at_first(officer, sign_in):
    page = officer.get(SHARE)
    say(sign_in("officer@east-herts"), "query", "One question")

    refused = say(officer, "confirmed", "Fine", page=page)

    assert "Something was said" in words_of(refused)
    assert ">Fine</textarea>" in refused.content.decode()
    assert ShareReply.objects.count() == 1


def test_figures_taken_back_and_put_anew_are_confirmed_anew(officer, finance):
    say(officer, "confirmed", "Fine")
    page = officer.get(SHARE)
    quarter = Quarter.objects.of(YEAR, 2)
    reopen_quarter(quarter=quarter, user=None, reason="An invoice came")

    late = say(officer, "query", "One more", page=page)
    assert "The quarter is open again" in words_of(late)
    assert "You had written: “One more”" in words_of(late)
    submit_quarter(quarter=quarter, user=None)
    again = officer.get(SHARE)
    assert again.context["thread"].state == "waiting"
    assert "Said of earlier figures, taken back since" in words_of(again)
    assert states(finance)["east-herts"] == "waiting"


@pytest.mark.parametrize("mailbox", ["officer@hertsmere", "board@east-herts", "admin@stevenage"])
def test_nobody_else_replies_or_reads_replies(officer, sign_in, mailbox):
    say(officer, "query", "Ours alone")
    client = sign_in(mailbox)

    for kind in ("confirmed", "query", "answer"):
        assert client.post(f"{SHARE}reply/", {"do": kind, "words": "x"}).status_code == 404
    assert "Ours alone" not in words_of(client.get(SHARE))


def test_finance_does_not_confirm_for_a_council_nor_an_officer_answer(officer, finance):
    assert finance.post(f"{SHARE}reply/", {"do": "confirmed"}).status_code == 404
    assert officer.post(f"{SHARE}reply/", {"do": "answer", "words": "x"}).status_code == 404


def test_who_does_not_share_has_nothing_to_confirm(finance, officer):
    partner = Partner.objects.create(name="Far", short_name="Far", slug="far", position=9)

    address = f"/partners/{partner.slug}/2024-25/q2/reply/"
    assert finance.post(address, {"do": "answer", "words": "x"}).status_code == 404


def test_the_sentence_for_the_own_return_says_the_figures(officer):
    words = words_of(officer.get(SHARE)).replace("\N{NO-BREAK SPACE}", " ")

    assert (
        "Shared CCTV service, 2024/25: our recharge is £96,320 (estimate at Quarter 2), −£7,210 "
        "against the budget of £103,530. Of this −£4,080 comes from the balance of the whole "
        "service, now £522,490, and −£3,130 from our share of it."
    ) in words


# --- Told by e-mail ---


def test_finance_is_told_of_a_query_and_the_councils_officers_of_the_answer(officer, finance):
    east_herts = Partner.objects.get(slug="east-herts")
    make_person(Role.OFFICER, partner=east_herts, email="second@east-herts.example.gov.uk")

    say(officer, "query", "Why £96,320?")
    queried = told()
    OutgoingEmail.objects.all().delete()
    say(finance, "answer", "Because £4,080 less is to be recovered.")
    answered = told()

    assert queried.keys() == {"finance@stevenage"}
    assert queried["finance@stevenage"].subject == "East Herts asks about Quarter 2, 2024/25"
    assert answered.keys() == {"officer@east-herts", "second@east-herts"}
    for email in (*queried.values(), *answered.values()):
        assert pages_named(email) == [f"{SHARE}#replies"]
        assert "£" not in email.body


def test_a_confirmation_and_what_is_refused_are_told_to_nobody(officer):
    say(officer, "confirmed", "Fine")
    say(officer, "query", " ")

    assert not OutgoingEmail.objects.exists()
