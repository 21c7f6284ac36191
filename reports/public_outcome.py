"""What comes of the marks, for finance to see before publication: sums, companions, and obstacles."""

from __future__ import annotations

from budgets.inputs import LinePosition
from budgets.models import Quarter
from reports.merging import MergedLines
from reports.models import Report
from reports.public_versions import PublicPlan, public_plan


def public_outcome(report: Report, quarter: Quarter) -> dict:
    """What would be printed as one (``merged``), and why that could not be public (``problems``)."""
    plan = public_plan(report, quarter)
    names = {line.line_id: line for line in plan.full.lines}
    return {
        "merged": [_printed(one, plan, names) for one in plan.merging.merged],
        "problems": plan.problems(),
    }


def _printed(one: MergedLines, plan: PublicPlan, lines: dict[int, LinePosition]) -> dict:
    members = [lines[key] for key in one.lines]
    return {
        "line": next(line for line in plan.position.lines if line.line == one.name),
        "marked": [line.line for line in members if line.line_id in plan.marked],
        "companions": [line.line for line in members if line.line_id not in plan.marked],
    }
