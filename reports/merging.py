"""Which lines the public version prints together as *Other*, so that no marked one can be found.

A marked line is taken together with companions that are not marked. Whoever knows every figure that
is printed can then only find what they come to together. Pure functions: what was published before
is handed in, and the figures are merged by ``public_figures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from budgets.arithmetic import variance
from budgets.inputs import LinePosition

OTHER = "Other"
ENTERED = tuple(map(attrgetter, ("budget", "actual", "estimate")))
# What is nil for many a line; estimate and actual less the quarter before's are its movement.
DIFFERENCES = (
    *map(attrgetter, ("variance", "last_actual", "last_estimate")),
    lambda line: variance(line.estimate, line.last_estimate),
    lambda line: variance(line.actual, line.last_actual),
)
# Companions must come to at least this part of what they hide, or the sum would all but tell it.
LEAST_PART = Decimal("0.1")
LEAST_POUNDS = Decimal(1)


@dataclass(frozen=True)
class MergedLines:
    """Lines printed as one. ``group`` is theirs, or *Other* where they are of several."""

    name: str
    group: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class PublishedBefore:
    """What public editions of the year have shown, by keys of lines.

    ``merged``: sets printed as one, in any quarter, and for whose sake (``marked``); ``shown``:
    printed by themselves in this quarter; ``shown_elsewhere``: in another, where only the budget is
    the same.
    """

    merged: tuple[frozenset[int], ...] = ()
    marked: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()
    shown_elsewhere: frozenset[int] = frozenset()


NOTHING_BEFORE = PublishedBefore()


@dataclass(frozen=True)
class Merging:
    """What is printed as one; ``problems``: sentences, each a reason why this must not be public."""

    merged: tuple[MergedLines, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def hidden(self) -> frozenset[int]:
        """Every line that does not stand by itself."""
        return frozenset(line for one in self.merged for line in one.lines)


@dataclass
class _Hiding:
    """Marked lines, and what is printed with them already."""

    marked: list[LinePosition]
    beside: list[LinePosition] = field(default_factory=list)

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(line.line_id for line in (*self.marked, *self.beside))

    def joined(self, other: _Hiding) -> _Hiding:
        return _Hiding([*self.marked, *other.marked], [*self.beside, *other.beside])


def merging(
    lines: Sequence[LinePosition],
    marked: frozenset[int],
    before: PublishedBefore = NOTHING_BEFORE,
    cited: frozenset[int] = frozenset(),
) -> Merging:
    """What to print as one, so that none of the ``marked`` lines can be found by subtraction.

    The words refer to the lines ``cited``: others are taken first, so that less must be reworded.

    What an earlier public edition of the year printed as one stays so. For newly marked lines of a
    group the smallest unmarked line of the same group that hides them, of those with a variance if
    there are any, or several; where there is none, of all the lines. A line that is public by itself hides nothing, nor does nil.
    """
    held = list(_held(lines, marked | before.marked, before))
    kept = frozenset().union(*(each.keys for each in held))
    fresh = [line for line in lines if line.line_id in marked - kept]
    problems = [_already_public(line) for line in fresh if line.line_id in before.shown]
    fresh = [line for line in fresh if line.line_id not in before.shown]
    groups = dict.fromkeys(line.group for line in fresh)
    waiting = [*held, *(_Hiding([line for line in fresh if line.group == each]) for each in groups)]
    taken = kept | marked | before.shown
    free = sorted(
        (line for line in lines if line.line_id not in taken), key=lambda line: _rank(line, cited)
    )
    found, left = _hidden_in_groups(waiting, free, before)
    if left.marked and not _hidden_anywhere(left, found, free, before):
        problems.append(_not_hidden(left.marked))
        # What was hidden once is not uncovered, whatever else is wrong.
        found += held
    merged = tuple(_named((each.keys for each in found), lines))
    problems += _found_out(merged, lines, marked | before.marked)
    return Merging(merged, tuple(dict.fromkeys(problems)))


def _found_out(
    merged: Iterable[MergedLines], lines: Sequence[LinePosition], marked: frozenset[int]
) -> Iterator[str]:
    """Sums in which marked lines show after all: sets that were joined may cancel out."""
    for one in merged:
        members = [line for line in lines if line.line_id in one.lines]
        hidden = [line for line in members if line.line_id in marked]
        if not hides(hidden, [line for line in members if line.line_id not in marked]):
            yield _not_hidden(hidden)


def _held(
    lines: Sequence[LinePosition], marked: frozenset[int], before: PublishedBefore
) -> Iterator[_Hiding]:
    """What is still to be kept together of what was; what is public by itself is past it."""
    for ids in before.merged:
        members = [line for line in lines if line.line_id in ids - before.shown]
        if len(members) > 1:
            yield _Hiding(
                [line for line in members if line.line_id in marked],
                [line for line in members if line.line_id not in marked],
            )


def _hidden_in_groups(
    waiting: Iterable[_Hiding], free: list[LinePosition], before: PublishedBefore
) -> tuple[list[_Hiding], _Hiding]:
    """What could be hidden with lines of its own groups, which leave ``free``; and all the rest."""
    found, left = [], _Hiding([])
    for each in waiting:
        groups = {line.group for line in each.marked}
        companions = _companions(each, [line for line in free if line.group in groups], before)
        if companions is None:
            left = left.joined(each)
        else:
            found.append(_with(each, companions, free))
    return found, left


def _hidden_anywhere(
    left: _Hiding, found: list[_Hiding], free: list[LinePosition], before: PublishedBefore
) -> bool:
    """Hide what is left with lines of any group; else with what hides another group's."""
    companions = _companions(left, free, before)
    if companions is not None:
        found.append(_with(left, companions, free))
        return True
    for number, each in enumerate(found):
        if hides([*left.marked, *each.marked], [*left.beside, *each.beside]):
            found[number] = each.joined(left)
            return True
    return False


def _rank(line: LinePosition, cited: frozenset[int]) -> tuple:
    """Which companion is tried first. What varies already hides a variance that comes later too."""
    return (line.line_id in cited, not line.variance, abs(line.budget))


def _with(each: _Hiding, companions: list[LinePosition], free: list[LinePosition]) -> _Hiding:
    for line in companions:
        free.remove(line)
    return _Hiding(each.marked, [*each.beside, *companions])


def _companions(
    hiding: _Hiding, free: Iterable[LinePosition], before: PublishedBefore
) -> list[LinePosition] | None:
    """None needed; the first of ``free`` that hides the marked ones; the largest that do together.

    A budget that another quarter's public edition printed is known, and hides none that was not.
    None: there are none.
    """
    if hiding.beside and hides(hiding.marked, hiding.beside):
        return []
    known = before.shown_elsewhere
    if not hiding.beside and not known.issuperset(hiding.keys):
        free = (line for line in free if line.line_id not in known)
    ranked = list(free)
    by_budget = sorted(ranked, key=lambda line: -abs(line.budget))
    several = (by_budget[:number] for number in range(2, len(by_budget) + 1))
    choices = (*([line] for line in ranked), *several)
    return next((some for some in choices if hides(hiding.marked, [*hiding.beside, *some])), None)


def hides(marked: Sequence[LinePosition], companions: Sequence[LinePosition]) -> bool:
    """Whether the sum with ``companions`` keeps each marked figure, in every column that is known.

    What is added to a figure must be a tenth of it at least, and a pound. Differences are printed
    too, or found from two quarters: one that is not nil needs another beside it.
    """
    return all(
        _column_hides(
            [figure(line) for line in marked],
            [figure(line) for line in companions],
            only_where_not_nil=figure in DIFFERENCES,
        )
        for figure in (*ENTERED, *DIFFERENCES)
    )


def _column_hides(
    marked: list[Decimal | None], companions: list[Decimal | None], *, only_where_not_nil: bool
) -> bool:
    if None in (*marked, *companions):
        return True
    added, total = sum(companions), sum(marked) + sum(companions)
    hidden = [(sum(marked), added), *((figure, total - figure) for figure in marked)]
    return all(
        abs(rest) >= max(LEAST_POUNDS, LEAST_PART * abs(figure))
        for figure, rest in hidden
        if figure or not only_where_not_nil
    )


def _named(sets: Iterable[frozenset[int]], lines: Sequence[LinePosition]) -> Iterator[MergedLines]:
    """The sets joined where they overlap or share a place, each with its place and name."""
    joined = _joined(sets, lines)
    names = {line.line for line in lines}
    for group, ids in joined.items():
        # Names of a year's lines are unique, and so must these be.
        name = OTHER if len(joined) == 1 or group == OTHER else f"{OTHER}, {group}"
        while name in names:
            name = f"{name} lines"
        names.add(name)
        yield MergedLines(name, group, tuple(line.line_id for line in lines if line.line_id in ids))


def _joined(
    sets: Iterable[frozenset[int]], lines: Sequence[LinePosition]
) -> dict[str, frozenset[int]]:
    """Place -> lines: their own group, or *Other* for those of several."""
    waiting, places = list(sets), {}
    while waiting:
        ids = waiting.pop(0)
        groups = {line.group for line in lines if line.line_id in ids}
        place = groups.pop() if len(groups) == 1 else OTHER
        met = [key for key, others in places.items() if key == place or ids & others]
        if met:
            waiting.append(ids.union(*(places.pop(key) for key in met)))
        else:
            places[place] = ids
    return places


def _already_public(line: LinePosition) -> str:
    return (
        f"“{line.line}” stands by itself in an edition that anybody may read: a mark cannot hide it "
        "any more."
    )


def _not_hidden(left: Sequence[LinePosition]) -> str:
    names = ", ".join(f"“{line.line}”" for line in left)
    return (
        f"{names} cannot be hidden: no unmarked line has figures large enough to be printed together "
        "with it, in the budget, the actual, the estimate and the variance, without being public "
        "already. Mark fewer lines, or publish for the partner councils only."
    )
