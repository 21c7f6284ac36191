"""All checks of a paper, in the order in which people are shown them."""

from __future__ import annotations

from budgets.lifecycle import StepRefused
from reports.checks.narrative import (
    amounts_of_no_figure,
    empty_front_sheet,
    empty_sections,
    sections_the_edition_lacks,
    stale_paragraphs,
    unknown_references,
    words_of_an_unpublished_quarter,
)
from reports.checks.page import (
    headings_out_of_order,
    links_that_do_not_say,
    links_that_lead_nowhere,
    unreadable_places,
)
from reports.checks.paper import Paper
from reports.checks.quarter import (
    figures_not_entered,
    meeting_not_set,
    papers_overdue,
    sense_checks_unanswered,
    variances_without_comment,
)
from reports.checks.tables import unfooted_tables
from reports.checks.values import Check, Fault, Outcome, Outcomes

CHECKS = (
    Check(
        "Every figure is entered",
        "Figures are not entered",
        figures_not_entered,
        blocks=True,
        reads_paper=False,
    ),
    Check(
        "Every reference names a figure",
        "References name no figure",
        unknown_references,
        blocks=True,
        reads_paper=False,
    ),
    Check(
        "Every table adds up as printed, or says why not",
        "A table does not add up, and does not say why",
        unfooted_tables,
        blocks=True,
    ),
    Check(
        "Summary and recommendations are written",
        "Summary or recommendations are not written",
        empty_front_sheet,
        blocks=True,
    ),
    Check(
        "Headings are in order",
        "Headings are out of order",
        headings_out_of_order,
        blocks=True,
    ),
    Check(
        "Everybody can read the paper",
        "Not everybody can read the paper",
        unreadable_places,
        blocks=True,
    ),
    Check(
        "Every link leads somewhere",
        "Links lead nowhere",
        links_that_lead_nowhere,
        blocks=True,
    ),
    Check("Links say where they lead", "Links do not say where they lead", links_that_do_not_say),
    Check("No section is empty", "Sections are empty", empty_sections),
    Check(
        "All that the draft prints can be published",
        "What moved since last quarter cannot be published yet",
        sections_the_edition_lacks,
    ),
    Check(
        "Words tell only of quarters the public can read",
        "Words tell of a quarter the public cannot read",
        words_of_an_unpublished_quarter,
    ),
    Check(
        "No sentence of the last report is left over",
        "Sentences of the last report may be left over",
        stale_paragraphs,
    ),
    Check(
        "Every amount typed as text is a figure of the report",
        "Amounts typed as text are no figures of the report",
        amounts_of_no_figure,
    ),
    Check(
        "Large variances have a comment",
        "Large variances have no comment",
        variances_without_comment,
        reads_paper=False,
    ),
    Check(
        "Questions about figures are answered",
        "Questions about figures are open",
        sense_checks_unanswered,
        reads_paper=False,
    ),
    Check(
        "The date of the meeting is set",
        "The date of the meeting is not set",
        meeting_not_set,
        reads_paper=False,
    ),
    Check(
        "The papers are not overdue",
        "The papers are overdue",
        papers_overdue,
        reads_paper=False,
    ),
)


class ChecksFailed(StepRefused):
    """The paper fails checks that block; ``faults`` says what and where, all at once."""

    def __init__(self, faults: list[Fault]):
        super().__init__(" ".join(str(fault) for fault in faults))
        self.faults = faults


def outcomes_of(paper: Paper) -> Outcomes:
    """How every check comes out."""
    return Outcomes(tuple(Outcome(check, _faults(check, paper)) for check in CHECKS))


def refuse_what_blocks(paper: Paper) -> None:
    """ChecksFailed: the paper may not be published."""
    blocking = (check for check in CHECKS if check.blocks)
    faults = [fault for check in blocking for fault in _faults(check, paper) or ()]
    if faults:
        raise ChecksFailed(faults)


def _faults(check: Check, paper: Paper) -> tuple[Fault, ...] | None:
    if check.reads_paper and paper.report is None:
        return None
    # A sentence that is wrong twice in one place is told once.
    return tuple(dict.fromkeys(check.find(paper)))
