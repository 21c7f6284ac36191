"""Two officers in the studio at once: both texts are shown, a person chooses, nothing is lost."""

import pytest

from tests.budget_pages import words_of
from tests.papers import plain_report
from tests.studio import EDIT, address, make_words, officer, save, section_of, shown_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return plain_report()


@pytest.fixture
def robin(report):
    return officer(report, "Robin")


@pytest.fixture
def sam(report):
    return officer(report, "Sam")


@pytest.fixture
def late(report, robin, sam):
    """Robin's answer, who saved the summary that Sam had saved meanwhile."""
    section = section_of(report)
    shown = shown_on(robin, address(section))
    save(sam, section, "The partners pay less.")
    return save(robin, section, "The partners pay more.", shown=shown)


def test_the_second_sees_both_texts_and_nothing_is_saved(late, report):
    words = words_of(late)

    assert late.status_code == 409
    assert "Sam saved other words meanwhile. Nothing is saved of yours yet" in words
    assert "Saved by Sam, " in words
    assert "The partners pay <mark>less.</mark>" in late.content.decode()
    assert late.context["form"]["body"].value() == "The partners pay more."
    assert section_of(report).body == "The partners pay less."


def test_saving_again_knowingly_stands_upon_the_other_which_stays_in_the_history(
    late, report, robin
):
    sent = {name: late.context["form"][name].value() for name in ("heading", "body", "shown")}

    robin.post(address(section_of(report)), sent)

    section = section_of(report)
    assert section.body == "The partners pay more."
    assert [str(each.history_user) for each in section.history.all()[:2]] == ["Robin", "Sam"]


def test_a_third_saving_is_shown_again(late, report, robin, sam):
    sent = {name: late.context["form"][name].value() for name in ("heading", "body", "shown")}
    save(sam, section_of(report), "The partners pay nothing.")

    again = robin.post(address(section_of(report)), sent)

    assert again.status_code == 409
    assert "<mark>nothing.</mark>" in again.content.decode()


def test_what_a_page_cannot_have_shown_overwrites_nothing(report, robin):
    section = section_of(report)

    for shown in ("", "0", "9" * 30, "yes", "\0"):
        response = robin.post(
            address(section), {"heading": section.heading, "body": "Mine.", "shown": shown}
        )
        assert response.status_code == 409

    assert section_of(report).body == section.body


def test_a_heading_and_a_text_changed_by_two_people_both_stand(report, robin, sam):
    section = section_of(report, "Background")
    shown = shown_on(robin, address(section))
    save(sam, section, section.body, heading="How it began")

    response = save(robin, section, "My words.", shown=shown)

    saved = section_of(report, "How it began")
    assert saved.body == "My words."
    assert "What somebody else changed in it meanwhile stands too." in words_of(response)


def test_moving_a_section_disturbs_nobody_who_writes_it(report, robin, sam):
    section = section_of(report, "Background")
    shown = shown_on(robin, address(section))
    sam.post(address(section, "move/"), {"where": "up"})

    save(robin, section, "My words.", shown=shown)

    saved = section_of(report, "Background")
    assert (saved.body, saved.position) == ("My words.", 2)


def test_words_typed_into_a_section_that_was_removed_bring_it_back(report, robin, sam):
    section = section_of(report, "Background")
    path, shown = address(section), shown_on(robin, address(section))
    sam.post(address(section, "remove/"), {"shown": shown})

    told = robin.post(path, {"heading": "Background", "body": "My words.", "shown": shown})
    sent = {name: told.context["form"][name].value() for name in ("heading", "body", "shown")}
    robin.post(path, sent)

    assert "Sam removed this meanwhile. Nothing you typed is lost: choose below." in words_of(told)
    assert [each.heading for each in report.sections.all()][2] == "Background"
    assert section_of(report, "Background").body == "My words."


def test_fields_of_the_title_block_are_put_together_one_by_one(report, robin, sam):
    path = f"{EDIT}title/"
    shown = shown_on(robin, path)
    sam.post(path, {"title": "Sam’s title", "author": "Sam’s author", "shown": shown})

    late = robin.post(path, {"title": "Robin’s title", "wards": "All", "shown": shown})
    form = late.context["form"]
    sent = {name: form[name].value() for name in (*form.words, "shown")}
    robin.post(path, sent)

    assert late.status_code == 409
    assert "<mark>Sam’s</mark>" in late.content.decode()
    report.refresh_from_db()
    assert (report.title, report.author, report.wards) == ("Robin’s title", "Sam’s author", "All")


def test_the_preview_of_the_refused_text_is_that_of_the_person(late, report):
    make_words(report, "Summary", "Another.")

    assert "The partners pay more." in words_of(late)
