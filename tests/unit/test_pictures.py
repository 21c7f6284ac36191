"""The summary's pictures: bars to scale from nil, what is not entered in words, and their titles."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.arithmetic import expected_part
from budgets.freezing import frozen, thawed
from budgets.inputs import LinePosition, current_inputs
from budgets.lifecycle import submit_quarter
from budgets.models import Quarter
from budgets.pictures import Moment, groups_picture, spending_picture, trend_picture
from budgets.pictures.scale import LEFT, THINNEST, WIDTH, Scale
from budgets.position import Totals, quarter_position
from budgets.tables import GroupOfLines, LineTable, line_table, totals_of
from tests.factories import enter, make_approved_year
from tests.strategies import amounts

NOTHING = Totals(None, None)
HALF = Fraction(1, 2)


def table(*groups):
    """A table of groups of one line each: (name, budget, actual, estimate), or of given lines."""
    made = []
    for key, (name, *cells) in enumerate(groups, start=1):
        budget, actual, estimate = (None if cell is None else Decimal(cell) for cell in cells)
        line = LinePosition(key, name, name, budget, actual, estimate, expected=HALF)
        made.append(GroupOfLines(name, (line,), totals_of([line])))
    return LineTable(tuple(made), NOTHING, ())


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=9))
def test_bars_are_to_scale_from_nil_costs_to_the_right_and_income_to_the_left(drawn):
    picture = groups_picture(table(*((f"G{n}", *cells) for n, cells in enumerate(drawn))), "x")
    values = [value for cells in drawn for value in cells]
    bars = [bar for row in picture.rows for bar in row.bars]
    (nil,) = [tick.x for tick in picture.ticks if tick.is_nil]
    span = max(0, *values) - min(0, *values)

    for value, bar in zip(values, bars, strict=True):
        assert LEFT - Decimal("0.1") <= bar.x
        length = Fraction(WIDTH) * abs(Fraction(value)) / Fraction(span or 1)
        expected = max(length, THINNEST) if value else 0
        assert abs(Fraction(bar.width) - expected) <= Fraction(1, 10)
        if value > 0:
            assert bar.x == nil
        elif value < 0 and length > THINNEST:
            assert abs(bar.x + bar.width - nil) <= Decimal("0.2")


@given(st.lists(amounts, min_size=1, max_size=5))
def test_a_few_round_steps_label_the_scale_and_nil_is_one(values):
    scale = Scale.holding(values)

    steps = scale.round_steps()

    assert 1 <= len(steps) <= 5
    assert 0 in steps
    assert all(scale.low <= step <= scale.high for step in steps)


def test_the_groups_of_the_golden_case(demonstration):
    lines = line_table(quarter_position(demonstration), "Estimate")

    picture = groups_picture(lines, "Estimate")

    # From −272,710 to 615,110 over 418 units: nil at 129.4.
    assert [(tick.label, tick.x) for tick in picture.ticks] == [
        ("−£200,000", Decimal("35.2")),
        ("£0", Decimal("129.4")),
        ("£200,000", Decimal("223.6")),
        ("£400,000", Decimal("317.7")),
        ("£600,000", Decimal("411.9")),
    ]
    supplies, income = picture.rows[3], picture.rows[5]
    assert [(bar.x, bar.width) for bar in supplies.bars] == [
        (Decimal("129.4"), Decimal("289.6")),
        (Decimal("129.4"), Decimal("144.9")),
        (Decimal("129.4"), Decimal("289.6")),
    ]
    assert [bar.x for bar in income.bars] == [Decimal("11.6"), Decimal("99.4"), Decimal("1.0")]
    assert picture.title.startswith(
        "Budget, actual and estimate of each group: Employees budget £119,360, actual £24,745, "
        "estimate £119,360; Premises Related budget £42,690, actual £17,770,"
    )
    assert picture.title.endswith(
        "Income from Company budget −£250,170, actual −£63,817, estimate −£272,710."
    )


def test_spending_of_the_golden_case_against_half_a_year(demonstration):
    picture = spending_picture(line_table(quarter_position(demonstration), "Estimate"), 2)

    # Half a budget stands at 1 + 418 × 0.5 ÷ 1.0089: Transport's 908 of 900 is the longest bar.
    assert [(row.printed.replace("\N{NO-BREAK SPACE}", " ")) for row in picture.rows] == [
        "21 %, 50 % expected",
        "42 %, 50 % expected",
        "101 %, 50 % expected",
        "50 %, 50 % expected",
        "40 %, 50 % expected",
        "26 %, 50 % expected",
    ]
    assert {row.mark for row in picture.rows} == {Decimal("208.2")}
    assert (picture.nil, picture.whole) == (Decimal("1.0"), Decimal("415.3"))
    assert picture.rows[2].width == Decimal("418.0")
    assert not picture.runs_on
    assert "Employees 21\N{NO-BREAK SPACE}%, 50\N{NO-BREAK SPACE}% expected" in picture.title


def test_what_is_not_entered_is_said_where_its_bar_would_be():
    lines = table(("Staff", 100, None, 120), ("Rent", 50, 20, None))

    groups, spending = groups_picture(lines, "Outturn"), spending_picture(lines, 4)

    assert [[bar.missing for bar in row.bars] for row in groups.rows] == [
        ["", "actual not yet entered", ""],
        ["", "", "outturn not yet entered"],
    ]
    assert "Staff budget £100, actual not yet entered, outturn £120" in groups.title
    assert spending.rows[0].printed.startswith("not yet entered, ")
    assert spending.rows[0].width == 0


def test_words_stand_where_there_is_room_for_them():
    costs, income = (
        groups_picture(table(("Staff", budget, None, None)), "Estimate") for budget in (100, -100)
    )

    assert (costs.words_anchor, income.words_anchor) == ("start", "end")
    assert costs.words_x < WIDTH / 2 < income.words_x


@pytest.mark.parametrize(
    ("actual", "printed", "runs_on"),
    [
        (150, "150 %", False),
        (151, "151 %", True),
        (90_000, "90,000 %", True),
        (-20, "−20 %", False),
        (-51, "−51 %", True),
        (0, "0 %", False),
    ],
)
def test_a_bar_far_beyond_its_budget_runs_on_and_the_others_stay_readable(actual, printed, runs_on):
    picture = spending_picture(table(("Far", 100, actual, 0), ("Near", 100, 60, 0)), 2)

    far, near = picture.rows
    assert far.printed.replace("\N{NO-BREAK SPACE}", " ").startswith(printed)
    assert (far.runs_on, picture.runs_on) == (runs_on, runs_on)
    assert near.width > 120
    assert far.x >= LEFT
    assert far.x + far.width <= LEFT + WIDTH + THINNEST


def test_a_group_without_a_budget_has_nothing_to_compare_with():
    (row,) = spending_picture(table(("Fees", 0, 20, 0)), 2).rows

    assert (row.printed, row.mark) == ("no budget to compare with", None)


def test_long_names_are_shortened_in_the_picture_and_whole_in_its_title():
    name = "Supplies and Services for the whole of the control room"

    picture = groups_picture(table((name, 1, 1, 1)), "Estimate")

    assert picture.rows[0].name == "Supplies and Services for…"
    assert name in picture.title


@given(st.lists(st.tuples(amounts, st.fractions(0, 1)), max_size=5))
def test_what_is_expected_of_several_lines_is_weighed_by_their_budgets(lines):
    together = sum(budget for budget, _ in lines)

    part = expected_part(lines)

    if not together:
        assert part is None
    else:
        assert part * Fraction(together) == sum(Fraction(budget) * part for budget, part in lines)


def test_the_mark_follows_the_profile_and_stands_once_submitted(db):
    year = make_approved_year(lines={"Grant": -1000})
    line, quarter = year.lines.get(), year.quarters.get(number=2)
    line.by_q1, line.by_q2, line.by_q3 = Decimal(0), Decimal(80), Decimal(100)
    line.save()
    enter(quarter, {"Grant": (-500, -1000)})
    submit_quarter(quarter=quarter, user=None)
    line.by_q2 = Decimal(10)
    line.save()

    position = quarter_position(Quarter.objects.select_related("year").get(pk=quarter.pk))

    (row,) = spending_picture(line_table(position, "Estimate"), 2).rows
    assert row.printed.replace("\N{NO-BREAK SPACE}", " ") == "50 %, 80 % expected"
    assert position.lines[0].expected == Fraction(4, 5)


def test_what_was_frozen_without_its_profile_is_taken_as_even(db):
    year = make_approved_year(lines={"Grant": -1000})
    inputs = current_inputs(year.quarters.get(number=3))
    content = frozen(inputs)
    assert thawed(content) == inputs
    del content["lines"][0]["expected"]

    (line,) = thawed(content).lines

    assert line.expected is None
    lines = LineTable((GroupOfLines("Grant", (line,), totals_of([line])),), NOTHING, ())
    assert spending_picture(lines, 3).rows[0].printed.endswith("75\N{NO-BREAK SPACE}% expected")


# --- Quarter by quarter ---


@given(st.lists(st.tuples(amounts, st.none() | amounts), min_size=2, max_size=9))
def test_a_trend_is_to_scale_from_nil_with_its_budget_marked(drawn):
    moments = [Moment(f"Q{n}", *cells) for n, cells in enumerate(drawn)]
    levels = [level for cells in drawn for level in cells if level is not None]
    span = max(0, *levels) - min(0, *levels)

    rows = trend_picture(moments).rows

    for moment, row in zip(moments, rows, strict=True):
        length = Fraction(WIDTH) * abs(Fraction(moment.estimate)) / Fraction(span or 1)
        expected = max(length, THINNEST) if moment.estimate else 0
        assert abs(Fraction(row.width) - expected) <= Fraction(1, 10)
        assert (row.mark is None) == (moment.budget is None)


def test_one_quarter_is_no_trend_and_two_are_said_in_words():
    first = Moment("Q1, 2024/25", Decimal(95_000), Decimal(103_530))

    assert trend_picture([first]) is None
    assert trend_picture([first, Moment("Q2, 2024/25", Decimal(96_320), None)]).title == (
        "The recharge for the whole year as estimated in each quarter: Q1, 2024/25 £95,000, "
        "£103,530 budgeted; Q2, 2024/25 £96,320."
    )
