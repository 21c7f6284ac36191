"""The committee report of a quarter as a value: sections, tables, notes, and what marks a draft."""

from datetime import date

import pytest

from budgets.models import Quarter
from budgets.position import quarter_position
from reports.assembly import assembled, committee_report
from reports.models import Meeting, Report
from reports.references import UnknownReference
from tests.factories import enter, make_approved_year, make_edition, make_line, make_person
from tests.papers import Kind, crowded_report, make_report, narrative_of, plain_report

pytestmark = pytest.mark.django_db


def report_of(report):
    return committee_report(Quarter.objects.of(report.quarter.year.period, report.quarter.number))


@pytest.fixture
def golden(demonstration):
    return committee_report(demonstration)


def test_the_golden_paper_prints_the_published_tables(golden):
    finance, partners = golden.finance, golden.partners

    assert [row.estimate for row in finance.rows] == [119360, 42690, 2000, 615110, 16040, -272710]
    assert (finance.total.budget, finance.total.variance) == (543_930, -21_440)
    assert [row.estimate for row in partners.rows] == [250_830, 96_320, 75_330, 100_010]
    assert partners.total.share == 1
    assert finance.notes == ()


def test_printed_cameras_that_do_not_add_up_are_explained(golden):
    (note,) = golden.partners.notes

    assert "As printed they add up to 256" in note
    assert "reads 257" in note


def test_sections_are_numbered_but_for_front_sheet_and_tables(golden):
    numbers = [(section.number, section.heading) for section in golden.sections]

    assert numbers[:6] == [
        (None, "Summary"),
        (None, "Recommendations"),
        (1, "Background"),
        (2, "Reasons"),
        (None, "Financial position"),
        (3, "Budget against estimate"),
    ]
    assert [section.tables for section in golden.sections if section.tables] == [
        (1, 2),
        (3,),
        (4,),
        (5,),
        (6, 7, 8, 9),
    ]


def test_the_annex_works_out_every_recharge_by_the_steps_of_its_proof(golden):
    last = [(working.caption, working.steps[-1].result) for working in golden.workings]

    assert last == [
        ("Stevenage’s recharge, worked out", "£250,830.00"),
        ("East Herts’ recharge, worked out", "£96,320.00"),
        ("Hertsmere’s recharge, worked out", "£75,330.00"),
        ("North Herts’ recharge, worked out", "£100,010.00"),
    ]
    assert [step.name for step in golden.workings[2].steps] == [
        "34 Actively monitored",
        "12 Reactive",
        "Average",
        "Share",
        "Balance to recover",
        "Amount",
        "Rounded",
    ]


def test_the_title_block_names_host_day_author_and_wards(golden):
    block = dict(golden.title_block)

    assert block["Council"] == "Stevenage Borough Council, host of the partnership"
    assert block["Date of meeting"] == "Thursday 24\N{NO-BREAK SPACE}October 2024"
    assert list(block) == ["Council", "Date of meeting", "Report of", "Author", "Wards"]


def test_a_day_not_yet_set_is_said_and_blank_rows_are_left_out():
    report = plain_report()
    Meeting.objects.filter(report=report).update(date=None)

    paper = report_of(report)

    assert dict(paper.title_block) == {
        "Council": "Ashdown Borough Council, host of the partnership",
        "Date of meeting": "Not yet set",
    }
    assert paper.running_head == "Joint Committee"
    assert paper.dated == date(2024, 9, 30)


def test_figures_not_entered_assemble_as_not_yet_known():
    paper = report_of(plain_report(figures=None))

    assert paper.finance.total.estimate is None
    assert [row.estimate for row in paper.partners.rows] == [None, None, None]
    assert paper.bridge is None
    assert "A dash (–) stands for a figure that is not yet known." in paper.legend
    assert "The partners pay – between them." in paper.sections[0].html


def test_the_legend_of_a_complete_quarter_says_nothing_of_dashes(golden):
    assert "dash" not in golden.legend
    assert "plus (+) means the partners pay more" in golden.legend


def test_the_last_quarter_prints_the_outturn():
    paper = report_of(plain_report(number=4))

    assert (paper.estimate, paper.estimated) == ("Outturn", "Outturn")
    assert "Variance is outturn less budget" in paper.legend


def test_groups_of_several_lines_have_a_subtotal():
    year = make_approved_year(lines={"Rent": 100})
    for name in ("Salaries", "Overtime"):
        make_line(year, name, 1000, group="Employees")

    paper = report_of(make_report(year.quarters.get(number=1)))

    assert [(row.name, row.budget, row.is_subtotal) for row in paper.finance.rows] == [
        ("Rent", 100, False),
        ("Salaries", 1000, False),
        ("Overtime", 1000, False),
        ("Employees", 2000, True),
    ]


def test_a_long_comment_is_printed_below_the_table():
    year = make_approved_year()
    quarter = year.quarters.get(number=1)
    enter(quarter, {"Employees": ("1", "2", "Very long. " * 40)})

    table = report_of(make_report(quarter)).finance

    assert table.rows[0].comment == "Remark 1, below the table."
    (remark,) = table.remarks
    assert (remark.name, remark.line) == ("Remark 1", "Employees")
    assert remark.text == ("Very long. " * 40).strip()


def test_characters_no_paper_can_show_are_left_out():
    report = plain_report(sections=narrative_of("One\x0b two\x1f three\ue000."))
    enter(report.quarter, {"Employees": ("300", "1100", "Up\x07 again.\r\nThen down.")})

    paper = report_of(report)

    assert "One two three." in paper.sections[1].html
    assert paper.finance.rows[0].comment == "Up again.\nThen down."


def test_unknown_references_of_all_sections_are_told_at_once():
    sections = (
        (Kind.SUMMARY, "In {{ short }}", "Fine."),
        (Kind.NUMBERED, "Background", "Fine.\n\n{{ balance.varience }}"),
        (Kind.HEADINGS, "Implications", "### Legal\n{{ law }}"),
    )

    with pytest.raises(UnknownReference) as caught:
        report_of(plain_report(sections=sections))

    assert [str(problem) for problem in caught.value.problems] == [
        "The heading of section 1: “{{ short }}” is not a figure of this quarter.",
        "Background, paragraph 1.2: “{{ balance.varience }}” is not a figure of this quarter. "
        "Did you mean “balance.variance”?",
        "Implications, under “Legal”, paragraph 1: “{{ law }}” is not a figure of this quarter.",
    ]


def test_headings_may_name_figures_and_anchors_are_free_and_unique():
    sections = (
        (Kind.NUMBERED, "Position at {{ quarter.last_day }}", ""),
        (Kind.NUMBERED, "Main", ""),
        (Kind.NUMBERED, "Main", ""),
        (Kind.TABLES, "Figures", ""),
    )

    printed = report_of(plain_report(sections=sections)).sections

    assert printed[0].heading == "Position at 30\N{NO-BREAK SPACE}September 2024"
    assert [section.anchor for section in printed[1:]] == ["main-2", "main-3", "tables"]


def test_a_link_may_lead_to_any_section_of_the_paper():
    sections = (
        *narrative_of("See [the tables](#tables) and [nothing](#risks)."),
        (Kind.TABLES, "Figures", ""),
    )

    text = report_of(plain_report(sections=sections)).sections[1].html

    assert '<a href="#tables">the tables</a>' in text
    assert "<a>nothing</a>" in text


def test_many_partners_are_left_to_the_table():
    paper = report_of(crowded_report(partners=9, groups=1))

    assert paper.key_rows == ()
    assert len(paper.partners.rows) == 9


def test_up_to_eight_partners_stand_four_to_a_row_on_the_front_sheet():
    paper = report_of(crowded_report(partners=6, groups=1))

    assert [len(row) for row in paper.key_rows] == [4, 2]


def test_an_edition_names_itself_and_its_reason():
    report = plain_report()
    edition = make_edition(report, make_person(), number=2, reason="Premises were too low.")

    paper = assembled(report, quarter_position(report.quarter), edition=edition)

    assert paper.standing.startswith("Edition 2, ")
    assert paper.reason == "Premises were too low."
    assert (paper.is_draft, paper.newest_change) == (False, None)
    assert paper.foot == paper.partnership


def test_a_quarter_without_a_report_has_none():
    year = make_approved_year()

    with pytest.raises(Report.DoesNotExist):
        committee_report(year.quarters.get(number=1))


def test_the_same_figures_and_words_make_an_equal_paper(demonstration, golden):
    assert committee_report(demonstration) == golden
