"""Drafts at the same moment, in real transactions: tabs are joined, and a late draft never outlives its save."""

from decimal import Decimal

import pytest

from budgets.actions import Figures
from budgets.drafts.keeping import keep_draft, save_typed
from budgets.drafts.rows import TypedRow
from budgets.models import FigureDraft, Quarter
from partners.models import Role
from tests.entry_page import newest_figures
from tests.factories import make_approved_year, make_person
from tests.threads import at_once

pytestmark = pytest.mark.postgres

LINES = {f"Line {number}": 1000 for number in range(1, 7)}


@pytest.fixture
def quarter(transactional_db):
    return make_approved_year(lines=LINES).quarters.get(number=1)


@pytest.fixture
def person(quarter):
    return make_person(Role.FINANCE, partner=quarter.year.partners.get(is_host=True))


def row(**cells):
    return TypedRow(0, cells, frozenset(cells))


def test_six_tabs_that_send_at_once_are_all_in_the_one_draft(quarter, person):
    lines = [line.pk for line in quarter.year.lines.all()]

    def tab(line):
        return lambda: keep_draft(
            quarter=quarter, user=person, rows={line: row(actual=str(line), comment="Mine")}
        )

    outcomes = at_once(*map(tab, lines))

    assert all(isinstance(outcome, FigureDraft) for outcome in outcomes), outcomes
    kept = FigureDraft.objects.get().cells
    assert {line: kept[str(line)]["actual"]["text"] for line in lines} == {
        line: str(line) for line in lines
    }


@pytest.mark.parametrize("time", range(5))
def test_a_draft_sent_while_the_same_page_is_saved_leaves_nothing_behind(quarter, person, time):
    line = quarter.year.lines.first()
    rows = {line.pk: row(actual="5")}
    entered = [Figures(line.pk, 0, Decimal(5), None)]

    saved, kept = at_once(
        lambda: save_typed(quarter=quarter, entered=entered, user=person, rows=rows),
        lambda: keep_draft(quarter=quarter, user=person, rows=rows),
    )

    assert not isinstance(saved, Exception) and not isinstance(kept, Exception), (saved, kept)
    assert newest_figures(Quarter.objects.get(pk=quarter.pk))[line.name][0] == Decimal(5)
    assert not FigureDraft.objects.exists()
