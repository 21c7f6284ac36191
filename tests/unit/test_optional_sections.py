"""The optional sections as values: what each prints, that it adds up, and what an empty one says."""

from datetime import date

import pytest

from budgets.lifecycle import submit_quarter
from tests.optional_papers import (
    OPTIONAL_SECTIONS,
    number,
    optional_report,
    paper_of,
    rows_of,
    section_of,
    tables_of,
)
from tests.papers import SENTENCE, Kind, plain_report

django_db = pytest.mark.django_db


def empty_paper(kind):
    return paper_of(plain_report(sections=((kind, "Optional", ""),)))


@pytest.fixture
def report(db):
    return optional_report(partners=3)


@pytest.fixture
def paper(report):
    return paper_of(report)


def test_tables_are_numbered_through_the_whole_paper(paper):
    tables = [number for section in paper.sections for number in section.tables]

    assert tables == list(range(1, len(tables) + 1))
    assert section_of(paper, Kind.MOVEMENT).tables == (3, 4)
    assert section_of(paper, Kind.MOVEMENT).is_wide


@pytest.mark.parametrize("kind", [Kind.MOVEMENT, Kind.GROUPS, Kind.TREND, Kind.INVOICES])
def test_every_column_of_pounds_adds_up_or_says_that_rounding_keeps_it_from_it(paper, kind):
    for table in tables_of(paper, kind):
        *rows, total = table.rows
        for place, heading in enumerate(table.headings):
            if not heading.is_number:
                continue
            printed = sum(number(row.cells[place]) for row in rows if not row.weight)
            explained = any(heading.words in note for note in table.notes)
            assert printed == number(total.cells[place]) or explained


def test_rounding_that_keeps_a_table_from_adding_up_is_explained(paper):
    (groups,) = tables_of(paper, Kind.GROUPS)

    assert any("the total is rounded from the exact amounts" in note for note in groups.notes)


def test_movement_prints_the_change_of_each_line_with_the_comments_of_both_quarters(paper):
    lines, partners = tables_of(paper, Kind.MOVEMENT)

    assert lines.caption == "Change of each line since Quarter 1, £"
    # 43,000 at one per cent more, then at two per cent less.
    premises = rows_of(lines)["Premises"]
    assert premises[:4] == ("43,430", "42,140", "−1,290", "10,750")
    assert premises[4].startswith("Quarter 2: Repairs after the storm")
    assert "\nQuarter 1: Repairs after the storm" in premises[4]
    assert rows_of(partners)["All partners"][4] == "0"


@django_db
def test_long_comments_are_printed_below_the_table_of_movement():
    lines, _ = tables_of(paper_of(optional_report(comment=SENTENCE * 5)), Kind.MOVEMENT)

    assert rows_of(lines)["Premises"][4] == "Remark 4, below the table."
    remark = lines.remarks[3]
    assert (remark.name, remark.line) == ("Remark 4", "Premises")
    assert remark.text.count("Repairs after the storm") == 6


@django_db
def test_movement_of_quarter_1_is_since_the_budget():
    report = plain_report(number=1, sections=((Kind.MOVEMENT, "What moved", ""),))

    section = section_of(paper_of(report), Kind.MOVEMENT)

    assert section.content.sentence == "£100 more to recover than budgeted."
    assert section.content.tables[0].headings[1].words == "Budget"


@django_db
def test_movement_says_why_it_shows_nothing_of_an_open_quarter():
    section = section_of(empty_paper(Kind.MOVEMENT), Kind.MOVEMENT)

    assert section.content.sentence == (
        "Quarter 1 is not published, so what moved since then is not shown."
    )
    assert section.tables == ()
    assert not section.is_wide


def test_groups_print_one_row_a_group_whether_of_one_line_or_several(paper):
    (table,) = tables_of(paper, Kind.GROUPS)

    assert [row.cells[0] for row in table.rows] == [
        *("Employees", "Premises Related", "Transport Related", "Supplies and Services"),
        *("Income", "Balance to recover from partners"),
    ]
    assert rows_of(table)["Income"] == ("−270,000", "−264,600", "+5,400")


def test_the_trend_runs_over_last_year_the_budget_and_the_quarters(paper):
    (table,) = tables_of(paper, Kind.TREND)

    assert [(heading.words, heading.unit) for heading in table.headings[1:]] == [
        ("2023/24", "outturn"),
        ("Budget", "2024/25"),
        ("Quarter 1", "estimate"),
        ("Quarter 2", "estimate"),
    ]
    recharges = {row.short_name: row for row in paper.partners.rows}
    for name, cells in list(rows_of(table).items())[:-1]:
        assert number(cells[1]) == round(recharges[name].budget)
        assert number(cells[3]) == round(recharges[name].estimate)


def test_mentioned_items_print_owner_day_and_effect_and_what_was_settled(paper):
    items, settled = tables_of(paper, Kind.MENTIONED)

    assert rows_of(items)["Pay award"] == ("Head of service", "31 Dec 2024", "+2,500")
    assert rows_of(items)["A new mast"] == ("Host council", "1 Mar 2025", "–")
    assert rows_of(items)["Known effects"][-1] == "+2,500"
    assert rows_of(settled)["Overtime at the fair"] == ("Dropped. It was not agreed.",)


def test_an_item_is_overdue_only_in_a_quarter_that_was_submitted(report):
    assert "Overdue" not in str(tables_of(paper_of(report), Kind.MENTIONED))

    submit_quarter(quarter=report.quarter, user=report.finance, tell=False, on=date(2025, 1, 2))

    items, _ = tables_of(paper_of(report), Kind.MENTIONED)
    assert (
        rows_of(items)["Pay award"][1]
        == "31 Dec 2024\nOverdue by 2\N{NO-BREAK SPACE}days on 2 Jan 2025"
    )
    assert items.caption == "Mentioned but not yet in the figures on 2 January 2025, £"


def test_an_income_is_printed_beside_the_costs_it_pays_for(paper):
    (table,) = tables_of(paper, Kind.INCOMES)

    assert rows_of(table) == {
        "Monitoring": ("−200,001", "Staff", "122,500"),
        "Mileage": ("−2,500", "None in particular", ""),
        "Not yet said": ("−62,100", "", ""),
        "Income from company": ("−264,600", "", ""),
    }
    assert table.notes == (
        "Estimate: as printed, the amounts add up to −264,601; the total is rounded from the "
        "exact amounts, and reads −264,600.",
    )


@django_db
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.MENTIONED, "Nothing is mentioned that is not yet in the figures."),
        (Kind.INCOMES, "Nothing is printed of what an income is for."),
    ],
)
def test_an_empty_section_says_so(kind, said):
    section = section_of(empty_paper(kind), kind)

    assert (section.content.sentence, section.tables) == (said, ())


@django_db
def test_every_optional_section_can_be_printed_before_anything_is_entered():
    paper = paper_of(plain_report(figures=None, sections=OPTIONAL_SECTIONS))

    (groups,), (trend,) = tables_of(paper, Kind.GROUPS), tables_of(paper, Kind.TREND)
    assert groups.picture is None
    assert rows_of(trend)["Ashdown"] == ("500", "–")
