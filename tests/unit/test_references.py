"""What the figures of a quarter are called in the narrative, and how they print."""

from decimal import Decimal

import pytest
from lxml import html

from budgets.inputs import LinePosition
from budgets.models import Quarter
from budgets.position import quarter_position
from reports.narrative import Setting, narrative
from reports.printed_figures import lines_not_entered
from reports.references import free_slug, named_figures, resolve
from tests.factories import make_approved_year, make_line, make_partners, make_year


def printed(position, name):
    return named_figures(position)[name].printed


@pytest.fixture
def golden(demonstration):
    return quarter_position(demonstration)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("balance.budget", "£543,930"),
        ("balance.actual", "£293,858"),
        ("balance.estimate", "£522,490"),
        ("balance.variance", "−£21,440"),
        ("lines.premises-related.budget", "£42,690"),
        ("lines.transport-related.variance", "£1,100"),
        ("lines.income-from-company.estimate", "−£272,710"),
        ("partners.stevenage.cost_effect", "−£9,930"),
        ("partners.stevenage.share_effect", "£8,830"),
        ("partners.stevenage.share", "48.01\N{NO-BREAK SPACE}%"),
        ("partners.stevenage.cameras", "123"),
        ("partners.east-herts.estimate", "£96,320"),
        ("partners_total.estimate", "£522,490"),
        ("partners_total.share_effect", "£0"),
        ("partners_total.cameras", "257"),
        ("partners_total.share", "100.00\N{NO-BREAK SPACE}%"),
        ("quarter.number", "2"),
        ("quarter.last_day", "30\N{NO-BREAK SPACE}September 2024"),
        ("year.label", "2024/25"),
    ],
)
def test_each_figure_of_the_golden_case_has_a_name(golden, name, text):
    assert printed(golden, name) == text


def test_plain_leaves_the_sign_to_words(golden):
    assert named_figures(golden)["balance.variance"].plain == "£21,440"


@pytest.mark.django_db
def test_figures_not_entered_print_a_dash():
    year = make_approved_year()

    position = quarter_position(Quarter.objects.of(year.period, 3))

    assert printed(position, "balance.estimate") == "–"
    assert printed(position, "lines.employees.actual") == "–"
    assert printed(position, "partners.ashdown.estimate") == "–"
    assert printed(position, "balance.budget") == "£1,000"


@pytest.mark.django_db
def test_lines_whose_names_look_alike_are_told_apart():
    year = make_year(make_partners(2), elements=[("Equal", 100, "equal", {})])
    make_line(year, "Fees, other", 20)
    make_line(year, "Fees (other)", 30)
    make_line(year, "£££", 40)

    position = quarter_position(Quarter.objects.of(year.period, 1))

    assert printed(position, "lines.fees-other.budget") == "£20"
    assert printed(position, "lines.fees-other-2.budget") == "£30"
    assert printed(position, "lines.line.budget") == "£40"


def test_free_slug_avoids_what_is_taken():
    taken = {"tables"}

    assert free_slug("Tables", taken, "section") == "tables-2"
    assert free_slug("!!!", taken, "section") == "section"
    assert taken == {"tables", "tables-2", "section"}


def test_what_has_no_direction_cannot_be_said_in_words(golden):
    _, problems = resolve("At {{ quarter.number|words }}.", named_figures(golden))

    assert [str(problem) for problem in problems] == [
        ": “{{ quarter.number|words }}” is not a figure of this quarter. "
        "It cannot be said in words."
    ]


def test_ways_to_print_that_there_are_not_are_told_with_those_there_are(golden):
    _, problems = resolve("{{ balance.variance|shout }}", named_figures(golden))

    assert "After “|” only “plain” or “words” can stand, not “shout”." in str(problems[0])


@pytest.mark.parametrize("name", ["# *Fees* & <b>{{ x }}</b>", "1. [Fees](https://a.uk)", "`Fees`"])
def test_names_of_lines_are_printed_literally(name):
    entered = LinePosition(1, "Fees", "Entered", Decimal(5), Decimal(5), Decimal(5))
    lines = [LinePosition(2, "Fees", name, Decimal(5)), entered]
    figures = {"lines.not_entered": lines_not_entered(lines)}

    told = narrative("{{ lines.not_entered }}", figures, Setting("Background", number=1))

    assert html.fromstring(told.html).text_content() == f"1.1 {name}"
    assert resolve("{{ lines.not_entered }}", figures)[0] == name
