"""Real requests at the same time, each by a person with a session of their own: nothing is lost."""

from itertools import product
from random import Random, SystemRandom

import pytest

from budgets.models import FigureRevision
from tests.editors import (
    CELLS,
    CONFLICT,
    SAVED,
    assert_nothing_lost,
    changes_of,
    history_of,
    save_at_once,
)


@pytest.fixture
def random():
    """Shown with a failure, so that it can be had again."""
    seed = SystemRandom().randrange(2**32)
    print("seed", seed)  # noqa: T201 - pytest shows it where a test fails
    return Random(seed)


def text_for(person, line, cell):
    """What ``person`` types: nobody else types the same."""
    return f"Of person {person}, on {line}" if cell == "comment" else f"{person * 10_000 + line:,}"


def typing(person, cells):
    return {(line, cell): text_for(person, line, cell) for line, cell in cells}


def lines_of(quarter):
    return list(quarter.year.lines.values_list("pk", flat=True))


# --- Two people ---


def test_of_two_people_at_the_same_cell_one_saves_and_the_other_is_shown_both(
    shared_quarter, editor
):
    quarter = shared_quarter(3)
    line = lines_of(quarter)[1]
    pair = [editor(quarter, {(line, "actual"): amount}) for amount in ("1,111", "2,222")]

    save_at_once(pair, quarter)

    [quick] = [one for one in pair if one.statuses == [SAVED]]
    [asked] = [one for one in pair if one.statuses == [CONFLICT, SAVED]]
    [mine], [theirs] = asked.changes.values(), quick.changes.values()
    assert f"while you typed “{mine}”, {quick.user} saved “{theirs}” today at" in asked.conflicts[0]
    assert_nothing_lost(quarter, pair)
    assert quarter.revisions.newest().get().actual == asked.sent[line, "actual"]


def test_two_people_at_different_cells_of_one_line_both_save(shared_quarter, editor):
    quarter = shared_quarter(3)
    line = lines_of(quarter)[1]
    cells = {"actual": "1,111", "comment": "Reviewed"}
    pair = [editor(quarter, {(line, cell): text}) for cell, text in cells.items()]

    save_at_once(pair, quarter)

    assert [one.statuses for one in pair] == [[SAVED], [SAVED]]
    newest = quarter.revisions.newest().get()
    assert (newest.number, newest.actual, newest.comment) == (2, 1111, "Reviewed")
    assert_nothing_lost(quarter, pair)


def test_two_clicks_on_save_are_one_saving(shared_quarter, editor):
    quarter = shared_quarter(3)
    changes = typing(1, product(lines_of(quarter), CELLS))
    once = editor(quarter, changes)
    twice = editor(quarter, changes)
    twice.browser = once.browser

    save_at_once([once, twice], quarter)

    assert quarter.batches.count() == 1
    assert FigureRevision.objects.filter(quarter=quarter).count() == 3


# --- Eight, on either database ---


def test_of_eight_who_insist_on_the_same_cells_each_is_asked_until_they_have_seen_all(
    shared_quarter, editor
):
    quarter = shared_quarter(10)
    cells = list(product(lines_of(quarter), ("actual", "estimate")))
    eight = [editor(quarter, typing(person, cells)) for person in range(8)]

    save_at_once(eight, quarter)

    assert_nothing_lost(quarter, eight)
    assert [len(revisions) for revisions in history_of(quarter).values()] == [8] * 10
    assert quarter.batches.count() == 8


def test_eight_at_cells_of_their_own_and_of_others_lose_nothing(shared_quarter, editor, random):
    quarter = shared_quarter(20)
    cells = list(product(lines_of(quarter), CELLS))
    eight = [
        editor(
            quarter,
            typing(person, random.sample(cells, 20)),
            keeps=lambda: random.random() < 0.5,
        )
        for person in range(8)
    ]

    save_at_once(eight, quarter)

    assert_nothing_lost(quarter, eight)


# --- Fifty, on PostgreSQL ---


@pytest.mark.postgres
def test_fifty_people_at_twenty_cells_each_of_the_same_lines_all_save_at_once(
    shared_quarter, editor
):
    quarter = shared_quarter(340)
    lines = lines_of(quarter)
    shares = [
        [(line, cell) for line in lines[start : start + 20]]
        for start, cell in product(range(0, 340, 20), CELLS)
    ]
    fifty = [editor(quarter, typing(person, shares[person])) for person in range(50)]
    fifty[0].open(quarter)
    for one in fifty:
        # So large a page need be made once only; but for who opened it, it is the same for all.
        one.fields = fifty[0].fields | {"draft_token": ""}

    save_at_once(fifty, quarter)

    assert all(one.statuses == [SAVED] for one in fifty)
    assert_nothing_lost(quarter, fifty)
    changed = [
        cell
        for revisions in history_of(quarter).values()
        for _, cells in changes_of(revisions)
        for cell in cells
    ]
    assert len(changed) == 50 * 20


@pytest.mark.postgres
def test_fifty_people_at_the_same_twenty_cells_or_at_others_lose_nothing(
    shared_quarter, editor, random
):
    quarter = shared_quarter(20)
    cells = list(product(lines_of(quarter), CELLS))
    same = random.sample(cells, 20)
    fifty = [
        editor(
            quarter,
            typing(person, same if person % 2 else random.sample(cells, 20)),
            keeps=lambda: random.random() < 0.3,
        )
        for person in range(50)
    ]

    save_at_once(fifty, quarter)

    assert_nothing_lost(quarter, fifty)
    assert sum(one.statuses.count(CONFLICT) for one in fifty) >= 25
