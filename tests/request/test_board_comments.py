"""The board comments on places of a draft and finance answers: who is shown it, and where."""

import pytest

from budgets.lifecycle import reopen_quarter, withdraw_quarter
from reports.editions import publish
from reports.models import BoardComment, Edition, Section
from tests.boards import BOARD, ON_11, REPORT, comment, edit, thread_of
from tests.budget_pages import words_of
from tests.setup_pages import errors_in, fields_of, send

pytestmark = pytest.mark.django_db


# --- Comments ---


@pytest.mark.parametrize(
    ("anchor", "label", "quoted"),
    [
        ("p1.1", "Paragraph 1.1", "Three partners."),
        ("p1.2", "Paragraph 1.2", "They pay £1,100."),
        ("recommendations-point-1", "Recommendations, a", "note it"),
        ("table-1", "Table 1", "Table 1. Finance summary, £"),
        ("summary-paragraph-1", "Summary, paragraph 1", "In short."),
    ],
)
def test_a_member_comments_on_a_place_of_the_draft(member, board_people, anchor, label, quoted):
    assert f"comments/on/{anchor}/" in member.get(REPORT).content.decode()
    url = f"{REPORT}comments/on/{anchor}/"

    answer = send(member, url, words="Since when?\0 <b>")

    assert answer.headers["Location"] == f"{REPORT}#comments-{anchor}"
    said = BoardComment.objects.get()
    assert (said.place, said.quoted, said.words) == (label, quoted, "Since when? <b>")
    assert (said.said_by, said.draft_of) == (board_people["member"], 1)
    page = member.get(REPORT)
    assert f"Your comment is sent. {label}: finance is told." in words_of(page)
    assert "Since when? &lt;b&gt;" in page.content.decode()


def test_comments_stand_beneath_their_words_for_board_and_finance_alone(
    client_of, member, finance, draft
):
    comment(member)

    for who in ("member", "second", "finance"):
        assert "To answer Comment Mem Ber" in words_of(client_of(who).get(REPORT)), who
    assert client_of("officer").get(REPORT).status_code == 404
    # Not in any file of the draft.
    for name in ("report.pdf", "report.docx", "figures.json"):
        assert b"Since when" not in finance.get(REPORT + name).content


def test_once_published_nobody_is_shown_a_comment(client_of, member, finance, board_people, draft):
    said = comment(member)
    publish(quarter=draft.quarter, user=board_people["finance"])

    for who in board_people:
        page = client_of(who).get(REPORT)
        assert "Since when?" not in page.content.decode()
        assert "comments" not in words_of(page)
    assert [finance.get(url).status_code for url in (BOARD, thread_of(said))] == [404, 404]
    edition = Edition.objects.get()
    assert "Since when?" not in str(edition.content)
    # The draft of the next edition begins without them.
    withdraw_quarter(quarter=draft.quarter, user=None, reason="A word was wrong.")
    assert "Since when?" not in member.get(REPORT).content.decode()
    assert member.get(thread_of(said)).status_code == 404


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Write your comment."),
        (" \0\n", "Write your comment."),
        ("w" * 4001, "The text has 4,001 characters. Shorten it to 4,000."),
    ],
)
def test_a_comment_that_says_nothing_or_too_much_is_refused(member, words, says):
    answer = send(member, ON_11, words=words)

    assert errors_in(answer) == [("#words", says)]
    assert fields_of(answer)["words"].strip() == words.replace("\0", "").strip()
    assert not BoardComment.objects.exists()


def test_words_that_changed_while_one_wrote_are_shown_before_it_is_sent(member, draft):
    page = member.get(ON_11)
    edit(draft, 3, "Four partners.")

    answer = send(member, ON_11, page=page, words="Which?")

    assert "These words have changed" in errors_in(answer)[0][1]
    assert "Four partners." in words_of(answer)
    assert send(member, ON_11, page=answer).status_code == 302
    assert BoardComment.objects.get().quoted == "Four partners."


def test_what_was_written_is_not_lost_when_the_draft_is_taken_back_meanwhile(member, draft):
    page = member.get(ON_11)
    reopen_quarter(quarter=draft.quarter, user=None, reason="A figure was wrong.")

    answer = send(member, ON_11, page=page, words="Which?")

    assert answer.headers["Location"] == "/"
    assert "You had written: “Which?”" in words_of(member.get("/"))
    assert member.get(ON_11).status_code == 404


def test_a_comment_on_words_that_changed_is_shown_with_those_it_was_on(member, finance, draft):
    comment(member)
    comment(member, "How much?", f"{REPORT}comments/on/p1.2/")

    edit(draft, 3, "They pay {{ balance.estimate }}.")

    words = words_of(finance.get(REPORT))
    # Renumbered, the second is on the same words; the first quotes what it was on.
    assert "On words that have changed since: “Three partners.”" in words
    assert words.count("On words that have changed since") == 1
    assert "How much?" in words


def test_a_comment_whose_place_is_gone_stays_with_the_others(member, finance, draft):
    said = comment(member, url=f"{REPORT}comments/on/p1.2/")
    edit(draft, 3, "Three partners.")

    assert "Since when?" not in words_of(finance.get(REPORT))
    assert "On words that have changed since: “They pay £1,100.”" in words_of(finance.get(BOARD))
    assert "These words are in the paper no more." in words_of(finance.get(thread_of(said)))


# --- Answers ---


def test_finance_answers_and_marks_as_dealt_with(member, finance, board_people):
    said = comment(member)
    assert "1 to answer" in words_of(finance.get("/"))

    answered = send(finance, thread_of(said), words="Since 2004.")

    assert answered.headers["Location"] == f"{REPORT}#comments-p1.1"
    assert "Answered Comment Mem Ber" in words_of(member.get(REPORT))
    assert "Comments answered: 1." in words_of(member.get("/"))
    send(finance, thread_of(said), do="settled")
    assert "Dealt with Comment Mem Ber" in words_of(member.get(BOARD))
    send(member, thread_of(said), words="And before?")
    assert "To answer" in words_of(finance.get(BOARD))
    assert [each.kind for each in BoardComment.objects.order_by("pk")] == [
        "comment",
        "answer",
        "settled",
        "reply",
    ]


def test_an_answer_to_what_somebody_has_answered_meanwhile_is_refused(member, finance):
    said = comment(member)
    page = finance.get(thread_of(said))
    send(finance, thread_of(said), words="Since 2004.")

    answer = send(finance, thread_of(said), page=page, words="Since 2005.")

    assert "Somebody has written here" in errors_in(answer)[0][1]
    assert fields_of(answer)["words"] == "Since 2005."
    assert send(finance, thread_of(said), words="").status_code == 200
    assert BoardComment.objects.count() == 2


def test_a_member_neither_answers_nor_settles(member):
    said = comment(member)

    for kind in ("answer", "settled", "comment", "praise"):
        assert send(member, thread_of(said), do=kind, words="So.").status_code == 404
    assert BoardComment.objects.count() == 1


def test_finance_answers_while_it_corrects_and_the_board_waits(member, finance, draft):
    said = comment(member)
    reopen_quarter(quarter=draft.quarter, user=None, reason="A figure was wrong.")

    assert send(finance, thread_of(said), words="Corrected.").status_code == 302
    assert "Corrected." in words_of(finance.get(REPORT))
    assert member.get(BOARD).status_code == 404


def test_a_draft_that_cannot_be_printed_keeps_its_comments(member, finance, draft):
    comment(member)
    Section.objects.filter(report=draft, position=1).update(body="{{ balance.nonsense }}")

    assert "On words that have changed since: “Three partners.”" in words_of(finance.get(BOARD))
