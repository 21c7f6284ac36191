"""Every figure that can be named in the narrative, as the studio offers it: name, meaning, value now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgets.position import QuarterPosition
from reports.references import IN_WORDS, WITHOUT_SIGN, NamedFigure, lines_by_slug

AMOUNTS = {
    "budget": "budget",
    "actual": "actual to the quarter’s end",
    "estimate": "estimate for the year",
    "variance": "variance, estimate less budget",
    "cost_effect": "cost effect",
    "share_effect": "share effect",
    "before": "estimate of the quarter before",
    "movement": "movement since the quarter before",
    "cameras": "equivalent cameras",
    "share": "share of the balance",
}
ALONE = {
    "quarter.number": "Number of the quarter",
    "quarter.last_day": "Last day of the quarter",
    "quarter.before": "What estimates are compared with",
    "quarter.estimate": "Estimate, or in Quarter 4 outturn",
    "year.label": "Financial year",
    "lines.at_budget": "Lines without a variance",
    "lines.not_entered": "Lines with a figure not entered",
    "partners.directions": "How many partners pay more, and how many less",
}


@dataclass(frozen=True)
class OfferedFigure:
    """``name`` as it stands between the braces, what it is, and what it prints now."""

    name: str
    meaning: str
    printed: str

    @property
    def reference(self) -> str:
        return "{{ " + self.name + " }}"


def offered_figures(
    position: QuarterPosition, figures: Mapping[str, NamedFigure]
) -> list[OfferedFigure]:
    """All of ``figures`` in their order, each in every way it can be printed."""
    owners = dict(_owners(position))
    return [each for name, figure in figures.items() for each in _offers(name, figure, owners)]


def _offers(name: str, figure: NamedFigure, owners: Mapping[str, str]) -> Iterator[OfferedFigure]:
    meaning = _meaning(name, owners)
    yield OfferedFigure(name, meaning, figure.printed)
    if figure.plain != figure.printed:
        yield OfferedFigure(
            f"{name} | {WITHOUT_SIGN}", f"{meaning}, without its sign", figure.plain
        )
    if figure.words is not None:
        yield OfferedFigure(f"{name} | {IN_WORDS}", f"{meaning}, in words", figure.words)


def _meaning(name: str, owners: Mapping[str, str]) -> str:
    """``Employees: variance, estimate less budget``."""
    if name in ALONE:
        return ALONE[name]
    owner, _, amount = name.rpartition(".")
    said = AMOUNTS.get(amount, amount.replace("_", " "))
    return f"{owners.get(owner, owner)}: {said}"


def _owners(position: QuarterPosition) -> Iterator[tuple[str, str]]:
    yield "balance", "Balance to recover"
    yield "partners_total", "All partners"
    for slug, line in lines_by_slug(position.lines):
        yield f"lines.{slug}", line.line
    for recharge in position.recharges:
        yield f"partners.{recharge.partner.slug}", recharge.partner.short_name
