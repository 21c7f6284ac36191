"""What is mentioned but not yet in the figures: carried from quarter to quarter, and frozen."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.actions import QuarterLocked
from budgets.freezing import frozen, thawed
from budgets.inputs import current_inputs
from budgets.lifecycle import reopen_quarter, submit_quarter
from budgets.mentioned import Mentioned, MentionedList, mentioned_now
from budgets.mentioned_actions import (
    ItemRefused,
    edit_mentioned,
    newest_record,
    reopen_mentioned,
    settle_mentioned,
)
from budgets.models import MentionedItem, Quarter
from budgets.position import quarter_position
from tests.factories import approved, enter, make_approved_year, make_year
from tests.mentioning import mentioned, settled
from tests.strategies import amounts


@pytest.fixture
def years(db):
    first = make_approved_year(lines={"Rent": 12_000})
    return first, approved(make_year(list(first.partners.all()), starts_in=2025))


def in_turn(years):
    return [quarter for year in years for quarter in year.quarters.all()]


def whats(items):
    return [item.what for item in items]


def test_an_item_is_carried_on_across_years_until_it_is_settled(years):
    quarters = in_turn(years)
    item = mentioned(quarters[1])
    settled(item, quarters[5])

    shown = [mentioned_now(quarter) for quarter in quarters]

    assert [len(each.open) for each in shown] == [0, 1, 1, 1, 1, 0, 0, 0]
    assert [len(each.settled) for each in shown] == [0, 0, 0, 0, 0, 1, 0, 0]
    assert shown[4].open[0].raised_in == "Quarter 2, 2024/25"


@pytest.mark.parametrize("raised", range(8))
@pytest.mark.parametrize("after", range(0, 8, 3))
def test_each_quarter_from_raising_to_settling_shows_it_and_no_other(years, raised, after):
    quarters = in_turn(years)
    end = min(raised + after, 7)
    settled(mentioned(quarters[raised]), quarters[end])

    shown = [bool(mentioned_now(quarter).items) for quarter in quarters]

    assert shown == [raised <= place <= end for place in range(8)]


def test_the_oldest_due_stands_first_and_is_overdue_the_day_after(years):
    quarter = years[0].quarters.first()
    mentioned(quarter, what="Later", due=date(2025, 1, 1))
    mentioned(quarter, what="Sooner", due=date(2024, 9, 30))

    items = mentioned_now(quarter).open

    assert whats(items) == ["Sooner", "Later"]
    on_the_day, after = (MentionedList(date(2024, *day), items) for day in ((9, 30), (10, 1)))
    assert [on_the_day.is_overdue(item) for item in items] == [False, False]
    assert [after.is_overdue(item) for item in items] == [True, False]


def item_of(effect, outcome=""):
    return Mentioned(1, "Award", "Board", date(2024, 1, 1), effect, "", "Quarter 1", outcome)


@given(st.lists(st.tuples(st.none() | amounts, st.booleans())), amounts)
def test_known_effects_of_open_items_are_summed_and_move_the_balance_alone(drawn, balance):
    items = MentionedList(
        date(2024, 1, 1),
        tuple(item_of(effect, "dropped" if is_settled else "") for effect, is_settled in drawn),
    )
    known = [effect for effect, is_settled in drawn if effect is not None and not is_settled]

    assert items.known_effect == sum(known)
    assert items.known == len(known)
    assert items.known + items.unknown == sum(not is_settled for _, is_settled in drawn)
    assert items.balance_with(balance) == balance + sum(known)
    assert items.balance_with(None) is None


def test_what_was_frozen_comes_back_equal(years):
    year, _ = years
    quarter = year.quarters.first()
    mentioned(quarter, effect=Decimal("-1500.50"), line=year.lines.get())
    settled(mentioned(quarter, effect=None), quarter, outcome="in_figures", line=year.lines.get())
    inputs = current_inputs(quarter)

    assert len(inputs.mentioned.items) == 2
    assert thawed(frozen(inputs)) == inputs


def test_a_quarter_submitted_before_there_were_items_thaws_as_one_without(years):
    inputs = current_inputs(years[0].quarters.first())
    content = frozen(inputs)
    del content["mentioned"]

    assert thawed(content).mentioned == MentionedList()
    assert thawed(content).lines == inputs.lines


def submitted(year, number=1):
    quarter = year.quarters.get(number=number)
    enter(quarter, {"Rent": (3_000, 12_000)})
    submit_quarter(quarter=quarter, user=None)
    return Quarter.objects.select_related("year").get(pk=quarter.pk)


def test_what_the_board_reads_does_not_move_with_what_comes_after(years):
    year, _ = years
    item = mentioned(year.quarters.get(number=1))
    quarter, later = submitted(year), year.quarters.get(number=2)
    before = quarter_position(quarter).mentioned

    edit_mentioned(
        item=item, quarter=later, user=None, shown=newest_record(item), effect=Decimal(9)
    )
    settled(item, later)
    mentioned(later, what="Another")

    assert quarter_position(quarter).mentioned == before
    assert before.open[0].effect == 2500
    assert whats(quarter_position(later).mentioned.open) == ["Another"]


def test_reopening_a_quarter_shows_the_items_as_they_now_stand(years):
    year, _ = years
    quarter, later = submitted(year), year.quarters.get(number=2)
    item = mentioned(later)
    assert not quarter_position(later).mentioned.settled

    settled(item, later)
    reopen_quarter(quarter=quarter, user=None, reason="A figure was wrong.")

    assert quarter_position(year.quarters.get(number=1)).mentioned.items == ()


def test_nothing_is_written_in_a_submitted_quarter(years):
    year, _ = years
    item = mentioned(year.quarters.get(number=1))
    quarter = submitted(year)
    shown = newest_record(item)

    for act in (
        lambda: mentioned(quarter),
        lambda: edit_mentioned(item=item, quarter=quarter, user=None, shown=shown, owner="Else"),
        lambda: settled(item, quarter),
        lambda: reopen_mentioned(item=item, quarter=quarter, user=None, reason="Not so"),
    ):
        with pytest.raises(QuarterLocked, match="with the board"):
            act()

    assert MentionedItem.objects.count() == 1
    assert newest_record(item) == shown


def test_whoever_was_slower_is_told_what_it_says_now(years):
    quarter = years[0].quarters.get(number=1)
    item = mentioned(quarter)
    shown = newest_record(item)
    edit_mentioned(item=item, quarter=quarter, user=None, shown=shown, owner="The board")

    with pytest.raises(ItemRefused, match="waits for The board"):
        edit_mentioned(item=item, quarter=quarter, user=None, shown=shown, owner="Nobody")

    assert MentionedItem.objects.get().owner == "The board"


def test_settling_names_the_line_or_drops_and_is_undone_with_a_reason(years):
    year, _ = years
    quarter, rent = year.quarters.get(number=1), year.lines.get()
    item = mentioned(quarter)

    with pytest.raises(ItemRefused, match="Choose the line"):
        settled(item, quarter, outcome="in_figures")
    settled(item, quarter, outcome="in_figures", line=rent)
    with pytest.raises(ItemRefused, match="was settled in Quarter 1, 2024/25"):
        settled(item, quarter)
    (there,) = mentioned_now(quarter).settled
    assert there.settled_as == "In the figures of Rent"

    with pytest.raises(ItemRefused, match="not settled in Quarter 2"):
        reopen_mentioned(item=item, quarter=year.quarters.get(number=2), user=None, reason="So")
    reopen_mentioned(item=item, quarter=quarter, user=None, reason="The invoice was wrong")

    assert whats(mentioned_now(quarter).open) == ["Pay award"]
    assert item.history.first().history_change_reason == "Opened again: The invoice was wrong"


def test_a_dropped_item_keeps_its_line(years):
    year, _ = years
    quarter = year.quarters.get(number=1)
    item = settled(mentioned(quarter, line=year.lines.get()), quarter)

    assert (item.line, item.outcome) == (year.lines.get(), "dropped")
    with pytest.raises(ItemRefused):
        settle_mentioned(
            item=item,
            quarter=quarter,
            user=None,
            shown=newest_record(item),
            outcome="dropped",
            settlement="Again",
            line=None,
        )
