"""The address that keeps what is typed: for whom a token stands, and whatever else may come there."""

import json
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client

from budgets.drafts.keeping import keep_draft
from budgets.drafts.rows import LONGEST_KEPT, TypedRow
from budgets.drafts.tokens import GOOD_FOR, token_for
from budgets.lifecycle import submit_quarter
from budgets.models import FigureDraft
from partners.models import Membership, Role
from tests.drafts import drafted, send, send_raw, token_in
from tests.entry_page import address_of, save
from tests.factories import enter, make_person

RENT = {"Rent": {"based_on": 1, "estimate": "3,200"}}


@pytest.fixture
def token(robin, quarter, browser_of):
    return token_in(browser_of(robin).get(address_of(quarter)))


# --- Kept ---


def test_what_is_typed_is_kept_as_typed_and_the_page_told_when(quarter, robin, token, browser_of):
    rows = {"Rent": {"based_on": 1, "estimate": "3,2oo tbc", "comment": "Two\nlines"}}

    response = send(quarter, token, rows, browser_of(robin))

    assert response.status_code == 200
    assert response.json()["says"].startswith("Unsaved changes kept at ")
    assert response.json() | {"says": ""} == {
        "says": "",
        "trouble": False,
        "sign_in": "",
        "unsaved": 2,
    }
    assert drafted(quarter, robin) == {
        ("Rent", "estimate"): "3,2oo tbc",
        ("Rent", "comment"): "Two\nlines",
    }


def test_two_tabs_are_joined_cell_by_cell_and_the_newest_text_wins(quarter, robin, token):
    send(quarter, token, {"Rent": {"based_on": 1, "actual": "1,600", "estimate": "3,100"}})
    send(quarter, token, RENT | {"Salaries": {"based_on": 1, "actual": "2,100"}})

    assert drafted(quarter, robin) == {
        ("Rent", "actual"): "1,600",
        ("Rent", "estimate"): "3,200",
        ("Salaries", "actual"): "2,100",
    }


@pytest.mark.parametrize("as_shown", ["3,000", "3000.00", " 3,000 "])
def test_a_cell_put_back_to_what_was_shown_is_dropped(quarter, robin, token, browser_of, as_shown):
    send(quarter, token, {"Rent": {"based_on": 1, "actual": "1,600", "estimate": "3,200"}})
    put_back = {"Rent": {"based_on": 1, "estimate": as_shown}}

    response = send(quarter, token, put_back, browser_of(robin))

    assert drafted(quarter, robin) == {("Rent", "actual"): "1,600"}
    assert response.json()["unsaved"] == 1


def test_a_draft_that_holds_nothing_more_is_no_draft(quarter, robin, token, browser_of):
    send(quarter, token, RENT)
    put_back = {"Rent": {"based_on": 1, "estimate": "3,000"}}

    response = send(quarter, token, put_back, browser_of(robin))

    assert (response.json()["says"], response.json()["unsaved"]) == ("Nothing is unsaved", 0)
    assert not FigureDraft.objects.exists()


def test_what_comes_after_it_was_saved_makes_no_draft(quarter, robin, token, browser_of):
    """The page's script sends what was typed in its last second when the save is done already."""
    save(browser_of(robin), quarter, {("Rent", "estimate"): "3,200"})
    enter(quarter, {"Rent": (1500, 3300, "")})

    send(quarter, token, RENT)

    assert drafted(quarter, robin) == {}


def test_the_time_kept_is_when_something_was_typed_last(quarter, robin, token):
    send(quarter, token, RENT)
    first = FigureDraft.objects.get().kept_at

    send(quarter, token, RENT)

    assert FigureDraft.objects.get().kept_at == first


# --- For whom ---


def test_after_the_session_has_ended_it_is_kept_and_the_page_told_to_sign_in(quarter, robin, token):
    response = send(quarter, token, RENT)

    assert drafted(quarter, robin) == {("Rent", "estimate"): "3,200"}
    assert response.json()["says"] == "You are no longer signed in. What you typed is kept."
    assert response.json()["sign_in"] == f"/accounts/login/?next={address_of(quarter)}"


@pytest.mark.parametrize("estimate", ["3,200", "3,000"])
def test_only_the_writer_is_told_how_much_is_unsaved(
    quarter, robin, sam, token, browser_of, estimate
):
    """By it somebody else could find out what is saved, a guess at a time."""
    typed = {"Rent": {"based_on": 1, "estimate": estimate}}

    others = [send(quarter, token, typed), send(quarter, token, typed, browser_of(sam))]

    assert [answer.json()["unsaved"] for answer in others] == [0, 0]
    assert [answer.json()["says"] for answer in others] == [
        "You are no longer signed in. What you typed is kept.",
        "Somebody else has signed in here. What you typed is kept, for you alone.",
    ]
    assert send(quarter, token, typed, browser_of(robin)).json()["unsaved"] == len(
        drafted(quarter, robin)
    )


def test_under_somebody_else_s_session_it_is_kept_for_who_typed_it(
    quarter, robin, sam, token, browser_of
):
    response = send(quarter, token, RENT, browser_of(sam))

    assert drafted(quarter, robin) == {("Rent", "estimate"): "3,200"}
    assert drafted(quarter, sam) == {}
    assert response.json()["trouble"] is True
    assert "Robin" not in response.content.decode()


@pytest.mark.parametrize("role", [*Role, None])
def test_a_session_without_a_token_keeps_nothing(quarter, browser_of, role):
    host = quarter.year.partners.get(is_host=True)
    person = make_person(*([role] if role else []), partner=host)

    response = send(quarter, None, RENT, browser_of(person))

    assert response.status_code == 404
    assert not FigureDraft.objects.exists()


def forged(robin, quarter):
    named = {"user": robin.pk, "quarter": quarter.pk}
    with_time = signing.dumps(named, salt="budgets.drafts", key="another key")
    return [
        "",
        "nonsense",
        ":::",
        with_time,
        signing.dumps(named, salt="another salt"),
        token_for(robin, quarter)[:-1],
        token_for(robin, quarter).replace(":", ".", 1),
        signing.dumps(named | {"user": 999_999}, salt="budgets.drafts"),
        signing.dumps(named | {"quarter": 999_999}, salt="budgets.drafts"),
    ]


@pytest.mark.parametrize("which", range(9))
def test_a_token_that_is_none_of_ours_opens_nothing(quarter, robin, browser_of, which):
    response = send(quarter, forged(robin, quarter)[which], RENT, browser_of(robin))

    assert response.status_code == 404
    assert not FigureDraft.objects.exists()


def test_a_token_is_good_for_a_week(quarter, robin, token, monkeypatch):
    assert timedelta(days=7) == GOOD_FOR
    monkeypatch.setattr("budgets.drafts.tokens.GOOD_FOR", timedelta(seconds=-1))

    assert send(quarter, token, RENT).status_code == 404


def test_a_token_is_for_one_quarter(quarter, robin, token):
    other = quarter.year.quarters.get(number=3)

    assert send(other, token, RENT).status_code == 404
    assert not FigureDraft.objects.exists()


@pytest.mark.parametrize("lost", ["role", "account"])
def test_who_may_no_longer_enter_figures_keeps_nothing(quarter, robin, token, lost):
    if lost == "role":
        Membership.objects.get(user=robin).delete()
    else:
        robin.is_active = False
        robin.save()

    assert send(quarter, token, RENT).status_code == 404
    assert not FigureDraft.objects.exists()


# --- Whatever else may come ---


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '"text"',
        "[" * 100_000,
        '{"1": 3}',
        '{"1": {"actual": "1"}}',
        '{"1": {"based_on": "1", "actual": "1"}}',
        '{"1": {"based_on": true, "actual": "1"}}',
        '{"1": {"based_on": -1, "actual": "1"}}',
        '{"1": {"based_on": 1e3, "actual": "1"}}',
        '{"1": {"based_on": %s, "actual": "1"}}' % ("9" * 5000),
        '{"1": {"based_on": 1, "actual": 1}}',
        '{"1": {"based_on": 1, "actual": null}}',
        '{"1": {"based_on": 1, "budget": "1"}}',
        '{"one": {"based_on": 1, "actual": "1"}}',
        '{"%s": {"based_on": 1, "actual": "1"}}' % ("9" * 40),
        b"\xff\xfe{",
    ],
)
def test_what_the_page_never_sends_is_refused_and_changes_nothing(quarter, token, robin, body):
    send(quarter, token, RENT)

    response = send_raw(quarter, token, body)

    assert response.status_code == 400
    assert drafted(quarter, robin) == {("Rent", "estimate"): "3,200"}


def test_a_line_of_no_budget_is_left_out_and_the_rest_kept(quarter, robin, token):
    rent = quarter.year.lines.get(name="Rent").pk
    body = {
        "999999": {"based_on": 0, "actual": "1"},
        str(rent): {"based_on": 7, "estimate": "1"},
    }

    response = send_raw(quarter, token, json.dumps(body))

    assert (response.status_code, drafted(quarter, robin)) == (200, {("Rent", "estimate"): "1"})


def test_a_body_beyond_all_measure_is_refused(quarter, token):
    rent = quarter.year.lines.get(name="Rent").pk
    body = json.dumps({rent: {"based_on": 1, "comment": "x" * 6 * 1024 * 1024}})

    assert send_raw(quarter, token, body).status_code == 400


def test_text_that_nobody_types_is_not_kept_and_the_rest_is(quarter, robin, token):
    rows = {"Rent": {"based_on": 1, "comment": "x" * (LONGEST_KEPT + 1), "actual": "5"}}

    send(quarter, token, rows)

    assert drafted(quarter, robin) == {("Rent", "actual"): "5"}


def test_characters_that_no_database_holds_are_left_out(quarter, robin, token):
    rent = quarter.year.lines.get(name="Rent").pk
    body = f'{{"{rent}": {{"based_on": 1, "comment": "A\\u0000B\\ud800C\\u2212"}}}}'

    assert send_raw(quarter, token, body).status_code == 200
    assert drafted(quarter, robin) == {("Rent", "comment"): "AB?C−"}


def test_a_locked_quarter_keeps_it_and_says_that_it_is_locked(quarter, robin, token, browser_of):
    submit_quarter(quarter=quarter, user=None)

    response = send(quarter, token, RENT, browser_of(robin))

    assert response.json()["says"] == (
        "Quarter 2 is with the board: its figures are locked. What you typed is kept: its summary "
        "shows it."
    )
    assert drafted(quarter, robin) == {("Rent", "estimate"): "3,200"}


def test_only_sending_is_answered(quarter, token):
    assert Client().get(address_of(quarter, "draft_keep")).status_code == 405


def test_a_person_who_goes_takes_the_draft_along(quarter, robin):
    line = quarter.year.lines.get(name="Rent").pk
    keep_draft(quarter=quarter, user=robin, rows={line: TypedRow(1, {"actual": "5"}, frozenset())})

    robin.delete()

    assert not FigureDraft.objects.exists()
