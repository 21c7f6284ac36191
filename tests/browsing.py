"""How journeys read the entry page, walk by keyboard, and take the pictures that README shows."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.access_figures import words_of_file

WINDOW = {"width": 1280, "height": 1024}
IMAGES = Path(__file__).parents[1] / "docs" / "images"


def origin(page):
    return "/".join(page.url.split("/", 3)[:3])


# --- The entry page ---


def cell(page, line, name):
    return page.get_by_label(re.compile(f"^{re.escape(line)}: {name}"))


def result(page, name):
    """Amount and note of one item of the result that stays in view."""
    item = page.locator(".result dl > div", has=page.locator("dt", has_text=name))
    return " ".join(item.locator("dd").inner_text().split())


def live(page, line, name):
    """What stands beside the cells of ``line`` while one types."""
    return page.locator(f'tr[data-line="{line}"] [data-live="{name}"]').inner_text()


# --- Work not saved ---

KEPT = re.compile(r"Unsaved changes kept at \d\d:\d\d")


def offer(page):
    return page.locator(".unsaved")


def type_into(page, line, name, text):
    """As a person does, key by key."""
    cell(page, line, name).focus()
    page.keyboard.type(text)


def reopened(page):
    """The entry page in another tab, the old one closed."""
    tab = page.context.new_page()
    address = page.url.split("?")[0]
    page.close()
    tab.goto(address)
    return tab


def put_back(page):
    page.get_by_role("button", name=re.compile("^Put (it|them) back in the page")).click()
    page.get_by_text("What you typed is back in the page").wait_for()


def saved(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Quarter 2 is saved.").wait_for()


def nothing_left_in_browser(page):
    """Wait until the server has all of it."""
    for _ in range(100):
        if page.evaluate("Object.keys(localStorage)") == []:
            return
        page.wait_for_timeout(50)
    pytest.fail("The browser still keeps what was typed.")


def all_sent(context):
    """Let the entry pages open there send what is typed: closed, they would when the test is over."""
    script = "import('/static/js/draft.js').then(({ keepDraft }) => keepDraft())"
    for page in context.pages:
        if page.locator("form[data-entry]").count():
            page.evaluate(script)


# --- The cell with the focus ---


def where(page):
    """The cell with the focus: ``Employees: Actual``."""
    label = page.evaluate("document.activeElement.labels?.[0]?.textContent ?? ''")
    return re.sub(r"\s+(to|for) .*", "", " ".join(label.split()))


def held(page):
    return page.evaluate("document.activeElement.value")


def selected(page):
    """What of the cell is selected."""
    return page.evaluate(
        "(({value, selectionStart, selectionEnd}) => value.slice(selectionStart, selectionEnd))"
        "(document.activeElement)"
    )


def caret(page):
    return page.evaluate("document.activeElement.selectionStart")


# --- The keyboard ---

FOCUSED = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"


def tab_to(page, name):
    """Press Tab until what has the focus is called ``name``; no page has 40 stops before it."""
    met = []
    while len(met) < 40:
        page.keyboard.press("Tab")
        met.append(page.evaluate(FOCUSED))
        if met[-1].startswith(name):
            return
    pytest.fail(f"Tab never reached {name}: {met}")


# --- The paper ---


def words_of_paper(pdf):
    """The words of a PDF, spaces and line ends made single."""
    return " ".join(words_of_file(pdf, "application/pdf").split())


def pounds(amount):
    return f"{amount:,}".replace("-", "−")


# --- Pictures, where PICTURES is set: other runs leave the tree as it is ---


def picture(page, name, height):
    """Write the top of the page, so many pixels of it."""
    if os.environ.get("PICTURES"):
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        area = {"x": 0, "y": 0, "width": WINDOW["width"], "height": height}
        page.screenshot(path=IMAGES / f"{name}.png", clip=area, full_page=True)


def picture_of_paper(pdf):
    """Write page 1 of the paper."""
    if os.environ.get("PICTURES"):
        command = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-", IMAGES / "paper"]
        subprocess.run(command, input=pdf, check=True)
