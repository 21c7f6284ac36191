"""The public version of a paper with marked lines: made of merged figures and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from budgets.freezing import frozen, thawed
from budgets.inputs import QuarterInputs
from budgets.lifecycle import StepRefused
from budgets.models import Quarter
from budgets.position import QuarterPosition, position_of, quarter_position
from reports.disclosures import HiddenLines, cited_lines, disclosures
from reports.marking import carried_marks, marked_in, marks_of, merged_in, published_before
from reports.merging import MergedLines, Merging, merging
from reports.models import Report
from reports.outputs.data import figures_json
from reports.public_figures import merged_inputs


@dataclass(frozen=True)
class PublicPlan:
    """What a public edition of ``report`` would keep from the public, as everything now stands."""

    report: Report
    full: QuarterPosition

    @cached_property
    def marked(self) -> dict[int, int]:
        """Line -> paragraph, those that earlier editions of the year hid among them."""
        own = {line: mark.paragraph for line, mark in marks_of(self.report).items()}
        return carried_marks(self.report) | own

    @cached_property
    def merging(self) -> Merging:
        own = frozenset(marks_of(self.report))
        cited = cited_lines(self.report.sections.all(), self.full.lines)
        return merging(self.full.lines, own, published_before(self.report), cited)

    @cached_property
    def position(self) -> QuarterPosition:
        inputs = merged_inputs(self.full.inputs, self.merging.merged)
        return position_of(self.full.quarter, inputs)

    @property
    def paragraphs(self) -> list[int]:
        return sorted({self.marked[line] for line in self.marked if line in self.merging.hidden})

    def problems(self, reason: str = "") -> tuple[str, ...]:
        """Why it must not be public, in sentences; ``reason``: that of the new edition."""
        if not self.merging.merged:
            return self.merging.problems
        hidden = HiddenLines(self.full, self.position, frozenset(self.marked))
        sections = self.report.sections.all()
        return (*self.merging.problems, *disclosures(self.report, sections, hidden, reason))


def public_plan(report: Report, quarter: Quarter) -> PublicPlan:
    report.quarter = quarter
    return PublicPlan(report, quarter_position(quarter))


def frozen_marks(plan: PublicPlan, reason: str) -> dict:
    """What a public edition keeps of its marks. StepRefused: it would tell of a marked line."""
    if problems := plan.problems(reason):
        raise StepRefused(f"The public version would tell of a marked line. {' '.join(problems)}")
    hidden = plan.merging.hidden
    return {
        "marked": [[line, plan.marked[line]] for line in sorted(plan.marked) if line in hidden],
        "merged": [[one.name, one.group, list(one.lines)] for one in plan.merging.merged],
    }


def public_content(content: dict, quarter: Quarter) -> dict:
    """What the public version of an edition with ``content`` freezes, made from that alone."""
    inputs: QuarterInputs = merged_inputs(thawed(content["inputs"]), merged_in(content))
    words = {name: kept for name, kept in content.items() if name not in ("marked", "merged")}
    return words | {
        "inputs": frozen(inputs),
        "figures": figures_json(position_of(quarter, inputs)).decode(),
        "optional": public_optional(content.get("optional", {}), merged_in(content)),
        "paragraphs": sorted(set(marked_in(content).values())),
    }


def public_optional(facts: dict, merged: Sequence[MergedLines]) -> dict:
    """What optional sections rest on (``optional.collected``), with the same lines merged: last
    quarter's figures; and without what an income is for, where a merged line has a part in it."""
    hidden = {line for one in merged for line in one.lines}
    kept = dict(facts)
    if before := facts.get("before"):
        inputs = merged_inputs(thawed(before["inputs"]), merged)
        kept["before"] = before | {"inputs": frozen(inputs)}
    if "parts" in facts:
        kept["parts"] = [
            part for part in facts["parts"] if not hidden & {part["line_id"], part["cost_line_id"]}
        ]
    return kept
