"""Opening a file that may be anything: a workbook gives its cells, all else one sentence."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook

from budgets.workbook import WorkbookErrors
from budgets.workbook.cells import FAULT, NUMBER, TEXT, UNSAVED_FORMULA
from budgets.workbook.opening import open_workbook
from tests.workbooks import SHEET, as_file, in_first_sheet, named, repacked, year_sheets

OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(file):
    with pytest.raises(WorkbookErrors) as refused:
        open_workbook(file)
    [problem] = refused.value.problems
    assert (problem.sheet, problem.row, problem.column) == ("", None, "")
    return str(problem)


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert refusal(tmp_path / "no.xlsx") == f"There is no file {tmp_path / 'no.xlsx'}."


def test_a_folder_is_no_workbook(tmp_path):
    assert refusal(tmp_path).endswith(" is not a file but a folder or a device.")


def test_a_name_too_long_for_the_system_is_a_sentence():
    assert "cannot be opened: File name too long." in refusal("y" * 5000)


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    (tmp_path / "year.xlsx").touch()

    assert refusal(tmp_path / "year.xlsx") == "year.xlsx is empty."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"key,value\nlabel,2024-25\n", "year.xlsx is not an Excel workbook."),
        (b"PK\x03\x04 and then nothing of a zip", "year.xlsx is damaged and cannot be read."),
        (OLD_FORMAT + bytes(600), "year.xlsx is in the format of old versions of Excel (.xls)."),
        (
            OLD_FORMAT + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "year.xlsx is protected by a password.",
        ),
    ],
)
def test_other_files_are_refused_for_what_they_are(content, sentence):
    assert refusal(named(content)).startswith(sentence)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"notes.txt": b"hello"}, "is not an Excel workbook."),
        ({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "is not an Excel"),
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"\x00"}, "is a binary workbook"),
        ({"[Content_Types].xml": b"<a", "xl/workbook.xml": b"<b"}, "is damaged"),
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<b/>"}, "is damaged"),
    ],
)
def test_other_archives_are_refused_for_what_they_are(parts, sentence):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert f"year.xlsx {sentence}" in refusal(named(stream.getvalue()))


def test_an_archive_locked_with_a_password_is_said_to_be():
    content = bytearray(as_file(year_sheets()).read())
    at = content.find(b"PK\x01\x02")
    while at != -1:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)

    assert "is protected by a password" in refusal(named(bytes(content)))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part_is_damaged(part):
    broken = repacked(lambda name, text: text[: len(text) // 2] if name == part else text)

    assert "is damaged and cannot be read" in refusal(broken)


def test_a_workbook_cut_short_is_damaged():
    content = as_file(year_sheets()).read()

    assert "is damaged and cannot be read" in refusal(named(content[: len(content) // 2]))


def test_a_sheet_with_a_number_that_is_none_is_damaged():
    broken = in_first_sheet(b"<v>10</v>", b"<v>ten</v>")

    assert "is damaged and cannot be read" in refusal(broken)


def test_strict_open_xml_is_asked_to_be_saved_otherwise():
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = repacked(
        lambda name, part: part.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    )

    assert "is saved as “Strict Open XML”" in refusal(strict)


def test_an_archive_packed_in_a_way_excel_does_not_know_is_damaged():
    given = zipfile.ZipFile(as_file(year_sheets()))
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as packed:
        for name in given.namelist():
            packed.writestr(name, given.read(name))

    assert "is damaged and cannot be read" in refusal(named(stream.getvalue()))


def test_an_archive_of_thousands_of_parts_is_refused():
    stream = as_file(year_sheets())
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(2000):
            archive.writestr(f"xl/part{number}.xml", "")

    assert refusal(named(stream.getvalue())) == (
        "year.xlsx is too large: a workbook has at most 2,000 parts."
    )


def test_a_number_beyond_all_bounds_is_an_error():
    endless = in_first_sheet(b"<v>10</v>", b"<v>1e999</v>")

    year = open_workbook(endless)[0]

    assert year.rows[2][1][1].fault == "The cell shows “#NUM!”, an error of Excel’s. Correct it."


def test_a_file_above_the_limit_is_refused_before_it_is_looked_at():
    assert refusal(named(b"PK" + bytes(20 * 1024 * 1024))) == (
        "year.xlsx is too large: a workbook has at most 20 MB."
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    bomb = in_first_sheet(b"<sheetData>", b"<sheetData>" + b" " * (60 * 1024 * 1024))

    assert refusal(bomb) == "year.xlsx is too large: unpacked it has more than 50 MB."


def test_a_workbook_that_lies_about_its_size_does_not_fill_the_memory():
    """The archive says 1,000 bytes; openpyxl is handed no more than was measured."""
    content = bytearray(in_first_sheet(b"<sheetData>", b"<sheetData>" + b" " * 9_000_000).read())
    central = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET.encode()))
    content[central + 24 : central + 28] = (1000).to_bytes(4, "little")

    assert "is damaged and cannot be read" in refusal(named(bytes(content)))


def test_entities_that_multiply_are_not_expanded():
    laughs = b"".join(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    document = b"<!DOCTYPE worksheet [<!ENTITY l0 'ha'>" + laughs + b"]><worksheet"

    bomb = in_first_sheet(b"<worksheet", document)

    assert "is damaged and cannot be read" in refusal(bomb)


def test_a_sheet_with_too_many_rows_is_refused():
    rows = b"<row><c><v>1</v></c></row>" * 50_002

    many = in_first_sheet(b"</sheetData>", rows + b"</sheetData>")

    assert refusal(many) == "year.xlsx is too large: the sheet Year has more than 50,000 rows."


def test_a_value_far_to_the_right_is_refused_and_not_dropped():
    sheets = year_sheets()
    sheets["Year"][2] += [None] * 600 + ["here"]

    assert refusal(as_file(sheets)).endswith("the sheet Year has more than 500 columns.")


def test_a_row_number_beyond_excels_last_is_refused():
    broken = in_first_sheet(b'<row r="5"', b'<row r="2000000000"')

    assert refusal(broken).endswith("the sheet Year has too many cells.")


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    lying = repacked(
        lambda name, part: part.replace(b'<dimension ref="A1:B5"', b'<dimension ref="A1"')
    )

    year = open_workbook(lying)[0]

    assert [number for number, cells in year.rows] == [1, 2, 3, 4, 5]
    assert [cell.value for cell in year.rows[1][1]] == ["label", "2024-25"]


def test_empty_rows_are_skipped_and_row_numbers_are_excels():
    book = Workbook()
    book.active.title = "Year"
    book.active["A3"], book.active["B7"], book.active["A9"] = "key", "  ", "label"
    stream = BytesIO()
    book.save(stream)

    [year] = open_workbook(named(stream.getvalue()))

    assert [number for number, cells in year.rows] == [3, 9]


def formulas(write):
    """The cells of row 1 of a sheet that ``write`` fills by XlsxWriter, which saves results."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        write(book.add_worksheet("Year"))
    [sheet] = open_workbook(named(stream.getvalue()))
    return sheet.rows[0][1]


def test_formulas_give_their_saved_results():
    def write(sheet):
        sheet.write_formula("A1", "=6*7", value=42)
        sheet.write_formula("B1", '="a"&"b"', value="ab")
        sheet.write_formula("C1", "=1/0", value="#DIV/0!")

    cells = formulas(write)

    assert [(cell.value, cell.kind) for cell in cells] == [
        (42, NUMBER),
        ("ab", TEXT),
        ("#DIV/0!", FAULT),
    ]


def with_formula():
    sheets = year_sheets()
    sheets["Year"][2][1] = "=5+5"
    return as_file(sheets).read()


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell():
    """As Excel saves it: with the type of a text, and nothing in it."""

    def saved(name, part):
        return part.replace(b'<c r="B3">', b'<c r="B3" t="str">') if name == SHEET else part

    year = open_workbook(repacked(saved, with_formula()))[0]

    assert [cell.is_blank for cell in year.rows[2][1]] == [False, True]


def test_a_formula_whose_result_was_not_saved_is_noticed():
    year = open_workbook(named(with_formula()))[0]

    cell = year.rows[2][1][1]
    assert (cell.value, cell.kind) == ("=5+5", UNSAVED_FORMULA)
    assert cell.fault.startswith("The result of the formula “=5+5” was not saved with it.")
