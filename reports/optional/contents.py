"""Which section prints what: one builder for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from budgets.position import QuarterPosition
from reports.models import Section
from reports.optional.facts import Facts
from reports.optional.groups import groups_section
from reports.optional.incomes import incomes_section
from reports.optional.invoices import invoices_section
from reports.optional.mentioned import mentioned_section
from reports.optional.movement import movement_section
from reports.optional.printed import OptionalSection
from reports.optional.trend import trend_section

Kind = Section.Kind
BUILDERS: dict[str, Callable[[QuarterPosition, Facts, str], OptionalSection]] = {
    Kind.MOVEMENT: movement_section,
    Kind.GROUPS: groups_section,
    Kind.TREND: trend_section,
    Kind.MENTIONED: mentioned_section,
    Kind.INCOMES: incomes_section,
    Kind.INVOICES: invoices_section,
}
OPTIONAL_KINDS = tuple(BUILDERS)


def optional_contents(
    position: QuarterPosition, facts: Facts, sections: Iterable[Section], estimate: str
) -> dict[str, OptionalSection]:
    """What each kind of ``sections`` prints that is an optional one; ``estimate`` is its name.

    Everything is worked out from ``position`` and ``facts``: lines merged in them are merged here.
    """
    kinds = {section.kind for section in sections}
    return {
        kind: build(position, facts, estimate) for kind, build in BUILDERS.items() if kind in kinds
    }
