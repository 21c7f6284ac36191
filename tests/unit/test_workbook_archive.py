"""Taking a workbook apart: whatever it claims, no more is unpacked than there is room for."""

import zipfile

import pytest

from budgets.workbook import WorkbookErrors
from budgets.workbook.archive import LIMITS, Limits, unpacked
from tests.workbooks import as_file, in_first_sheet, year_sheets

MEGABYTE = 1024 * 1024
ROOMY = Limits(content=500 * MEGABYTE)


def refused(file, limits):
    with pytest.raises(WorkbookErrors) as errors, unpacked(file, "ledger.xlsx", limits):
        pass
    return str(errors.value)


def test_a_row_of_more_cells_than_any_sheet_has_is_refused_before_it_is_read():
    endless = in_first_sheet(b"<sheetData>", b"<sheetData><row>" + b"<c/>" * 160_000 + b"</row>")

    assert refused(endless, LIMITS) == (
        "ledger.xlsx is too large: a row of a sheet has too many cells."
    )


def test_texts_that_would_fill_the_memory_are_refused_while_sheets_may_be_larger():
    def bloated(name):
        file = as_file(year_sheets())
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, b" " * 51 * MEGABYTE)
        return file

    assert refused(bloated("xl/sharedStrings.xml"), ROOMY) == (
        "ledger.xlsx is too large: unpacked it has more than 50 MB."
    )
    with unpacked(bloated("xl/worksheets/sheet9.xml"), "ledger.xlsx", ROOMY) as (archive, _):
        assert archive.seek(0, 2) > 51 * MEGABYTE


@pytest.mark.parametrize(
    ("cell", "unsaved"),
    [
        (b"<c><f>5+5</f><v>10</v></c>", False),
        (b'<c t="str"><f t="shared" si="0"/><v>ab</v></c>', False),
        (b"<c><f>5+5</f></c>", True),
        (b"<c><f>5+5</f><v/></c>", True),
        (b'<c><f t="shared" si="0"/></c>', True),
        (b"<x:c><x:f>5+5</x:f><x:v></x:v></x:c>", True),
        (b"<c><v>10</v></c>", False),
    ],
)
def test_formulas_are_read_a_second_time_only_where_a_result_may_be_missing(cell, unsaved):
    file = in_first_sheet(b"</sheetData>", b"<row>" + cell + b"</row></sheetData>")

    with unpacked(file, "year.xlsx", LIMITS) as (_, found):
        assert found is unsaved
