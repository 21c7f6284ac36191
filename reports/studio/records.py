"""The words for the history of a paper, and what of it may be put back (docs/decisions/0013)."""

from __future__ import annotations

from django.db.models import Model
from django.utils.text import Truncator

from partners.models import User
from partners.records import Field, Kind, Subject
from partners.records.printing import quoted
from partners.records.putting_back import PutBackRefused, Rules, add_again, hold_row, save_changed
from reports.models import Report, Section
from reports.studio.arranging import make_room
from reports.studio.holding import StudioClosed, WordsRefused, hold, why_closed
from reports.studio.saving import refuse_faults

LONGEST_SHOWN = 200
MEETINGS = "Which meeting the paper is for is chosen on the page of its meetings."
MOVED_THERE = "Sections are moved on the page of the paper’s sections."
ITS_KIND = "A section is printed as the kind it was added as. Add one of the other kind instead."

A_PAPER = Subject("paper", Report, ("title",))
A_SECTION = Subject("section", Section, ("heading",))


def shortened(text: str) -> str:
    """The beginning of a text in quotes, on one line; the history shows all of it."""
    return quoted(Truncator(" ".join(text.split())).chars(LONGEST_SHOWN))


def text_told(was: str, is_now: str) -> str:
    if not was:
        return "Text written"
    return "Text changed" if is_now else "Text taken out"


def section_said(done: str):
    return lambda said: f"Section {done}: {said['heading']}, {said['kind']}"


SECTION = Kind(
    key="section",
    label="Section",
    plural="Sections of papers",
    model=Section,
    fields={
        "heading": Field("Heading"),
        "body": Field("Text", printed=shortened, told=text_told),
        "kind": Field("Printed as"),
        "position": Field("Place in the paper"),
    },
    thing=lambda said: said.record.heading,
    added=section_said("added"),
    removed=section_said("removed"),
    about={A_SECTION: ("id",), A_PAPER: ("report_id",)},
    named_by=("heading",),
)
TITLE_BLOCK = Kind(
    key="title-block",
    label="Title block",
    plural="Title blocks of papers",
    model=Report,
    fields={
        "quarter": Field("Quarter"),
        "title": Field("Title"),
        "report_of": Field("Report of"),
        "author": Field("Author"),
        "wards": Field("Wards"),
        "stage": Field("Written for"),
    },
    thing=lambda said: said.record.title,
    added=lambda said: f"Paper begun: {said['title']}",
    removed=lambda said: f"Paper removed: {said['title']}",
    about={A_PAPER: ("id",)},
    named_by=("title",),
)
KINDS = (SECTION, TITLE_BLOCK)


def report_of(record: Model) -> Report:
    """The paper that a record of it, or of one of its sections, concerns."""
    key = record.id if record.instance_type is Report else record.report_id
    return Report.objects.select_related("quarter__year").get(pk=key)


def hold_paper(kind: Kind, record: Model) -> None:
    """Hold the paper against other writers; that it is closed is a rule's to say."""
    try:
        hold(report_of(record))
    except StudioClosed as refusal:
        raise PutBackRefused(str(refusal)) from None
    hold_row(kind, record)


def of_title_block(record: Model, field: str) -> str:
    return MEETINGS if field == "stage" else why_closed(report_of(record).quarter)


def of_section(record: Model, field: str) -> str:
    standing = {"position": MOVED_THERE, "kind": ITS_KIND}
    return standing.get(field) or why_closed(report_of(record).quarter)


def save_section_again(section: Section, by: User | None, reason: str) -> None:
    _refuse_faults(section)
    save_changed(section, by, reason)


def add_section_again(record: Model, by: User | None, reason: str) -> None:
    """In the place it had: what has come to stand there moves on."""
    section = record.instance
    _refuse_faults(section)
    make_room(section.report, section.position, by)
    add_again(record, by, reason)


def _refuse_faults(section: Section) -> None:
    """An earlier text may name figures that there are no more."""
    try:
        refuse_faults(section.report, section)
    except WordsRefused as refusal:
        raise PutBackRefused(str(refusal)) from None


RULES = {
    SECTION.key: Rules(
        SECTION, of_section, hold_paper, save=save_section_again, add=add_section_again
    ),
    TITLE_BLOCK.key: Rules(TITLE_BLOCK, of_title_block, hold_paper),
}
