"""Checks before issue: the golden paper passes them all, and each has papers that fail it alone."""

from dataclasses import replace
from datetime import date

import pytest

from budgets.models import CheckAnswer
from budgets.position import quarter_position
from budgets.questions.asking import questions_of
from reports.checks.paper import TypedText, paper_of
from reports.checks.running import CHECKS, ChecksFailed, outcomes_of, refuse_what_blocks
from reports.checks.tables import unfooted_tables
from reports.models import Report, Section
from reports.optional import OPTIONAL_KINDS
from tests.factories import enter
from tests.papers import crowded_report

BEFORE_PAPERS_ARE_DUE = date(2024, 10, 1)
BACKGROUND = 2


@pytest.fixture
def golden(demonstration):
    """The demonstration's report, with what it leaves open on purpose answered."""
    lines = quarter_position(demonstration).lines
    for question in questions_of(demonstration, lines).open:
        for kind in question.kinds:
            CheckAnswer.objects.create(
                quarter=demonstration,
                line_id=question.line.line_id,
                kind=kind,
                because="The post is vacant.",
                actual=question.line.actual,
                estimate=question.line.estimate,
            )
    return Report.objects.get(quarter=demonstration)


def paper_from(report, **changes):
    """The paper of ``report``, on a day before it is due, with ``changes`` made to what is checked."""
    paper = paper_of(Report.objects.get(pk=report.pk))
    return replace(paper, **{"day": BEFORE_PAPERS_ARE_DUE} | changes)


def failed(paper):
    """Name of check -> its faults as sentences, of the checks that failed."""
    return {
        outcome.check.name: [str(fault) for fault in outcome.faults]
        for outcome in outcomes_of(paper).all
        if outcome.failed
    }


# --- Ways to spoil a paper: each takes the golden report, and answers with a paper ---


def saying(body, heading="Background"):
    """A section that says ``body``."""

    def spoil(report):
        report.sections.filter(heading=heading).update(body=body)
        return paper_from(report)

    return spoil


def printed_with(old, new):
    """The finished HTML with ``old`` become ``new``, as a template at fault would print it."""

    def spoil(report):
        paper = paper_from(report)
        assert old in paper.html
        return replace(paper, html=paper.html.replace(old, new))

    return spoil


def with_figure_missing(report):
    paper = paper_from(report)
    first, *others = paper.position.lines
    inputs = replace(paper.position.inputs, lines=(replace(first, estimate=None), *others))
    return replace(paper, position=replace(paper.position, inputs=inputs))


def with_old_words(report):
    body = "The rota of Quarter 1 stands."
    report.sections.filter(heading="Background").update(body=body)
    return paper_from(report, typed_before=(TypedText("numbered", "Elsewhere", body),))


def with_comment_missing(report):
    paper = paper_from(report)
    lines = [replace(line, comment="") for line in paper.position.lines]
    unexplained = questions_of(paper.position.quarter, lines)
    only = {
        key: replace(
            question,
            asked=tuple(each for each in question.asked if each.finding.kind == "unexplained"),
        )
        for key, question in unexplained.by_line.items()
    }
    return replace(paper, questions=replace(unexplained, by_line=only))


def with_question_open(report):
    CheckAnswer.objects.all().delete()
    return paper_from(report)


def with_movement(report):
    """Since Quarter 1, which the demonstration leaves with the board."""
    Section.objects.create(report=report, position=20, kind="movement", heading="Moved")
    return paper_from(report)


FAILING = [
    ("Every figure is entered", with_figure_missing, "Employees: no estimate is entered."),
    (
        "Every table adds up as printed, or says why not",
        printed_with(">24,745<", ">24,746<"),
        "Table 1. Finance summary, £: Actual to 30 Sep 2024: as printed, the amounts add up to "
        "293,859, but the total reads 293,858.",
    ),
    (
        "Every table adds up as printed, or says why not",
        printed_with("As printed they add up to 256", "As printed they are fine"),
        "Table 2. Partners’ recharges, £: Average cameras: as printed, the amounts add up to 256,",
    ),
    (
        "Every table adds up as printed, or says why not",
        saying("| Post | Number |\n|---|--:|\n| Full | 3 |\n| Part | 2 |\n| Total | 6 |"),
        "Background: Number: as printed, the amounts add up to 5, but the total reads 6.",
    ),
    (
        "Summary and recommendations are written",
        saying("  \n", "Recommendations"),
        "Recommendations on the front sheet: nothing is written there.",
    ),
    (
        "Headings are in order",
        printed_with('<h2 id="risks">', '<h2 id="risks"><h4>Deep</h4>'),
        "Deep",
    ),
    ("Headings are in order", printed_with("<h1>", "<h1>Twice</h1><h1>"), "level 1"),
    ("Everybody can read the paper", saying("Words.\n\n#\n\nMore."), "heading or caption is empty"),
    ("Everybody can read the paper", printed_with(' lang="en-GB"', ""), "language is not named"),
    (
        "Everybody can read the paper",
        printed_with('id="risks"', 'id="main"><i id="main"'),
        "2 times",
    ),
    (
        "Everybody can read the paper",
        printed_with('<th scope="row">Employees', "<th>Employees"),
        "Table 1. Finance summary, £: a heading of a table does not say",
    ),
    (
        "Everybody can read the paper",
        printed_with('role="img" aria-labelledby="drawing-4"', 'role="img"'),
        "a picture has no text",
    ),
    ("Everybody can read the paper", printed_with("</h1>", '</h1><img src="a.svg">'), "no text"),
    (
        "Every link leads somewhere",
        saying("See [the annex](annex.pdf)."),
        "Paragraph 1.1: the link “the annex” leads nowhere",
    ),
    (
        "Every link leads somewhere",
        saying("Ask [Jo](mailto:jo)."),
        "“mailto:jo”, which is no whole",
    ),
    ("Every link leads somewhere", saying("See [that](https://nowhere)."), "“https://nowhere”"),
    (
        "Links say where they lead",
        saying("For more [click here](https://www.example.gov.uk/)."),
        "Paragraph 1.1: the link “click here” does not say where it leads.",
    ),
    ("No section is empty", saying(""), "Background: nothing is printed under it."),
    (
        "All that the draft prints can be published",
        with_movement,
        "Moved: Quarter 1 is not published yet. The published paper leaves these tables out",
    ),
    (
        "Words tell only of quarters the public can read",
        saying("Up by {{ balance.movement | words }} since {{ quarter.before }}."),
        "Paragraph 1.1: “{{ balance.movement | words }}” tells of Quarter 1, whose paper the public cannot read",
    ),
    (
        "No sentence of the last report is left over",
        with_old_words,
        "Paragraph 1.1: the same words as in the last report name “Quarter 1”",
    ),
    (
        "Every amount typed as text is a figure of the report",
        saying("Fine.\n\n- It costs £1,234, of £543,930."),
        "Paragraph 1.1: “£1,234” is typed as text and equals no figure of this report.",
    ),
    ("Large variances have a comment", with_comment_missing, "has no comment."),
    ("Questions about figures are answered", with_question_open, "Employees: At this rate"),
    (
        "The date of the meeting is set",
        lambda report: paper_from(report, meeting_date=None),
        "Date of meeting: it is not set.",
    ),
    (
        "The papers are not overdue",
        lambda report: paper_from(report, day=date(2024, 12, 1)),
        "Papers due: they were due on 1",
    ),
]


def test_the_golden_paper_passes_every_check(golden):
    outcomes = outcomes_of(paper_from(golden))

    assert [outcome.check.name for outcome in outcomes.passed] == [check.name for check in CHECKS]


@pytest.mark.parametrize(("name", "spoil", "said"), FAILING)
def test_a_spoilt_paper_fails_just_its_check(name, spoil, said, golden):
    faults = failed(spoil(golden))

    assert list(faults) == [name]
    assert any(said in sentence for sentence in faults[name]), faults


def test_each_check_has_a_paper_that_fails_it():
    needing_no_paper = {"Every reference names a figure"}

    assert {name for name, _, _ in FAILING} | needing_no_paper == {check.name for check in CHECKS}


def test_an_unknown_reference_blocks_and_what_reads_the_paper_waits_for_it(golden):
    paper = saying("Hm {{ balance.varience }}.\n\nAnd {{ nothing }}.")(golden)

    outcomes = outcomes_of(paper)

    [blocking] = outcomes.blocking
    assert [str(fault) for fault in blocking.faults] == [
        "Background, paragraph 1.1: “{{ balance.varience }}” is not a figure of this quarter. "
        "Did you mean “balance.variance”?",
        "Background, paragraph 1.2: “{{ nothing }}” is not a figure of this quarter.",
    ]
    assert {outcome.check for outcome in outcomes.not_run} == {
        check for check in CHECKS if check.reads_paper
    }


def test_a_table_of_rounded_parts_passes_with_its_notes_and_not_without(db):
    """Twenty partners, and lines with pence in groups: totals and subtotals differ from their parts."""
    paper = paper_from(crowded_report())
    without = replace(paper, html=paper.html.replace("add up to", "come to"))

    assert not list(unfooted_tables(paper))
    assert {fault.place[:7] for fault in unfooted_tables(without)} == {"Table 1", "Table 2"}
    assert any("Group 1" in str(fault) for fault in unfooted_tables(without))


@pytest.mark.parametrize("typed", ["£22,540", "£22.5k", "£0.5m", "£522,490.00", "£1100"])
def test_an_amount_equals_a_figure_at_the_precision_it_is_typed(typed, golden):
    assert not failed(saying(f"About {typed}.")(golden))


@pytest.mark.parametrize("typed", ["£22,541", "£22.6k", "£0.7m", "£522,490.01"])
def test_an_amount_beside_a_figure_is_told(typed, golden):
    [[sentence]] = failed(saying(f"About {typed}.")(golden)).values()

    assert sentence.startswith(f"Paragraph 1.1: “{typed}” is typed")


def test_words_of_the_last_report_without_a_day_quarter_or_amount_may_stay(golden):
    typed = paper_from(golden).typed

    assert not failed(paper_from(golden, typed_before=tuple(typed[:BACKGROUND])))


def test_what_blocks_is_refused_with_every_fault(golden):
    paper = saying("See [it](x) and [that](y).")(golden)

    with pytest.raises(ChecksFailed) as refusal:
        refuse_what_blocks(paper)

    assert len(refusal.value.faults) == 2
    assert refusal.value.faults[0].address == "/reports/2024-25/q2/#p1.1"


def test_no_optional_section_of_a_crowded_paper_keeps_it_from_being_published(db):
    """Pence in every line, 20 partners: each kind of section there is foots or says why not."""
    report = crowded_report()
    before = report.quarter.year.quarters.get(number=1)
    enter(before, {line.name: ("600.25", "12000.75", "") for line in before.year.lines.all()})
    for position, kind in enumerate(OPTIONAL_KINDS, start=20):
        Section.objects.create(report=report, position=position, kind=kind, heading=kind)

    blocking = outcomes_of(paper_from(report)).blocking

    assert {str(fault) for outcome in blocking for fault in outcome.faults} == set()
