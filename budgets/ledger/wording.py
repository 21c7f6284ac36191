"""What was found in an extract, told to people: each kind of mistake with what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.actions import Conflict
from budgets.ledger.amounts import NIL
from budgets.ledger.findings import Group, Mistake
from budgets.ledger.line_amounts import CodeAmounts, Excess, LineAmounts
from budgets.ledger.preview import ANSWERED, Preview
from budgets.models import BudgetLine, LedgerImport, Quarter
from budgets.wording import counted, listed, when
from budgets.workbook.problems import quoted
from cctvpartnership.figures import as_typed, signed_pounds_and_pence, with_pound_sign

UPLOAD_AGAIN = "Put it right in the ledger or in the file, and import it again."


@dataclass(frozen=True)
class Told:
    """One kind of mistake: where it stands on the page, its title, advice and listed places.

    ``answer`` names the field that settles it, "" where only another file does.
    """

    anchor: str
    title: str
    advice: str
    places: tuple[str, ...]
    unlisted: int
    answer: str = ""
    is_settled: bool = False


def told_problems(preview: Preview) -> list[Told]:
    """Everything that was found wrong, in the order of the page."""
    found = preview.findings
    rows = [
        _told(preview, mistake, found.groups[mistake])
        for mistake in Mistake
        if found.count(mistake)
    ]
    return [*rows, *_told_codes(preview)]


def _told(preview: Preview, mistake: Mistake, group: Group) -> Told:
    title, advice = _WORDS[mistake]
    quarter = preview.quarter
    days = {"first": f"{quarter.year.period.first_day:%-d %B %Y}"}
    days["effect"] = repeats_effect(preview) if mistake is Mistake.DUPLICATE else ""
    days["last"] = f"{quarter.last_day:%-d %B %Y}"
    sheet = preview.findings.sheet
    return Told(
        anchor=f"problem-{mistake}",
        title=f"{counted(group.count, 'row')} {title[group.count != 1].format(**days)}",
        advice=advice.format(amount=with_pound_sign(as_typed(group.amount)), **days),
        places=tuple(each.told(sheet) for each in group.listed),
        unlisted=group.unlisted,
        answer=ANSWERED.get(mistake, ""),
        is_settled=mistake not in preview.hindrances,
    )


def _told_codes(preview: Preview) -> Iterable[Told]:
    if preview.unknown:
        yield Told(
            anchor="problem-unknown",
            title=f"{counted(len(preview.unknown), 'code')} {_belong(len(preview.unknown))} to no line",
            advice="Give each a line, or say that it is not this service’s.",
            places=tuple(map(_code_place, preview.unknown[:MOST_CODES])),
            unlisted=max(len(preview.unknown) - MOST_CODES, 0),
            answer="codes",
        )
    if preview.twice:
        yield Told(
            anchor="problem-twice",
            title=f"{counted(len(preview.twice), 'code')} {_belong(len(preview.twice))} to several lines",
            advice="Say which line each belongs to.",
            places=tuple(_twice_place(code, lines) for code, lines in preview.twice[:MOST_CODES]),
            unlisted=max(len(preview.twice) - MOST_CODES, 0),
            answer="codes",
        )
    if preview.too_large:
        yield Told(
            anchor="problem-large",
            title=f"{counted(len(preview.too_large), 'sum')} larger than can be kept",
            advice=f"Is one of the amounts in pence, or a number that is no amount? {UPLOAD_AGAIN}",
            places=tuple(map(_excess_place, preview.too_large[:MOST_CODES])),
            unlisted=max(len(preview.too_large) - MOST_CODES, 0),
        )


def _excess_place(excess: Excess) -> str:
    limit = with_pound_sign(as_typed(excess.largest))
    codes = "; ".join(f"{quoted(code.code)}, {_rows_of(code)}" for code in excess.codes)
    return (
        f"{excess.name}, {excess.kind}: {with_pound_sign(as_typed(excess.amount))} is beyond "
        f"±{limit}. {codes}"
    )


def _belong(number: int) -> str:
    return "belongs" if number == 1 else "belong"


def _code_place(code: CodeAmounts) -> str:
    name = f" {quoted(code.description)}" if code.description else ""
    return f"{quoted(code.code)}{name}, {_rows_of(code)}: {as_typed(code.actual)}"


def _rows_of(code: CodeAmounts) -> str:
    """``rows 3, 4, 9 and 1,200 more``."""
    rows = ", ".join(f"{row:,}" for row in code.first_rows)
    more = code.rows - len(code.first_rows)
    further = f" and {more:,} more" if more > 0 else ""
    return f"{'row' if len(code.first_rows) == 1 else 'rows'} {rows}{further}"


def _twice_place(code: CodeAmounts, lines: Iterable[BudgetLine]) -> str:
    return f"{_code_place(code)}; {listed([line.name for line in lines])}"


def problem_lines(preview: Preview) -> Iterable[str]:
    """The same as lines of text, for the command."""
    for told in told_problems(preview):
        if not told.is_settled:
            yield f"{told.title}. {told.advice}"
            yield from (f"  {place}" for place in told.places)
            if told.unlisted:
                yield f"  and {told.unlisted:,} more"


def in_a_sentence(preview: Preview) -> str:
    """``4 rows and 2 codes have to be settled first`` at the head of the page."""
    rows = sum(preview.findings.count(mistake) for mistake in preview.hindrances)
    codes = len(preview.unknown) + len(preview.twice)
    parts = [counted(rows, "row")] if rows else []
    parts += [counted(codes, "code")] if codes else []
    parts += [counted(len(preview.too_large), "sum")] if preview.too_large else []
    return f"{listed(parts)} to settle first" if parts else ""


def repeats_effect(preview: Preview) -> str:
    """By how much leaving out the rows that repeat another moves the balance and its lines."""
    if not preview.repeated:
        return "Leaving them out moves no actual."
    moved = [(line.position.line, NIL - line.repeated) for line in preview.repeated]
    lines = listed([f"{name} {_signed(amount)}" for name, amount in moved[:MOST_LINES]])
    further = f" and {len(moved) - MOST_LINES:,} more" if len(moved) > MOST_LINES else ""
    balance = _signed(sum((amount for _, amount in moved), NIL))
    return f"Leaving them out moves the balance of actuals by {balance}: {lines}{further}."


def _signed(amount: Decimal) -> str:
    return with_pound_sign(signed_pounds_and_pence(amount))


def nothing_of(line: LineAmounts, preview: Preview) -> str:
    """Why the extract gives a line no actual: ``nothing in the extract``."""
    if line.unread:
        rows = ", ".join(f"{row:,}" for row in line.first_unread)
        more = line.unread - len(line.first_unread)
        noun = "row" if line.unread == 1 else "rows"
        return f"{noun} {rows}{f' and {more:,} more' if more else ''} cannot be read"
    if not line.has_codes:
        return "no ledger code"
    return f"nothing in {'the extract' if preview.is_read_in_full else 'the rows that can be read'}"


MOST_CODES = 50
MOST_LINES = 10
# (of one row, of several), and what can be done.
_WORDS = {
    Mistake.AMOUNT: (("with an amount that cannot be read",) * 2, UPLOAD_AGAIN),
    Mistake.CODE: (("without a ledger code that can be read",) * 2, UPLOAD_AGAIN),
    Mistake.DATE: (("with a date or period that cannot be read",) * 2, UPLOAD_AGAIN),
    Mistake.KIND: (
        ("neither actual, commitment nor accrual",) * 2,
        "If it is another word for one of them, add the word to the columns. Otherwise put it right "
        "and import it again.",
    ),
    Mistake.SHAPE: (("whose cells are shifted",) * 2, UPLOAD_AGAIN),
    Mistake.TOTAL: (
        ("with a total that its rows do not make",) * 2,
        "Rows may be missing. Export the extract again, or remove the total.",
    ),
    Mistake.BEFORE: (
        ("before {first}",) * 2,
        "{amount} in all. Leave them out if they are last year’s, or count them if they were booked "
        "in this year.",
    ),
    Mistake.AFTER: (
        ("after {last}",) * 2,
        "{amount} in all. An actual runs to {last}: leave them out, or export the extract to that "
        "day.",
    ),
    Mistake.DUPLICATE: (
        ("that repeats another", "that repeat others"),
        "{amount} in all. Leave them out if rows came twice, or count them if they are meant. "
        "{effect}",
    ),
}


def conflict_sentence(conflict: Conflict) -> str:
    """Who saved the same actual meanwhile, and what."""
    batch = conflict.theirs.batch
    who = batch.saved_by or "a command"
    theirs = as_typed(conflict.theirs.actual) or "nothing"
    return (
        f"{conflict.line}: {who} saved {theirs} as the actual {when(batch.saved_at)}, after you were "
        "shown the preview. Nothing is saved. The preview shows it now: save again if the extract "
        "is right."
    )


def saved_sentence(quarter: Quarter, file_name: str, proof: LedgerImport | None) -> str:
    """Once, after saving: how many actuals came from which file."""
    if proof is None:
        return f"Every actual is already what {file_name} says. Nothing was saved."
    number = counted(proof.batch.revisions.count(), "actual")
    return f"Quarter {quarter.number} is saved: {number} from {file_name}."
