"""The words for a year's history: settings, partners, charges, lines, and changes to the budget.

A year's log is finance's alone. Figures have a history of their own.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from budgets.ledger.layout import IN_WORDS, Meaning, fingerprint
from budgets.models import (
    AgreedPercentage,
    BudgetDecision,
    BudgetLine,
    ChargeElement,
    FinancialYear,
    LedgerCode,
    LedgerImport,
    LedgerLayout,
    LeftOutCode,
    MentionedItem,
    Quarter,
    SenseCheckThresholds,
    SubjectiveGroup,
    Supplementary,
    Virement,
    YearPartner,
)
from budgets.workbook.problems import quoted
from partners.people_records import A_PARTNER
from partners.records import Field, Kind, Log, Said, Subject
from partners.records.printing import day, money, percentage

AN_ELEMENT = Subject("element", ChargeElement, ("name",))
A_GROUP = Subject("group", SubjectiveGroup, ("name",))
A_LINE = Subject("line", BudgetLine, ("name",))
PLACE = Field("Place in the order")


def expected_by(quarter: int) -> Field:
    return Field(f"Expected by Quarter {quarter}", printed=percentage)


def words(what: str, *listed: str) -> dict:
    """Label and sentences: ``Line entered: group Employees, original budget £1,000``."""

    def sentence(done: str):
        def said_of(said: Said) -> str:
            return ": ".join(filter(None, [f"{what} {done}", said.listed(*listed)]))

        return said_of

    return {"label": what, "added": sentence("entered"), "removed": sentence("removed")}


def approved(how: str):
    """``Approval recorded on 1 March 2024``; ``Approval recorded by Sam taken out``.

    The day of the meeting stands with the decision: what is told here is when it was typed in.
    """

    def told_of(was: str, is_now: str) -> str:
        if not is_now:
            return f"Approval recorded {how} {was} taken out"
        return f"Approval recorded {how} {is_now}{f', before {how} {was}' if was else ''}"

    return told_of


SETTINGS = Kind(
    **words("Settings", "averaging", "rounding_unit"),
    key="settings",
    plural="Settings",
    model=FinancialYear,
    fields={
        "averaging": Field("Average"),
        "rounding_unit": Field("Rounded to"),
        "round_shares_first": Field("Shares rounded to 0.01 % first"),
        "note": Field("Note on the figures"),
        "state": Field("State"),
        "approved_at": Field("Approval recorded on", told=approved("on")),
        "approved_by": Field("Approval recorded by", told=approved("by")),
        "starts_in": Field("Starts on 1 April of", printed=str),
    },
    thing=lambda said: str(said.record.instance),
    about={},
)
YEAR_PARTNER = Kind(
    **words("Partner in the year"),
    key="year-partner",
    plural="Partners in the year",
    model=YearPartner,
    fields={"partner": Field("Partner"), "position": PLACE},
    thing=lambda said: said["partner"],
    about={A_PARTNER: ("partner_id",)},
)
ELEMENT = Kind(
    **words("Element of charge", "percentage", "basis"),
    key="element",
    plural="Elements of charge",
    model=ChargeElement,
    fields={
        "name": Field("Name"),
        "percentage": Field("Percentage of the balance", printed=percentage),
        "basis": Field("Basis"),
        "position": PLACE,
    },
    thing=lambda said: said.record.name,
    about={AN_ELEMENT: ("id",)},
)
AGREED = Kind(
    **words("Agreed percentage", "percentage"),
    key="agreed",
    plural="Agreed percentages",
    model=AgreedPercentage,
    fields={
        "element": Field("Element"),
        "partner": Field("Partner"),
        "percentage": Field("Percentage", printed=percentage),
    },
    thing=lambda said: f"{said['element']}: {said['partner']}",
    about={AN_ELEMENT: ("element_id",), A_PARTNER: ("partner_id",)},
)
GROUP = Kind(
    **words("Group"),
    key="group",
    plural="Groups",
    model=SubjectiveGroup,
    fields={"name": Field("Name"), "position": PLACE},
    thing=lambda said: said.record.name,
    about={A_GROUP: ("id",)},
)
LINE = Kind(
    **words("Line", "group", "original_budget"),
    key="line",
    plural="Lines",
    model=BudgetLine,
    fields={
        "name": Field("Name"),
        "group": Field("Group"),
        "original_budget": Field("Original budget", printed=money),
        "position": PLACE,
        "by_q1": expected_by(1),
        "by_q2": expected_by(2),
        "by_q3": expected_by(3),
    },
    thing=lambda said: said.record.name,
    about={A_LINE: ("id",)},
)
LEDGER_CODE = Kind(
    **words("Ledger code"),
    key="ledger-code",
    plural="Ledger codes",
    model=LedgerCode,
    fields={"line": Field("Line"), "code": Field("Code")},
    thing=lambda said: f"{said['line']}: {said.record.code}",
    about={A_LINE: ("line_id",)},
    named_by=("code",),
)

LEFT_OUT_CODE = Kind(
    **words("Ledger code left out", "reason"),
    key="left-out-code",
    plural="Ledger codes left out",
    model=LeftOutCode,
    fields={"code": Field("Code"), "reason": Field("Reason")},
    thing=lambda said: said.record.code,
    about={},
    named_by=("code",),
)


def meanings(columns: dict[str, str]) -> str:
    """``“Account”: Ledger code, “Net”: Amount``."""
    said = (f"“{heading}”: {IN_WORDS[Meaning(value)]}" for heading, value in columns.items())
    return ", ".join(said)


LAYOUT = Kind(
    **words("Columns of the ledger", "columns"),
    key="ledger-layout",
    plural="Columns of the ledger",
    model=LedgerLayout,
    fields={
        "columns": Field("Columns", printed=meanings),
        "headings": Field("Headings", printed=lambda headings: ", ".join(map(quoted, headings))),
        "signs": Field("Signs"),
        "periods": Field("Periods"),
        "joined_by": Field("Between the parts of a code"),
        "words": Field(
            "Words",
            printed=lambda kinds: "; ".join(
                f"{kind}: {', '.join(given)}" for kind, given in kinds.items()
            ),
        ),
    },
    thing=lambda said: "Columns of the ledger",
    about={},
)


def decided(decision: BudgetDecision) -> str:
    return f"of {day(decision.dated)}, approved by {decision.approver}"


def change_fields(**own: Field) -> dict[str, Field]:
    decision = Field("Decision", named=decided)
    return own | {"amount": Field("Amount", printed=money), "decision": decision}


VIREMENT = Kind(
    **words("Virement", "amount", "from_line", "to_line", "decision"),
    key="virement",
    plural="Virements",
    model=Virement,
    fields=change_fields(from_line=Field("From"), to_line=Field("To")),
    thing=lambda said: f"{said['amount']} from {said['from_line']} to {said['to_line']}",
    about={A_LINE: ("from_line_id", "to_line_id")},
)
SUPPLEMENTARY = Kind(
    **words("Supplementary", "amount", "line", "decision"),
    key="supplementary",
    plural="Supplementaries",
    model=Supplementary,
    fields=change_fields(line=Field("Line")),
    thing=lambda said: f"{said['amount']} on {said['line']}",
    about={A_LINE: ("line_id",)},
)
SENSE_CHECKS = Kind(
    **words("Sense checks", "profile_points", "least_amount", "unexplained_variance"),
    key="sense-checks",
    plural="Sense checks",
    model=SenseCheckThresholds,
    fields={
        "profile_points": Field("Points from the profile"),
        "least_amount": Field("Ignored below", printed=money),
        "unexplained_variance": Field("Variance that needs a comment", printed=money),
        "run_rate_percent": Field("Run rate from the estimate", printed=percentage),
        "jump": Field("Jump, times"),
    },
    thing=lambda said: "Sense checks",
    about={},
)
MENTIONED = Kind(
    **words("Mentioned item", "owner", "due", "effect"),
    key="mentioned",
    plural="Mentioned but not yet in the figures",
    model=MentionedItem,
    fields={
        "what": Field("What"),
        "owner": Field("Waits for"),
        "due": Field("Due"),
        "effect": Field("Expected effect", printed=money),
        "line": Field("Line"),
        "raised_in": Field("Raised in"),
        "settled_in": Field("Settled in"),
        "outcome": Field("Outcome"),
        "settlement": Field("How it was settled"),
    },
    thing=lambda said: said.record.what,
    about={A_LINE: ("line_id",)},
    named_by=("what",),
)
KINDS = (
    *(SETTINGS, YEAR_PARTNER, ELEMENT, AGREED, GROUP),
    *(LINE, LEDGER_CODE, LEFT_OUT_CODE, LAYOUT, VIREMENT, SUPPLEMENTARY, SENSE_CHECKS, MENTIONED),
)


def of_year(kind: Kind, year: FinancialYear) -> QuerySet:
    """The kind's records that concern ``year``; of groups, those its lines are or were in."""
    lines = LINE.records.order_by().filter(year_id=year.pk)
    elements = ELEMENT.records.order_by().filter(year_id=year.pk)
    line_keys = lines.values("id")
    quarters = Quarter.objects.filter(year=year).values("pk")
    conditions = {
        SETTINGS: Q(id=year.pk),
        GROUP: Q(id__in=lines.values("group_id")),
        AGREED: Q(element_id__in=elements.values("id")),
        LEDGER_CODE: Q(line_id__in=line_keys),
        LAYOUT: Q(id__in=_layouts_of(year)),
        VIREMENT: Q(from_line_id__in=line_keys),
        SUPPLEMENTARY: Q(line_id__in=line_keys),
        MENTIONED: Q(raised_in_id__in=quarters) | Q(settled_in_id__in=quarters),
    }
    return kind.records.filter(conditions.get(kind, Q(year_id=year.pk)))


def _layouts_of(year: FinancialYear) -> QuerySet:
    """The layouts by which the year's extracts were read: they are the partnership's, not a year's."""
    imports = LedgerImport.objects.filter(batch__quarter__year=year)
    marks = {fingerprint(layout["headings"]) for layout in imports.values_list("layout", flat=True)}
    return LedgerLayout.objects.filter(fingerprint__in=marks).values("id")


def year_log(year: FinancialYear) -> Log:
    """Every change of the year, its partners, charges, lines and budget."""
    return Log(tuple((kind, of_year(kind, year)) for kind in KINDS))
