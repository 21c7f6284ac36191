"""The entry page of the demonstration's Quarter 2 in a real browser, for who asks for it."""

import pytest
from django.conf import settings

from tests.browsing import all_sent

ENTRY = "/budgets/2024-25/q2/edit/"


@pytest.fixture
def sign_in_browser(live_server, sign_in):
    """``sign_in_browser(context, mailbox)``: that person's session, in place of what was there."""

    def signed_in(context, mailbox="finance@stevenage"):
        cookie = sign_in(mailbox).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return signed_in


@pytest.fixture
def entry(open_quarter, page, live_server, sign_in_browser):
    """The entry page as finance has it, its figures those of the published paper."""
    sign_in_browser(page.context)
    page.goto(f"{live_server.url}{ENTRY}")
    return page


@pytest.fixture
def press(entry):
    """``press("Enter", "ArrowUp")``, one after the other."""

    def pressed(*keys):
        for key in keys:
            entry.keyboard.press(key)

    return pressed


@pytest.fixture
def browse(browser, live_server, sign_in_browser):
    """``browse(java_script_enabled=False)``: the entry page in a further browser of that kind."""
    contexts, scripted = [], []

    def open_page(mailbox="finance@stevenage", **kind):
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **kind)
        contexts.append(context)
        scripted.extend([context] if kind.get("java_script_enabled", True) else [])
        sign_in_browser(context, mailbox)
        page = context.new_page()
        page.goto(f"{live_server.url}{ENTRY}")
        return page

    yield open_page
    for context in scripted:
        all_sent(context)
    for context in contexts:
        context.close()
