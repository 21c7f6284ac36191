"""The laws of lines printed together: totals stay, and no marked figure can be found by subtraction."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.inputs import LinePosition
from budgets.mentioned import Mentioned, MentionedList
from cctvpartnership.figures import rounded
from reports.merging import DIFFERENCES, ENTERED, Merging, PublishedBefore, hides, merging
from reports.public_figures import MONEY, merged_inputs
from tests.positions import position_where

COLUMNS = (*ENTERED, *DIFFERENCES)
whole = st.integers(-50_000, 50_000).map(Decimal) | st.just(Decimal(0))


@st.composite
def quarters(draw):
    """Lines of up to three groups, and the keys of some of them, marked."""
    count = draw(st.integers(1, 9))
    lines = [
        LinePosition(
            key,
            draw(st.sampled_from(["Employees", "Premises", "Other"])),
            f"Line {key}",
            **{name: draw(whole) for name in MONEY},
        )
        for key in range(1, count + 1)
    ]
    return lines, frozenset(draw(st.sets(st.integers(1, count), max_size=count)))


def merged_lines(lines, plan, mentioned=()):
    inputs = position_where([1], [1]).inputs
    given_ = type(inputs)(
        tuple(lines), inputs.partners, inputs.basis, (), 10, MentionedList(None, tuple(mentioned))
    )
    return merged_inputs(given_, plan.merged)


def printed(lines, plan):
    """Each entry of the printed table, lines, subtotals and total, as the keys it is the sum of."""
    alone = [(line.group, {line.line_id}) for line in lines if line.line_id not in plan.hidden]
    rows = [*alone, *((one.group, set(one.lines)) for one in plan.merged)]
    groups = {group for group, _ in rows}
    subtotals = [set().union(*(keys for each, keys in rows if each == group)) for group in groups]
    return [*(keys for _, keys in rows), *subtotals, {line.line_id for line in lines}]


def can_be_found(key, entries):
    """Whether any sums and differences of the entries leave the one line (Gaussian elimination)."""
    order = sorted(set().union(*entries))
    rows = [[Fraction(each in entry) for each in order] for entry in entries]
    wanted = [Fraction(each == key) for each in order]
    for column in range(len(order)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        for row in (*rows, wanted):
            factor = row[column] / pivot[column]
            row[:] = [mine - factor * theirs for mine, theirs in zip(row, pivot, strict=True)]
    return not any(wanted)


@given(quarters())
def test_totals_do_not_move_whatever_is_merged(drawn):
    lines, marked = drawn

    after = merged_lines(lines, merging(lines, marked)).lines

    for name in MONEY:
        assert sum(getattr(line, name) for line in after) == sum(
            getattr(line, name) for line in lines
        )
    assert len({line.line for line in after}) == len(after)


@given(quarters())
def test_no_marked_line_can_be_found_from_everything_that_is_printed(drawn):
    lines, marked = drawn

    plan = merging(lines, marked)

    if not plan.problems:
        entries = printed(lines, plan)
        assert not any(can_be_found(key, entries) for key in marked)
        assert not {line.line_id for line in merged_lines(lines, plan).lines} & marked


@given(quarters())
def test_a_sum_holds_unmarked_lines_and_never_prints_a_marked_figure(drawn):
    lines, marked = drawn
    by_key = {line.line_id: line for line in lines}

    plan = merging(lines, marked)

    sums = [line for line in merged_lines(lines, plan).lines if line.line_id < 0]
    for one in () if plan.problems else plan.merged:
        assert set(one.lines) & marked
        assert set(one.lines) - marked
        [total] = [line for line in sums if line.line == one.name]
        for key in set(one.lines) & marked:
            for figure in COLUMNS:
                alone = figure(by_key[key])
                if alone or figure in ENTERED:
                    assert rounded(figure(total)) != rounded(alone)


@given(quarters())
def test_a_marked_line_is_refused_only_where_nothing_hides_it(drawn):
    lines, marked = drawn

    plan = merging(lines, marked)

    if plan.problems and len(marked) == 1:
        [line] = [line for line in lines if line.line_id in marked]
        rest = [each for each in lines if each is not line]
        assert not any(hides([line], [each]) for each in rest)


@given(quarters(), st.data())
def test_what_was_public_before_stays_as_it_was(drawn, data):
    lines, marked = drawn
    earlier = merging(lines, marked)
    sets = tuple(frozenset(one.lines) for one in earlier.merged)
    alone = frozenset(line.line_id for line in lines) - earlier.hidden
    before = PublishedBefore(merged=sets, marked=marked, shown_elsewhere=alone)
    now = frozenset(data.draw(st.sets(st.sampled_from([line.line_id for line in lines]))))

    plan = merging(lines, now, before)

    for ids in sets:
        assert any(ids <= set(one.lines) for one in plan.merged)
    if not earlier.problems and not plan.problems:
        both = [*printed(lines, plan), *printed(lines, earlier)]
        assert not any(can_be_found(key, both) for key in marked)


@given(quarters(), st.data())
def test_a_line_public_by_itself_hides_nothing_and_is_not_hidden(drawn, data):
    lines, marked = drawn
    shown = frozenset(data.draw(st.sets(st.sampled_from([line.line_id for line in lines]))))

    plan = merging(lines, marked, PublishedBefore(shown=shown))

    assert not plan.hidden & shown
    assert bool(plan.problems) or not marked & shown


# --- Examples ---


def line(key, group, budget, actual=None, estimate=None, name=None):
    actual = budget / 2 if actual is None else actual
    estimate = budget * 11 / 10 if estimate is None else estimate
    figures = (Decimal(budget), Decimal(actual), Decimal(estimate))
    return LinePosition(key, group, name or f"Line {key}", *figures)


def test_the_smallest_line_of_the_group_that_is_large_enough_is_the_companion():
    lines = [
        line(1, "Employees", 10_000),
        line(2, "Employees", 900),
        line(3, "Employees", 1_500),
        line(4, "Employees", 80_000),
        line(5, "Premises", 1_200),
    ]

    [one] = merging(lines, frozenset({1})).merged

    assert (one.name, one.group, one.lines) == ("Other", "Employees", (1, 3))


def test_a_group_without_a_companion_borrows_one_and_stands_last():
    lines = [line(1, "Employees", 10_000), line(2, "Premises", 5_000), line(3, "Income", -90_000)]
    plan = merging(lines, frozenset({1}))

    after = merged_lines(lines, plan).lines

    assert [(each.group, each.line, each.budget) for each in after] == [
        ("Income", "Line 3", -90_000),
        ("Other", "Other", 15_000),
    ]


def test_nil_and_an_equal_variance_hide_nothing():
    marked = line(1, "Employees", 10_000, 4_000, 12_000)
    nil = line(2, "Employees", 0, 0, 0)
    not_begun = line(3, "Employees", 9_000, 0, 9_900)
    on_budget = line(4, "Employees", 9_000, 4_000, 9_000)

    for companion in (nil, not_begun, on_budget):
        plan = merging([marked, companion], frozenset({1}))
        assert plan == Merging((), plan.problems)
        assert "“Line 1” cannot be hidden" in plan.problems[0]


def test_lines_that_the_words_refer_to_are_taken_last():
    lines = [line(1, "A", 10_000), line(2, "A", 5_000), line(3, "A", 8_000)]

    [one] = merging(lines, frozenset({1}), cited=frozenset({2})).merged

    assert one.lines == (1, 3)


def test_two_groups_have_sums_told_apart_and_a_line_called_other_keeps_its_name():
    lines = [
        line(1, "Employees", 10_000),
        line(2, "Employees", 5_000),
        line(3, "Premises", 7_000),
        line(4, "Premises", 9_000, name="Other, Premises"),
        line(5, "Premises", 8_000),
    ]

    plan = merging(lines, frozenset({1, 3}))

    assert [one.name for one in plan.merged] == ["Other, Employees", "Other, Premises lines"]


def test_companions_that_no_longer_hide_are_joined_by_others_in_a_later_quarter():
    lines = [
        line(1, "Employees", 10_000),
        line(2, "Employees", 5_000, estimate=5_000),
        line(3, "Employees", 8_000),
    ]
    before = PublishedBefore(
        merged=(frozenset({1, 2}),), marked=frozenset({1}), shown_elsewhere=frozenset({3})
    )

    [one] = merging(lines, frozenset(), before).merged

    assert one.lines == (1, 2, 3)


def test_comments_go_with_their_lines_and_so_do_items_that_name_them():
    first = line(1, "Employees", 10_000)
    lines = [
        LinePosition(**vars(first) | {"comment": "The claim", "line": "Settlement"}),
        line(2, "Employees", 5_000),
        line(3, "Premises", 8_000),
    ]
    about = {"owner": "Board", "due": None, "effect": Decimal(5), "raised_in": "Quarter 1"}
    items = [
        Mentioned(1, "More of the settlement", line="", **about),
        Mentioned(2, "Repairs", line="Settlement", **about),
        Mentioned(3, "A new lease", line="Line 3", **about),
    ]

    inputs = merged_lines(lines, merging(lines, frozenset({1})), items)

    assert {each.comment for each in inputs.lines} == {""}
    assert [item.item_id for item in inputs.mentioned.items] == [3]
