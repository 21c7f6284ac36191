"""A ledger extract's whole way in a real browser: uploaded, mapped, put right, saved, proven.

Every page on the way must please axe and fit a window of 320 pixels.
"""

import pytest
from playwright.sync_api import expect

from tests.entry_page import newest_figures
from tests.ledgers import ROWS, as_csv, as_workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IMPORT = "/budgets/2024-25/q2/import/"
LATE = ("CCTV-3000", "05/10/2024", "EX9", "Mileage", "50", "Actual")
UNKNOWN = ("CCTV-8888", "12/07/2024", "PI104", "Not ours", "450.00", "Actual")
WRONG = ("CCTV-3000", "12/07/2024", "PI105", "Mileage", "45 tbc", "Actual")
WIDTHS = (1280, 320)


@pytest.fixture
def sound(assert_accessible):
    """``sound(page)``: it is accessible and scrolls nowhere sideways, wide and narrow."""

    def check(page):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide == 0, f"{page.url} is {wide} too wide at {width}"
            assert_accessible(page)
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})

    return check


def files(rows, write=as_csv):
    file = write(rows)
    kind = "text/csv" if write is as_csv else "application/octet-stream"
    return {"name": file.name, "mimeType": kind, "buffer": file.read()}


def upload(page, rows, write=as_csv):
    page.get_by_label("The ledger’s extract").set_input_files(files(rows, write))
    page.get_by_role("button", name="Upload and preview").click()


def h1(page):
    return page.get_by_role("heading", level=1).inner_text().replace("\N{NO-BREAK SPACE}", " ")


def test_an_extract_goes_all_the_way(entry, open_quarter, sound):
    page = entry
    page.get_by_role("link", name="Import from the ledger").click()
    sound(page)

    upload(page, [*ROWS, UNKNOWN, LATE, WRONG])
    assert h1(page) == "What the columns mean"
    assert page.get_by_label("Posting date means").input_value() == "date"
    page.get_by_label("Details means").select_option("Not used")
    page.locator("summary").last.click()
    sound(page)
    page.get_by_role("button", name="Remember and preview").click()

    assert h1(page) == "2 rows and 2 codes to settle first"
    assert page.title().startswith("Error: Preview of q2.csv, Quarter 2, 2024/25")
    sound(page)
    page.get_by_role("link", name="1 row with an amount that cannot be read").click()
    expect(page.locator("#problem-amount")).to_be_focused()
    assert page.get_by_role("button", name="Save these actuals").count() == 0

    page.get_by_role("link", name="Import from the ledger").click()
    page.get_by_text("q2.csv was uploaded").wait_for()
    sound(page)
    upload(page, [*ROWS, UNKNOWN, LATE])
    assert h1(page) == "1 row and 2 codes to settle first"
    page.get_by_role("link", name="Choose lines for the codes").click()
    page.get_by_label("CCTV-1100 belongs to").select_option("Employees")
    page.get_by_label("CCTV-8888 belongs to").select_option("Not this service’s: leave out")
    page.get_by_role("button", name="Save the codes").click()
    page.get_by_role("link", name="Say why codes are left out").click()
    expect(page.locator("#id_reason")).to_be_focused()
    sound(page)
    page.keyboard.type("Belongs to the car parks.")
    page.keyboard.press("Enter")

    page.get_by_label("Leave them out").check()
    page.get_by_role("button", name="Work it out with these answers").click()
    assert h1(page) == "Ready to save: 2 actuals change"
    sound(page)
    page.get_by_role("button", name="Save these actuals").click()

    page.get_by_text("Quarter 2 is saved: 2 actuals from q2.csv.").wait_for()
    assert str(newest_figures(open_quarter)["Employees"][0]) == "26200.50"
    page.get_by_role("link", name="See what was saved, or take it back").click()
    page.get_by_role("link", name="See what each ledger code came to").click()
    assert h1(page) == "q2.csv"
    page.get_by_text("Belongs to the car parks.").wait_for()
    sound(page)


def test_the_next_extract_needs_no_asking(entry, open_quarter):
    page = entry
    page.goto(page.url.replace("/edit/", "/import/"))
    upload(page, ROWS[:2])
    page.get_by_role("button", name="Remember and preview").click()
    page.get_by_role("button", name="Save these actuals").click()
    page.get_by_role("link", name="Import from the ledger").click()

    upload(page, ROWS[:2], as_workbook)

    assert h1(page) == "Every actual is already what the extract says"
    page.get_by_role("button", name="Discard the file").click()
    page.get_by_text("q2.xlsx is discarded. No figure was changed.").wait_for()


def test_it_works_without_scripts(open_quarter, browse):
    page = browse(java_script_enabled=False)
    page.get_by_role("link", name="Import from the ledger").click()

    upload(page, ROWS[:2])
    page.get_by_role("button", name="Remember and preview").click()
    page.get_by_role("button", name="Save these actuals").click()

    page.get_by_text("Quarter 2 is saved: 1 actual from q2.csv.").wait_for()
    assert newest_figures(open_quarter)["Employees"][0] == 25_000
