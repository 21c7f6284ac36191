"""The year workbook's format: its sheets, columns and limits, said once.

The reader and the blank workbook both follow it. What the cells mean is for the modules that read
each subject.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgets.arithmetic import AGREED, CAMERAS, EQUAL
from cameras.arithmetic import DAILY, MONTHLY
from partners.periods import QUARTERS

NAME_LENGTH = 100
REFERENCE_LENGTH = 60
LOCATION_LENGTH = 200
LEDGER_CODE_LENGTH = 50
GSS_CODE_LENGTH = 20

MOST_ROWS = 5_000
MOST_CAMERA_ROWS = 50_000
MOST_ALIKE = 10_000
MOST_CAMERAS = 100_000

LABEL, ROUNDING_UNIT = "label", "rounding_unit"
AVERAGING, ROUND_SHARES_FIRST = "averaging", "round_shares_first"
KEYS = {
    LABEL: "the financial year, such as 2024-25",
    ROUNDING_UNIT: "recharges are rounded to this many pounds: 1, 10, 100 or 1000",
    AVERAGING: f"{MONTHLY} (cameras on the first of each month) or {DAILY}",
    ROUND_SHARES_FIRST: "yes: shares are rounded to 0.01 % before money is divided; no if empty",
}
WAYS_OF_AVERAGING = (MONTHLY, DAILY)
BASES = (CAMERAS, EQUAL, AGREED)


@dataclass(frozen=True)
class Column:
    """A heading and what stands under it. An optional column may be left out of the sheet."""

    name: str
    meaning: str
    optional: bool = False
    kind: str = "text"


@dataclass(frozen=True)
class Layout:
    """One sheet. With ``partner_columns`` any further heading names a partner."""

    name: str
    purpose: str
    columns: tuple[Column, ...]
    required: bool = False
    most_rows: int = MOST_ROWS
    partner_columns: bool = False


YEAR = Layout(
    "Year",
    "The year and its settings, one a row.",
    (
        Column("key", "the setting's name"),
        Column("value", "the setting"),
    ),
    required=True,
)
PARTNERS = Layout(
    "Partners",
    "The councils that share the year's balance. Where two have an equal claim to the last pounds, "
    "the upper row goes first.",
    (
        Column("name", "the council's full name"),
        Column("short_name", "the name in tables and on the other sheets"),
        Column("host", "yes for the one council that runs the service, no for the others"),
        Column("gss_code", "the council's code in official statistics; may be empty", True),
        Column("from", "its first day, if it joins in the year; empty otherwise", True, "date"),
        Column("until", "its last day, if it leaves in the year; empty otherwise", True, "date"),
    ),
    required=True,
)
CAMERA_TYPES = Layout(
    "Camera types",
    "What one camera of each type counts as, from a day on. A new weight is a new row.",
    (
        Column("name", "the type"),
        Column("weight", "1 for a full camera, less for others", kind="number"),
        Column("from", "the first day of this weight", kind="date"),
    ),
)
CAMERAS_SHEET = Layout(
    "Cameras",
    "The camera register: one row a spell of service. A camera that moves has a row for each spell.",
    (
        Column("reference", "the camera's number or code"),
        Column("partner", "whose camera it is"),
        Column("type", "one of the camera types"),
        Column("from", "the first day of service", kind="date"),
        Column("until", "the last day of service; empty while still in service", True, "date"),
        Column("location", "where it stands; may be empty", True),
        Column("number", "how many cameras alike the row stands for; 1 if empty", True, "number"),
    ),
    most_rows=MOST_CAMERA_ROWS,
)
# The register alone, to take away and to bring back. A column "until" left out would put every
# camera back in service.
REGISTER_FILE = Layout(
    CAMERAS_SHEET.name,
    "The camera register: one row a spell of service.",
    (
        Column("reference", "the camera's number or code"),
        Column("location", "where it stands", True),
        Column("partner", "whose camera it is"),
        Column("type", "one of the camera types"),
        Column("from", "the first day of service", kind="date"),
        Column("until", "the last day of service; empty while still in service", kind="date"),
        Column("number", "how many cameras alike the row stands for; 1 if empty", True, "number"),
    ),
    required=True,
    most_rows=MOST_CAMERA_ROWS,
)
ELEMENTS = Layout(
    "Elements",
    "How the balance is shared. Without rows here, all of it by equivalent cameras. For an agreed "
    "element add one column a partner, headed with its short name.",
    (
        Column("name", "the element of charge"),
        Column("percentage", "its percentage of the balance; together 100", kind="number"),
        Column("basis", "cameras, equal or agreed"),
        Column(
            "amount", "instead of a percentage: fixed whole pounds, taken first", True, "amount"
        ),
    ),
    partner_columns=True,
)
BASE_CAMERAS = Layout(
    "Base cameras",
    "The equivalent cameras the budget was set on. Without rows here they are worked out from the "
    "register; with rows, every partner has one.",
    (
        Column("partner", "the partner"),
        Column(
            "equivalent_cameras",
            "its equivalent cameras; where decimals do not end, text such as 22487/183",
            kind="number",
        ),
    ),
)
PROFILE = ("by_q1", "by_q2", "by_q3")
_EXPECTED = "percent of the budget expected by the end of Quarter"
BUDGET = Layout(
    "Budget",
    "The budget lines in the order of the report. Costs plus, income minus.",
    (
        Column("group", "the subjective group, such as Employees"),
        Column("line", "the line's name, once in the year"),
        Column("ledger_code", "one code or several with ; between; may be empty", True),
        Column("budget", "the year's budget in pounds", kind="amount"),
        Column("by_q1", f"{_EXPECTED} 1; empty in all three for 25, 50 and 75", True, "number"),
        Column("by_q2", f"{_EXPECTED} 2", True, "number"),
        Column("by_q3", f"{_EXPECTED} 3; by the end of Quarter 4 it is 100", True, "number"),
    ),
    required=True,
)
QUARTER_SHEETS = {
    quarter: Layout(
        f"Q{quarter}",
        f"Figures of Quarter {quarter}, as far as they are known. An empty cell is not entered.",
        (
            Column("line", "a line of the sheet Budget"),
            Column("actual", "pounds from 1 April to the quarter's end", kind="amount"),
            Column("estimate", "pounds expected for the whole year", kind="amount"),
            Column("comment", "why it differs from the budget; may be empty", True),
        ),
    )
    for quarter in QUARTERS
}
SHEETS = (
    YEAR,
    PARTNERS,
    CAMERA_TYPES,
    CAMERAS_SHEET,
    ELEMENTS,
    BASE_CAMERAS,
    BUDGET,
    *QUARTER_SHEETS.values(),
)
NOTES = "Notes"
