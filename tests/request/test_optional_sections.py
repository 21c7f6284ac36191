"""The optional sections on pages: in the paper, in the studio's preview, and for each reader."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.lifecycle import submit_quarter
from budgets.models import LinePart, Quarter
from partners.models import Partner, Role
from reports.editions import publish
from tests.budget_pages import words_of
from tests.factories import make_person
from tests.mentioning import mentioned
from tests.optional_papers import optional_report
from tests.papers import Kind
from tests.studio import all_words

pytestmark = pytest.mark.django_db
PAPER = "/reports/2024-25/q2/"


@pytest.fixture
def report():
    return optional_report()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_finance_reads_every_optional_table_with_its_notes(report):
    words = words_of(signed_in(report.finance).get(PAPER))

    for caption in (
        "Table 3. Change of each line since Quarter 1, £",
        "Table 5. Budget and estimate by group, £",
        "Table 7. Recharges over the quarters and years, £",
        "Table 8. Mentioned but not yet in the figures, £",
        "Table 10. What Income from company is for, £",
        "Table 11. Invoices of 2024/25, £",
    ):
        assert caption in words
    assert "£15,180 less to recover than estimated in Quarter 1." in words
    assert "Invoices are printed as they now stand. They are frozen when" in words


def test_the_studio_previews_the_tables_of_a_section(report):
    section = report.sections.get(kind=Kind.MOVEMENT)

    shown = signed_in(report.finance).post(
        f"{PAPER}edit/{section.pk}/preview/", {"heading": "Since Quarter 1", "body": "Little."}
    )

    assert "Table 3. Change of each line since Quarter 1, £" in all_words(shown)
    assert "Little." in all_words(shown)


def test_the_board_reads_what_was_submitted_and_visitors_what_was_published(report):
    council = Partner.objects.first()
    board = signed_in(make_person(Role.BOARD, partner=council))
    submit_quarter(quarter=report.quarter, user=report.finance, tell=False)

    assert "Pay award" in words_of(board.get(PAPER))
    assert Client().get(PAPER).status_code == 302

    publish(quarter=Quarter.objects.get(pk=report.quarter.pk), user=report.finance)

    public = words_of(Client().get(PAPER))
    assert "Table 11. Invoices of 2024/25, £" in public
    assert "when this edition was published" in public
    assert "INV-1" not in public


def test_the_page_asks_the_database_as_often_for_many_items_as_for_few(report):
    client = signed_in(report.finance)
    client.get(PAPER)
    before = queries(client)

    for number in range(5):
        mentioned(report.quarter, what=f"Item {number}")
        LinePart.objects.create(
            quarter=report.quarter,
            line=report.quarter.year.lines.get(name="Income from company"),
            name=f"Part {number}",
            amount=-1,
        )

    assert queries(client) == before


def queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(PAPER)
    return len(asked)
