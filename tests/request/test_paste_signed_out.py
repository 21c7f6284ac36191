"""A block pasted after the session had ended comes back to who pasted it, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from budgets.models import FigureRevision
from partners.models import Role
from tests.entry_page import address_of, newest_figures
from tests.factories import make_approved_year, make_person
from tests.paste_page import fields_of, paste
from tests.pasting import table

BLOCK = table(("Line", "Actual"), ("Salaries", "2,100.50"), ("Rant", "1,500"))
WORDS = "What you pasted is kept"


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def quarter(year):
    return year.quarters.get(number=2)


def finance(year, name):
    return make_person(Role.FINANCE, partner=year.partners.get(is_host=True), name=name)


@pytest.fixture
def robin(year):
    return finance(year, "Robin")


@pytest.fixture
def sent(client, quarter, robin):
    """The preview's fields with a choice made in them, sent once Robin's session has ended."""
    client.force_login(robin)
    fields = fields_of(paste(client, quarter, BLOCK))
    rent = quarter.year.lines.get(name="Rent").pk
    choice = next(name for name in fields if name.startswith("row-") and not fields[name])
    return fields | {choice: str(rent), "then": "save"}


def sent_signed_out(quarter, sent):
    browser = Client()
    return browser, browser.post(address_of(quarter, "quarter_paste"), sent)


def test_what_was_pasted_is_shown_again_with_its_choices_once_signed_in(quarter, robin, sent):
    browser, answer = sent_signed_out(quarter, sent)

    browser.force_login(robin)
    shown = browser.get(answer.url.partition("next=")[2].replace("%3F", "?").replace("%3D", "="))

    assert answer.url.startswith(f"{reverse('account_login')}?next=")
    assert WORDS in shown.content.decode()
    assert fields_of(shown)["text"] == sent["text"]
    assert shown.context["preview"].errors == []
    assert not FigureRevision.objects.exists()


def test_saving_what_came_back_forgets_it(quarter, robin, sent):
    browser, _ = sent_signed_out(quarter, sent)
    browser.force_login(robin)
    place = address_of(quarter, "quarter_paste")
    shown = browser.get(f"{place}?with=kept")

    browser.post(place, fields_of(shown) | {"then": "save"})

    assert newest_figures(quarter)["Salaries"][0] == pytest.approx(2100.50)
    assert "preview" not in browser.get(f"{place}?with=kept").context


def test_nobody_else_is_shown_it(quarter, year, sent):
    browser, _ = sent_signed_out(quarter, sent)

    browser.force_login(finance(year, "Alex"))
    shown = browser.get(f"{address_of(quarter, 'quarter_paste')}?with=kept")

    assert "2,100.50" not in shown.content.decode()


@pytest.mark.parametrize("token", ["", "made up"])
def test_without_a_token_of_ours_nothing_is_kept(quarter, sent, token):
    browser, answer = sent_signed_out(quarter, sent | {"pasted_by": token})

    assert answer.status_code == 302
    assert "pasted_block" not in browser.session
