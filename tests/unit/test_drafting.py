"""The drafted paragraphs: they resolve whatever the quarter, and say no cause that is not known."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from budgets.inputs import LinePosition, QuarterInputs
from budgets.models import FinancialYear, Quarter
from budgets.movement import movement_of, quarter_before, quarter_movement
from budgets.position import position_of, quarter_position
from budgets.shares import ShareBasis
from budgets.versions import parts_by
from cctvpartnership.figures import rounded
from partners.models import Partner
from reports.drafting import NO_REASON, first_draft, has_figures, summary_draft
from reports.narrative import Setting, narrative
from reports.references import named_figures
from reports.text import printable
from tests.positions import CAMERAS_ONLY
from tests.strategies import amounts

REASONS = Setting("Reasons", number=2)
MARKUP = "# *a* _b_ `c` [d](https://a.uk) <b>e</b> {{ balance.budget }} &amp; \\ | !\n- f"
entered = st.none() | amounts
words = st.text(max_size=30) | st.just(MARKUP)


def line(key, budget=1000, actual=None, estimate=None, comment="", name="", last=None):
    figures = (None if each is None else Decimal(each) for each in (budget, actual, estimate, last))
    budget, actual, estimate, last = figures
    return LinePosition(
        key,
        "Group",
        name or f"Line {key}",
        budget,
        actual,
        estimate,
        comment,
        last_actual=last,
        last_estimate=last,
    )


def position_with(lines, partners=3, number=2, now=None):
    """A position of ``lines``; ``now``: the partners' cameras where they are not the budget's."""
    councils = tuple(
        Partner(pk=key, short_name=f"Council {key}", slug=f"council-{key}", position=key)
        for key in range(1, partners + 1)
    )
    keys = tuple(council.pk for council in councils)

    def basis(cameras):
        averages = dict(zip(keys, map(Fraction, cameras), strict=True))
        return ShareBasis(keys, CAMERAS_ONLY, averages, False, (), ())

    frozen = basis(range(1, partners + 1))
    budget = sum((each.budget for each in lines), Decimal(0))
    inputs = QuarterInputs(
        lines=tuple(lines),
        partners=councils,
        basis=basis(now) if now else frozen,
        budgeted=parts_by(frozen, budget, 10),
        rounding_unit=10,
    )
    year = FinancialYear(starts_in=2024, averaging="monthly", rounding_unit=10)
    return position_of(Quarter(year=year, number=number), inputs)


def moved_from_last(position):
    """What moved since a quarter that had the last estimates, and no comments."""
    if position.quarter.number == 1:
        return None
    before = [
        replace(each, actual=each.last_actual, estimate=each.last_estimate, comment="")
        for each in position.lines
    ]
    number = position.quarter.number - 1
    return movement_of(position, position_with(before, len(position.recharges), number))


def told(draft, position):
    """The draft as HTML; every reference names a figure."""
    found = narrative(printable(draft), named_figures(position), REASONS)
    assert found.problems == ()
    return html.fromstring(f"<div>{found.html}</div>")


def text_of(draft, position):
    return told(draft, position).text_content()


@st.composite
def quarters(draw):
    """Quarters with nothing, some or all of it entered, whatever the names and comments."""
    number = draw(st.integers(0, 12))
    lines = [
        line(
            key,
            draw(amounts),
            draw(entered),
            draw(entered | st.just(None)),
            draw(words),
            draw(words),
            draw(entered),
        )
        for key in range(1, number + 1)
    ]
    return position_with(lines, draw(st.integers(1, 20)), draw(st.integers(1, 4)))


@settings(max_examples=30, deadline=None)
@given(quarters())
def test_every_draft_resolves_and_holds_no_markup_but_its_own(position):
    draft = first_draft(position, moved_from_last(position))

    found = told(f"{draft}\n\n{summary_draft(position)}", position)

    assert {each.tag for each in found.iter()} <= {"div", "p", "b", "ul", "li", "strong"}
    assert len(found.findall(".//strong")) == len(found.findall(".//li"))


@settings(max_examples=30, deadline=None)
@given(words, words, amounts, amounts)
def test_names_and_comments_appear_literally(name, comment, budget, estimate):
    position = position_with([line(1, budget, 0, estimate, comment, name)])

    text = text_of(first_draft(position), position)

    differs = rounded(estimate - budget) != 0
    said = " ".join(printable(comment).split())
    assert (f"“{said}”" in text) == (differs and bool(said))
    assert (NO_REASON in text) == (differs and not said)
    if differs:
        assert " ".join(printable(name).split()) in text


@settings(max_examples=30, deadline=None)
@given(quarters())
def test_the_largest_variances_come_first(position):
    draft = first_draft(position)

    named = [
        each for each in draft.split("\n") if each.startswith("- ") and "reason" in each.lower()
    ]

    sizes = sorted(
        (abs(each.variance) for each in position.lines if each.variance and rounded(each.variance)),
        reverse=True,
    )
    assert len(named) == (min(len(sizes), 5) if len(sizes) > 1 else 0)
    assert ("every other line" in draft) == (len(sizes) > 5)


def test_a_quarter_with_nothing_entered_says_so():
    position = position_with([line(1), line(2)])

    text = text_of(first_draft(position), position)

    assert "to pay an amount not yet known between them for 2024/25" in text
    assert "Figures not yet entered: every line." in text
    assert "what each partner pays is not yet known" in text
    assert not has_figures(position)


def test_lines_that_want_figures_are_named():
    position = position_with([line(1, 1000, 5, 1000), line(2, 1000, 5, None, name="Fees")])

    assert "Figures not yet entered: Fees." in text_of(first_draft(position), position)
    assert "not yet entered: Fees." in text_of(summary_draft(position), position)
    assert has_figures(position)


def test_one_variance_is_a_sentence():
    position = position_with([line(1, -500, -10, -700, "More lets."), line(2, 900, 5, 900)])

    text = text_of(first_draft(position), position)

    assert (
        "The estimate for Line 1 is £700 of income, £200 more income than budgeted. "
        "The reason given: “More lets.”" in text
    )
    assert "Lines with the estimate at budget: Line 2." in text


def test_no_variance_at_all():
    position = position_with([line(1, 1000, 5, 1000), line(2, 900, 5, 900)])

    text = text_of(first_draft(position), position)

    assert "which is exactly as budgeted" in text
    assert "Lines with the estimate at budget: every line." in text
    assert "reason" not in text


def test_a_balance_below_nil_is_received():
    position = position_with([line(1, -1000, -5, -1200)])

    text = text_of(first_draft(position), position)

    assert "The partners are expected to receive £1,200 between them" in text
    assert "which is £200 more credit than budgeted" in text


def test_of_many_partners_the_largest_changes_are_told():
    position = position_with([line(1, 900_000, 5, 500_000)], partners=20)

    found = told(first_draft(position), position)

    items = [each.text_content() for each in found.findall(".//li")]
    assert [each.split(" is ")[0] for each in items] == [
        "Council 20",
        "Council 19",
        "Council 18",
        "Council 17",
        "Council 16",
    ]
    assert "The partner table shows every other council." in found.text_content()


def test_of_a_partner_without_a_budget_no_effect_is_told():
    position = position_with([line(1, 600, 5, 900)], partners=2)
    joined = replace(position.recharges[1], budget=None, cost_effect=None, share_effect=None)
    position = replace(position, recharges=(position.recharges[0], joined))

    text = text_of(first_draft(position), position)

    assert "one partner pays more and one pays without a budget" in text
    assert "Council 2 is expected to pay £600, which is not in the budget.\n" in text


def test_both_effects_are_told_of_each_partner():
    position = position_with([line(1, 600, 5, 900)], partners=2, now=[2, 1])

    text = text_of(first_draft(position), position)

    assert (
        "Council 1 is expected to pay £600, which is £400 more than budgeted. The change in the "
        "balance makes £100 more to pay, the change in its share £300 more to pay." in text
    )


def test_the_last_quarter_speaks_of_the_outturn():
    position = position_with([line(1, 1000, 900, 900)], number=4)

    text = text_of(first_draft(position), position)

    assert "The partners pay £900 between them for 2024/25" in text
    assert "The outturn for Line 1 is £900" in text
    assert "expected" not in text and "estimate" not in text


def test_a_comment_of_last_quarter_is_no_reason_for_what_moved_since():
    lines = [line(1, 1000, 5, 1000, "As ever.", last=900), line(2, 500, 5, 500, "New.", last=400)]
    position = position_with(lines)
    before = [replace(each, estimate=each.last_estimate) for each in lines]
    before[1] = replace(before[1], comment="Old.")

    draft = first_draft(position, movement_of(position, position_with(before, number=1)))
    text = text_of(draft, position)

    assert "The balance is £200 more than estimated at Quarter 1." in text
    assert "Line 1: £100 more than estimated at Quarter 1.\n" in text
    assert "Line 2: £100 more than estimated at Quarter 1. The reason given: “New.”" in text


def test_the_draft_of_the_golden_case(demonstration):
    position = quarter_position(demonstration)

    draft = first_draft(position, quarter_movement(position, quarter_before(demonstration)))
    text = text_of(draft, position)

    assert "£522,490 between them for 2024/25, which is £21,440 less than budgeted" in text
    assert "Income from Company: £22,540 more income than budgeted. The reason given" in text
    assert "Transport Related: £1,100 more than budgeted. The reason given" in text
    assert (
        "Lines with the estimate at budget: Employees, Premises Related, Supplies and Services "
        "and Recharges." in text
    )
    assert "Against their budgets, all four partners pay less." in text
    assert (
        "Stevenage is expected to pay £250,830, which is £1,100 less than budgeted. The change in "
        "the balance makes £9,930 less to pay, the change in its share £8,830 more to pay." in text
    )
    assert "The balance is £13,210 less than estimated at Quarter 1." in text


@pytest.mark.parametrize("figure", ["£", "less than", "more than"])
def test_no_figure_and_no_direction_is_typed(demonstration, figure):
    assert figure not in first_draft(quarter_position(demonstration))
