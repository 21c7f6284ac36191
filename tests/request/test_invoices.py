"""Instalments marked, corrected and taken back; the year end; what is refused and stays typed."""

from decimal import Decimal

import pytest

from budgets.invoices.schedule import invoices_of
from budgets.lifecycle import submit_quarter
from budgets.models import FinancialYear, Invoice, Quarter
from partners.models import Partner
from reports.demonstration.figures import YEAR
from tests.budget_pages import queries, two_years, words_of
from tests.factories import enter, make_finance_officer
from tests.setup_pages import fields_of

INVOICES = "/budgets/2024-25/invoices/"
THIRD = f"{INVOICES}east-herts/3/"
YEAR_END = "/budgets/2024-25/year-end/"
STATEMENT = "/partners/east-herts/2024-25/statement/"
BALANCE = f"{INVOICES}east-herts/balance/"


@pytest.fixture
def finance(demonstration, sign_in):
    return sign_in("finance@stevenage")


@pytest.fixture
def officer(demonstration, sign_in):
    return sign_in("officer@east-herts")


@pytest.fixture
def outturn(demonstration):
    """Quarter 4 with the board: the figures of Quarter 2, as the outturn."""
    last = Quarter.objects.of(YEAR, 4)
    figures = {
        revision.line.name: (revision.actual, revision.estimate)
        for revision in demonstration.revisions.newest()
    }
    enter(last, figures)
    submit_quarter(quarter=last, user=None)


def east_herts():
    return invoices_of(FinancialYear.objects.get(), Partner.objects.get(slug="east-herts"))


def fill(client, path, **typed):
    """Send the form as it is shown, with what is ``typed``."""
    return client.post(path, fields_of(client.get(path)) | typed, follow=True)


def test_finance_marks_an_instalment_and_everybody_concerned_reads_it(finance, officer, sign_in):
    page = fill(finance, THIRD, issued_on="31/12/2024", number=" 50123 ")

    assert "Instalment 3 of East Herts is marked as issued: 50123." in words_of(page)
    part = east_herts().instalment(3)
    assert (part.amount, part.invoice.number) == (Decimal(25_882), "50123")
    assert str(part.invoice.issued_on) == "2024-12-31"
    for reader, path in ((officer, STATEMENT), (sign_in("board@hertsmere"), INVOICES)):
        words = words_of(reader.get(path))
        assert "50123" in words
        assert "Mark as issued" not in words


def test_instalments_add_up_to_the_budgeted_recharge(finance):
    amounts = [part.amount for part in east_herts().instalments]

    assert amounts == [25_883, 25_883, 25_882, 25_882]
    assert sum(amounts) == 103_530
    assert "543,930.00 271,968.00 271,962.00" in words_of(finance.get(INVOICES))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"issued_on": "31/2/2025"}, "“31/2/2025” is not a day."),
        ({"issued_on": ""}, "Enter the date of the invoice, such as 30 Jun 2024."),
        ({"issued_on": "1 April 2025"}, "1 April 2025 is too early or too late"),
        ({"number": ""}, "Enter the number of the invoice, as the ledger has it."),
        ({"number": "x" * 51}, "Shorten it to 50 characters. It has 51."),
        ({"number": "cctv-2024-25-11"}, "is the number of another invoice: Stevenage’s"),
        ({"amount": "1"}, "It now comes to £25,882, not £1"),
        ({"amount": "NaN"}, "The page was sent without what it showed: open it again."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_stays_typed(finance, typed, says):
    sent = {"issued_on": "31 Dec 2024", "number": "50123"} | typed

    page = fill(finance, THIRD, **sent)

    assert says in words_of(page)
    assert sent["number"] in page.content.decode()
    assert east_herts().instalment(3).invoice is None


def test_who_comes_second_is_told_who_marked_it(finance):
    form = fields_of(finance.get(THIRD))
    finance.post(THIRD, form | {"number": "50123"})

    page = finance.post(THIRD, form | {"number": "50999"})

    assert "marked instalment 3 of East Herts as issued" in words_of(page)
    assert "number “50123”, dated 31 December 2024" in words_of(page)
    assert 'value="50999"' in page.content.decode()


def test_a_correction_keeps_its_reason_and_is_refused_on_an_older_page(finance):
    invoice = Invoice.objects.get(number="CCTV-2024-25-12")
    path = f"{INVOICES}{invoice.pk}/edit/"
    older = fields_of(finance.get(path))

    fill(finance, path, number="50012", reason="The ledger’s own number.")
    page = finance.post(path, older | {"number": "50013", "reason": "Mine."})

    assert "It now has the number “50012”" in words_of(page)
    invoice.refresh_from_db()
    assert invoice.number == "50012"
    assert invoice.history.first().history_change_reason == "The ledger’s own number."
    log = words_of(finance.get("/budgets/2024-25/history/?kind=invoice"))
    assert "Number changed from “CCTV-2024-25-12” to “50012”" in log


def test_an_invoice_taken_back_counts_as_not_issued(finance):
    invoice = east_herts().instalment(2).invoice

    page = fill(finance, f"{INVOICES}{invoice.pk}/take-back/", reason="It was never sent.")

    assert "is taken back: it counts as not issued." in words_of(page)
    assert east_herts().instalment(2).invoice is None
    assert east_herts().to_invoice == 77_647


def test_other_days_split_what_is_not_issued_and_bad_ones_are_named_by_line(finance):
    path = f"{INVOICES}days/"

    bad = fill(finance, path, days="30 June 2024\nsoon\n1 Jan 2025\nlater")
    few = fill(finance, path, days="30 June 2024")
    fill(finance, path, days="30 June 2024\n\n30 September 2024\n1 March 2025")

    assert "Line 2: “soon” is not a day." in words_of(bad)
    assert "Line 4: “later” is not a day." in words_of(bad)
    assert "Instalment 2 is issued, so there are 2 instalments at least." in words_of(few)
    assert [part.amount for part in east_herts().instalments] == [25_883, 25_883, 51_764]


def test_the_outturn_stays_hidden_until_the_last_quarter_is_with_the_board(
    finance, officer, sign_in
):
    board = sign_in("board@hertsmere")
    enter(Quarter.objects.of(YEAR, 4), {"Premises Related": (17_770, 43_690)})

    assert "Once the figures of Quarter 4 are entered" in words_of(finance.get(YEAR_END))
    assert "shown here once Quarter 4 is with the board" in words_of(board.get(YEAR_END))
    assert "Estimated recharge" not in words_of(officer.get(STATEMENT))
    page = finance.get(BALANCE, follow=True)
    assert "There is nothing to balance with East Herts as it stands." in words_of(page)
    page = finance.get(f"{STATEMENT}letter/", follow=True)
    assert "The letter is drafted once Quarter 4" in words_of(page)


def test_a_year_is_balanced_and_nothing_is_left(finance, officer, outturn):
    words = words_of(finance.get(YEAR_END))
    assert "East Herts 103,530.00 96,320.00 51,766.00 +44,554.00 +44,554.00" in words
    assert "All partners 543,930.00 522,490.00 271,968.00 +250,522.00 +250,522.00" in words

    letter = words_of(finance.get(f"{STATEMENT}letter/"))
    before = words_of(officer.get(STATEMENT))
    page = fill(finance, BALANCE, issued_on="30 April 2025", number="BAL-2")

    once = "Instalments not issued yet, £51,764 in all, are not owed beside this balance."
    assert f"Balancing charge +44,554.00 {once}" in before

    assert "A balancing charge of £44,554 is due from you" in letter
    assert "Balancing charge of East Herts is recorded: BAL-2." in words_of(page)
    assert "96,320.00 51,766.00 +44,554.00 0 Statement" in words_of(page)
    statement = words_of(officer.get(STATEMENT))
    assert "Less: balanced by BAL-2 +44,554.00 Left 0" in statement
    assert once not in statement
    assert east_herts().invoiced == 96_320
    text = finance.get(f"{STATEMENT}letter.txt").content.decode("utf-8-sig")
    assert "Nothing remains to be paid or credited." in text
    again = finance.get(BALANCE, follow=True)
    assert "There is nothing to balance with East Herts as it stands." in words_of(again)
    mark = finance.get(THIRD, follow=True)
    assert "There is nothing to mark of instalment 3 of East Herts." in words_of(mark)


def test_closing_a_year_names_who_is_not_balanced(finance, outturn):
    close = "/budgets/2024-25/close/"
    before = words_of(finance.get(close))

    Quarter.objects.filter(year__starts_in=2024, number=4).update(state="published")
    words = words_of(finance.get(close))

    assert "Not settled yet" not in before
    assert "Not settled yet" in words
    assert "East Herts: £44,554.00 to invoice" in words


def test_invoices_of_many_partners_take_as_many_queries_as_of_few(client, db):
    few, many = two_years()
    client.force_login(make_finance_officer(few.partners.first()))
    for year in (few, many):
        last = year.quarters.get(number=4)
        enter(last, {line.name: (0, 100) for line in year.lines.all()})
        submit_quarter(quarter=last, user=None)

    def asked(year, page):
        return queries(lambda: client.get(f"/budgets/{year.label}/{page}/"))

    for page in ("invoices", "year-end"):
        asked(few, page)
        assert asked(few, page) == asked(many, page)


def test_the_pages_link_to_each_other(finance, officer):
    year, partner = "/budgets/2024-25/", "/partners/east-herts/"

    assert f'href="{INVOICES}"' in finance.get(year).content.decode()
    assert f'href="{YEAR_END}"' in finance.get(year).content.decode()
    assert f'href="{INVOICES}"' not in officer.get(year).content.decode()
    assert f'href="{STATEMENT}"' in officer.get(partner).content.decode()
    assert f'href="{STATEMENT}"' in officer.get(f"{partner}2024-25/q2/").content.decode()
    assert "/statement/" not in officer.get("/partners/hertsmere/").content.decode()
