"""The paper for Quarter 2: its title block and sections, in our own words.

Roles stand for people. Every figure is a reference, so that no sentence can disagree with the
tables; what is not published is said to be illustrative where it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from budgets.models import Quarter
from reports.models import Meeting, Report, Section, Stage, StandingWording
from reports.standing.headed_texts import headed

Kind = Section.Kind


@dataclass(frozen=True)
class Part:
    """One section as it is typed: Markdown with references to figures."""

    kind: Kind
    heading: str
    body: str = ""


TITLE_BLOCK = {
    "title": "Budget position at Quarter 2, 2024/25",
    "report_of": "CCTV Officer Management Board",
    "author": "Procurement and Compliance Manager, Stevenage Borough Council",
    "wards": "None in particular: the report covers the areas of all four councils",
}

# The day of the officers' board, and when the executive's papers were due, are illustrative.
MEETINGS = (
    {"stage": Stage.OFFICERS, "body": "CCTV Officer Management Board", "date": date(2024, 10, 14)},
    {
        "stage": Stage.MEMBERS,
        "body": "CCTV Joint Executive",
        "date": date(2024, 10, 24),
        "papers_due": date(2024, 10, 16),
    },
)

SUMMARY = """\
The four partners {{ balance.estimate|words }} between them for {{ year.label }}, which is
{{ balance.variance|words }}. The company is estimated to bring in
{{ lines.income-from-company.variance|words }}, and transport to cost
{{ lines.transport-related.variance|words }}. Lines estimated at budget: {{ lines.at_budget }}.
"""

RECOMMENDATIONS = """\
The CCTV Joint Executive is asked to

1. consider the financial position at Quarter {{ quarter.number }} and give the Officer Management
   Board its comments;
2. note the estimated recharges in Table 2.
"""

BACKGROUND = """\
East Herts, Hertsmere, North Herts and Stevenage run one camera service together. Stevenage hosts
it: the control room is in the town, and its accountants keep the partnership’s books.

An Officer Management Board from the four councils steers the service. Members oversee it through
the Joint Executive, a sub-committee of each council’s executive.

Trained operators watch part of the cameras live and can call the police to an incident. Others
only record, and are looked at when somebody asks. The second kind takes far less of the control
room’s time.

For that reason members agreed, in September 2023, to charge by equivalent cameras: an actively
monitored camera counts in full, a reactive one in part. Each council pays in proportion to its
average over the year.

What the company earns from customers outside the partnership is set against the cost before the
balance is divided.
"""

REASONS = """\
Table 1 sets spending to {{ quarter.last_day }} and the estimate for the year against the budget.
The company is estimated to bring in {{ lines.income-from-company.variance|words }}, and transport
to cost {{ lines.transport-related.variance|words }}. With them the balance to recover is
{{ balance.variance|words }}.

Employees stand at {{ lines.employees.actual }} of {{ lines.employees.budget }} by
{{ quarter.last_day }}. The estimate is {{ lines.employees.variance|words }}: it is not yet settled
how the vacant post will be covered.

Table 2 divides the balance between the partners. Against the budget, {{ partners.directions }}.

Recharges are invoiced as budgeted during the year. Once the accounts are closed, each partner is
charged or credited the difference.
"""

BRIDGE = """\
A recharge moves for two reasons. The cost effect is a partner’s part of the change in the balance,
at the share set with the budget. The share effect comes from a change in that share, and is nil for the
partners together.

Table 4 and the figure below it split each variance. The split is illustrative: numbers of cameras
by type, their dates and their weights are not published, and an assumed register that gives every
published recharge stands in for them.
"""

RISKS = """\
A shared budget that nobody watches closely can run over before any one council sees it, and the
partners would carry the cost at a time when each of their own budgets is tight. The Officer
Management Board therefore looks at fresh estimates every quarter, or more often, and acts on what
it finds.

The saving on vacant posts and its effect on company income are known but not yet in the figures.
The estimate will move when they are.
"""

# Heading and text: kept as standing wording, and what the paper says.
STANDING_WORDING = (
    (
        "Community safety",
        "Cameras help each council to keep its public places safe. They are run under the statutory "
        "code for surveillance cameras.",
    ),
    ("Data protection", "No new processing of personal data follows from this report."),
    ("Equalities", "No effect on any group is expected."),
    ("Environment", "No effect is expected."),
    ("Financial", "These are the subject of the report."),
    ("Health and safety", "No effect is expected."),
    (
        "Human resources",
        "The host council staffs the control room, and considers its posts as part of running it.",
    ),
    ("Human rights", "No effect is expected."),
    (
        "Legal",
        "The partnership works under its agreement between the four councils. Private customers are "
        "served by the partnership’s company.",
    ),
    ("Specific wards", "None. The report covers the areas of all four councils."),
)
IMPLICATIONS = "\n\n".join(headed(heading, text) for heading, text in STANDING_WORDING)

CONTACTS = """\
### Contact officer
CCTV Partnership Finance Officer, Stevenage Borough Council,
[finance@stevenage.example.gov.uk](mailto:finance@stevenage.example.gov.uk)

### Report author
Procurement and Compliance Manager, Stevenage Borough Council,
[officer@stevenage.example.gov.uk](mailto:officer@stevenage.example.gov.uk)
"""

WORKING = """\
Each table goes from the cameras of one council to its estimated recharge, by the very steps the
calculation takes. A camera counts as the weight of its type, on the first of each month it is in
service. Numbers and dates of cameras are illustrative.
"""

PARTS = (
    Part(Kind.SUMMARY, "Summary", SUMMARY),
    Part(Kind.RECOMMENDATIONS, "Recommendations", RECOMMENDATIONS),
    Part(Kind.NUMBERED, "Background", BACKGROUND),
    Part(Kind.NUMBERED, "Reasons", REASONS),
    Part(Kind.TABLES, "Financial position"),
    Part(Kind.GROUPS, "Budget against estimate"),
    Part(Kind.BRIDGE, "Why the recharges moved", BRIDGE),
    Part(Kind.NUMBERED, "Risks", RISKS),
    Part(Kind.MENTIONED, "Mentioned but not yet in the figures"),
    Part(Kind.HEADINGS, "Implications", IMPLICATIONS),
    Part(Kind.HEADINGS, "Contacts", CONTACTS),
    Part(Kind.WORKING, "Annex: how each recharge was worked out", WORKING),
)


def load_report(quarter: Quarter) -> Report:
    """Write the paper of ``quarter`` with its sections in order, for the executive's meeting."""
    report = Report.objects.create(quarter=quarter, stage=Stage.MEMBERS, **TITLE_BLOCK)
    for meeting in MEETINGS:
        Meeting.objects.create(report=report, **meeting)
    for position, part in enumerate(PARTS, start=1):
        Section.objects.create(
            report=report,
            position=position,
            kind=part.kind,
            heading=part.heading,
            body=part.body,
        )
    return report


def load_standing_wording() -> None:
    """Keep the paper's implications as the standing wording of the partnership."""
    for position, (heading, text) in enumerate(STANDING_WORDING, start=1):
        StandingWording.objects.create(heading=heading, text=text, position=position)
