"""The report studio through its pages: what it shows, saves and refuses."""

import re

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from partners.models import Role
from reports.editions import publish
from reports.studio.forms import LONGEST_TEXT
from reports.studio.offered import offered_figures
from reports.studio.paper import working_paper
from tests.budget_pages import queries, words_of
from tests.factories import make_approved_year, make_person
from tests.papers import Kind, make_report, plain_report
from tests.studio import EDIT, address, all_words, make_words, officer, save, section_of, shown_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return plain_report()


@pytest.fixture
def finance(report):
    return officer(report)


# --- The overview ---


def test_the_overview_says_what_each_section_holds_and_which_are_empty(finance):
    words = words_of(finance.get(EDIT))

    assert "None is empty." in words
    assert re.search(r"Summary 6\swords. Summary on the front sheet", words)
    assert "Financial position Tables 1 and 2. Finance and partner tables" in words
    assert re.search(r"1 Background \d+\swords. Numbered paragraphs", words)


def test_the_overview_costs_the_same_queries_whatever_it_lists(report, finance):
    finance.get(EDIT)
    many = queries(lambda: finance.get(EDIT))
    for section in report.sections.exclude(heading="Summary"):
        finance.post(address(section, "remove/"), {"shown": section.history.first().history_id})

    assert queries(lambda: finance.get(EDIT)) == many


def test_an_empty_section_and_one_that_cannot_be_printed_are_named(report, finance):
    section_of(report).delete()
    make_words(report, "Background", "By {{ balance.estimat }}.")
    make_words(report, "Implications", "")

    words = words_of(finance.get(EDIT))

    assert "1 of 5 is empty." in words
    assert "Background, paragraph 1.1: “{{ balance.estimat }}” is not a figure" in words
    assert "To put right" in words


def test_without_a_report_finance_is_led_to_its_beginning():
    year = make_approved_year()
    elsewhere = make_report(year.quarters.get(number=1))

    response = officer(elsewhere).get(EDIT, follow=True)

    assert response.redirect_chain[-1][0] == "/reports/2024-25/q2/"
    assert "Begin the report" in words_of(response)


def test_the_draft_leads_into_the_studio_and_the_edition_does_not(report, finance):
    link = f'href="{EDIT}"'

    assert link in finance.get("/reports/2024-25/q2/").content.decode()
    submit_quarter(quarter=report.quarter, user=None)
    board = Client()
    board.force_login(make_person(Role.BOARD, partner=report.quarter.year.partners.last()))
    assert link not in board.get("/reports/2024-25/q2/").content.decode()
    publish(quarter=report.quarter, user=finance.person)
    assert link not in finance.get("/reports/2024-25/q2/").content.decode()


def test_a_paper_that_cannot_be_printed_leads_into_the_studio(report, finance):
    make_words(report, "Background", "By {{ balance.estimat }}.")

    assert f'href="{EDIT}"' in finance.get("/reports/2024-25/q2/").content.decode()


def test_begin_leads_into_the_studio():
    year = make_approved_year()
    elsewhere = make_report(year.quarters.get(number=1))

    response = officer(elsewhere).post("/reports/2024-25/q2/begin/", follow=True)

    assert response.redirect_chain[-1][0] == EDIT


def test_the_paper_of_a_published_quarter_is_read_and_not_edited(report, finance):
    section = section_of(report)
    shown = shown_on(finance, address(section))
    submit_quarter(quarter=report.quarter, user=None)
    publish(quarter=report.quarter, user=finance.person)

    for page in ("", "title/", "add/", f"{section.pk}/"):
        words = words_of(finance.get(f"{EDIT}{page}"))
        assert "take the quarter back to the board first" in words
        assert "Take the quarter back" in words
    late = save(finance, section, "Typed too late", shown=shown)
    finance.post(address(section, "move/"), {"where": "down"})
    finance.post(address(section, "remove/"), {"shown": shown})
    finance.post(f"{EDIT}add/", {"kind": "numbered", "heading": "More", "after": "first"})

    assert late.status_code == 409
    assert "Quarter 2, 2024/25 is published" in words_of(late)
    assert "Typed too late" in late.content.decode()
    section.refresh_from_db()
    assert (section.body, section.position) == (SECTION_BODY, 1)
    assert report.sections.count() == 6


SECTION_BODY = "The partners pay {{ balance.estimate }} between them."

# --- A section ---


def test_saving_keeps_the_words_and_says_so_once(report, finance):
    response = save(
        finance, section_of(report), "They pay {{ balance.budget }}.\r\n\r\nThat is all. "
    )

    section = section_of(report)
    assert section.body == "They pay {{ balance.budget }}.\n\nThat is all."
    assert section.history.first().history_user == finance.person
    assert words_of(response).count("“Summary” is saved.") == 1
    assert "They pay £1,000." in words_of(response)
    assert "is saved" not in words_of(finance.get(address(section)))


REFUSED = [
    (
        "First.\n\nOf {{ balance.varianc }} and {{ lines.employes.budget }}.",
        "Our background, paragraph 1.2: “{{ balance.varianc }}” is not a figure of this quarter. "
        "Did you mean “balance.variance”?",
    ),
    ("By {{ balance.variance", "“{{ balance.variance” is not a figure of this quarter. It has no"),
    ("{{ balance.variance | round }}", "After “|” only “plain” or “words” can stand, not “round”."),
    ("See [the risks](#summry).", "“[the risks](#summry)” leads to no section of this paper. Did "),
    ("See [this](report.pdf).", "“[this](report.pdf)” leads nowhere on paper."),
    ("See [the risks][1].", "“[the risks][1]” has no address."),
    ("![A camera](https://a.uk/b.png)", "“![A camera]” is a picture, and text cannot print one."),
    ("One\n\ntwo\0three", "Line 3 holds a character that cannot be kept"),
    ("x" * (LONGEST_TEXT + 1), "The text has 20,001 characters, and at most 20,000 fit"),
]


@pytest.mark.parametrize(("body", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_printed_is_refused_with_its_place_and_stays_on_the_page(
    body, sentence, report, finance
):
    section = section_of(report, "Background")
    before = section.body

    response = save(finance, section, body, heading="Our background")

    assert sentence in words_of(response)
    assert "There is a problem" in words_of(response)
    assert response.context["form"]["body"].value() == body
    assert 'value="Our background"' in response.content.decode()
    assert section_of(report, "Background").body == before


def test_a_heading_is_refused_where_it_names_no_figure_or_is_too_long(report, finance):
    section = section_of(report, "Background")

    unknown = save(finance, section, "Words", heading="Of {{ balance.estimat }}")
    long = save(finance, section, "Words", heading="x" * 201)

    assert "The heading of section 3: “{{ balance.estimat }}” is not a figure" in words_of(unknown)
    assert "At most 200 fit." in words_of(long)
    assert section_of(report, "Background").body != "Words"


def test_a_fault_of_another_section_keeps_nobody_from_saving(report, finance):
    make_words(report, "Background", "By {{ balance.estimat }}.")

    save(finance, section_of(report), "In short.")

    assert section_of(report).body == "In short."


def test_the_preview_prints_the_figures_and_names_what_is_unknown(report, finance):
    section = section_of(report, "Background")
    typed = {"heading": "Past & present", "body": "Of {{ balance.estimate }}.\n\nOf {{ <b>x }}."}

    answer = finance.post(address(section, "preview/"), typed)
    page = finance.post(address(section), typed | {"preview": "1", "shown": "0"})

    for shown in (answer, page):
        words = all_words(shown)
        assert "1.1 Of £1,100." in words
        assert "Past & present, paragraph 1.2: “{{ <b>x }}” is not a figure" in words
        assert '<mark class="unknown">{{ &lt;b&gt;x }}</mark>' in shown.content.decode()
    assert section_of(report, "Background").body == section.body


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_section_is_previewed_and_saved(kind, report, finance):
    finance.post(f"{EDIT}add/", {"kind": kind, "heading": "One more", "after": "first"})
    section = section_of(report, "One more")

    answer = finance.post(address(section, "preview/"), {"heading": "Words", "body": "Some text"})
    save(finance, section, "### Legal\n\nNone of {{ balance.estimate }}.")

    assert (section.position, section.kind) == (1, kind)
    assert "Some text" in all_words(answer)
    assert section_of(report, "One more").body.startswith("### Legal")
    assert finance.get("/reports/2024-25/q2/").status_code == 200


def test_every_figure_is_offered_with_its_meaning_and_value():
    report = plain_report(lines={"Employees": 1300, "Fees": -300}, figures=None)
    finance = officer(report)
    paper = working_paper(report)
    offered = {each.name: each for each in offered_figures(paper.position, paper.figures)}

    assert {name.split(" | ")[0] for name in offered} == paper.figures.keys()
    meanings = {each.meaning for each in offered.values()}
    assert not [said for said in meanings if said.startswith(("lines.", "partners.", "quarter."))]
    assert offered["lines.fees.budget"].printed == "−£300"
    assert offered["lines.fees.budget | plain"].printed == "£300"
    assert offered["lines.employees.estimate"].meaning == "Employees: estimate for the year"
    assert offered["partners.ashdown.share"].meaning == "Ashdown: share of the balance"
    page = words_of(finance.get(address(section_of(report))))
    assert "{{ lines.fees.budget }} Insert Fees: budget Fees: budget −£300" in page
