"""Who reads how a quarter's figures came about, and where they are led to it."""

import pytest
from django.test import Client

from budgets.models import FigureBatch
from partners.models import Role
from tests.budget_pages import brought_to, words_of
from tests.factories import make_person
from tests.figure_history import address_of, make_history, make_quarter

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter_and_people():
    return make_quarter()


@pytest.fixture
def quarter(quarter_and_people):
    return quarter_and_people[0]


@pytest.fixture
def finance(client, quarter_and_people):
    client.force_login(quarter_and_people[1][0])
    return client


@pytest.fixture
def history(quarter_and_people):
    return make_history(*quarter_and_people)


def log(client, quarter):
    return client.get(address_of(quarter, "quarter_history"))


@pytest.mark.parametrize("state", ["open", "with_board", "published"])
@pytest.mark.parametrize("role", [*Role, None])
def test_finance_alone_reads_how_figures_came_about(quarter, history, role, state):
    brought_to(quarter, state)
    host = quarter.year.partners.get(is_host=True)
    client = Client()
    client.force_login(make_person(*([role] if role else []), partner=host))
    line = quarter.year.lines.first()
    addresses = [
        address_of(quarter, "quarter_history"),
        address_of(quarter, "quarter_history_csv"),
        address_of(quarter, "line_history", line.pk),
        address_of(quarter, "batch_detail", history[0].pk),
    ]

    answers = [client.get(address) for address in addresses]

    allowed = role == Role.FINANCE
    assert [answer.status_code for answer in answers] == [200 if allowed else 404] * 4
    assert [b"20.5" in answer.content for answer in answers] == [allowed] * 4


def test_visitors_are_asked_to_sign_in(client, quarter):
    assert log(client, quarter).url.startswith("/accounts/login/")


def test_reading_writes_nothing_and_other_methods_are_refused(finance, quarter, history):
    address = address_of(quarter, "quarter_history")

    log(finance, quarter)

    assert FigureBatch.objects.count() == len(history)
    assert finance.post(address).status_code == 405


def test_the_summary_and_the_entry_page_lead_finance_to_the_log_and_the_lines(
    finance, quarter, history
):
    lines = [address_of(quarter, "line_history", line.pk) for line in quarter.year.lines.all()]

    for view in ("quarter_detail", "quarter_edit"):
        html = finance.get(address_of(quarter, view)).content.decode()
        for address in (address_of(quarter, "quarter_history"), *lines):
            assert f'href="{address}"' in html
    assert "History of Rent , 3 changes" in words_of(
        finance.get(address_of(quarter, "quarter_edit"))
    )


def test_others_are_not_led_to_the_log(client, quarter, history):
    brought_to(quarter, "published")
    client.force_login(make_person(Role.BOARD, partner=quarter.year.partners.first()))

    html = client.get(address_of(quarter, "quarter_detail")).content.decode()

    assert "history" not in html
