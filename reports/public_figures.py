"""A quarter's figures as the public may have them: lines that are merged leave nothing but their sum.

Everything the public reads is made from these inputs, so that no form of the paper can hold more.
Which lines are merged is ``merging``'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgets.arithmetic import balance_to_recover
from budgets.inputs import LinePosition, QuarterInputs
from budgets.mentioned import Mentioned
from reports.merging import MergedLines

MONEY = ("budget", "actual", "estimate", "last_actual", "last_estimate")


def merged_inputs(inputs: QuarterInputs, merged: Sequence[MergedLines]) -> QuarterInputs:
    """``inputs`` as the public may have them: nothing but sums is left of what is merged.

    Items mentioned that name one of the lines are left out with them.
    """
    gone = {line: one for one in merged for line in one.lines}
    names = [line.line.casefold() for line in inputs.lines if line.line_id in gone]
    kept = tuple(
        item
        for item in inputs.mentioned.items
        if not any(name in _words_of(item) for name in names)
    )
    return replace(
        inputs,
        lines=tuple(_merged_lines(inputs.lines, gone, merged)),
        mentioned=replace(inputs.mentioned, items=kept),
    )


def _words_of(item: Mentioned) -> str:
    return "\n".join((item.line, item.what, item.owner, item.settlement)).casefold()


def _merged_lines(
    lines: Sequence[LinePosition], gone: dict[int, MergedLines], merged: Sequence[MergedLines]
) -> Iterator[LinePosition]:
    """The lines in their order; a sum stands last in its group, one of several groups last of all."""
    members = [[line for line in lines if line.line_id in one.lines] for one in merged]
    sums = [_sum(*each) for each in zip(merged, members, range(1, len(merged) + 1), strict=True)]
    last = {line.group: line for line in lines}
    own = {
        one.group: each
        for one, some, each in zip(merged, members, sums, strict=True)
        if {line.group for line in some} == {one.group}
    }
    for line in lines:
        if line.line_id not in gone:
            yield line
        if line.group in own and line is last[line.group]:
            yield own[line.group]
    yield from (each for each in sums if each not in own.values())


def _sum(one: MergedLines, members: Sequence[LinePosition], number: int) -> LinePosition:
    """No line of the budget has a key below nil: so nothing else can be looked up by it."""
    sums = {name: balance_to_recover(getattr(line, name) for line in members) for name in MONEY}
    return LinePosition(line_id=-number, group=one.group, line=one.name, **sums)
