"""An extract's way through the pages, second half: the preview, and saved with its proof."""

from decimal import Decimal

import pytest

from budgets.ledger.layout import Layout
from budgets.ledger.remembering import remember
from budgets.lifecycle import submit_quarter
from budgets.models import LedgerImport, LedgerUpload
from partners.models import Role, User
from tests.budget_pages import words_of
from tests.entry_page import newest_figures
from tests.factories import enter, make_person
from tests.ledger_mistakes import A_DOZEN, ABOVE, NAMED
from tests.ledger_pages import UNKNOWN, page, previewed, save, sent_back, titles, upload
from tests.ledgers import LAYOUT, MEANINGS, ROWS, as_csv, as_workbook, with_second_code

pytestmark = pytest.mark.django_db

LATE = ("CCTV-3000", "05/10/2024", "EX9", "Mileage", "50", "Actual")


@pytest.fixture
def quarter(open_quarter):
    return with_second_code(open_quarter)


@pytest.fixture
def finance(sign_in, quarter):
    return sign_in("finance@stevenage")


@pytest.fixture
def remembered(db):
    return remember(layout=LAYOUT, user=None)


# --- Preview and saving ---


def test_saving_says_what_came_from_which_file_and_shows_its_proof(finance, quarter, remembered):
    response = save(finance, quarter, previewed(finance, quarter))

    assert response.redirect_chain[-1][0] == page(quarter, "quarter_edit")
    words = words_of(response)
    assert "Quarter 2 is saved: 2 actuals from q2.csv." in words
    assert newest_figures(quarter)["Employees"][0] == Decimal("26200.50")
    assert not LedgerUpload.objects.exists()

    proof = LedgerImport.objects.get()
    words = words_of(finance.get(proof.get_absolute_url()))
    assert "CCTV-1000 April pay 2 0.00 0.00 25,000.00" in words
    assert f"Checksum of the file (SHA-256): {proof.sha256}" in words
    assert "From q2.csv. See what each ledger code came to" in words_of(
        finance.get(proof.batch.get_absolute_url())
    )
    line = quarter.year.lines.get(name="Premises Related")
    history = finance.get(f"/budgets/2024-25/q2/history/{line.pk}/")
    assert "From the ledger: £17,770.00, commitments £2,500.00, accruals £0.00. q2.csv" in words_of(
        history
    )


def test_an_extract_without_rows_is_called_so(finance, quarter, remembered):
    response = previewed(finance, quarter, [])

    words = words_of(response)
    assert "No rows under the headings of the extract" in words
    assert "Save these actuals" not in words


def test_mistakes_come_first_and_nothing_can_be_saved(finance, quarter, remembered):
    wrong = ("CCTV-1000", "01/05/2024", "R1", "", "6,406 tbc", "Actual")
    response = previewed(finance, quarter, [*ROWS, wrong, LATE, UNKNOWN])

    assert titles(response) == [
        "1 row with an amount that cannot be read",
        "1 row after 30 September 2024",
        "1 code belongs to no line",
    ]
    words = words_of(response)
    assert "row 11, Amount: “6,406 tbc” is not an amount." in words
    assert "Nothing is saved until this is settled." in words
    assert "Save these actuals" not in words
    before = newest_figures(quarter)
    save(finance, quarter, response, after="out")
    assert newest_figures(quarter) == before


def test_a_dozen_mistakes_are_all_named_on_the_page_and_nothing_is_saved(
    finance, quarter, remembered
):
    before = newest_figures(quarter)

    response = upload(finance, quarter, as_workbook(A_DOZEN, above=ABOVE), follow=True)

    words = words_of(response)
    assert [place for places in NAMED.values() for place in places if place not in words] == []
    answers = {"before": "out", "after": "out", "repeats": "count"}
    again = save(finance, quarter, response, **answers)
    assert len(again.context["preview"].hindrances) == 4
    assert newest_figures(quarter) == before
    assert not LedgerImport.objects.exists()


def test_an_answer_settles_rows_outside_the_period(finance, quarter, remembered):
    response = previewed(finance, quarter, [*ROWS, LATE])

    response = finance.post(
        page(quarter, "import_preview"), sent_back(response, do="answer", after="out"), follow=True
    )
    assert response.context["preview"].can_be_saved
    save(finance, quarter, response, after="out")

    proof = LedgerImport.objects.get()
    assert (proof.left_out, proof.answers["after"]) == (1, "out")
    assert newest_figures(quarter)["Transport Related"][0] == 908
    assert "1 row outside the period left out" in words_of(finance.get(proof.get_absolute_url()))


def test_answers_that_change_the_figures_are_shown_before_they_are_saved(
    finance, quarter, remembered
):
    response = previewed(finance, quarter)
    recharges = quarter.year.lines.get(name="Recharges")

    again = save(finance, quarter, response, **{f"nil-{recharges.pk}": "nil"})

    assert again.status_code == 409
    assert (
        "The figures are no longer those you looked at. Check them, then save again."
        in words_of(again)
    )
    save(finance, quarter, again, **{f"nil-{recharges.pk}": "nil"})
    assert newest_figures(quarter)["Recharges"][0] == 0


@pytest.mark.parametrize(
    ("said", "shown", "kept"),
    [
        ("out", "2 rows: 25,000.00 (1 repeated, 12,000.00, left out)", "left out"),
        ("count", "3 rows: 37,000.00 (1 repeated, 12,000.00, counted)", "counted"),
    ],
)
def test_an_auditor_sees_what_was_said_of_rows_that_came_twice(
    finance, quarter, remembered, said, shown, kept
):
    response = previewed(finance, quarter, [*ROWS, ROWS[0]])
    assert "Leaving them out moves the balance of actuals by −£12,000.00" in words_of(response)
    assert "Rows that repeat another are still counted here" in words_of(response)

    answers = {"do": "answer", "repeats": said}
    response = finance.post(
        page(quarter, "import_preview"), sent_back(response, **answers), follow=True
    )
    assert shown in words_of(response)
    save(finance, quarter, response, repeats=said)

    proof = words_of(finance.get(LedgerImport.objects.get().get_absolute_url()))
    assert f"1 row that repeats another {kept}: £12,000.00 of actuals" in proof
    assert f"1 repeated, 12,000.00, {kept}" in proof
    assert "outside the period" not in proof


def test_somebody_elses_saving_meanwhile_is_told_and_not_overwritten(finance, quarter, remembered):
    response = previewed(finance, quarter)
    user = User.objects.get(email="finance@stevenage.example.gov.uk")
    enter(quarter, {"Employees": (24_999, 119_360, "Changed")}, user=user)

    refused = save(finance, quarter, response)

    assert refused.status_code == 409
    assert f"Employees: {user} saved 24,999 as the actual today at" in words_of(refused)
    assert newest_figures(quarter)["Employees"][0] == 24_999
    save(finance, quarter, refused)
    assert newest_figures(quarter)["Employees"] == (Decimal("26200.50"), 119_360, "Changed")


def test_the_same_file_again_is_told_with_who_and_when(finance, quarter, remembered):
    save(finance, quarter, previewed(finance, quarter))

    again = previewed(finance, quarter)

    assert "This very file was imported into Quarter 2 already, by Finance officer" in words_of(
        again
    )
    nothing = save(finance, quarter, again)
    assert "Every actual is already what q2.csv says. Nothing was saved." in words_of(nothing)
    assert LedgerImport.objects.count() == 1


def test_an_extract_that_tells_no_period_is_warned_of(finance, quarter):
    columns = {name: MEANINGS[name] for name in ("Account", "Amount")}
    remember(layout=Layout(columns, headings=tuple(columns)), user=None)

    response = upload(finance, quarter, as_csv([("CCTV-1000", 5)], tuple(columns)), follow=True)

    assert "No column tells a date or a period" in words_of(response)


# --- Who, and when ---


def test_nobody_meets_another_persons_upload(finance, quarter, remembered, client):
    previewed(finance, quarter)
    other = make_person(Role.FINANCE, partner=quarter.year.partners.first())
    client.force_login(other)

    for name in ("import_columns", "import_codes", "import_preview"):
        assert client.get(page(quarter, name)).url == page(quarter, "quarter_import")
    assert "q2.csv" not in words_of(client.get(page(quarter, "quarter_import")))


def test_a_quarter_that_is_locked_meanwhile_saves_nothing(finance, quarter, remembered):
    response = previewed(finance, quarter)
    before = newest_figures(quarter)
    submit_quarter(quarter=quarter, user=None)

    response = save(finance, quarter, response)

    assert response.redirect_chain[-1][0] == quarter.get_absolute_url()
    assert "Quarter 2 is with the board: its figures are locked." in words_of(response)
    assert newest_figures(quarter) == before


def test_an_import_of_one_quarter_is_not_found_in_another(finance, quarter, remembered):
    save(finance, quarter, previewed(finance, quarter))
    proof = LedgerImport.objects.get()

    assert finance.get(f"/budgets/2024-25/q3/import/{proof.pk}/").status_code == 404


def test_the_entry_page_leads_to_the_import(finance, quarter):
    assert (
        page(quarter, "quarter_import")
        in finance.get(page(quarter, "quarter_edit")).content.decode()
    )


def test_what_is_sent_back_out_of_shape_is_no_server_error(finance, quarter, remembered):
    previewed(finance, quarter)
    line = quarter.year.lines.first().pk
    strange = {
        f"based-on-{line}": "9" * 30,
        "before": "x",
        "after": "\x00",
        "do": "save",
        "seal": "x",
        "upload": LedgerUpload.objects.get().pk,
    }

    response = finance.post(page(quarter, "import_preview"), strange)

    assert response.status_code == 409
    assert finance.post(page(quarter, "import_codes"), {"reason": "x" * 600}).status_code == 200
    assert finance.post(page(quarter, "import_columns"), {"sheet": "²"}).status_code == 409
