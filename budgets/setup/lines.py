"""A year's lines, saved whole: added, changed, put in order and removed in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from budgets.creating import Creator, next_positions
from budgets.models import BudgetLine, FinancialYear, LedgerCode, SubjectiveGroup
from budgets.profiles import EVEN, Profile
from budgets.setup.rows import remove, save_if_changed, set_aside
from budgets.setup.staleness import LINES, Mark, refuse_stale
from budgets.setup.years import SetupLocked, SetupRefused, held
from budgets.workbook.names import folded
from partners.models import User

SAVED = "Lines of {} saved"
SAME_GROUP = "Somebody else saved a group of the same name. Save again."
# What keeps names apart while two lines exchange theirs.
_MEANWHILE = "\N{REPLACEMENT CHARACTER} {}"


@dataclass(frozen=True)
class LineTerms:
    """One line as it is to be. ``line_id``: None for a new one. Pounds: cost plus, income minus."""

    line_id: int | None
    group: str
    name: str
    codes: tuple[str, ...]
    budget: Decimal
    profile: Profile = EVEN


def save_lines(
    *, year: FinancialYear, lines: Sequence[LineTerms], shown: Mark, user: User | None
) -> None:
    """Make the year's lines what ``lines`` say, in their order; a line not among them is removed.

    ``shown``: the mark of the page that they were typed into. A group is known in any case of its
    letters, or new. SetupLocked: the budget is approved. StaleSetup: saved by somebody else since.
    SetupRefused: something rests on a line removed, or somebody made the same group meanwhile.
    """
    try:
        with transaction.atomic():
            _save_lines(held(year), lines, shown, user)
    except ProtectedError as error:
        raise SetupRefused("Something else rests on a line that is to be removed.") from error
    except IntegrityError as error:
        raise SetupRefused(SAME_GROUP) from error


def _save_lines(
    year: FinancialYear, lines: Sequence[LineTerms], shown: Mark, user: User | None
) -> None:
    refuse_stale(year, LINES, shown)
    reason = SAVED.format(year)
    stored = year.lines.in_bulk()
    kept = {terms.line_id for terms in lines}
    for line in (line for key, line in stored.items() if key not in kept):
        remove([*line.ledger_codes.all(), line], user=user, reason=reason)
    _part_names(stored, lines)
    groups = _groups(lines, Creator(user, reason))
    for position, terms in enumerate(lines, start=1):
        line = stored.get(terms.line_id) or BudgetLine(year=year)
        _save_line(line, terms, groups[folded(terms.group)], position, user, reason)


def save_beside_money(
    *, year: FinancialYear, lines: Sequence[LineTerms], shown: Mark, user: User | None
) -> None:
    """Of an approved budget's lines change codes and profiles, and add lines without a budget.

    That moves no money: groups, names and budgets of the lines stand. SetupLocked: the year is
    closed. StaleSetup: saved by somebody else since. SetupRefused: somebody made the same group.
    """
    try:
        with transaction.atomic():
            year = FinancialYear.objects.select_for_update().get(pk=year.pk)
            if year.state == FinancialYear.State.CLOSED:
                raise SetupLocked(f"{year} is closed: its lines stand.")
            _save_beside_money(year, lines, shown, user)
    except IntegrityError as error:
        raise SetupRefused(SAME_GROUP) from error


def _save_beside_money(
    year: FinancialYear, lines: Sequence[LineTerms], shown: Mark, user: User | None
) -> None:
    refuse_stale(year, LINES, shown)
    reason = SAVED.format(year)
    stored = year.lines.select_related("group").in_bulk()
    places = count(max((line.position for line in stored.values()), default=0) + 1)
    new = [terms for terms in lines if terms.line_id is None]
    groups = _groups(new, Creator(user, reason))
    for terms in lines:
        line = stored.get(terms.line_id)
        if line is None:
            line, group = BudgetLine(year=year), groups[folded(terms.group)]
            _save_line(line, replace(terms, budget=Decimal(0)), group, next(places), user, reason)
        else:
            as_it_is = replace(terms, name=line.name, budget=line.original_budget)
            _save_line(line, as_it_is, line.group, line.position, user, reason)


def _save_line(
    line: BudgetLine,
    terms: LineTerms,
    group: SubjectiveGroup,
    position: int,
    user: User | None,
    reason: str,
) -> None:
    wanted = {
        "group": group,
        "name": terms.name,
        "original_budget": terms.budget,
        "position": position,
        "by_q1": terms.profile.by_q1,
        "by_q2": terms.profile.by_q2,
        "by_q3": terms.profile.by_q3,
    }
    save_if_changed(line, wanted, user=user, reason=reason)
    _save_codes(line, terms.codes, user, reason)


def _save_codes(line: BudgetLine, codes: tuple[str, ...], user: User | None, reason: str) -> None:
    """Codes keep the order they are typed in: from the first that differs on, they are made anew."""
    stored = list(line.ledger_codes.all())
    same = 0
    while same < min(len(stored), len(codes)) and stored[same].code == codes[same]:
        same += 1
    remove(stored[same:], user=user, reason=reason)
    Creator(user, reason).create(LedgerCode(line=line, code=code) for code in codes[same:])


def _part_names(stored: dict[int, BudgetLine], lines: Sequence[LineTerms]) -> None:
    """Two lines may exchange names."""
    names = {terms.line_id: terms.name for terms in lines}
    taken = {line.name for line in stored.values()}
    for key, line in stored.items():
        if key in names and names[key] != line.name and names[key] in taken:
            set_aside(line, "name", _MEANWHILE.format(key))


def _groups(lines: Sequence[LineTerms], creator: Creator) -> dict[str, SubjectiveGroup]:
    """Groups by folded name, those created that are new, in order of appearance."""
    groups = {folded(group.name): group for group in SubjectiveGroup.objects.all()}
    new = dict.fromkeys(folded(terms.group) for terms in lines if folded(terms.group) not in groups)
    spelt = {folded(terms.group): terms.group for terms in reversed(lines)}
    positions = next_positions(SubjectiveGroup)
    created = creator.create(
        SubjectiveGroup(name=spelt[key], position=next(positions)) for key in new
    )
    return groups | dict(zip(new, created, strict=True))
