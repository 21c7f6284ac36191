"""Editions: what was published, frozen with everything it rests on, and how to check it.

An edition holds the quarter's inputs, the narrative, the figures as exported and the very bytes of
its PDF. It is read back from those alone, so nothing changed later can move it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from copy import copy

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from budgets.announcing import tell_of_publication
from budgets.freezing import thawed
from budgets.lifecycle import StepRefused, mark_published
from budgets.models import Quarter
from budgets.position import QuarterPosition, position_of, quarter_position
from partners.models import User
from reports.assembly import CommitteeReport, assembled
from reports.checks.paper import gathered
from reports.checks.running import refuse_what_blocks
from reports.marking import merged_in
from reports.meetings import frozen_meeting, thawed_meeting, turn_to_next_meeting
from reports.models import Edition, PublicVersion, Report, Section
from reports.notices import notice_of
from reports.optional import collected, facts_of
from reports.outputs.data import figures_json
from reports.outputs.pdf import render_pdf
from reports.outputs.pdf.archive import attached_figures
from reports.papers import finished_html
from reports.public_versions import frozen_marks, public_content, public_plan

PUBLISHED = Quarter.State.PUBLISHED
SAID = {
    "number": "its number",
    "reason": "the reason for it",
    "published_at": "the time of publication",
    "visibility": "who may read it (visibility)",
    "paragraph": "who may read it (paragraph)",
}
WORDS = ("title", "report_of", "author", "wards")


@transaction.atomic
def publish(
    *,
    quarter: Quarter,
    user: User,
    reason: str = "",
    visibility: str = Edition.Visibility.PUBLIC,
    paragraph: int | None = None,
) -> Edition:
    """Publish the quarter: freeze its next edition, PDF and all, and tell of it; one transaction.

    StepRefused: it is not with the board, no report was written, or a correction has no reason.
    ChecksFailed: the paper fails a check that blocks, and which; nothing is published.
    UnknownReference: the narrative names figures that there are not.
    """
    quarter = mark_published(quarter=quarter, user=user)
    report = Report.objects.filter(quarter=quarter).first()
    if report is None:
        raise StepRefused(f"{quarter} has no report yet. Begin it before you publish.")
    number = report.editions.count() + 1
    if number > 1 and not reason.strip():
        raise StepRefused("Write the reason for the new edition: readers see it.")
    edition = Edition(
        report=report,
        number=number,
        reason=reason.strip(),
        visibility=visibility,
        paragraph=paragraph,
        published_at=timezone.now(),
        published_by=user,
    )
    edition.content = content = frozen_content(edition, quarter)
    if visibility == Edition.Visibility.PUBLIC:
        content |= frozen_marks(public_plan(report, quarter), reason)
    _freeze(edition)
    if merged_in(content):
        _freeze(PublicVersion(edition=edition, content=public_content(content, quarter)))
    turn_to_next_meeting(report, user)
    _tell(quarter, edition)
    return edition


def _freeze(version: Edition | PublicVersion) -> None:
    """Print and save it, with the checksums of its bytes and of its content."""
    version.pdf = render_pdf(_checked_html(version), figures=version.content["figures"].encode())
    version.sha256 = hashlib.sha256(version.pdf).hexdigest()
    version.content_sha256 = _content_digest(version.content)
    version.save(force_insert=True)


def _checked_html(version: Edition | PublicVersion) -> str:
    """The very document to be published. ChecksFailed: it may not be."""
    printed = edition_report(version)
    html = finished_html(printed)
    paper = gathered(version.report, edition_position(version), printed=printed, html=html)
    refuse_what_blocks(paper)
    return html


def _tell(quarter: Quarter, edition: Edition) -> None:
    tell_of_publication(
        quarter=quarter,
        user=edition.published_by,
        at=edition.published_at,
        number=edition.number,
        readers=edition.readers,
        reason=edition.reason,
    )


def newest_edition(quarter: Quarter) -> Edition | None:
    """The edition that now stands; its bytes are left in the database until asked for."""
    editions = Edition.objects.filter(report__quarter=quarter)
    return editions.select_related("report__quarter__year").defer("pdf").first()


def frozen_content(edition: Edition, quarter: Quarter) -> dict:
    """What ``edition``, about to be published, keeps beside its PDF, as plain JSON values."""
    report = edition.report
    return {
        "partnership": settings.PARTNERSHIP_NAME,
        "report": {name: getattr(report, name) for name in WORDS} | frozen_meeting(report),
        "sections": list(report.sections.values("position", "kind", "heading", "body")),
        "inputs": quarter.frozen,
        "method": {
            "averaging": quarter.year.averaging,
            "rounding_unit": quarter.year.rounding_unit,
            "round_shares_first": quarter.year.round_shares_first,
        },
        "figures": figures_json(quarter_position(quarter)).decode(),
        **_said_of(edition),
        "optional": collected(quarter, report.kinds, edition=edition),
    }


def _said_of(edition: Edition) -> dict:
    """What stands beside the content and is printed too, so that its checksum covers it."""
    return {
        "number": edition.number,
        "reason": edition.reason,
        "published_at": edition.published_at.isoformat(),
        "visibility": edition.visibility,
        "paragraph": edition.paragraph,
    }


def edition_position(edition: Edition | PublicVersion) -> QuarterPosition:
    """The position as it was published, recomputed from the frozen inputs.

    Its quarter is published, as it was then, though it may have been taken back since.
    """
    quarter = copy(edition.report.quarter)
    quarter.state = PUBLISHED
    return position_of(quarter, thawed(edition.content["inputs"]))


def edition_report(edition: Edition | PublicVersion) -> CommitteeReport:
    """The paper as it was published, assembled from the frozen words and inputs."""
    words = edition.content["report"]
    report = Report(
        pk=edition.report_id,
        quarter=edition.report.quarter,
        **{name: words[name] for name in WORDS},
    )
    report.meeting = thawed_meeting(words)
    position = edition_position(edition)
    sections = [Section(report=report, **section) for section in edition.content["sections"]]
    return assembled(
        report,
        position,
        sections=sections,
        edition=edition,
        partnership=edition.content["partnership"],
        # Editions of earlier days have none: there were no such sections.
        facts=facts_of(edition.content.get("optional", {}), report.quarter),
        notice=notice_of(edition, position.lines),
    )


def faults(edition: Edition) -> list[str]:
    """What is wrong with an edition, in sentences; an empty list when it is as published."""
    found = _faults_of(edition)
    for name, now in _said_of(edition).items():
        # Editions of earlier days did not freeze all of it.
        if edition.content.get(name, now) != now:
            found.append(f"{SAID[name]} is not as published: it was changed.")
    if edition.public:
        found += [f"its public version: {fault}" for fault in _faults_of(edition.public)]
    elif merged_in(edition.content):
        found.append("its public version is not there: it was deleted.")
    if edition.public and not found:
        rebuilt = public_content(edition.content, edition.report.quarter)
        if rebuilt != edition.public.content:
            found.append("its public version is not the one that its marks make: it was changed.")
    return found


def _faults_of(version: Edition | PublicVersion) -> list[str]:
    found = []
    # SQLite gives text where text was written into a column of bytes.
    pdf = version.pdf.encode() if isinstance(version.pdf, str) else bytes(version.pdf)
    digest = hashlib.sha256(pdf).hexdigest()
    if digest != version.sha256:
        found.append(
            f"its PDF has the checksum {digest}, but {version.sha256} was published: "
            "the bytes were changed."
        )
    if _content_digest(version.content) != version.content_sha256:
        found.append("its words or figures have another checksum: they were changed.")
    try:
        rebuilt = figures_json(edition_position(version)).decode()
    # Text that is no number is an ArithmeticError to Decimal.
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return [*found, f"its frozen inputs cannot be read ({error}): they were changed."]
    if rebuilt != version.content.get("figures"):
        found.append("its figures are not those its frozen inputs make: they were changed.")
    return [*found, *_attachment_faults(pdf, rebuilt)]


def _attachment_faults(pdf: bytes, figures: str) -> Iterator[str]:
    """Whether the figures.json inside the PDF is that of its figures; older editions hold none."""
    try:
        attached = attached_figures(pdf)
    except ValueError as error:
        yield f"the figures.json inside its PDF cannot be read ({error}): it was changed."
        return
    if attached not in (None, figures.encode()):
        yield "the figures.json inside its PDF is not that of its figures: it was changed."


def gaps() -> list[str]:
    """Editions that are not there: numbers run from 1, and what is published has one."""
    found = []
    for report in Report.objects.select_related("quarter__year").prefetch_related(
        Prefetch("editions", Edition.objects.only("report", "number"))
    ):
        numbers = sorted(edition.number for edition in report.editions.all())
        expected = range(1, max([*numbers, report.quarter.state == PUBLISHED]) + 1)
        missing = ", ".join(str(number) for number in expected if number not in numbers)
        if missing:
            found.append(f"{report.quarter}: edition {missing} is not there: it was deleted.")
    return found


def spelled(content: dict) -> bytes:
    """The content as JSON in one fixed spelling, of which its checksum is taken.

    PostgreSQL keeps no order of keys.
    """
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _content_digest(content: dict) -> str:
    return hashlib.sha256(spelled(content)).hexdigest()
