"""What a heading says of its column, and whether it speaks of this quarter.

Years, quarters, dates and units stand around the word that counts: they are read, taken away and
held against the quarter. What is left must be a known word, or the heading is not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from budgets.pasting.names import folded
from budgets.pasting.parts import AMOUNTS, Kind, Known
from partners.periods import QUARTERS, Year, quarter_of, year_of

LAST_QUARTER = QUARTERS[-1]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(rf"\b(?:(?P<day>\d\d?)(?:st|nd|rd|th)? )?{_MONTH}(?: (?P<year>20\d\d|\d\d))?\b")
_DIGITS = re.compile(r"\b(?P<day>\d\d?)[/.](?P<month>\d\d?)[/.](?P<year>20\d\d|\d\d)\b")
_YEAR = re.compile(r"\b(?:fy ?)?(?P<first>(?:20)?\d\d) ?[-/] ?(?P<second>(?:20)?\d\d)\b")
_ORDINALS = ["first", "second", "third", "fourth"]
_QUARTER = re.compile(
    r"\b(?:q|qtr|quarter) ?(?P<number>[1-4])\b|\b(?P<before>[1-4])(?:st|nd|rd|th) (?:quarter|qtr)\b"
    rf"|\b(?P<word>{'|'.join(_ORDINALS)}) quarter\b"
)
_PERIOD = re.compile(r"\b(?:p|period|m|month) ?(?P<number>\d\d?)\b")
_THOUSANDS = re.compile(r"£? ?'?\b000'?s?\b'?|£ ?k\b|\b(in )?thousands?\b")
_MARKS = re.compile(r"[^a-z0-9%+ ]+")
_UP_TO = re.compile(r" (?:to|at|as at)$")
# No heading is as long; what is would only take time.
_LONGEST = 200

_FORE = "(?:(?:current|annual|full year|year end|year|revised|latest|approved|working) )*"
_GUESS = "estimates?|estimated|forecasts?|outturn|out turn|projections?|projected"
_MEANINGS = {
    Kind.ACTUAL: r"(?:cumulative |ytd )?actuals?(?: (?:spend|expenditure))?(?: (?:to date|ytd))?"
    r"|(?:spend|spent|expenditure)(?: (?:to date|ytd))?",
    Kind.ESTIMATE: rf"{_FORE}(?:{_GUESS})(?: (?:{_GUESS}))*(?: for (?:the )?(?:full )?year)?",
    Kind.COMMENT: r"comments?|commentary|notes?|narrative|explanations?|remarks?"
    r"|reasons?(?: for variance)?",
    Kind.BUDGET: rf"{_FORE}budgets?(?: for (?:the )?(?:full )?year)?",
    Kind.VARIANCE: rf"{_FORE}(?:(?:budget|{_GUESS}) )?var(?:iance)?s?"
    rf"(?: (?:to|from|against|v|vs) {_FORE}budget)?",
    Kind.LINE: r"(?:budget )?lines?(?: name)?|(?:cost |budget |account |line )?(?:name|description|heading)"
    r"|subjective(?: (?:group|heading|analysis|description))?|details?|service|account|nominal"
    r"|(?:ledger |account |cost |nominal |subjective )?codes?(?: \d)?|ledger",
    Kind.OUT: r"group",
}
MEANINGS = {kind: re.compile(pattern) for kind, pattern in _MEANINGS.items()}


@dataclass(frozen=True)
class Heading:
    """``kind`` None: not understood. ``objection``: why it cannot be this quarter's column.

    ``is_around``: nothing but what stands around a heading, such as ``2024/25`` or ``£``.
    """

    kind: Kind | None
    objection: str = ""
    is_around: bool = False


@dataclass(frozen=True)
class Time:
    """A time that a heading speaks of. ``number`` 0: a month that ends no quarter."""

    said: str
    year: Year | None = None
    number: int | None = None
    is_day: bool = False


def read_heading(text: str, known: Known) -> Heading:
    """What ``text`` heads, for the quarter of ``known``."""
    if len(text) > _LONGEST:
        return Heading(None)
    words, in_thousands = _THOUSANDS.subn(" ", folded(text))
    words, times = _times_taken(words)
    words = _UP_TO.sub("", " ".join(_MARKS.sub(" ", words).split()))
    kind = next((kind for kind, pattern in MEANINGS.items() if pattern.fullmatch(words)), None)
    objection = _objection(text, kind, times, known) if kind else ""
    if kind in AMOUNTS and in_thousands:
        objection = "is in thousands, and figures are entered in pounds"
    is_around = not words and bool(times or in_thousands or "£" in text)
    return Heading(kind, objection, is_around)


def _times_taken(words: str) -> tuple[str, list[Time]]:
    """``words`` without the times in them, and those."""
    found: list[Time] = []

    def taken(match: re.Match, read) -> str:
        time = read(match)
        if time is None:
            return match[0]
        found.append(time)
        return " "

    for pattern, read in _TIMES:
        words = pattern.sub(partial(taken, read=read), words)
    return words, found


def _day(match: re.Match) -> Time | None:
    said = match["month"]
    month = int(said) if said.isdigit() else _MONTHS.index(said[:3]) + 1
    if not 1 <= month <= 12:
        return None
    number = 0 if month % 3 else quarter_of(date(2000, month, 1))
    year = year_of(date(_century(match["year"]), month, 1)) if match["year"] else None
    return Time(match[0], year, number, is_day=True)


def _year(match: re.Match) -> Time | None:
    first, second = _century(match["first"]), _century(match["second"])
    return Time(match[0], Year(first)) if second == first + 1 else None


def _quarter(match: re.Match) -> Time:
    if match["word"]:
        return Time(match[0], number=_ORDINALS.index(match["word"]) + 1)
    return Time(match[0], number=int(match["number"] or match["before"]))


def _period(match: re.Match) -> Time:
    number = int(match["number"])
    return Time(match[0], number=0 if number % 3 else number // 3)


def _century(digits: str) -> int:
    return int(digits) + 2000 if len(digits) == 2 else int(digits)


_TIMES = (
    (_DIGITS, _day),
    (_YEAR, _year),
    (_DATE, _day),
    (_QUARTER, _quarter),
    (_PERIOD, _period),
)


def other_time(text: str, known: Known) -> str:
    """The other quarter or year that a title speaks of, as written there; "" where it does not.

    Days are left aside: a title may say when it was printed.
    """
    if len(text) > _LONGEST:
        return ""
    _, times = _times_taken(folded(text))
    others = (time.said for time in times if not time.is_day and _is_other(time, known))
    return next((_as_written(text, said) for said in others), "")


def _is_other(time: Time, known: Known) -> bool:
    return time.number not in (None, known.number) or time.year not in (None, known.period)


def _objection(text: str, kind: Kind, times: list[Time], known: Known) -> str:
    """Why the column is another time's. What is expected runs to the year's end in every quarter."""
    for time in times:
        if time.is_day and time.number == LAST_QUARTER and kind != Kind.ACTUAL:
            time = replace(time, number=None)
        if _is_other(time, known):
            return f"speaks of {_as_written(text, time.said)}, and this is {known.quarter}"
    return ""


def _as_written(text: str, said: str) -> str:
    written = " ".join(text.split())
    at = written.lower().find(said)
    return written[at : at + len(said)] if at >= 0 else said
