"""Reads a year workbook: every sheet, every mistake, and then either all of it or nothing.

Reading compares with the database (what is known must not be contradicted) and writes nothing.

Sheets are found in any case. A sheet of an unknown name is left aside and named, as councils keep
workings beside the figures; unless the name is close to one of ours, for then it is a slip that
would lose figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from budgets.workbook import layout
from budgets.workbook.budget import FigureEntry, LineEntry, read_budget, read_figures
from budgets.workbook.camera_types import read_camera_types
from budgets.workbook.cameras import read_cameras
from budgets.workbook.charges import ElementEntry, read_base_cameras, read_elements
from budgets.workbook.in_service import refuse_nothing_to_share_by, some_camera_counts
from budgets.workbook.names import folded
from budgets.workbook.opening import Sheet, open_workbook
from budgets.workbook.partners import PartnerEntry, read_partners
from budgets.workbook.problems import Problems, quoted
from budgets.workbook.register import NewService, new_service
from budgets.workbook.tables import Table, read_table
from budgets.workbook.year import Settings, read_settings
from cameras.arithmetic import DatedWeight

# As close as this, a sheet's name is one of ours with a slip of the keyboard.
_SLIP = 0.8
_QUARTER = re.compile(r"q(uarter|tr)?\W*(?P<number>[0-9]).*")


@dataclass(frozen=True)
class YearWorkbook:
    """A year workbook without a mistake, as plain values. Places count from 0 in row order.

    ``base_cameras`` by the partner's place, None for the register's average; ``figures`` by
    quarter; ``new_…`` is what the database does not know yet.
    """

    settings: Settings
    partners: tuple[PartnerEntry, ...]
    new_types: tuple[str, ...]
    new_weights: tuple[tuple[str, DatedWeight], ...]
    new_service: NewService
    elements: tuple[ElementEntry, ...]
    base_cameras: dict[int, Fraction] | None
    new_groups: tuple[str, ...]
    lines: tuple[LineEntry, ...]
    figures: dict[int, tuple[FigureEntry, ...]]
    left_aside: tuple[str, ...]


def read_year_workbook(file) -> YearWorkbook:
    """The workbook in ``file``, a path or an open binary file such as an upload.

    WorkbookErrors: it cannot be opened, or has mistakes; all of them are listed.
    """
    return checked(open_workbook(file))


def checked(sheets: Iterable[Sheet]) -> YearWorkbook:
    """The sheets as a year workbook. WorkbookErrors: they have mistakes."""
    problems = Problems()
    given, left_aside = _by_layout(sheets, problems)
    tables = {each.name: read_table(each, given.get(each.name), problems) for each in layout.SHEETS}
    workbook = _read(tables, left_aside, problems)
    problems.raise_if_any()
    return workbook


def _read(tables: dict[str, Table], left_aside: list[str], problems: Problems) -> YearWorkbook:
    settings = read_settings(tables[layout.YEAR.name])
    partners = read_partners(tables[layout.PARTNERS.name], settings.period)
    types = read_camera_types(tables[layout.CAMERA_TYPES.name])
    cameras = read_cameras(tables[layout.CAMERAS_SHEET.name], partners, types)
    elements = read_elements(tables[layout.ELEMENTS.name], partners)
    base_cameras = read_base_cameras(tables[layout.BASE_CAMERAS.name], partners)
    budget = read_budget(tables[layout.BUDGET.name])
    figures = {
        quarter: read_figures(tables[each.name], budget)
        for quarter, each in layout.QUARTER_SHEETS.items()
    }
    service = new_service(cameras, partners)
    if settings.period and settings.averaging:
        counts = some_camera_counts(
            tables[layout.CAMERAS_SHEET.name], cameras, types, partners, settings
        )
        refuse_nothing_to_share_by(
            tables[layout.CAMERAS_SHEET.name],
            tables[layout.BASE_CAMERAS.name],
            base_cameras,
            elements,
            counts,
        )
    return YearWorkbook(
        settings,
        partners.entries,
        types.new,
        types.new_weights,
        service,
        elements,
        base_cameras,
        budget.new_groups,
        budget.lines,
        figures,
        tuple(left_aside),
    )


def _by_layout(sheets: Iterable[Sheet], problems: Problems) -> tuple[dict[str, Sheet], list[str]]:
    """The sheets by the name of their layout, and the names of those left aside."""
    ours = {folded(each.name): each.name for each in layout.SHEETS}
    given: dict[str, Sheet] = {}
    left_aside: list[str] = []
    for sheet in sheets:
        name = ours.get(folded(sheet.name))
        if name in given:
            problems.note(f"There are two sheets {quoted(name)}. Remove one.", name)
        elif name:
            given[name] = sheet
        elif meant := _meant(folded(sheet.name), ours):
            problems.note(
                f"The sheet {quoted(sheet.name)} is not one of a year workbook. Did you mean "
                f"{quoted(meant)}? Rename it, or give it a name that cannot be mistaken.",
                sheet.name,
            )
        elif folded(sheet.name) != folded(layout.NOTES):
            left_aside.append(sheet.name)
    return given, left_aside


def _meant(name: str, ours: dict[str, str]) -> str | None:
    close = get_close_matches(name, ours, n=1, cutoff=_SLIP)
    if close:
        return ours[close[0]]
    quarter = _QUARTER.fullmatch(name)
    return quarter and ours.get(f"q{quarter['number']}", "Q1 to Q4")
