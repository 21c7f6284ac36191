"""Unsaved work offered back: put into the page, discarded, or read where the quarter is locked."""

from decimal import Decimal

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from budgets.models import FigureDraft
from partners.models import Membership
from tests.budget_pages import words_of
from tests.drafts import drafted, send, token_in
from tests.entry_page import address_of, field_name, fields_of, newest_figures, save, typed
from tests.factories import enter

TYPED = {
    "Rent": {"based_on": 1, "estimate": "3,200", "comment": "A review"},
    "Salaries": {"based_on": 1, "actual": "2,1oo"},
}


@pytest.fixture
def finance(robin, browser_of):
    return browser_of(robin)


@pytest.fixture
def draft(quarter, finance):
    send(quarter, token_in(finance.get(address_of(quarter))), TYPED)
    return FigureDraft.objects.get()


def put_back(client, quarter):
    return client.get(address_of(quarter), {"with": "draft"})


def discard(client, quarter, draft, **more):
    data = {"kept_at": draft.kept_at.isoformat()}
    return client.post(address_of(quarter, "draft_discard"), data, **more)


# --- Offered ---


def test_the_page_offers_what_was_typed_beside_what_is_saved(quarter, finance, draft):
    words = words_of(finance.get(address_of(quarter)))

    assert "You typed 2 figures and 1 comment today at" in words
    assert "Salaries Actual 2,1oo 2,000" in words
    assert "Rent Estimate 3,200 3,000 Rent Comment A review nothing" in words
    assert "Put them back in the page" in words and "Discard them" in words


def test_the_page_itself_shows_what_is_saved_until_it_is_put_back(quarter, finance, draft):
    response = finance.get(address_of(quarter))

    fields = fields_of(response)
    assert fields[field_name(response, "Rent", "estimate")] == "3,000"
    assert "There is a problem" not in words_of(response)


def test_nobody_else_is_offered_it(quarter, sam, draft, browser_of):
    page = browser_of(sam).get(address_of(quarter))
    put = put_back(browser_of(sam), quarter)

    for response in (page, put, browser_of(sam).get("/")):
        assert "3,200" not in response.content.decode()
        assert "A review" not in response.content.decode()


def test_nothing_is_offered_where_nothing_is_unsaved(quarter, finance):
    assert "You typed" not in words_of(finance.get(address_of(quarter)))
    assert "You typed" not in words_of(put_back(finance, quarter))


def test_what_was_saved_by_another_way_is_not_offered(quarter, finance, draft):
    enter(quarter, {"Rent": (1500, 3200, "A review"), "Salaries": (2100, 9000, "As planned")})

    words = words_of(finance.get(address_of(quarter)))

    assert "You typed 1 figure today at" in words
    assert "Salaries Actual 2,1oo 2,100 by a command, today at" in words


def test_home_and_the_summary_say_that_something_is_unsaved(quarter, finance, draft):
    home = words_of(finance.get("/"))
    summary = words_of(finance.get(address_of(quarter, "quarter_detail")))

    assert "In Quarter 2, 2024/25 you typed 2 figures and 1 comment today at" in home
    assert "and have not saved them. Go on entering figures" in summary


# --- Put back ---


def test_putting_back_fills_the_page_and_writes_nothing(quarter, finance, draft):
    response = put_back(finance, quarter)

    fields = fields_of(response)
    assert fields[field_name(response, "Rent", "estimate")] == "3,200"
    assert fields[field_name(response, "Rent", "comment")] == "A review"
    assert fields[field_name(response, "Rent", "actual")] == "1,500"
    assert "What you typed is back in the page" in words_of(response)
    assert "“2,1oo” is not an amount" in words_of(response)
    assert FigureDraft.objects.get().kept_at == draft.kept_at


def test_what_is_put_back_is_saved_and_the_draft_gone(quarter, finance, draft):
    page = put_back(finance, quarter)

    response = finance.post(address_of(quarter), typed(page, {("Salaries", "actual"): "2,100"}))

    assert response.status_code == 302
    assert newest_figures(quarter)["Rent"] == (Decimal(1500), Decimal(3200), "A review")
    assert newest_figures(quarter)["Salaries"][0] == Decimal(2100)
    assert not FigureDraft.objects.exists()


def test_where_somebody_changed_a_cell_meanwhile_both_values_are_shown_at_once(
    quarter, finance, sam, draft, browser_of
):
    changes = {("Rent", "estimate"): "3,300", ("Rent", "actual"): "1,555"}
    save(browser_of(sam), quarter, changes)

    offer = words_of(finance.get(address_of(quarter)))
    page = put_back(finance, quarter)
    words = words_of(page)

    assert "Rent Estimate 3,200 3,300 by Sam, today at" in offer
    assert "Rent, estimate: while you typed “3,200”, Sam saved “3,300” today at" in words
    assert "Keep mine: 3,200" in words and "Take theirs: 3,300" in words
    fields = typed(page, {("Salaries", "actual"): "2,100"})
    fields[field_name(page, "Rent", "estimate_choice")] = "mine"
    assert finance.post(address_of(quarter), fields).status_code == 302
    assert newest_figures(quarter)["Rent"] == (Decimal(1555), Decimal(3200), "A review")
    assert not FigureDraft.objects.exists()


def test_what_oneself_saved_in_another_window_is_called_so(quarter, robin, finance, draft):
    page = finance.get(address_of(quarter))
    save(finance, quarter, {("Rent", "estimate"): "3,300"})
    finance.post(address_of(quarter), typed(page, {("Rent", "estimate"): "3,200"}))

    offer = words_of(finance.get(address_of(quarter)))

    assert "Rent Estimate 3,200 3,300 by you, today at" in offer


def test_a_change_of_another_cell_is_no_dispute(quarter, finance, sam, draft, browser_of):
    save(browser_of(sam), quarter, {("Rent", "actual"): "1,555"})

    page = put_back(finance, quarter)

    assert "Choose which to keep" not in words_of(page)
    assert fields_of(page)[field_name(page, "Rent", "actual")] == "1,555"


# --- Kept and let go by saving ---


def test_a_refused_save_keeps_a_draft_without_any_script(quarter, robin, finance):
    save(finance, quarter, {("Rent", "estimate"): "3,2oo", ("Salaries", "comment"): ""})

    assert drafted(quarter, robin) == {
        ("Rent", "estimate"): "3,2oo",
        ("Salaries", "comment"): "",
    }
    assert "Salaries Comment nothing As planned" in words_of(finance.get(address_of(quarter)))


def test_a_disputed_save_keeps_a_draft(quarter, robin, sam, finance, browser_of):
    page = finance.get(address_of(quarter))
    save(browser_of(sam), quarter, {("Rent", "estimate"): "3,300"})

    refused = finance.post(address_of(quarter), typed(page, {("Rent", "estimate"): "3,200"}))

    assert refused.status_code == 409
    assert drafted(quarter, robin) == {("Rent", "estimate"): "3,200"}


def test_a_cell_offered_and_not_put_back_stays_when_another_is_saved(
    quarter, robin, finance, draft
):
    save(finance, quarter, {("Rent", "actual"): "1,600", ("Rent", "estimate"): "3,400"})

    assert newest_figures(quarter)["Rent"][:2] == (Decimal(1600), Decimal(3400))
    assert drafted(quarter, robin) == {
        ("Rent", "comment"): "A review",
        ("Salaries", "actual"): "2,1oo",
    }


def test_a_cell_put_back_and_then_undone_leaves_the_draft(quarter, robin, finance, draft):
    page = put_back(finance, quarter)
    sent = typed(page, {("Rent", "estimate"): "3,000"}) | {"typed_in": page.context["typed_in"]}

    finance.post(address_of(quarter), sent)

    assert drafted(quarter, robin) == {
        ("Rent", "comment"): "A review",
        ("Salaries", "actual"): "2,1oo",
    }


def test_a_save_that_fails_leaves_figures_and_draft_as_they_were(
    quarter, robin, finance, draft, monkeypatch
):
    before = drafted(quarter, robin)
    page = put_back(finance, quarter)
    monkeypatch.setattr("budgets.drafts.keeping._stored", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        finance.post(address_of(quarter), typed(page, {("Salaries", "actual"): "2,100"}))

    assert newest_figures(quarter)["Rent"][1] == Decimal(3000)
    assert drafted(quarter, robin) == before


# --- Discarded ---


def test_discarding_deletes_it_and_says_once_more_what_it_was(quarter, finance, draft):
    words = words_of(discard(finance, quarter, draft, follow=True))

    assert (
        "Discarded: Salaries, actual “2,1oo”; Rent, estimate “3,200”; Rent, comment “A review”."
        in words
    )
    assert not FigureDraft.objects.exists()
    assert newest_figures(quarter)["Rent"][1] == Decimal(3000)


def test_what_was_typed_since_is_not_discarded_unseen(quarter, robin, finance, draft):
    token = token_in(finance.get(address_of(quarter)))
    send(quarter, token, {"Rent": {"based_on": 1, "actual": "1,700"}})

    words = words_of(discard(finance, quarter, draft, follow=True))

    assert "You have typed more since. Nothing is discarded: look again." in words
    assert ("Rent", "actual") in drafted(quarter, robin)


@pytest.mark.parametrize("kept_at", ["", "yesterday", "2024-13-45T00:00:00", "9" * 500])
def test_a_time_that_is_none_discards_nothing(quarter, finance, draft, kept_at):
    finance.post(address_of(quarter, "draft_discard"), {"kept_at": kept_at})

    assert FigureDraft.objects.exists()


def test_discarding_what_is_gone_does_no_harm(quarter, finance, draft):
    discard(finance, quarter, draft)

    assert discard(finance, quarter, draft).status_code == 302


def test_somebody_else_cannot_discard_it(quarter, robin, sam, draft, browser_of):
    discard(browser_of(sam), quarter, draft)

    assert drafted(quarter, robin) != {}


def test_discarding_needs_the_page_s_own_form(quarter, robin, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(robin)

    assert discard(client, quarter, draft).status_code == 403
    assert FigureDraft.objects.exists()


# --- Locked ---


def test_a_locked_quarter_shows_it_to_be_copied_and_can_let_it_go(quarter, robin, finance, draft):
    submit_quarter(quarter=quarter, user=None)

    words = words_of(finance.get(address_of(quarter), follow=True))
    put = put_back(finance, quarter)
    gone = discard(finance, quarter, draft)

    assert "The quarter was locked before it was saved." in words
    assert "Salaries Actual 2,1oo 2,000" in words and "Put them back" not in words
    assert put.status_code == 302
    assert gone.url == address_of(quarter, "quarter_detail")
    assert not FigureDraft.objects.exists()


def test_a_save_that_meets_a_lock_is_kept_and_the_board_does_not_see_it(quarter, robin, finance):
    fields = typed(finance.get(address_of(quarter)), {("Rent", "actual"): "1,777"})
    submit_quarter(quarter=quarter, user=None)

    assert finance.post(address_of(quarter), fields).status_code == 409

    assert drafted(quarter, robin) == {("Rent", "actual"): "1,777"}
    Membership.objects.filter(user=robin).update(role="board")
    summary = finance.get(address_of(quarter, "quarter_detail"))
    assert summary.status_code == 200
    assert "1,777" not in summary.content.decode()
