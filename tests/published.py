"""The printed figures of Quarter 2, 2024/25, and what the design derives from them.

Source of everything printed: CCTV Joint Executive, 24 October 2024, Officer Management Board
report, the table after paragraph 2.1. Pounds; costs plus, income minus. The averages, their dates
and the bridge are not printed there: they follow from the illustrative register.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class PrintedLine(NamedTuple):
    line: str
    budget: int
    actual: int
    estimate: int
    variance: int


class PrintedPartner(NamedTuple):
    partner: str
    slug: str
    budget: int
    estimate: int
    variance: int
    cameras: str
    share_percent: str


class BridgeRow(NamedTuple):
    slug: str
    budget: int
    estimate: int
    variance: int
    cost_effect: int
    share_effect: int


LINES = (
    PrintedLine("Employees", 119_360, 24_745, 119_360, 0),
    PrintedLine("Premises Related", 42_690, 17_770, 42_690, 0),
    PrintedLine("Transport Related", 900, 908, 2_000, 1_100),
    PrintedLine("Supplies and Services", 615_110, 307_846, 615_110, 0),
    PrintedLine("Recharges", 16_040, 6_406, 16_040, 0),
    PrintedLine("Income from Company", -250_170, -63_817, -272_710, -22_540),
)
BALANCE = PrintedLine("Balance to recover from partners", 543_930, 293_858, 522_490, -21_440)
COMMENTED = ("Employees", "Transport Related", "Income from Company")

PARTNERS = (
    PrintedPartner(
        "Stevenage Borough Council", "stevenage", 251_930, 250_830, -1_100, "123", "48.01"
    ),
    PrintedPartner(
        "East Hertfordshire District Council", "east-herts", 103_530, 96_320, -7_210, "47", "18.43"
    ),
    PrintedPartner("Hertsmere Borough Council", "hertsmere", 80_970, 75_330, -5_640, "37", "14.42"),
    PrintedPartner(
        "North Hertfordshire District Council",
        "north-herts",
        107_500,
        100_010,
        -7_490,
        "49",
        "19.14",
    ),
)
# The table prints 257 cameras although its four counts make 256.
CAMERAS_IN_ALL = "257"

AVERAGES = {
    "stevenage": Fraction(115) + Fraction(1, 8) + Fraction(10 * 9, 12) + Fraction(7, 12),
    "east-herts": Fraction("47.3125"),
    "hertsmere": Fraction("37"),
    "north-herts": Fraction("49.125"),
}
AVERAGES_PRINTED = {
    "stevenage": "123.2083",
    "east-herts": "47.3125",
    "hertsmere": "37.0000",
    "north-herts": "49.1250",
}
BUDGETED_AVERAGES = {**AVERAGES, "stevenage": Fraction("115.125")}

BRIDGE = (
    BridgeRow("stevenage", 251_930, 250_830, -1_100, -9_930, 8_830),
    BridgeRow("east-herts", 103_530, 96_320, -7_210, -4_080, -3_130),
    BridgeRow("hertsmere", 80_970, 75_330, -5_640, -3_190, -2_450),
    BridgeRow("north-herts", 107_500, 100_010, -7_490, -4_240, -3_250),
)
BRIDGE_TOTAL = BridgeRow("", 543_930, 522_490, -21_440, -21_440, 0)

# What comes of rounding the percentages first: the balance no longer adds up.
ROUNDED_TWICE_IN_ALL = Decimal(522_480)
