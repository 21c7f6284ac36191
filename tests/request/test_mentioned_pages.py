"""The pages of what is mentioned but not yet in the figures, and its section on the summary."""

from datetime import date

import pytest
from django.urls import reverse

from budgets.lifecycle import submit_quarter
from budgets.mentioned_actions import edit_mentioned, newest_record
from budgets.models import MentionedItem, Quarter
from partners.models import Role
from tests.budget_pages import brought_to, heading_of, queries, words_of
from tests.entry_page import address_of
from tests.factories import enter, make_approved_year, make_person
from tests.mentioning import mentioned, settled, typed


def page(quarter, step="list", item=None):
    arguments = [quarter.year.period, quarter.number, *([item.pk] if item else [])]
    return reverse(f"budgets:mentioned_{step}", args=arguments)


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def quarter(year):
    quarter = year.quarters.get(number=2)
    enter(quarter, {"Salaries": (4321, 9000), "Rent": (1400, 3000)})
    return quarter


@pytest.fixture
def finance(client, year):
    client.force_login(make_person(Role.FINANCE, partner=year.partners.get(is_host=True)))
    return client


def test_the_demonstration_shows_its_items_beside_the_table(demonstration, sign_in):
    response = sign_in("board@east-herts").get(address_of(demonstration, "quarter_detail"))

    words = words_of(response)
    assert "Cover for the vacant post is to be agreed and costed. Employees, raised in" in words
    assert "Service manager 31 Jan 2025" in words
    assert "The known effects come to +£4,800; none of it is in the figures." in words
    assert "With them the balance would be £527,290 instead of £522,490." in words
    assert "Overdue" not in words
    assert "1\N{NO-BREAK SPACE}item has no known effect yet." in words.replace(
        " item has", "\N{NO-BREAK SPACE}item has"
    )
    assert heading_of(response) == "£522,490 to recover, £21,440 less than budgeted"


def test_the_list_says_what_is_overdue_and_by_how_much(finance, quarter, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2024, 10, 12))
    mentioned(quarter, what="Soon", due=date(2024, 10, 12))
    mentioned(quarter, what="Late", due=date(2024, 9, 30), effect=None)

    words = words_of(finance.get(page(quarter)))

    assert words.index("Late") < words.index("Soon")
    assert "30 Sep 2024 Overdue by 12" in words
    assert words.count("Overdue") == 1
    assert "With them the balance would be £14,500 instead of £12,000." in words


def test_a_submitted_quarter_says_what_was_overdue_on_its_day_for_ever(
    finance, quarter, monkeypatch
):
    mentioned(quarter, what="Late", due=date(2024, 9, 30))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2024, 10, 12))
    submit_quarter(quarter=quarter, user=None)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 26))

    words = words_of(finance.get(page(quarter)))

    assert "Overdue by 12 days on 12 Oct 2024" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "As they stood on 12 October 2024, frozen with the figures" in words


def test_while_the_balance_is_not_known_nothing_is_added_to_it(finance, year):
    quarter = year.quarters.get(number=3)
    mentioned(quarter)

    words = words_of(finance.get(page(quarter)))

    assert "The known effects come to +£2,500" in words
    assert "With them" not in words


def test_an_empty_list_says_what_belongs_in_it(finance, quarter):
    response = finance.get(page(quarter))

    assert heading_of(response) == "Nothing is mentioned that is not yet in the figures"
    assert "Add what a meeting, a contract or the ledger announces" in words_of(response)
    summary = words_of(finance.get(address_of(quarter, "quarter_detail")))
    assert "Nothing is mentioned that is not yet in the figures." in summary


def test_finance_adds_an_item(finance, quarter, year):
    sent = typed(effect="(1,500.50)", line=year.lines.get(name="Rent").pk)

    response = finance.post(page(quarter, "add"), sent, follow=True)

    item = MentionedItem.objects.get()
    assert (item.what, item.owner, item.due) == ("Pay award", "Head of service", date(2024, 12, 31))
    assert (str(item.effect), item.line.name, item.raised_in) == ("-1500.50", "Rent", quarter)
    assert "It is added to what is mentioned." in words_of(response)
    assert "Rent, raised in Quarter 2, 2024/25" in words_of(response)
    assert item.history.get().history_user.memberships.get().role == Role.FINANCE


def test_a_blank_effect_is_not_yet_known_and_not_nil(finance, quarter):
    finance.post(page(quarter, "add"), typed())

    assert MentionedItem.objects.get().effect is None
    words = words_of(finance.get(page(quarter)))
    assert "not yet known" in words
    assert "No effect is known yet, and none is in the figures." in words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": " "}, "Write what was mentioned."),
        ({"what": "x" * 501}, "Shorten it to 500 characters. It has 501."),
        ({"owner": ""}, "Enter whom it waits for"),
        ({"owner": "x" * 101}, "Shorten it to 100 characters"),
        ({"due": ""}, "Enter the day by which it is due"),
        ({"due": "soon"}, "“soon” is not a day"),
        ({"due": "31 Feb 2025"}, "“31 Feb 2025” is not a day"),
        ({"due": "1 Jan 0024"}, "“1 Jan 0024” is not in a year between"),
        ({"effect": "about 500"}, "“about 500” is not an amount"),
        ({"effect": "1e9"}, "“1e9” is not an amount"),
        ({"line": "king"}, "Choose a line of the list."),
        ({"what": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(finance, quarter, wrong, sentence):
    response = finance.post(page(quarter, "add"), typed(effect="1,234") | wrong)

    assert sentence in words_of(response)
    assert "<title>Error: " in response.content.decode()
    kept = "Pay award" if "what" not in wrong else "Head of service"
    assert kept in response.content.decode()
    assert not MentionedItem.objects.exists()


def test_finance_changes_an_item_and_sees_it_in_the_years_history(finance, quarter):
    item = mentioned(quarter)
    html = finance.get(page(quarter, "edit", item)).content.decode()
    assert 'value="31 Dec 2024"' in html
    assert 'value="2,500"' in html

    response = finance.post(
        page(quarter, "edit", item), typed(item, effect="2,600", owner="Board"), follow=True
    )

    assert "The item is saved." in words_of(response)
    history = words_of(
        finance.get(f"{reverse('budgets:year_history', args=[quarter.year.period])}")
    )
    assert "Expected effect changed from £2,500 to £2,600" in history
    assert "Waits for changed from “Head of service” to “Board”" in history


def test_two_people_who_change_one_item_are_told_and_may_send_it_again(finance, quarter):
    item = mentioned(quarter)
    sent = typed(item, owner="Mine")
    shown = newest_record(item)
    edit_mentioned(item=item, quarter=quarter, user=None, shown=shown, owner="Theirs")

    refused = finance.post(page(quarter, "edit", item), sent)

    words = words_of(refused)
    assert "Somebody changed this item while you had it open" in words
    assert "waits for Theirs" in words
    assert 'value="Mine"' in refused.content.decode()
    assert MentionedItem.objects.get().owner == "Theirs"
    again = sent | {"shown": refused.context["form"]["shown"].value()}
    finance.post(page(quarter, "edit", item), again)
    assert MentionedItem.objects.get().owner == "Mine"


@pytest.mark.parametrize("shown", ["", "king", "0", "-1", "9" * 30])
def test_a_page_that_was_tampered_with_changes_nothing(finance, quarter, shown):
    item = mentioned(quarter)

    response = finance.post(page(quarter, "edit", item), typed(item, owner="Else", shown=shown))

    assert response.status_code == 200
    assert MentionedItem.objects.get().owner == "Head of service"


def test_finance_settles_an_item_in_the_figures_of_a_line(finance, quarter, year):
    item = mentioned(quarter)
    line = year.lines.get(name="Salaries")
    sent = {"outcome": "in_figures", "settlement": "Paid in August.", "shown": newest_record(item)}

    refused = finance.post(page(quarter, "settle", item), sent)
    done = finance.post(page(quarter, "settle", item), sent | {"line": line.pk}, follow=True)

    assert "Choose the line whose figures hold it now." in words_of(refused)
    assert "Pay award In the figures of Salaries. Paid in August." in words_of(done)
    summary = words_of(finance.get(address_of(quarter, "quarter_detail")))
    assert "Settled in this quarter Pay award In the figures of Salaries." in summary
    assert "Pay award" not in words_of(finance.get(page(year.quarters.get(number=3))))


def test_settling_asks_what_became_of_it_and_how(finance, quarter):
    item = mentioned(quarter)

    words = words_of(finance.post(page(quarter, "settle", item), {"shown": newest_record(item)}))

    assert "Choose what became of it." in words
    assert "Write how it was settled." in words


def test_finance_opens_an_item_again_with_a_reason(finance, quarter):
    item = settled(mentioned(quarter), quarter)

    refused = finance.post(page(quarter, "reopen", item), {})
    done = finance.post(page(quarter, "reopen", item), {"reason": "It is back"}, follow=True)

    assert "Write why it is open again." in words_of(refused)
    assert "The item is open again." in words_of(done)
    assert not MentionedItem.objects.get().outcome


def test_pages_that_have_nothing_to_do_send_back_with_a_sentence(finance, quarter):
    open_item, done = mentioned(quarter), settled(mentioned(quarter, what="Done"), quarter)

    for step, item, sentence in (
        ("reopen", open_item, "This item is open already."),
        ("edit", done, "This item was settled in Quarter 2, 2024/25."),
        ("settle", done, "This item was settled in Quarter 2, 2024/25."),
    ):
        assert sentence in words_of(finance.get(page(quarter, step, item), follow=True))

    submit_quarter(quarter=quarter, user=None)
    for step, item in (("add", None), ("edit", open_item), ("settle", open_item), ("reopen", done)):
        words = words_of(finance.post(page(quarter, step, item), follow=True))
        assert "is with the board: what is mentioned in it stands as it was submitted." in words


def test_an_item_of_a_later_quarter_is_not_found_in_an_earlier_one(finance, quarter, year):
    item = mentioned(quarter)

    response = finance.get(page(year.quarters.get(number=1), "edit", item))

    assert response.status_code == 404


@pytest.mark.parametrize("state", Quarter.State.values)
@pytest.mark.parametrize("role", [*Role, None])
def test_who_reads_the_items_and_who_keeps_them(client, year, quarter, role, state):
    item = mentioned(quarter, what="A claim by the supplier")
    brought_to(quarter, state)
    host = year.partners.get(is_host=True)
    client.force_login(make_person(*([role] if role else []), partner=host))
    reads = (
        role == Role.FINANCE
        or (role == Role.BOARD and state != "open")
        or (role is not None and state == "published")
    )

    for address in (page(quarter), address_of(quarter, "quarter_detail")):
        response = client.get(address)
        assert response.status_code == (200 if reads else 404)
        assert ("A claim by the supplier" in response.content.decode()) is reads
    keeps = role == Role.FINANCE and state == "open"
    added = client.post(page(quarter, "add"), typed(what="Another"))
    assert added.status_code == (302 if role == Role.FINANCE else 404)
    assert MentionedItem.objects.filter(what="Another").exists() is keeps
    assert client.get(page(quarter, "edit", item)).status_code == (
        404 if role != Role.FINANCE else 200 if keeps else 302
    )


def test_more_items_ask_no_more_of_the_database(finance, quarter, year):
    mentioned(quarter, line=year.lines.first())
    few = queries(lambda: finance.get(page(quarter)))
    for number in range(1, 3):
        mentioned(year.quarters.get(number=number), line=year.lines.last())

    assert queries(lambda: finance.get(page(quarter))) == few


def test_words_are_text_never_markup(finance, quarter):
    mentioned(quarter, what="<script>alert(1)</script>")

    html = finance.get(page(quarter)).content.decode()

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html
