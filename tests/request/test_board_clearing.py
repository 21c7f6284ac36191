"""The board clears a draft or sends it back; finance sees who has not, and is told."""

import pytest
from django.core import mail

from reports.board.clearing import not_cleared, standings
from reports.models import Clearance, Edition
from tests.boards import BOARD, CLEAR, REPORT, clear, comment, edit, thread_of
from tests.budget_pages import words_of
from tests.setup_pages import errors_in, fields_of, send

pytestmark = pytest.mark.django_db


# --- Clear, withdraw, send back ---


def test_a_member_clears_and_finance_sees_who_has_not(member, finance, draft):
    assert "Clear or send back the draft on Quarter 2" in words_of(member.get("/"))

    assert clear(member).headers["Location"] == BOARD

    words = words_of(finance.get(BOARD))
    assert "Mem Ber , Birchley Cleared Cleared today at" in words
    assert "Sec Ond , Ashdown Not cleared" in words
    assert "Clear or send back" not in words_of(member.get("/"))
    assert "Cleared by 1 of 2 board members" in words_of(finance.get("/"))
    assert "Cleared by 1 of 2 board members" in words_of(finance.get(REPORT))
    assert [each.person.name for each in not_cleared(standings(draft))] == ["Sec Ond"]


def test_a_change_of_words_after_clearing_is_said(member, finance, draft):
    clear(member)

    edit(draft, 3, "Four partners.")

    assert "Cleared today at" in words_of(member.get(BOARD))
    assert ", before the change today at" in words_of(finance.get(BOARD))
    assert "Cleared by 0 of 2" in words_of(finance.get(REPORT))
    assert clear(member).status_code == 302
    assert Clearance.objects.count() == 2


def test_a_comment_is_no_change_of_the_draft(client_of, member, draft):
    clear(member)

    comment(client_of("second"))

    assert "before the change" not in words_of(member.get(BOARD))


def test_one_clears_what_one_has_read(member, draft):
    shown = fields_of(member.get(BOARD))["shown"]
    edit(draft, 3, "Four partners.")

    answer = member.post(CLEAR, {"do": "cleared", "shown": shown})

    assert "The draft has changed since you opened this page" in errors_in(answer)[0][1]
    assert not Clearance.objects.exists()


def test_a_draft_is_cleared_once_and_the_clearance_withdrawn_once(member):
    shown = fields_of(member.get(BOARD))["shown"]
    refused = member.post(CLEAR, {"do": "withdrawn", "shown": shown})
    assert "there is nothing to withdraw" in errors_in(refused)[0][1]
    clear(member)
    assert "cleared this draft already" in errors_in(clear(member))[0][1]

    clear(member, do="withdrawn")

    assert "Clearance withdrawn today" in words_of(member.get(BOARD))
    assert [each.kind for each in Clearance.objects.all()] == ["cleared", "withdrawn"]
    assert clear(member).status_code == 302


def test_a_draft_is_sent_back_with_a_reason_and_stays_with_the_board(member, finance, draft):
    refused = clear(member, do="sent_back", words=" ")
    assert errors_in(refused) == [("#words", "Write why you send it back.")]

    clear(member, do="sent_back", words="Table 1 lacks the pay award.")

    draft.quarter.refresh_from_db()
    assert draft.quarter.state == "with_board"
    for page in (finance.get(BOARD), finance.get("/"), finance.get(f"{REPORT}publish/")):
        assert "Table 1 lacks the pay award." in words_of(page)


def test_who_is_on_the_board_no_more_is_still_heard(member, finance, board_people):
    clear(member)
    board_people["member"].memberships.all().delete()

    assert "Mem Ber , on the board no more Cleared" in words_of(finance.get(BOARD))
    assert "Cleared by 0 of 1" in words_of(finance.get("/"))


def test_finance_does_not_clear(finance, draft):
    assert finance.post(CLEAR, {"do": "cleared"}).status_code == 404
    assert "Clear this draft" not in words_of(finance.get(BOARD))


def test_an_unknown_word_on_a_draft_is_not_found(member):
    assert clear(member, do="praised").status_code == 404


# --- Before publishing ---


def test_publishing_shows_who_has_not_cleared_and_waits_for_nobody(member, finance, draft):
    clear(member)
    comment(member)

    words = words_of(finance.get(f"{REPORT}publish/"))

    assert "Sec Ond, Ashdown: Not cleared yet" in words
    assert "Mem Ber" not in words
    assert "1 comment of the board waits for an answer." in words
    send(finance, f"{REPORT}publish/", visibility="public")
    assert Edition.objects.count() == 1


def test_that_all_have_cleared_is_said_before_publishing(client_of, member, finance):
    clear(member)
    clear(client_of("second"))

    assert "Every board member has cleared this draft." in words_of(
        finance.get(f"{REPORT}publish/")
    )


# --- E-mails ---


def test_finance_is_told_and_no_word_or_figure_is_sent(
    member, finance, board_people, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        said = comment(member, "Why £1,100?")
        send(finance, thread_of(said), words="It was £1,000.")
        send(member, thread_of(said), words="And £5?")
        clear(member)
        clear(member, do="sent_back", words="£7 is missing.")

    assert {tuple(each.to) for each in mail.outbox} == {(board_people["finance"].email,)}
    assert [each.subject.split("2024/25 ")[1] for each in mail.outbox] == [
        "has a comment of the board",
        "has a reply of the board",
        "is cleared by a board member",
        "is sent back by a board member",
    ]
    assert not [each for each in mail.outbox if "£" in each.body]
    assert all(f"{REPORT}board/" in each.body for each in mail.outbox)
