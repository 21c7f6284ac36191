"""The report studio: the order of sections, the title block, and what was written before."""

import re

import pytest

from reports.models import Report
from tests.budget_pages import words_of
from tests.papers import make_report, narrative_of, plain_report
from tests.studio import EDIT, address, make_words, officer, save, section_of, shown_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return plain_report()


@pytest.fixture
def finance(report):
    return officer(report)


# --- Order, adding, removing ---


def headings(report):
    return list(report.sections.values_list("heading", flat=True))


def test_sections_move_by_one_place_and_the_ends_stay(report, finance):
    first, second = report.sections.all()[:2]

    finance.post(address(second, "move/"), {"where": "up"})
    finance.post(address(second, "move/"), {"where": "up"})
    finance.post(address(first, "move/"), {"where": "down"})

    assert headings(report)[:3] == ["Recommendations", "Background", "Summary"]
    assert [each.position for each in first.history.all()] == [3, 2, 1]


def test_a_section_is_added_where_it_is_wanted(report, finance):
    after = section_of(report)

    finance.post(f"{EDIT}add/", {"kind": "numbered", "heading": "Method", "after": after.pk})
    wrong = finance.post(f"{EDIT}add/", {"kind": "poem", "heading": "", "after": "0"})

    assert headings(report)[:3] == ["Summary", "Method", "Recommendations"]
    words = words_of(wrong)
    assert "“poem” is not a kind of section." in words
    assert "Enter a heading." in words
    assert "The section it was to stand behind is not there any more." in words


def test_a_removed_section_can_be_put_back_in_its_place(report, finance):
    section = section_of(report, "Recommendations")
    key, body = section.pk, section.body

    gone = finance.post(
        address(section, "remove/"), {"shown": section.history.first().history_id}, follow=True
    )
    page = finance.get(f"{EDIT}{key}/", follow=True)
    [back] = re.findall(r'href="([^"]+put-back[^"]+)"', page.content.decode())[:1]
    done = finance.post(
        back,
        {"reason": "It is needed.", "shown": page.context["changes"][0]["entry"].record.pk},
        follow=True,
    )

    assert "“Recommendations” is removed. Put it back" in words_of(gone)
    assert "Section Recommendations is put back." in words_of(done)
    assert headings(report)[:3] == ["Summary", "Recommendations", "Background"]
    again = section_of(report, "Recommendations")
    assert (again.pk, again.body) == (key, body)


def test_who_removes_what_a_colleague_has_changed_is_told(report, finance):
    section = section_of(report)
    shown = section.history.first().history_id
    save(officer(report, "Colleague"), section, "Theirs.")

    response = finance.post(address(section, "remove/"), {"shown": shown}, follow=True)

    assert "Colleague changed “Summary” while you looked at it" in words_of(response)
    assert section_of(report).body == "Theirs."


# --- The title block ---

TITLE = {"title": "Budget position", "wards": "All"}


def save_title(client, **words):
    path = f"{EDIT}title/"
    shown = words.pop("shown", None) or shown_on(client, path)
    return client.post(path, TITLE | {"shown": shown} | words, follow=True)


def test_the_title_block_is_saved(report, finance):
    response = save_title(finance, author="Finance officer")

    saved = Report.objects.get(pk=report.pk)
    assert "The title block is saved." in words_of(response)
    assert (saved.author, saved.wards) == ("Finance officer", "All")


def test_wrong_words_of_the_title_block_are_refused_and_stay(report, finance):
    response = save_title(
        finance,
        title="",
        wards="w" * 301,
        author="Of {{ balance.budget }}",
        report_of="Head\0of service",
    )

    words = words_of(response)
    assert "Enter a title." in words
    assert "At most 300 fit." in words
    assert "the title block prints none" in words
    assert "holds a character that cannot be seen" in words
    assert 'value="Of {{ balance.budget }}"' in response.content.decode()
    assert Report.objects.get(pk=report.pk).title == report.title


# --- What was written before ---


def test_an_earlier_text_is_read_and_put_back(report, finance):
    section = section_of(report)
    save(finance, section, "Second words.")
    page = finance.get(address(section, "history/"))
    put_back = page.context["changes"][0]["put_back"]

    asked = finance.get(put_back)
    shown = section.history.first().history_id
    done = finance.post(
        put_back, {"parts": "body", "reason": "Better.", "shown": shown}, follow=True
    )

    assert "Text changed" in words_of(page)
    assert "<del>" in page.content.decode()
    assert "goes back to “The partners pay" in words_of(asked)
    assert "Section Summary: Text put back." in words_of(done)
    assert section_of(report).body == "The partners pay {{ balance.estimate }} between them."
    assert section.history.first().history_change_reason == "Put back: Better."


def test_a_text_that_names_what_there_is_no_more_is_not_put_back(report, finance):
    section = section_of(report)
    make_words(report, "Summary", "By {{ lines.gone.budget }}.")
    save(finance, section, "In short.")
    page = finance.get(address(section, "history/"))
    shown = section.history.first().history_id

    response = finance.post(
        page.context["changes"][0]["put_back"],
        {"parts": "body", "reason": "Why not", "shown": shown},
    )

    assert "“{{ lines.gone.budget }}” is not a figure of this quarter." in words_of(response)
    assert section_of(report).body == "In short."


def test_the_history_of_another_paper_is_not_found(report, finance):
    year = report.quarter.year
    other = make_report(year.quarters.get(number=1), narrative_of("Words"))
    section = other.sections.first()
    record = section.history.first().history_id

    for page in (
        f"{section.pk}/",
        f"{section.pk}/history/",
        f"put-back/section/{record}/",
        f"put-back/title-block/{other.history.first().history_id}/",
        f"put-back/line/{record}/",
        f"{2**70}/",
        "0/history/",
    ):
        assert finance.get(f"{EDIT}{page}").status_code == 404, page
    for page in ("preview/", "move/", "remove/"):
        assert finance.post(address(section, page)).status_code == 404, page
