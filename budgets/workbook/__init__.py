"""The year workbook: a whole year's setting-up in one Excel file, read, loaded and written.

``layout`` says what is in it, ``opening`` meets the file, ``tables`` and ``cells`` read it, one
module a subject checks it, ``loading`` saves it; ``writing`` makes one, ``blank`` or ``filled`` from
a year. The command and the pages call what stands here.
"""

from budgets.workbook.blank import blank_workbook
from budgets.workbook.filled import filled_workbook
from budgets.workbook.loading import load_year_workbook
from budgets.workbook.problems import Problem, WorkbookErrors
from budgets.workbook.reading import YearWorkbook, read_year_workbook

__all__ = [
    "Problem",
    "WorkbookErrors",
    "YearWorkbook",
    "blank_workbook",
    "filled_workbook",
    "load_year_workbook",
    "read_year_workbook",
]
