"""The sheet Partners: the councils that share the year's balance, in the order of ties.

Partners are one for all years: a row that repeats a known one leaves it as it is, a row that
contradicts it is a mistake. A code that was not known before is not added to a known partner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from budgets.workbook.cells import day, text, yes_or_no
from budgets.workbook.layout import GSS_CODE_LENGTH
from budgets.workbook.names import Names, folded
from budgets.workbook.problems import quoted
from budgets.workbook.tables import Row, Table, name_text
from partners.models import Partner
from partners.periods import Year

_gss_code = partial(text, longest=GSS_CODE_LENGTH)


@dataclass(frozen=True)
class PartnerEntry:
    """A partner of the year; ``known`` is its primary key if an earlier year brought it.

    ``first_day`` and ``last_day``: of those for which it shares; None: the year's own edge.

    What a row with a mistake does not say is None.
    """

    name: str | None
    short_name: str | None
    is_host: bool | None
    gss_code: str | None
    first_day: date | None = None
    last_day: date | None = None
    known: int | None = None


@dataclass(frozen=True)
class YearPartners:
    """The partners in row order, and their names. Other sheets refer to a partner by its place."""

    entries: tuple[PartnerEntry, ...]
    names: Names

    @property
    def places(self) -> dict[int, int]:
        """Place by primary key, for the partners that earlier years brought."""
        return {
            entry.known: place
            for place, entry in enumerate(self.entries)
            if entry.known is not None
        }


def read_partners(table: Table, period: Year | None) -> YearPartners:
    """``period``: the workbook's year; None: it cannot be read."""
    known = _known_partners()
    complete = bool(table.rows) and table.lists("name") and table.lists("short_name")
    names = Names("a partner on the sheet Partners", complete=complete)
    entries = [_entry(row, period) for row in table.rows]
    _give_names(table.rows, entries, names)
    for row, entry in zip(table.rows, entries, strict=True):
        _refuse_contradiction(row, entry, _matches(entry, known))
    _refuse_hosts(table, entries, known)
    return YearPartners(tuple(_identified(entry, known) for entry in entries), names)


def _known_partners() -> dict[str, Partner]:
    partners = list(Partner.objects.all())
    by_name = {folded(partner.name): partner for partner in partners}
    return by_name | {folded(partner.short_name): partner for partner in partners}


def _entry(row: Row, period: Year | None) -> PartnerEntry:
    first, last = (row.read_if_given(column, day) for column in ("from", "until"))
    _refuse_days(row, first, last, period)
    return PartnerEntry(
        name=row.read("name", name_text),
        short_name=row.read("short_name", name_text),
        is_host=row.read_if_given("host", yes_or_no) if row.gives("host") else False,
        gss_code=row.read_if_given("gss_code", _gss_code) or "",
        first_day=first,
        last_day=last,
    )


def _refuse_days(row: Row, first: date | None, last: date | None, period: Year | None) -> None:
    """Days of the year, the last not before the first."""
    for column, given in (("from", first), ("until", last)):
        if period and given and given not in period:
            row.refuse(column, f"{quoted(given.isoformat())} is not a day of {period}.")
    if first and last and last < first:
        row.refuse(
            "until",
            f"{quoted(last.isoformat())} is before the first day, {first.isoformat()}.",
        )


def _give_names(rows: list[Row], entries: list[PartnerEntry], names: Names) -> None:
    """Every name belongs to one row: a short name that is another's full name would be a guess."""
    for place, (row, entry) in enumerate(zip(rows, entries, strict=True)):
        for column in ("name", "short_name"):
            # A name that cannot be read is still the one that other sheets mean.
            name = getattr(entry, column) or row.as_given(column)
            if not name:
                continue
            owner = names.get(name)
            if owner is not None and owner != place:
                row.refuse(column, f"{quoted(name)} is a name of row {rows[owner].number} already.")
            names.add(name, place)


def _matches(entry: PartnerEntry, known: dict[str, Partner]) -> list[Partner]:
    names = [name for name in (entry.name, entry.short_name) if name]
    return [known[folded(name)] for name in names if folded(name) in known]


def _refuse_contradiction(row: Row, entry: PartnerEntry, matches: list[Partner]) -> None:
    if not matches:
        return
    partner = matches[0]
    as_known = f"{quoted(partner.name)}, in short {quoted(partner.short_name)}"
    for column in ("name", "short_name"):
        given = getattr(entry, column)
        if given and folded(given) != folded(getattr(partner, column)):
            row.refuse(column, f"{quoted(given)} contradicts an earlier year: it had {as_known}.")
    if entry.gss_code and partner.gss_code and folded(entry.gss_code) != folded(partner.gss_code):
        row.refuse(
            "gss_code",
            f"{quoted(entry.gss_code)} contradicts an earlier year: the code of "
            f"{quoted(partner.short_name)} is {quoted(partner.gss_code)}.",
        )


def _refuse_hosts(table: Table, entries: list[PartnerEntry], known: dict[str, Partner]) -> None:
    hosts = [place for place, entry in enumerate(entries) if entry.is_host]
    for place in hosts[1:]:
        first = table.rows[hosts[0]].number
        table.rows[place].refuse("host", f"Row {first} is the host already. Only one council is.")
    all_read = table.lists("host") and all(entry.is_host is not None for entry in entries)
    if entries and all_read and not hosts:
        table.refuse(
            "No partner is the host. Write yes for the one that runs the service.", column="host"
        )
    if hosts:
        _refuse_other_host(table.rows[hosts[0]], _matches(entries[hosts[0]], known), known)


def _refuse_other_host(row: Row, matches: list[Partner], known: dict[str, Partner]) -> None:
    known_host = next((partner for partner in known.values() if partner.is_host), None)
    if known_host and known_host not in matches:
        name = quoted(known_host.short_name)
        row.refuse("host", f"{name} has been the host since an earlier year. Only one council is.")
    elif matches and not matches[0].is_host:
        row.refuse("host", f"{quoted(matches[0].short_name)} was not the host in an earlier year.")


def _identified(entry: PartnerEntry, known: dict[str, Partner]) -> PartnerEntry:
    matches = _matches(entry, known)
    if not matches:
        return entry
    return replace(entry, known=matches[0].pk)
