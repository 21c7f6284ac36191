"""``manage.py import_ledger`` as an accountant runs it: what is saved, or every mistake."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from budgets.ledger.progress import ProgressBar
from budgets.ledger.remembering import remember
from budgets.lifecycle import submit_quarter
from budgets.models import LedgerImport, LedgerLayout
from tests.entry_page import newest_figures
from tests.ledgers import HEADINGS, LAYOUT, ROWS, as_csv, as_workbook, with_second_code

pytestmark = pytest.mark.django_db

COLUMNS = "Account=code,Posting date=date,Reference=reference,Amount=amount,Type=kind"


@pytest.fixture
def quarter(open_quarter):
    return with_second_code(open_quarter)


@pytest.fixture
def remembered(db):
    return remember(layout=LAYOUT, user=None)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "q2.csv"


def run(path, *arguments, rows=ROWS, headings=HEADINGS):
    """(what is said, the progress that is shown)."""
    if rows is not None:
        path.write_bytes(as_csv(rows, headings).read())
    said, shown = StringIO(), StringIO()
    call_command("import_ledger", "2024-25", "q2", str(path), *arguments, stdout=said, stderr=shown)
    return said.getvalue(), shown.getvalue()


def refusal(path, *arguments, **given):
    with pytest.raises(CommandError) as refused:
        run(path, *arguments, **given)
    return str(refused.value)


def test_actuals_are_saved_line_by_line_with_their_proof(quarter, remembered, path):
    said, shown = run(path, "--user", "finance@stevenage.example.gov.uk")

    assert [line.split() for line in said.splitlines()[:2]] == [
        ["Employees", "26,200.50", "+1,455.50"],
        ["Premises", "Related", "17,770.00", "0"],
    ]
    assert said.endswith("Quarter 2 is saved: 2\N{NO-BREAK SPACE}actuals from q2.csv.\n")
    assert shown == f"Reading q2.csv [{'#' * 30}] 100 %, 9 rows\n"
    assert newest_figures(quarter)["Employees"][0] == Decimal("26200.50")
    proof = LedgerImport.objects.get()
    assert proof.batch.saved_by.email == "finance@stevenage.example.gov.uk"


def test_a_workbook_is_read_alike(quarter, remembered, tmp_path):
    path = tmp_path / "q2.xlsx"
    path.write_bytes(as_workbook(ROWS).read())

    run(path, rows=None)

    assert newest_figures(quarter)["Employees"][0] == Decimal("26200.50")


def test_a_check_saves_nothing(quarter, remembered, path):
    before = newest_figures(quarter)

    said, _ = run(path, "--check")

    assert said.endswith("Nothing is saved: this was a check.\n")
    assert newest_figures(quarter) == before


def test_headings_that_nobody_explained_are_named_with_what_to_do(quarter, path):
    words = refusal(path)

    assert words.startswith(
        "q2.csv has headings whose meaning nobody has said yet: “Account”, “Posting date”, "
        "“Reference”, “Details”, “Amount”, “Type”."
    )
    assert '--columns "Account=code,Amount=amount"' in words


def test_a_new_heading_alone_is_named(quarter, remembered, path):
    rows = [(*row, "") for row in ROWS]

    assert "nobody has said yet: “On order”." in refusal(
        path, rows=rows, headings=(*HEADINGS, "On order")
    )


def test_columns_said_in_the_command_are_remembered(quarter, path):
    run(path, "--columns", COLUMNS, "--signs", "ours")

    assert newest_figures(quarter)["Employees"][0] == Decimal("26200.50")
    assert LedgerLayout.objects.get().headings == list(HEADINGS)
    assert "unchanged" in run(path)[0]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("Account", "“Account” is not HEADING=MEANING. A heading means code, amount,"),
        ("Account=kode", "“Account=kode” is not HEADING=MEANING."),
        ("Account=code", "Choose the column of the amount, or those of debit and credit."),
        ("Acount=code,Amount=amount", "There is no row with the headings “Acount”, “Amount”."),
    ],
)
def test_columns_that_cannot_be_are_refused(quarter, path, columns, sentence):
    assert refusal(path, "--columns", columns).startswith(sentence)
    assert not LedgerLayout.objects.exists()


def test_every_mistake_is_listed_and_nothing_is_changed(quarter, remembered, path):
    wrong = [
        ("CCTV-1000", "01/05/2024", "R1", "", "6,406 tbc", "Actual"),
        ("CCTV-1000", "05/10/2024", "R2", "", "50", "Actual"),
        ("CCTV-8888", "05/09/2024", "R3", "Not ours", "60", "Actual"),
    ]
    before = newest_figures(quarter)

    words = refusal(path, rows=[*ROWS, *wrong]).replace("\N{NO-BREAK SPACE}", " ")

    assert words.splitlines() == [
        f"{path} was not imported, and nothing was changed.",
        "1 row with an amount that cannot be read. Put it right in the ledger or in the file, and "
        "import it again.",
        "  row 11, Amount: “6,406 tbc” is not an amount. Enter a number, such as 6,406.",
        "1 row after 30 September 2024. £50 in all. An actual runs to 30 September 2024: leave "
        "them out, or export the extract to that day.",
        "  row 12, Posting date: “05/10/2024” is after 30 September 2024; 50 stands in the row.",
        "1 code belongs to no line. Give each a line, or say that it is not this service’s.",
        "  “CCTV-8888” “Not ours”, row 13: 60",
    ]
    assert newest_figures(quarter) == before


def test_rows_that_came_twice_are_left_out_and_their_effect_is_said(quarter, remembered, path):
    said, _ = run(path, "--repeats=out", rows=[*ROWS, ROWS[0]])

    words = said.replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Left out: 1 repeated row. Leaving them out moves the balance of actuals by −£12,000.00: "
        "Employees −£12,000.00." in words
    )
    assert newest_figures(quarter)["Employees"][0] == Decimal("26200.50")
    assert LedgerImport.objects.get().answers["repeats"] == "out"


def test_answers_settle_what_is_asked(quarter, remembered, path):
    rows = [
        *ROWS,
        ROWS[0],
        ("CCTV-3000", "05/10/2024", "R2", "", "50", "Actual"),
        ("CCTV-3000", "05/03/2024", "R3", "", "60", "Actual"),
    ]

    run(path, "--after=out", "--before=count", "--repeats=count", "--nil=recharges", rows=rows)

    figures = newest_figures(quarter)
    assert figures["Employees"][0] == Decimal("38200.50")
    assert figures["Transport Related"][0] == 968
    assert figures["Recharges"][0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--user", "officer@hertsmere.example.gov.uk"], "is no finance officer of this service."),
        (["--user", "nobody@example.gov.uk"], "is no finance officer of this service."),
        (["--nil", "Heating"], "“Heating” is no line of the budget of 2024/25."),
    ],
)
def test_people_and_lines_that_are_not_known_are_refused(
    quarter, remembered, path, arguments, sentence
):
    assert refusal(path, *arguments).endswith(sentence)


def test_a_file_that_is_not_there_and_a_quarter_that_is_locked(quarter, remembered, path):
    assert refusal(path, rows=None) == f"{path} cannot be opened: No such file or directory."
    submit_quarter(quarter=quarter, user=None)

    assert refusal(path) == (
        f"{path} was not imported, and nothing was changed.\nQuarter 2, 2024/25 is with the board: "
        "locked."
    )


class Terminal(StringIO):
    def isatty(self):
        return True


def test_the_bar_is_written_over_on_a_terminal_and_told_in_tenths_elsewhere():
    terminal, file = Terminal(), StringIO()
    for stream in (terminal, file):
        bar = ProgressBar(stream, "q2.csv")
        for rows in range(1_000, 100_001, 1_000):
            bar(rows, rows / 100_000)
        bar.finish(100_000)

    assert terminal.getvalue().count("\r") == 101
    assert terminal.getvalue().count("\n") == 1
    assert (
        "\rReading q2.csv [###############               ]  50 %, 50,000 rows"
        in terminal.getvalue()
    )
    assert file.getvalue().count("\n") == 12
    bar(5_000, None)
