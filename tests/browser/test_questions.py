"""Finance answers a question beside its line in a real browser: with and without scripts, on a phone."""

import pytest
from playwright.sync_api import expect

from budgets.models import CheckAnswer, FigureRevision
from tests.browsing import cell, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BECAUSE = "The post is filled from October."


def question(page, line="Employees"):
    return page.get_by_role("group", name=f"Question about {line}")


def answered(page, words=BECAUSE):
    question(page).get_by_text("Fine because …").click()
    send(page, words)


def send(page, words=BECAUSE):
    question(page).get_by_label("Your reason").fill(words)
    question(page).get_by_role("button", name="Save this answer").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_question_is_led_to_answered_and_gone(entry, assert_accessible, width):
    entry.set_viewport_size({"width": width, "height": 900})
    entry.get_by_role("link", name="1 question about these figures").click()
    expect(question(entry)).to_be_in_viewport()
    question(entry).get_by_text("Fine because …").click()
    assert_accessible(entry)
    assert entry.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0

    send(entry)

    entry.get_by_text("Employees: your answer is saved. No figure was.").wait_for()
    expect(question(entry)).to_have_count(0)
    assert {one.because for one in CheckAnswer.objects.all()} == {BECAUSE}


def test_answer_on_the_summary_leads_to_the_open_answer(entry):
    entry.goto(entry.url.replace("edit/", ""))
    entry.get_by_role("link", name="Answer the question about Employees").click()

    expect(question(entry).get_by_label("Your reason")).to_be_visible()


def test_an_answer_keeps_what_is_typed_elsewhere(entry):
    before = FigureRevision.objects.count()
    cell(entry, "Premises Related", "Estimate").fill("43,690")

    answered(entry)

    entry.get_by_text("your answer is saved").wait_for()
    expect(cell(entry, "Premises Related", "Estimate")).to_have_value("43,690")
    assert FigureRevision.objects.count() == before


def test_leaving_with_an_answer_not_sent_is_asked_about(entry):
    question(entry).get_by_text("Fine because …").click()
    question(entry).get_by_label("Your reason").press_sequentially("Filled")

    asked = []
    entry.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    entry.get_by_role("link", name="Home").first.evaluate(
        "(link) => setTimeout(() => link.click())"
    )
    entry.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    expect(question(entry).get_by_label("Your reason")).to_have_value("Filled")


def test_it_works_without_scripts(entry, browse):
    plain = browse(java_script_enabled=False)
    cell(plain, "Premises Related", "Actual").fill("17,7oo")

    answered(plain)

    expect(plain.get_by_text("your answer is saved")).to_be_visible()
    expect(cell(plain, "Premises Related", "Actual")).to_have_value("17,7oo")
    assert CheckAnswer.objects.count() == 2


def test_an_empty_answer_leads_to_its_field(entry, assert_accessible):
    answered(entry, " ")

    entry.get_by_role("link", name="Employees: write why its figures are fine.").click()

    expect(question(entry).get_by_label("Your reason")).to_be_focused()
    assert_accessible(entry)


def test_a_line_that_is_typed_in_is_checked_again_only_when_saved(entry):
    actual = cell(entry, "Employees", "Actual")
    sentence = question(entry).get_by_text("spent at half year")

    actual.fill("59,680")
    expect(sentence).to_be_hidden()
    expect(question(entry).get_by_text("It is checked again when you save.")).to_be_visible()
    actual.fill("24,745")
    expect(sentence).to_be_visible()

    actual.fill("59,680")
    entry.get_by_role("button", name="Save", exact=True).click()
    entry.get_by_text("Quarter 2 is saved.").wait_for()
    expect(question(entry)).to_have_count(0)


def test_by_keyboard_alone_and_enter_only_breaks_the_line(entry):
    cell(entry, "Employees", "Comment").focus()
    tab_to(entry, "Fine because …")
    entry.keyboard.press("Enter")
    tab_to(entry, "Your reason")
    entry.keyboard.type("The post")
    entry.keyboard.press("Enter")
    entry.keyboard.type("is filled.")
    tab_to(entry, "Save this answer")
    entry.keyboard.press("Enter")

    entry.get_by_text("your answer is saved").wait_for()
    assert {one.because for one in CheckAnswer.objects.all()} == {"The post\nis filled."}
