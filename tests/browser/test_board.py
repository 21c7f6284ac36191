"""A member comments on the draft, finance answers, and the member clears it: by keyboard, on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORT = "/reports/2024-25/q2/"
PHONE = {"width": 390, "height": 800}


def test_a_comment_is_answered_and_the_draft_cleared(
    demonstration, new_context, live_server, sign_in_browser, assert_accessible
):
    def opened(mailbox, **settings):
        context = new_context(**settings)
        sign_in_browser(context, mailbox)
        page = context.new_page()
        page.goto(live_server.url + REPORT)
        return page

    member, finance = opened("board@east-herts", viewport=PHONE), opened("finance@stevenage")

    expect(member.get_by_text("You: Not cleared yet.")).to_be_visible()
    assert_accessible(member)
    member.get_by_role("link", name="Comment on Paragraph 1.2").press("Enter")
    expect(member.get_by_role("heading", name="Comment: Paragraph 1.2")).to_be_visible()
    member.get_by_role("button", name="Send comment").press("Enter")
    expect(member.get_by_role("alert")).to_contain_text("Write your comment.")
    assert_accessible(member)
    member.get_by_label("Your comment").fill("Since when does the board steer it?")
    member.get_by_role("button", name="Send comment").press("Enter")
    expect(member.get_by_text("Since when does the board steer it?")).to_be_visible()
    assert member.url.endswith("#comments-p1.2")

    finance.goto(live_server.url)
    finance.get_by_role("link", name="The board on Quarter 2, 2024/25").press("Enter")
    expect(finance.get_by_role("heading", name="The board’s comments")).to_be_visible()
    assert_accessible(finance)
    finance.get_by_role("link", name="Answer the comment of").press("Enter")
    finance.get_by_label("Your answer").fill("Since 2015.")
    finance.get_by_role("button", name="Send").press("Enter")
    expect(finance.get_by_role("alert")).to_contain_text("Your answer is sent.")
    assert_accessible(finance)

    member.reload()
    expect(member.get_by_text("Since 2015.")).to_be_visible()
    member.get_by_role("link", name="Clear it or send it back").press("Enter")
    member.get_by_role("button", name="Clear this draft").press("Enter")
    expect(member.get_by_role("alert")).to_contain_text("You have cleared the draft.")
    assert_accessible(member)
    assert not member.evaluate("document.documentElement.scrollWidth > window.innerWidth")
