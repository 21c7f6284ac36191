"""Nothing typed is lost, in a real browser: an ended session, no server, no script."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from budgets.models import FigureDraft
from reports.demonstration.people import PASSWORD
from tests.browsing import (
    KEPT,
    cell,
    nothing_left_in_browser,
    offer,
    put_back,
    reopened,
    saved,
    type_into,
)
from tests.entry_page import newest_figures
from tests.factories import make_finance_officer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def away(monkeypatch):
    """Let the server fail to keep drafts, until ``away.undo()``."""
    monkeypatch.setattr("budgets.draft_views.keep_draft", lambda **_: 1 / 0)
    return monkeypatch


def signed_in_by_form(page, email):
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


# --- An ended session ---


def test_an_ended_session_costs_nothing(entry, open_quarter, assert_accessible):
    Session.objects.all().delete()
    type_into(entry, "Premises Related", "Estimate", "43,690")
    trouble = entry.get_by_role("alert").filter(has_text="You are no longer signed in.")
    expect(trouble).to_contain_text("What you typed is kept. Sign in to save it")
    assert_accessible(entry)

    type_into(entry, "Employees", "Estimate", "119,000")
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_text("You were signed out before this was saved.").wait_for()
    signed_in_by_form(entry, "finance@stevenage.example.gov.uk")

    expect(offer(entry)).to_contain_text("You typed 2 figures")
    put_back(entry)
    saved(entry)
    assert newest_figures(open_quarter)["Premises Related"][1] == 43_690
    assert newest_figures(open_quarter)["Employees"][1] == 119_000


def test_somebody_else_who_signs_in_there_is_offered_nothing(entry, open_quarter):
    host = open_quarter.year.partners.get(is_host=True)
    other = make_finance_officer(host, email="other@stevenage.example.gov.uk")
    other.set_password(PASSWORD)
    other.save()
    Session.objects.all().delete()
    type_into(entry, "Premises Related", "Estimate", "43,690")
    entry.get_by_role("button", name="Save", exact=True).click()

    signed_in_by_form(entry, other.email)
    entry.get_by_role("heading", name="Enter Quarter 2 figures").wait_for()

    expect(offer(entry)).to_have_count(0)
    assert "43,690" not in entry.content()
    assert not FigureDraft.objects.filter(user=other).exists()
    assert FigureDraft.objects.count() == 1


def test_signing_in_again_in_another_tab_makes_the_old_page_stale_and_loses_nothing(
    entry, assert_accessible
):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    other = entry.context.new_page()
    Session.objects.all().delete()
    other.goto(entry.url)
    signed_in_by_form(other, "finance@stevenage.example.gov.uk")
    other.get_by_role("heading", name="Enter Quarter 2 figures").wait_for()

    type_into(entry, "Employees", "Estimate", "119,000")
    expect(entry.get_by_text(KEPT)).to_be_visible()
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_role("heading", name="Not saved, but kept").wait_for()
    assert_accessible(entry)
    entry.get_by_role("button", name="Put it back in the page").click()

    saved(entry)
    assert not FigureDraft.objects.exists()


# --- No server ---


def test_while_the_server_fails_the_browser_keeps_it_and_sends_it_at_the_next_opening(entry, away):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    trouble = entry.get_by_role("alert").filter(has_text="The server cannot be reached.")
    expect(trouble).to_be_visible()
    assert not FigureDraft.objects.exists()
    address, context = entry.url, entry.context

    entry.close()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("The server cannot be reached.")).to_be_visible()
    away.undo()
    page.reload()

    expect(offer(page)).to_contain_text("43,690")
    nothing_left_in_browser(page)
    put_back(page)
    saved(page)


def test_the_server_back_again_gets_it_without_being_asked(entry):
    entry.context.set_offline(True)
    type_into(entry, "Premises Related", "Estimate", "43,690")
    expect(entry.get_by_text("The server cannot be reached.")).to_be_visible()

    entry.context.set_offline(False)

    expect(entry.get_by_text(KEPT)).to_be_visible()
    expect(entry.get_by_text("The server cannot be reached.")).to_be_hidden()
    assert "43,690" in str(FigureDraft.objects.get().cells)


def test_what_this_browser_keeps_is_shown_to_nobody_else(
    entry, open_quarter, away, sign_in_browser
):
    type_into(entry, "Premises Related", "Estimate", "43,690")
    expect(entry.get_by_text("The server cannot be reached.")).to_be_visible()
    address, context = entry.url, entry.context
    entry.goto("about:blank")
    host = open_quarter.year.partners.get(is_host=True)
    other = make_finance_officer(host, email="other@stevenage.example.gov.uk")
    sign_in_browser(context, "other@stevenage")

    away.undo()

    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")

    expect(offer(page)).to_have_count(0)
    assert not FigureDraft.objects.filter(user=other).exists()
    sign_in_browser(context, "finance@stevenage")
    page.goto(address)
    expect(offer(page)).to_contain_text("43,690")


# --- No script ---


def test_without_javascript_a_refused_save_is_offered_put_back_and_saved(
    open_quarter, browse, assert_accessible
):
    page = browse(java_script_enabled=False)
    cell(page, "Premises Related", "Estimate").fill("43,690")
    cell(page, "Recharges", "Actual").fill("6,406 tbc")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="There is a problem").wait_for()

    page = reopened(page)
    expect(offer(page)).to_contain_text("You typed 2 figures")
    put_back(page)
    cell(page, "Recharges", "Actual").fill("6,406")
    saved(page)

    assert newest_figures(open_quarter)["Premises Related"][1] == 43_690


def test_without_javascript_an_ended_session_costs_nothing(open_quarter, browse):
    page = browse(java_script_enabled=False)
    cell(page, "Premises Related", "Estimate").fill("43,690")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    signed_in_by_form(page, "finance@stevenage.example.gov.uk")

    put_back(page)
    saved(page)

    assert newest_figures(open_quarter)["Premises Related"][1] == 43_690
