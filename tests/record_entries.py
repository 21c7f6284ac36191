"""Of every kind of record, what its history is to say when it is changed and when it is added.

The rows are those of ``one_of_everything``, with the camera named A-1 and the person person@a.uk.
"""

from datetime import date
from decimal import Decimal

from partners.models import Role

# Kind, the fields changed, the sentences, and (field, from, to) as a file has them.
CHANGES = [
    (
        "camera",
        {"reference": "A-2", "location": "Market Place"},
        ["Reference changed from “A-1” to “A-2”", "Location set to “Market Place”"],
        [("Reference", "A-1", "A-2"), ("Location", "", "Market Place")],
    ),
    (
        "spell",
        {"first_day": date(2020, 4, 2), "last_day": date(2024, 9, 30)},
        [
            "First day of service changed from 1 April 2020 to 2 April 2020",
            "Last day of service set to 30 September 2024",
        ],
        [
            ("First day of service", date(2020, 4, 1), date(2020, 4, 2)),
            ("Last day of service", "", date(2024, 9, 30)),
        ],
    ),
    (
        "type",
        {"name": "Watched"},
        ["Name changed from “Active” to “Watched”"],
        [("Name", "Active", "Watched")],
    ),
    (
        "weight",
        {"weight": Decimal("0.125")},
        ["Weight changed from 1 to 0.125"],
        [("Weight", Decimal("1"), Decimal("0.125"))],
    ),
    (
        "settings",
        {"averaging": "daily", "rounding_unit": 1000, "round_shares_first": True},
        [
            "Average changed from By month: the first of each month to By day: every day of the "
            "year",
            "Rounded to changed from £10 to £1,000",
            "Shares rounded to 0.01 % first changed from No to Yes",
        ],
        [
            ("Average", "By month: the first of each month", "By day: every day of the year"),
            ("Rounded to", 10, 1000),
            ("Shares rounded to 0.01 % first", "no", "yes"),
        ],
    ),
    (
        "year-partner",
        {"position": 9},
        ["Place in the order changed from 2 to 9"],
        [("Place in the order", 2, 9)],
    ),
    (
        "element",
        {"percentage": Decimal("37.5"), "basis": "equal"},
        [
            "Percentage of the balance changed from 60\N{NO-BREAK SPACE}% to "
            "37.5\N{NO-BREAK SPACE}%",
            "Basis changed from Agreed percentages to Equally",
        ],
        [
            ("Percentage of the balance", Decimal("60"), Decimal("37.5")),
            ("Basis", "Agreed percentages", "Equally"),
        ],
    ),
    (
        "agreed",
        {"percentage": Decimal("99.5")},
        ["Percentage changed from 100\N{NO-BREAK SPACE}% to 99.5\N{NO-BREAK SPACE}%"],
        [("Percentage", Decimal("100"), Decimal("99.5"))],
    ),
    (
        "group",
        {"name": "Staff"},
        ["Name changed from “Employees” to “Staff”"],
        [("Name", "Employees", "Staff")],
    ),
    (
        "line",
        {"original_budget": Decimal("-1234.50"), "by_q1": Decimal("12.50")},
        [
            "Original budget changed from £1,000 to −£1,234.50",
            "Expected by Quarter 1 changed from 25\N{NO-BREAK SPACE}% to 12.5\N{NO-BREAK SPACE}%",
        ],
        [
            ("Original budget", Decimal("1000.00"), Decimal("-1234.50")),
            ("Expected by Quarter 1", Decimal("25.00"), Decimal("12.50")),
        ],
    ),
    (
        "ledger-code",
        {"code": "2000"},
        ["Code changed from “1000” to “2000”"],
        [("Code", "1000", "2000")],
    ),
    (
        "left-out-code",
        {"reason": "Car parks"},
        ["Reason changed from “Not ours” to “Car parks”"],
        [("Reason", "Not ours", "Car parks")],
    ),
    (
        "ledger-layout",
        {"columns": {"Account": "code"}, "headings": ["Account"], "words": {"actual": ["A"]}},
        [
            "Columns set to “Account”: Ledger code",
            "Headings set to “Account”",
            "Words set to actual: A",
        ],
        [
            ("Columns", "{}", '{"Account": "code"}'),
            ("Headings", "[]", '["Account"]'),
            ("Words", "{}", '{"actual": ["A"]}'),
        ],
    ),
    (
        "virement",
        {"amount": Decimal("0.50")},
        ["Amount changed from £5 to £0.50"],
        [("Amount", Decimal("5.00"), Decimal("0.50"))],
    ),
    (
        "supplementary",
        {"amount": Decimal("-7")},
        ["Amount changed from £5 to −£7"],
        [("Amount", Decimal("5.00"), Decimal("-7.00"))],
    ),
    (
        "sense-checks",
        {"profile_points": Decimal("12.50"), "least_amount": Decimal("250"), "jump": 5},
        [
            "Points from the profile changed from 15 to 12.5",
            "Ignored below changed from £500 to £250",
            "Jump, times changed from 10 to 5",
        ],
        [
            ("Points from the profile", Decimal("15"), Decimal("12.5")),
            ("Ignored below", Decimal("500.00"), Decimal("250.00")),
            ("Jump, times", 10, 5),
        ],
    ),
    (
        "mentioned",
        {"owner": "Board", "due": date(2024, 10, 31), "effect": Decimal("-1500.50")},
        [
            "Waits for changed from “Head of service” to “Board”",
            "Due changed from 30 September 2024 to 31 October 2024",
            "Expected effect set to −£1,500.50",
        ],
        [
            ("Waits for", "Head of service", "Board"),
            ("Due", date(2024, 9, 30), date(2024, 10, 31)),
            ("Expected effect", "", Decimal("-1500.50")),
        ],
    ),
    (
        "part",
        {"amount": Decimal("-60.50")},
        ["Amount changed from −£50 to −£60.50"],
        [("Amount", Decimal(-50), Decimal("-60.50"))],
    ),
    (
        "invoice-terms",
        {"due_days": ["2024-07-01", "2025-01-01"]},
        ["Days changed from 30 June 2024 to 1 July 2024, 1 January 2025"],
        [("Days", '["2024-06-30"]', '["2024-07-01", "2025-01-01"]')],
    ),
    (
        "invoice",
        {"number": "INV-2", "issued_on": date(2024, 6, 30)},
        [
            "Number changed from “INV-1” to “INV-2”",
            "Dated changed from 1 April 2024 to 30 June 2024",
        ],
        [("Number", "INV-1", "INV-2"), ("Dated", date(2024, 4, 1), date(2024, 6, 30))],
    ),
    (
        "section",
        {"heading": "In short", "body": "The partners pay.\n\nThat is all."},
        ["Heading changed from “A” to “In short”", "Text written"],
        [("Heading", "A", "In short"), ("Text", "", "The partners pay.\n\nThat is all.")],
    ),
    (
        "title-block",
        {"title": "Budget position", "wards": "All"},
        ["Title changed from “Paper” to “Budget position”", "Wards set to “All”"],
        [("Title", "Paper", "Budget position"), ("Wards", "", "All")],
    ),
    (
        "wording",
        {"heading": "Law", "text": "The agreement\nstands.", "position": 2},
        [
            "Heading changed from “Legal” to “Law”",
            "Text changed from “None.” to “The agreement stands.”",
            "Place in the order changed from 1 to 2",
        ],
        [
            ("Heading", "Legal", "Law"),
            ("Text", "None.", "The agreement\nstands."),
            ("Place in the order", 1, 2),
        ],
    ),
    (
        "person",
        {"name": "Finance officer", "email": "finance@a.uk", "is_active": False},
        [
            "Name set to “Finance officer”",
            "E-mail address changed from person@a.uk to finance@a.uk",
            "Account closed",
        ],
        [
            ("Name", "", "Finance officer"),
            ("E-mail address", "person@a.uk", "finance@a.uk"),
            ("Account open", "yes", "no"),
        ],
    ),
    (
        "emails",
        {"wanted": True},
        ["Wanted changed from No to Yes"],
        [("Wanted", "no", "yes")],
    ),
    (
        "role",
        {"role": Role.BOARD},
        ["Role changed from Finance officer to Board member"],
        [("Role", "Finance officer", "Board member")],
    ),
    (
        "partner",
        {"short_name": "Bly", "gss_code": "E07000242"},
        ["Short name changed from “Birchley” to “Bly”", "GSS code set to “E07000242”"],
        [("Short name", "Birchley", "Bly"), ("GSS code", "", "E07000242")],
    ),
]

# Kind: the sentence, and the name of the thing.
ADDED = {
    "camera": ("Put in the register", "A-1"),
    "spell": (
        "Spell of service entered: Birchley, Active, from 1 April 2020",
        "A-1, from 1 April 2020",
    ),
    "type": ("Type of camera entered", "Active"),
    "weight": ("Weight entered: 1 from 1 April 2020", "Active, from 1 April 2020"),
    "settings": (
        "Settings entered: average By month: the first of each month, rounded to £10",
        "2024/25",
    ),
    "year-partner": ("Partner in the year entered", "Birchley"),
    "element": (
        "Element of charge entered: percentage of the balance 60\N{NO-BREAK SPACE}%, basis Agreed "
        "percentages",
        "Agreed",
    ),
    "agreed": ("Agreed percentage entered: percentage 100\N{NO-BREAK SPACE}%", "Agreed: Ashdown"),
    "group": ("Group entered", "Employees"),
    "line": ("Line entered: group Employees, original budget £1,000", "Employees"),
    "ledger-code": ("Ledger code entered", "Employees: 1000"),
    "left-out-code": ("Ledger code left out entered: reason “Not ours”", "X"),
    "sense-checks": (
        "Sense checks entered: points from the profile 15, ignored below £500, variance that "
        "needs a comment £1,000",
        "Sense checks",
    ),
    "mentioned": (
        "Mentioned item entered: waits for “Head of service”, due 30 September 2024",
        "Pay award",
    ),
    "part": ("Part entered: amount −£50", "Employees, Quarter 1, 2024/25: Mileage"),
    "invoice-terms": ("Days of the instalments entered: days 30 June 2024", "Instalments"),
    "invoice": (
        "Invoice entered: amount £250, number “INV-1”, dated 1 April 2024",
        "Birchley, instalment 1",
    ),
    "section": ("Section added: “A”, Summary on the front sheet", "A"),
    "title-block": ("Paper begun: “Paper”", "Paper"),
    "wording": ("Standing wording entered: “None.”", "Legal"),
    "partner": ("Partner entered: Birchley Borough Council", "Birchley"),
    "role": ("Given the role Finance officer, Ashdown", "person@a.uk"),
    "emails": (
        "E-mails when a quarter opens for figures: no",
        "person@a.uk: when a quarter opens for figures",
    ),
    "person": ("Added as person@a.uk, person@a.uk", "person@a.uk"),
}
