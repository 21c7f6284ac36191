"""What the first report of a partnership begins with: the standard sections, and what can be drafted.

Later ones copy the last report instead.
"""

from __future__ import annotations

from budgets.arithmetic import NothingToShareBy
from budgets.models import Quarter
from budgets.movement import quarter_before, quarter_movement
from budgets.position import quarter_position
from cameras.arithmetic import MissingWeight
from reports.drafting import first_draft, has_figures, summary_draft
from reports.models import Section, StandingWording
from reports.standing.headed_texts import with_texts

Kind = Section.Kind
SUMMARY = (Kind.SUMMARY, "Summary")
REASONS = (Kind.NUMBERED, "Reasons")
IMPLICATIONS = (Kind.HEADINGS, "Implications")
STANDARD_SECTIONS = (
    SUMMARY,
    (Kind.RECOMMENDATIONS, "Recommendations"),
    (Kind.NUMBERED, "Background"),
    REASONS,
    (Kind.TABLES, "Financial position"),
    (Kind.BRIDGE, "Why the recharges moved"),
    (Kind.NUMBERED, "Risks"),
    IMPLICATIONS,
    (Kind.HEADINGS, "Contacts"),
    (Kind.WORKING, "Annex: how each recharge was worked out"),
)


def standard_sections(quarter: Quarter) -> list[tuple[str, str, str]]:
    """Kind, heading and text of each.

    The financial ones are drafted from the quarter's figures, the implications are as they stand.
    """
    words = _drafted(quarter) | {IMPLICATIONS: _standing()}
    return [(kind, heading, words.get((kind, heading), "")) for kind, heading in STANDARD_SECTIONS]


def _standing() -> str:
    return with_texts("", {each.heading: each.text for each in StandingWording.objects.all()})


def _drafted(quarter: Quarter) -> dict[tuple[str, str], str]:
    """Nothing while no figure is entered, or while the shares cannot be worked out."""
    try:
        position = quarter_position(quarter)
        if not has_figures(position):
            return {}
        movement = quarter_movement(position, quarter_before(quarter))
    except (MissingWeight, NothingToShareBy):
        return {}
    return {SUMMARY: summary_draft(position), REASONS: first_draft(position, movement)}
