"""Pasting a block: for finance alone, shown before it is saved, saved as one batch, taken back whole."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from budgets.models import FigureBatch, FigureDraft, FigureRevision, LedgerCode
from partners.models import Role
from tests.budget_pages import brought_to, queries, two_years, words_of
from tests.entry_page import address_of, newest_figures
from tests.factories import enter, make_approved_year, make_person
from tests.paste_page import errors_of, fields_of, paste, send
from tests.pasting import copied, published_block, table

ENTERED = {"Salaries": (2000, 9000, "As planned"), "Rent": (1500, 3000, "")}
BLOCK = table(
    ("Line", "Actual", "Comment"), ("Salaries", "2,100.50", ""), ("RENT", "1,500", "Reviewed")
)


@pytest.fixture
def year(db):
    return make_approved_year(lines={"Salaries": 9000, "Rent": 3000})


@pytest.fixture
def quarter(year):
    quarter = year.quarters.get(number=2)
    enter(quarter, ENTERED)
    return quarter


@pytest.fixture
def person(year):
    return make_person(Role.FINANCE, partner=year.partners.get(is_host=True), name="Robin")


@pytest.fixture
def finance(client, person):
    client.force_login(person)
    return client


# --- Who, and when ---


@pytest.mark.parametrize("state", ["open", "with_board", "published"])
@pytest.mark.parametrize("role", [*Role, None])
def test_only_finance_pastes_and_only_while_it_is_open(client, year, quarter, role, state):
    brought_to(quarter, state)
    host = year.partners.get(is_host=True)
    client.force_login(make_person(*([role] if role else []), partner=host))
    before = FigureRevision.objects.count()

    shown = client.get(address_of(quarter, "quarter_paste"))
    sent = paste(client, quarter, BLOCK, then="save")

    if role != Role.FINANCE:
        assert (shown.status_code, sent.status_code) == (404, 404)
    elif state == "open":
        assert (shown.status_code, sent.status_code) == (200, 200)
    else:
        assert (shown.status_code, sent.status_code) == (302, 409)
        assert shown.url == address_of(quarter, "quarter_detail")
        assert "Nothing is saved; what you pasted stands below." in errors_of(sent)[0]
        assert "2,100.50" in fields_of(sent)["text"]
    assert FigureRevision.objects.count() == before


def test_visitors_are_asked_to_sign_in(client, quarter):
    response = client.get(address_of(quarter, "quarter_paste"))

    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_the_grid_leads_to_the_page_and_sends_blocks_there(finance, quarter):
    page = finance.get(address_of(quarter)).content.decode()

    assert (
        f'<a class="govuk-link" href="{address_of(quarter, "quarter_paste")}">Paste from Excel'
        in page
    )
    assert f'action="{address_of(quarter, "quarter_paste")}" data-paste hidden' in page


def test_the_page_names_year_and_quarter_and_switches_to_other_quarters(finance, quarter):
    response = finance.get(address_of(quarter, "quarter_paste"))

    assert "<title>Paste Quarter 2 figures, 2024/25" in response.content.decode()
    assert f'href="/budgets/{quarter.year.label}/q3/paste/"' in response.content.decode()


# --- The preview ---


def test_the_preview_shows_how_each_cell_is_understood_and_saves_nothing(finance, quarter):
    response = paste(finance, quarter, BLOCK)

    words = words_of(response)
    assert response.status_code == 200
    assert "2 figures of 2 lines would change." in words
    assert "Salaries row 2" in words
    assert "2,100.50 saved now: 2,000, +100.50 As planned blank, left as saved" in words
    assert "Rent row 3, “RENT” 1,500 as saved Reviewed none before" in words
    assert quarter.revisions.count() == 2


def test_the_preview_shows_what_the_balance_and_recharges_would_become(finance, quarter):
    block = table(("Line", "Estimate"), ("Rent", "3,600"))

    words = words_of(paste(finance, quarter, block))

    assert "1 figure of 1 line would change. The balance to recover becomes £12,600." in words
    assert "Balance to recover 12,000 12,600 +600" in words
    assert "Ashdown 6,000 6,300 +300 Birchley 4,000 4,200 +200 Coldbrook 2,000 2,100 +100" in words


def test_a_total_that_differs_is_told_and_can_be_saved_all_the_same(finance, quarter):
    preview = paste(finance, quarter, BLOCK + "\r\nTotal\t3,610.50")

    assert "The pasted total, actual £3,610.50, differs by £10 from the sum" in words_of(preview)
    assert send(finance, quarter, preview).status_code == 302


def test_lines_are_found_by_their_ledger_codes(finance, quarter):
    LedgerCode.objects.create(line=quarter.year.lines.get(name="Rent"), code="42000")

    preview = paste(finance, quarter, table(("Code", "Actual"), ("42000", "1,600")))
    send(finance, quarter, preview)

    assert newest_figures(quarter)["Rent"] == (Decimal(1600), Decimal(3000), "")


def test_a_recharge_row_of_a_partner_is_left_out(finance, quarter):
    words = words_of(paste(finance, quarter, BLOCK + "\r\nAshdown Borough Council\t5"))

    assert (
        "4 Ashdown Borough Council · 5 It is a partner’s recharge, which is worked out here"
        in words
    )


def draft_of(user, quarter):
    rent = quarter.year.lines.get(name="Rent")
    cells = {str(rent.pk): {"estimate": {"text": "3,100", "based_on": 1}}}
    return FigureDraft.objects.create(quarter=quarter, user=user, cells=cells)


def test_an_unsaved_draft_is_spoken_of_and_left_alone(finance, person, quarter):
    assert "have not saved" not in words_of(paste(finance, quarter, BLOCK))
    draft_of(person, quarter)

    preview = paste(finance, quarter, BLOCK)
    send(finance, quarter, preview)

    assert "and have not saved it. Pasting leaves it as it is: see what you typed" in words_of(
        preview
    )
    assert "You typed 1 figure today at " in words_of(finance.get(address_of(quarter)))


def test_nobody_is_told_of_another_persons_draft(finance, quarter):
    draft_of(make_person(), quarter)

    assert "have not saved" not in words_of(paste(finance, quarter, BLOCK))


def test_previews_of_many_lines_ask_the_database_no_more(client, db):
    small, large = (year.quarters.get(number=2) for year in two_years())
    client.force_login(make_person(Role.FINANCE, partner=large.year.partners.first()))
    blocks = {
        quarter: "Line\tActual\n" + "\n".join(f"{line}\t5" for line in quarter.year.lines.all())
        for quarter in (small, large)
    }
    paste(client, small, blocks[small])

    counts = [queries(lambda q=quarter: paste(client, q, blocks[q])) for quarter in (small, large)]

    assert counts[0] == counts[1]


# --- Saving ---


def test_saving_makes_one_batch_and_says_how_much_was_saved(finance, person, quarter):
    response = send(finance, quarter, paste(finance, quarter, BLOCK))

    batch = FigureBatch.objects.latest("pk")
    assert (batch.source, batch.saved_by, batch.revisions.count()) == ("pasted", person, 2)
    assert response.url == address_of(quarter)
    assert newest_figures(quarter) == {
        "Salaries": (Decimal("2100.50"), Decimal(9000), "As planned"),
        "Rent": (Decimal(1500), Decimal(3000), "Reviewed"),
    }
    said = words_of(finance.get(response.url))
    assert "2 figures of 2 lines are saved as pasted." in said


def test_going_back_to_a_preview_asks_again_and_is_told_that_it_is_saved(finance, quarter):
    preview = paste(finance, quarter, BLOCK)
    send(finance, quarter, preview)

    again = paste(finance, quarter, BLOCK)

    assert "no-store" in preview["Cache-Control"]
    assert "Nothing would change: every pasted figure is saved already." in words_of(again)
    assert "Save these figures" not in words_of(again)


def test_blank_cells_are_cleared_where_the_person_says_so(finance, quarter):
    preview = send(finance, quarter, paste(finance, quarter, BLOCK), then="read", blanks="clear")
    assert "none pasted blank: cleared saved now: As planned" in words_of(preview)

    send(finance, quarter, preview)

    assert newest_figures(quarter)["Salaries"] == (Decimal("2100.50"), Decimal(9000), "")


def test_a_block_that_changes_nothing_says_so_and_leaves_no_entry(finance, quarter):
    block = table(("Line", "Actual"), ("Salaries", "2,000"), ("Rent", "1,500.00"))
    preview = paste(finance, quarter, block)
    assert "Nothing would change: every pasted figure is saved already." in words_of(preview)
    assert "Save these figures" not in words_of(preview)

    response = send(finance, quarter, preview)

    assert "Nothing has changed: every pasted figure was saved already." in words_of(
        finance.get(response.url)
    )
    assert FigureBatch.objects.count() == 1


def test_the_published_table_is_pasted_into_an_empty_quarter(open_quarter, sign_in):
    finance = sign_in("finance@stevenage")
    empty = open_quarter.year.quarters.get(number=3)
    block = published_block().replace("Actuals", "Actual to 31 December")

    preview = paste(finance, empty, block)
    assert "The balance to recover becomes £522,490." in words_of(preview)
    assert "East Herts – 96,320 –" in words_of(preview)
    send(finance, empty, preview)

    figures = {line: cells[:2] for line, cells in newest_figures(open_quarter).items()}
    assert {line: cells[:2] for line, cells in newest_figures(empty).items()} == figures


def test_our_own_workbook_copied_whole_is_understood(open_quarter, sign_in):
    finance = sign_in("finance@stevenage")
    sheet = load_workbook(
        BytesIO(finance.get("/reports/2024-25/q2/figures.xlsx").content), data_only=True
    )["Finance"]
    shown = [[copied(_as_shown(cell)) for cell in row] for row in sheet.iter_rows()]

    preview = paste(finance, open_quarter, table(*shown))

    assert errors_of(preview) == []
    words = words_of(preview)
    assert "Nothing would change: every pasted figure is saved already." in words
    assert "The pasted total agrees with the sum: budget £543,930, actual £293,858" in words
    assert "Every pasted variance is as ours." in words


def _as_shown(cell):
    """What Excel shows of a cell, and so copies."""
    if isinstance(cell.value, int | float):
        shown = f"{cell.value:,.0f}".replace("-", "−")
        return f"+{shown}" if cell.value > 0 and "+" in cell.number_format else shown
    return str(cell.value or "")


def test_a_whole_batch_is_taken_back_by_one_action(finance, quarter):
    before = newest_figures(quarter)
    response = send(finance, quarter, paste(finance, quarter, BLOCK))
    batch = FigureBatch.objects.latest("pk")
    assert f'href="{batch.get_absolute_url()}"' in finance.get(response.url).content.decode()

    finance.post(batch.get_absolute_url(), {"reason": "The wrong quarter was pasted."})

    assert newest_figures(quarter) == before
    assert batch.taken_back_by.revisions.count() == 2
