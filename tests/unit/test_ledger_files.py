"""The file of an extract: text in any usual form, workbooks, and what is refused for what it is."""

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from budgets.ledger import opening
from budgets.ledger.extract import samples_in
from budgets.ledger.layout import Layout, Meaning
from budgets.workbook import WorkbookErrors
from budgets.workbook.archive import Limits
from partners.periods import Year
from tests.ledgers import HEADINGS, ROWS, actuals, as_csv, as_workbook, named, read
from tests.workbooks import as_file, in_first_sheet

QUARTER = SimpleNamespace(year=SimpleNamespace(period=Year(2024)), number=2)
BALANCES = Layout({"Account": Meaning.CODE, "Amount": Meaning.AMOUNT})
LAUGHS = b'<!DOCTYPE worksheet [<!ENTITY l "' + b"ha" * 1000 + b'">]><worksheet'


def refusal(file):
    with pytest.raises(WorkbookErrors) as errors:
        read(file, QUARTER)
    [problem] = errors.value.problems
    return str(problem)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_read_in_the_usual_encodings_and_with_the_usual_delimiters(encoding, delimiter):
    rows = [*ROWS, ("CCTV-Café", "01/05/2024", "R1", "Coffee; milk, sugar", "£5", "Actual")]

    found = actuals(read(as_csv(rows, encoding=encoding, delimiter=delimiter), QUARTER))

    assert found["CCTV-Café"] == 5
    assert len(found) == 7


def test_the_line_by_which_excel_names_the_delimiter_is_no_row():
    content = as_csv(ROWS, delimiter=";").read()

    findings = read(named(b"sep=;\r\n" + content, "q2.csv"), QUARTER)

    assert findings.codes["cctv-1000"].first_rows == [2, 3]


def test_a_quoted_cell_over_several_lines_is_one_row_and_blank_lines_are_counted():
    text = 'Account,Amount\n\nE1,"5\n"\n\nE2,x\n'

    findings = read(named(text.encode(), "q2.csv"), QUARTER, BALANCES)

    assert findings.codes["e1"].first_rows == [3]
    assert findings.groups["amount"].listed[0].row == 5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "q2.csv is empty."),
        (b"\n\n  \n", "q2.csv holds no rows."),
        (b"\x00\x01\x02\x00", "q2.csv is neither text (CSV) nor an Excel workbook."),
        (b"Account,Amount\n\x81\x8d,1\n", "q2.csv is neither text (CSV) nor an Excel workbook."),
        (b"<html><table><tr>", "q2.csv is a web page or XML, whatever its name says."),
        (b"  <?xml version=", "q2.csv is a web page or XML, whatever its name says."),
        (b"PK\x03\x04 and no more", "q2.csv is damaged and cannot be read."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "q2.csv is in the format of old"),
        (b'Account,Amount\nE1,5\nE2,"6\nE3,7\n', "q2.csv, row 3: a quotation mark is opened"),
        (b'Account,Amount\nE1,"5"6\n', "q2.csv, row 2: a quotation mark is opened and not"),
    ],
)
def test_what_cannot_be_read_is_refused_for_what_it_is(content, sentence):
    assert refusal(named(content, "q2.csv")).startswith(sentence)


def test_a_file_without_the_headings_says_so():
    sentence = refusal(as_csv([("E1", 5)], ("Account", "Amount")))

    assert sentence == "The headings that were chosen stand nowhere in q2.csv."


def test_headings_on_two_sheets_are_not_chosen_between():
    book = as_file(
        {"First": [HEADINGS, *ROWS], "Notes": [["Read me"]], "Second": [HEADINGS, *ROWS]}
    )

    assert refusal(book) == (
        "The headings stand on the sheets “First” and “Second” of year.xlsx. Keep the one that is "
        "meant, and remove the other."
    )


def test_other_sheets_are_left_alone():
    book = as_file({"Notes": [["Read me"]], "Data": [["Title"], [], HEADINGS, *ROWS]})

    findings = read(book, QUARTER)

    assert (findings.sheet, findings.rows) == ("Data", 9)


def test_saved_results_of_formulas_are_read_and_missing_ones_are_named():
    book = as_workbook([("E1", "=2+3"), ("E2", 6)], ("Account", "Amount"))

    findings = read(book, QUARTER, BALANCES)

    [listed] = findings.groups["amount"].listed
    assert listed.told(findings.sheet).startswith(
        "Extract, row 2, Amount: The result of the formula “=2+3” was not saved with it."
    )
    assert actuals(findings) == {"E2": 6}


# --- Limits ---


@pytest.fixture
def small(monkeypatch):
    """Limits that a test can reach without a large file."""
    monkeypatch.setattr(opening, "LIMITS", Limits(file=20_000, content=40_000, rows=50))


def test_a_file_that_is_too_large_is_refused(small):
    assert refusal(named(b"a,b\n" * 6_000, "q2.csv")).startswith("q2.csv is too large: an extract")


@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_too_many_rows_are_refused_and_the_last_that_fits_is_not(small, write):
    rows = [("E1", number) for number in range(51)]

    assert actuals(read(write(rows[:50], ("Account", "Amount")), QUARTER, BALANCES)) == {"E1": 1225}
    with pytest.raises(WorkbookErrors, match="more than 50 rows"):
        read(write(rows, ("Account", "Amount")), QUARTER, BALANCES)


def test_too_many_columns_are_refused():
    assert "more than 500 columns" in refusal(named(b"," * 600 + b"x\n", "q2.csv"))


def test_a_workbook_that_unpacks_to_too_much_is_refused(small):
    bomb = in_first_sheet(b"<sheetData>", b"<sheetData>" + b" " * 50_000)

    assert "unpacked it has more than" in refusal(bomb)


def test_entities_that_multiply_are_not_expanded():
    assert "is damaged" in refusal(in_first_sheet(b"<worksheet", LAUGHS))


def test_a_workbook_cut_short_is_damaged():
    content = as_workbook(ROWS).read()

    assert "is damaged" in refusal(named(content[: len(content) // 2], "q2.xlsx"))


def test_a_sheet_that_breaks_off_while_rows_are_read_is_damaged():
    given = zipfile.ZipFile(as_workbook(ROWS * 200))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            part = given.read(name)
            kept.writestr(name, part[:-2_000] if "sheet1" in name else part)

    assert "is damaged" in refusal(named(stream.getvalue(), "q2.xlsx"))


def test_samples_are_short_however_long_the_rows():
    [sample] = samples_in(as_csv([("E1", "x" * 5_000)] * 200, ("Account", "Text")), "q2.csv")

    assert len(sample.rows) == 50
    assert max(len(text) for _, texts in sample.rows for text in texts) == 60


MEMORY = """
import re, sys
from pathlib import Path
import django
django.setup()
from tests.unit.test_ledger_files import QUARTER, WITH_REFERENCE, read

def kilobytes(what):
    return int(re.search(what + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

def read_file(path):
    with open(path, "rb") as file:
        return read(file, QUARTER, WITH_REFERENCE).rows

read_file(sys.argv[1])
before = kilobytes("VmRSS")
Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
rows = read_file(sys.argv[2])
print(rows, (kilobytes("VmHWM") - before) // 1024)
"""
WITH_REFERENCE = Layout(BALANCES.columns | {"Number": Meaning.REFERENCE})


NUMBERED = ("Account", "Amount", "Number")


def numbers(rows):
    return ((4_000 + at % 300, at % 977, 7_000_000 + at) for at in range(rows))


def text_of(rows):
    return as_csv(numbers(rows), NUMBERED).read()


def workbook_of(rows):
    """The same as a workbook, its sheet written at once: openpyxl would take a minute."""
    row = "<row><c><v>{}</v></c><c><v>{}</v></c><c><v>{}</v></c></row>".format
    end = "".join([*(row(*cells) for cells in numbers(rows)), "</sheetData>"]).encode()
    small = zipfile.ZipFile(as_workbook([], NUMBERED))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as kept:
        for name in small.namelist():
            kept.writestr(name, small.read(name).replace(b"</sheetData>", end))
    return stream.getvalue()


@pytest.mark.parametrize("written", [text_of, workbook_of])
def test_a_hundred_thousand_rows_are_read_in_bounded_memory(written, tmp_path):
    """Sums and a few bytes a row are kept: the rows themselves would be 100 MB and more."""
    few, many = tmp_path / "few", tmp_path / "many"
    few.write_bytes(written(1_000))
    many.write_bytes(written(100_000))

    told = subprocess.run(
        [sys.executable, "-c", MEMORY, few, many],
        cwd=Path(__file__).parents[2],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert told[0] == "100000"
    assert int(told[1]) < 30
