"""Saving from a page whose visit has ended: kept for who typed it, never saved as somebody else's."""

import pytest
from django.contrib.sessions.models import Session
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from budgets.drafts.tokens import token_for
from budgets.models import FigureDraft
from partners.models import Membership, Role
from tests.budget_pages import words_of
from tests.drafts import drafted
from tests.entry_page import address_of, typed
from tests.factories import make_person

CHANGES = {("Rent", "estimate"): "3,200", ("Rent", "comment"): "A review"}
DRAFT = {("Rent", "estimate"): "3,200", ("Rent", "comment"): "A review"}


@pytest.fixture
def sent(quarter, robin, browser_of):
    """Robin's page as it would be sent, with the token it carries."""
    page = browser_of(robin).get(address_of(quarter))
    return typed(page, CHANGES) | {"draft_token": page.context["draft_token"]}


# --- Nobody is signed in ---


def test_a_save_after_the_session_ended_is_kept_and_leads_to_the_sign_in(
    quarter, robin, sent, browser_of
):
    client = browser_of(robin)
    Session.objects.all().delete()

    response = client.post(address_of(quarter), sent, follow=True)

    assert response.redirect_chain == [(f"/accounts/login/?next={address_of(quarter)}", 302)]
    assert "You were signed out before this was saved. What you typed is kept" in words_of(response)
    assert drafted(quarter, robin) == DRAFT
    assert quarter.revisions.count() == 2
    assert "3,200" in words_of(browser_of(robin).get(address_of(quarter)))


def test_without_a_token_a_visitor_is_asked_to_sign_in_as_ever(quarter, sent):
    response = Client().post(address_of(quarter), sent | {"draft_token": ""})

    assert response.url == f"/accounts/login/?next={address_of(quarter)}"
    assert not FigureDraft.objects.exists()


# --- Somebody else is signed in ---


def test_somebody_else_s_session_saves_nothing_of_it_under_their_name(
    quarter, robin, sam, sent, browser_of
):
    browser = browser_of(sam)

    response = browser.post(address_of(quarter), sent, follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert "Nothing is saved under your name. What was typed is kept" in words_of(response)
    assert "3,200" not in words_of(response)
    assert quarter.revisions.count() == 2
    assert (drafted(quarter, robin), drafted(quarter, sam)) == (DRAFT, {})
    assert "3,200" not in browser.get(address_of(quarter)).content.decode()


@pytest.mark.parametrize("role", [Role.BOARD, Role.OFFICER, Role.ADMINISTRATOR, None])
def test_who_may_enter_nothing_learns_nothing_of_it(quarter, robin, sent, browser_of, role):
    host = quarter.year.partners.get(is_host=True)
    person = make_person(*([role] if role else []), partner=host)

    response = browser_of(person).post(address_of(quarter), sent, follow=True)

    assert "3,200" not in response.content.decode()
    assert "Robin" not in response.content.decode()
    assert drafted(quarter, robin) == DRAFT


def test_who_lost_the_role_keeps_nothing_and_finds_nothing(quarter, robin, sent, browser_of):
    Membership.objects.filter(user=robin).delete()

    assert browser_of(robin).post(address_of(quarter), sent).status_code == 404
    assert Client().post(address_of(quarter), sent).url.startswith("/accounts/login/")
    assert not FigureDraft.objects.exists()


def test_a_draft_of_who_lost_the_role_is_offered_to_nobody(quarter, robin, sam, sent, browser_of):
    Client().post(address_of(quarter), sent)
    Membership.objects.filter(user=robin).delete()

    assert browser_of(robin).get(address_of(quarter)).status_code == 404
    assert "3,200" not in browser_of(robin).get("/").content.decode()
    assert "3,200" not in browser_of(sam).get(address_of(quarter)).content.decode()


# --- Signed in again meanwhile, so that the form's own token is stale ---


def strict(person=None):
    client = Client(enforce_csrf_checks=True)
    if person:
        client.force_login(person)
    return client


def test_a_stale_form_is_kept_and_leads_straight_back(quarter, robin, sent):
    client = strict(robin)

    response = client.post(address_of(quarter), sent)

    words = words_of(response)
    assert response.status_code == 403
    assert "Not saved, but kept" in words
    assert f"{address_of(quarter)}?with=draft" in response.content.decode()
    assert drafted(quarter, robin) == DRAFT
    assert "What you typed is back in the page" in words_of(
        client.get(address_of(quarter), {"with": "draft"})
    )


def test_a_stale_form_under_another_name_is_kept_for_its_writer_alone(quarter, robin, sam, sent):
    response = strict(sam).post(address_of(quarter), sent)

    assert response.status_code == 403
    assert "Nothing is saved under your name" in words_of(response)
    assert "3,200" not in response.content.decode()
    assert (drafted(quarter, robin), drafted(quarter, sam)) == (DRAFT, {})


def test_a_stale_form_of_who_is_signed_out_is_kept_and_leads_to_the_sign_in(quarter, robin, sent):
    response = strict().post(address_of(quarter), sent)

    assert response.status_code == 403
    assert "sign in, and it is offered to you" in words_of(response)
    assert drafted(quarter, robin) == DRAFT


@pytest.mark.parametrize("token", [None, "", "nonsense"])
def test_any_other_stale_form_gets_the_plain_answer(quarter, robin, sent, token):
    fields = {key: text for key, text in sent.items() if key != "draft_token"}
    fields |= {} if token is None else {"draft_token": token}

    response = strict(robin).post(address_of(quarter), fields)

    assert response.status_code == 403
    assert "This page was open too long" in response.content.decode()
    assert not FigureDraft.objects.exists()


def test_a_good_form_of_one_s_own_is_simply_saved(quarter, robin, sent):
    client = strict(robin)
    request = RequestFactory().get("/")
    client.cookies["csrftoken"] = get_token(request)

    fields = sent | {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    response = client.post(address_of(quarter), fields)

    assert response.status_code == 302
    assert quarter.revisions.filter(estimate=3200).count() == 1


def test_a_page_opened_a_week_ago_is_saved_by_who_is_signed_in(
    quarter, robin, sent, browser_of, monkeypatch
):
    monkeypatch.setattr("budgets.drafts.tokens.GOOD_FOR", -1)

    response = browser_of(robin).post(address_of(quarter), sent)

    assert response.url == address_of(quarter)
    assert quarter.revisions.get(estimate=3200).batch.saved_by == robin
    assert not FigureDraft.objects.exists()


def test_a_token_of_another_quarter_keeps_nothing_there(quarter, robin, sam, sent, browser_of):
    other = quarter.year.quarters.get(number=3)
    fields = sent | {"draft_token": token_for(robin, other)}

    browser_of(sam).post(address_of(quarter), fields)

    assert drafted(quarter, robin) == {}
