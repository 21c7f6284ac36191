"""An extract's way through the pages, first half: upload, columns and codes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from budgets.ledger.remembering import remember
from budgets.models import LedgerCode, LedgerLayout, LedgerUpload, LeftOutCode
from partners.models import Role
from tests.budget_pages import words_of
from tests.factories import make_person
from tests.ledger_pages import UNKNOWN, choose, page, previewed, sent_back, titles, upload
from tests.ledgers import HEADINGS, LAYOUT, MEANINGS, ROWS, as_csv, as_workbook, with_second_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter(open_quarter):
    return with_second_code(open_quarter)


@pytest.fixture
def finance(sign_in, quarter):
    return sign_in("finance@stevenage")


@pytest.fixture
def remembered(db):
    return remember(layout=LAYOUT, user=None)


def choices(**changes):
    """The columns as chosen on the page, by the place of their heading."""
    fields = {f"column-{at}": MEANINGS[name].value for at, name in enumerate(HEADINGS)}
    defaults = {"signs": "ours", "periods": "financial", "joined_by": "-", "sheet": "0", "row": "1"}
    words = {
        "words-actual": "actual",
        "words-commitments": "commitment",
        "words-accruals": "accrual",
    }
    return (
        fields
        | defaults
        | words
        | {name.replace("_", "-", 1): value for name, value in changes.items()}
    )


# --- Upload and columns ---


def test_an_extract_of_new_headings_is_asked_about_and_then_previewed(finance, quarter):
    asked = upload(finance, quarter, as_csv(ROWS), follow=True)

    assert asked.redirect_chain[-1][0] == page(quarter, "import_columns")
    form = asked.context["form"]
    assert [form[f"column-{at}"].value() for at in range(6)] == [
        "code", "date", "reference", "description", "amount", "kind",
    ]  # fmt: skip
    assert "April pay May pay Cover, nights" in words_of(asked)

    shown = choose(finance, quarter, choices())

    assert shown.redirect_chain[-1][0] == page(quarter, "import_preview")
    assert shown.context["preview"].can_be_saved
    kept = LedgerLayout.objects.get()
    assert kept.columns == {name: meaning.value for name, meaning in MEANINGS.items()}
    assert kept.history.get().history_user.email == "finance@stevenage.example.gov.uk"


def test_the_same_headings_lead_straight_to_the_preview(finance, quarter, remembered):
    response = upload(finance, quarter, as_workbook(ROWS[::-1], HEADINGS))

    assert response.url == page(quarter, "import_preview")


def test_a_new_heading_is_asked_about_with_what_was_chosen(finance, quarter, remembered):
    rows = [(*row, "9") for row in ROWS]

    asked = upload(finance, quarter, as_csv(rows, (*HEADINGS, "On order")), follow=True)

    assert "These columns were chosen before, by a command on" in words_of(asked)
    assert asked.context["form"]["column-4"].value() == "amount"
    assert asked.context["form"]["column-6"].value() == ""


def test_wrong_columns_are_named_and_what_was_chosen_stays(finance, quarter):
    upload(finance, quarter, as_csv(ROWS))

    response = choose(finance, quarter, choices(column_0="", column_1="amount"))

    assert "Choose the column of the ledger code." in words_of(response)
    assert response.context["form"]["column-1"].value() == "amount"
    assert not LedgerLayout.objects.exists()


def test_choices_made_for_other_headings_are_not_taken_for_these(finance, quarter):
    upload(finance, quarter, as_csv(ROWS))
    seal = finance.get(page(quarter, "import_columns")).context["form"]["seal"].value()
    turned = [(row[4], *row[1:4], row[0], row[5]) for row in ROWS]
    headings = (HEADINGS[4], *HEADINGS[1:4], HEADINGS[0], HEADINGS[5])
    upload(finance, quarter, as_csv(turned, headings))

    response = finance.post(page(quarter, "import_columns"), choices(seal=seal))

    assert response.status_code == 409
    assert "The choices were made for other headings" in words_of(response)
    assert not LedgerLayout.objects.exists()
    assert LedgerUpload.objects.get().findings is None
    # Nor are they shown under the wrong headings, for sending once more would take them over.
    chosen = [response.context["form"][f"column-{at}"].value() for at in range(6)]
    assert chosen == ["amount", "date", "reference", "description", "code", "kind"]


@pytest.mark.parametrize("step", ["import_columns", "import_preview"])
def test_an_extract_gone_in_another_window_is_said_to_be_gone(
    finance, quarter, remembered, step, monkeypatch
):
    shown = previewed(finance, quarter)
    columns = finance.get(page(quarter, "import_columns")).context["form"]["seal"].value()
    fields = choices(seal=columns) if step == "import_columns" else sent_back(shown, do="answer")
    found = LedgerUpload.objects.defer("content").get()
    monkeypatch.setattr("budgets.ledger_views.upload_of", lambda quarter, user: found)
    LedgerUpload.objects.all().delete()

    response = finance.post(page(quarter, step), fields)

    assert response.status_code == 302
    assert response.url == page(quarter, "quarter_import")
    assert [str(each).split(",")[0] for each in get_messages(response.wsgi_request)] == [
        "q2.csv was discarded"
    ]


def test_the_headings_can_be_looked_for_in_another_row(finance, quarter):
    upload(finance, quarter, as_csv(ROWS, above=[["A", "B", "C", "D", "E", "F"]]))

    first = finance.get(page(quarter, "import_columns"))
    second = finance.get(page(quarter, "import_columns"), {"row": "2"})
    wild = finance.get(page(quarter, "import_columns"), {"row": "x", "sheet": "99"})

    assert first.context["page"].form.headings == ("A", "B", "C", "D", "E", "F")
    assert second.context["page"].form.headings == HEADINGS
    assert wild.context["page"].heading_row == 1


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "Choose the file that the ledger has exported."),
        (as_csv([], [], name="empty.csv"), "empty.csv holds no rows."),
        (b"", "The file is empty. Export it again."),
        (b"\x00\x01", "q2.bin is neither text (CSV) nor an Excel workbook."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_on_the_page(finance, quarter, file, sentence):
    if isinstance(file, bytes):
        file = SimpleUploadedFile("q2.bin", file)

    response = finance.post(page(quarter, "quarter_import"), {"file": file} if file else {})

    assert sentence in words_of(response)
    assert response.context["form"].errors
    assert not LedgerUpload.objects.exists()


def test_characters_that_no_database_keeps_are_no_server_error(finance, quarter, remembered):
    rows = [*ROWS, ("CCTV-1000", "01/05/2024", "R\0", "Text\0\n", "5", "Actual")]
    rows += [("CCTV-3000\0", "01/05/2024", "R2", "", "5\0", "Actual\0")]

    shown = upload(finance, quarter, as_csv(rows, encoding="utf-16", name="q2\0.csv"), follow=True)

    assert shown.status_code == 200
    assert titles(shown) == [
        "1 row with an amount that cannot be read",
        "1 row without a ledger code that can be read",
        "1 row neither actual, commitment nor accrual",
    ]


def test_a_new_upload_takes_the_place_of_the_last_and_old_ones_are_cleared(finance, quarter):
    other = make_person(Role.FINANCE, partner=quarter.year.partners.first())
    for user, days in ((other, 3), (make_person(), 1)):
        kept = LedgerUpload.objects.create(
            quarter=quarter,
            user=user,
            file_name="a.csv",
            sha256="0" * 64,
            size=1,
            content=b"",
            sample=[],
        )
        LedgerUpload.objects.filter(pk=kept.pk).update(
            uploaded_at=timezone.now() - timedelta(days=days)
        )

    upload(finance, quarter, as_csv(ROWS, name="first.csv"))
    upload(finance, quarter, as_csv(ROWS, name="second.csv"))

    assert sorted(LedgerUpload.objects.values_list("file_name", flat=True)) == [
        "a.csv",
        "second.csv",
    ]


def test_what_was_uploaded_can_be_gone_on_with_or_discarded(finance, quarter, remembered):
    previewed(finance, quarter)
    assert "q2.csv was uploaded" in words_of(finance.get(page(quarter, "quarter_import")))

    sent = {"do": "discard", "upload": LedgerUpload.objects.get().pk}
    response = finance.post(page(quarter, "import_preview"), sent, follow=True)

    assert "q2.csv is discarded. No figure was changed." in words_of(response)
    assert not LedgerUpload.objects.exists()


# --- Codes ---


def test_codes_are_given_lines_and_left_out_once(finance, quarter, remembered):
    response = previewed(finance, quarter, [*ROWS, UNKNOWN])
    assert titles(response) == ["1 code belongs to no line"]
    asked = finance.get(page(quarter, "import_codes"))
    [row] = asked.context["page"].open_rows

    refused = finance.post(page(quarter, "import_codes"), {row.field.html_name: "out"})
    assert "Say why codes are left out. It is kept with them." in words_of(refused)
    assert refused.context["form"][row.field.html_name].value() == "out"

    saved = finance.post(
        page(quarter, "import_codes"),
        {row.field.html_name: "out", "reason": "Car parks"},
        follow=True,
    )

    assert saved.redirect_chain[-1][0] == page(quarter, "import_preview")
    assert saved.context["preview"].can_be_saved
    kept = LeftOutCode.objects.get()
    assert (kept.code, kept.reason) == ("CCTV-8888", "Car parks")
    assert kept.history.get().history_change_reason == "Ledger extract q2.csv"
    assert titles(previewed(finance, quarter, [*ROWS, UNKNOWN])) == []


def test_what_a_code_means_can_be_changed_later(finance, quarter, remembered):
    previewed(finance, quarter)
    asked = finance.get(page(quarter, "import_codes"))
    [row] = [row for row in asked.context["page"].settled_rows if row.code.code == "CCTV-1100"]
    recharges = quarter.year.lines.get(name="Recharges")

    shown = finance.post(
        page(quarter, "import_codes"), {row.field.html_name: recharges.pk}, follow=True
    )

    sums = {line.position.line: line.actual for line in shown.context["preview"].lines}
    assert (sums["Employees"], sums["Recharges"]) == (25_000, Decimal("1200.50"))
    assert LedgerCode.objects.get(code="CCTV-1100").line == recharges


def test_of_very_many_codes_the_rest_is_left_out_together(finance, quarter, remembered):
    many = [(f"X-{n}", "01/05/2024", f"R{n}", "", "1", "Actual") for n in range(150)]
    previewed(finance, quarter, [*ROWS, *many])
    asked = finance.get(page(quarter, "import_codes"))
    assert (len(asked.context["page"].open_rows), len(asked.context["page"].further)) == (100, 50)

    finance.post(page(quarter, "import_codes"), {"rest": "on", "reason": "Other services"})

    assert LeftOutCode.objects.count() == 150


def test_a_code_of_two_lines_is_asked_about(finance, quarter, remembered):
    LedgerCode.objects.create(line=quarter.year.lines.get(name="Recharges"), code="CCTV-3000")

    assert titles(previewed(finance, quarter)) == ["1 code belongs to several lines"]
    assert "Belongs to Transport Related and Recharges" in words_of(
        finance.get(page(quarter, "import_codes"))
    )


def test_a_choice_that_is_no_line_of_the_year_is_refused(finance, quarter, remembered):
    previewed(finance, quarter, [*ROWS, UNKNOWN])
    [row] = finance.get(page(quarter, "import_codes")).context["page"].open_rows

    response = finance.post(page(quarter, "import_codes"), {row.field.html_name: "999999"})

    assert "Choose a line of the list." in words_of(response)
    assert not LedgerCode.objects.filter(code="CCTV-8888").exists()
