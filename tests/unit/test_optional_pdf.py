"""The optional sections in the PDF: both standards, pictures with words, nothing too small."""

import pytest

from tests.optional_papers import OPTIONAL_SECTIONS, optional_report
from tests.papers import SENTENCE, plain_report
from tests.printing import opened, printed, text_of, things
from tests.unit.test_pdf_paper import letter_sizes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "report",
    [
        lambda: optional_report(partners=2),
        lambda: optional_report(partners=20, comment=SENTENCE * 5),
        lambda: plain_report(figures=None, sections=OPTIONAL_SECTIONS),
    ],
    ids=["two partners", "twenty partners and long comments", "nothing entered"],
)
def test_optional_sections_keep_to_both_standards(report, verapdf):
    pdf = printed(report())

    assert verapdf(pdf, "ua1") == (True, {})
    assert verapdf(pdf, "3a") == (True, {})
    assert min(size for page in opened(pdf).pages for size in letter_sizes(page)) >= 9.99


def test_pictures_say_in_words_what_they_show_and_name_the_table_with_the_figures():
    with opened(printed(optional_report(partners=2))) as pdf:
        groups, bridge, trend = [str(each.Alt) for each in things(pdf, "/S", "/Figure")]

    assert "Employees: budget £130,001, estimate £127,401" in groups
    assert "The figures are in Table 5." in groups
    assert "cost" in bridge
    assert "Council 1: £223,362, then £191,951" in trend
    assert "The figures are in Table 7." in trend


def test_a_small_table_stands_on_one_page_with_its_caption():
    pages = text_of(printed(optional_report(partners=4))).split("\f")

    for caption, last in (
        ("Table 7. Recharges over the quarters", "All partners"),
        ("Table 10. What Income from company is for", "Not yet said"),
    ):
        (page,) = [page for page in pages if caption in page]
        assert last in page.split(caption)[1]
