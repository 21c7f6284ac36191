"""Processes killed with SIGKILL while they save: afterwards everything of it is there, or nothing.

``script/soak.py`` runs this on a database of its own, which it empties again and again. A victim is
a fork of the running process; it tells through a pipe when it begins and when it has saved, so that
one killed in between is known from one that had come to an end.
"""

import os
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import Max

from budgets.actions import Figures, enter_figures
from budgets.lifecycle import locked
from budgets.models import BudgetedRecharge, BudgetLine, FigureRevision, FinancialYear, Quarter
from budgets.workbook import WorkbookErrors, load_year_workbook
from cameras.models import Camera, Service
from partners.models import Partner
from tests.factories import make_approved_year
from tests.workbooks import as_file, year_sheets

LINES = 200
ALIKE = 400
# A quarter of many revisions would be slow to save, and no more telling.
SAVINGS_PER_YEAR = 12
BEGUN, ENDED = b"b", b"e"
NOTHING, EVERYTHING = "nothing", "everything"


class HalfSaved(Exception):
    """What a killed process left is neither all of its work nor none of it."""


@dataclass(frozen=True)
class Job:
    """Something to be killed in the middle of.

    ``work()`` is what the victim does. ``left()`` says what it left, NOTHING or EVERYTHING, or
    raises HalfSaved. ``again()`` does the same in this process; HalfSaved where it does not succeed.
    """

    work: Callable[[], object]
    left: Callable[[], str]
    again: Callable[[], object]


def kills(make_job, times, random, tell=lambda sentence: None):
    """Kill victims until ``times`` of them were in the middle; how often each outcome was found."""
    found = Counter()
    longest = _duration(make_job())
    while found.total() < times:
        job = make_job()
        connections.close_all()
        in_the_middle = _kill_one(job.work, random.uniform(0, 1.5 * longest))
        with _at_one_moment():
            left = job.left()
        job.again()
        if in_the_middle:
            found[left] += 1
            tell(f"{found.total()} of {times}: {left} was saved, and the next saving is whole")
    return found


def _kill_one(work, delay):
    """Whether the victim was killed between the first row it wrote and the end of its work.

    No connection may be open here: a fork's death would leave it in the middle of a conversation.
    """
    hears, tells = os.pipe()
    victim = os.fork()
    if victim == 0:
        _be_killed(work, tells)
    os.close(tells)
    words = os.read(hears, 1)
    time.sleep(delay)
    os.kill(victim, signal.SIGKILL)
    _, status = os.waitpid(victim, 0)
    while heard := os.read(hears, 1024):
        words += heard
    os.close(hears)
    if not (os.WIFSIGNALED(status) and words):
        raise HalfSaved("The victim failed by itself.")
    return words == BEGUN


def _be_killed(work, tells):
    try:
        with _telling(lambda word: os.write(tells, word)):
            work()
        # Ended in time, it waits to be killed like any other.
        signal.pause()
    except BaseException:
        traceback.print_exc()
    os._exit(1)


@contextmanager
def _telling(tell):
    """Tells BEGUN just before the first row is written, and ENDED when all is done."""
    begun = []

    def note(execute, sql, *arguments):
        if sql.startswith("INSERT") and not begun:
            begun.append(sql)
            tell(BEGUN)
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        yield
    tell(ENDED)


def _duration(job):
    """Seconds between the two words of one who is left alone."""
    moments = []
    with _telling(lambda word: moments.append(time.monotonic())):
        job.work()
    begun, ended = moments
    return ended - begun


@contextmanager
def _at_one_moment():
    """PostgreSQL may still be ending what the victim began; all is read as it was at one time."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


# --- Saving figures ---


def saving_figures():
    """A job on Quarter 1 of a year of many lines, all of which each saving changes."""
    quarter = _quarter_to_save()
    lines = list(BudgetLine.objects.filter(year=quarter.year).values_list("pk", flat=True))
    before = _savings(quarter)

    def save():
        """The n-th saving enters n, n and a half, and a comment of n: a figure names its saving."""
        n = _savings(quarter) + 1
        comment = f"Saving {n}"
        half = Decimal(n) + Decimal("0.5")
        entered = [Figures(line, n - 1, Decimal(n), half, comment) for line in lines]
        return enter_figures(quarter=quarter, entered=entered, user=None)

    def left():
        _assert_whole(quarter, lines)
        return EVERYTHING if _savings(quarter) > before else NOTHING

    def again():
        with transaction.atomic():
            # Held until PostgreSQL has ended what the victim began.
            locked(quarter)
        batch = save()
        if batch is None or batch.revisions.count() != len(lines):
            raise HalfSaved("The next saving is not whole.")
        _assert_whole(quarter, lines)

    return Job(save, left, again)


def _quarter_to_save():
    quarter = Quarter.objects.select_related("year").filter(number=1).first()
    if quarter and _savings(quarter) < SAVINGS_PER_YEAR:
        return quarter
    call_command("flush", interactive=False, verbosity=0)
    year = make_approved_year(lines={f"Line {n}": 1000 for n in range(1, LINES + 1)})
    return year.quarters.get(number=1)


def _savings(quarter):
    return quarter.revisions.aggregate(last=Max("number"))["last"] or 0


def _assert_whole(quarter, lines):
    """Every batch has a revision of every line, all of one saving, and no number is missing."""
    expected = {(line, n) for line in lines for n in range(1, _savings(quarter) + 1)}
    revisions = list(FigureRevision.objects.filter(quarter=quarter))
    if {(each.line_id, each.number) for each in revisions} != expected:
        raise HalfSaved("Lines of a saving are missing.")
    for each in revisions:
        cells = (each.actual, each.estimate - Decimal("0.5"), each.comment)
        if cells != (each.number, each.number, f"Saving {each.number}"):
            raise HalfSaved(f"{each} holds the figures of another saving.")
    of_batches = Counter(each.batch_id for each in revisions)
    batches = set(quarter.batches.values_list("pk", flat=True))
    if batches != set(of_batches) or set(of_batches.values()) - {len(lines)}:
        raise HalfSaved("A batch has not a revision of every line.")


# --- Loading a year workbook ---


def loading_a_year():
    """A job on an empty database: a year of many lines, figures in every quarter, many cameras."""
    call_command("flush", interactive=False, verbosity=0)
    workbook = as_file(_big_year())

    def load():
        workbook.seek(0)
        return load_year_workbook(workbook, user=None)

    def again():
        try:
            load()
        except WorkbookErrors as errors:
            if "2024-25" not in str(errors):
                raise HalfSaved(str(errors)) from errors
        if _year_left() != EVERYTHING:
            raise HalfSaved("Loading again left nothing.")

    return Job(load, _year_left, again)


def _big_year():
    names = [f"Line {n}" for n in range(1, LINES + 1)]
    figures = [["line", "actual", "estimate"], *([name, 300, 1200] for name in names)]
    sheets = year_sheets(**{f"Q{number}": figures for number in range(1, 5)})
    sheets["Budget"] = [
        ["group", "line", "ledger_code", "budget"],
        *(["Supplies and Services", name, f"C{name[5:]}", 1000] for name in names),
    ]
    sheets["Cameras"] = [
        ["reference", "partner", "type", "from", "number"],
        *([f"CAM-{name}", name, "Active", "2020-04-01", ALIKE] for name in COUNCILS),
    ]
    return sheets


COUNCILS = ("Ashdown", "Birchley", "Coldbrook")
WHOLE_YEAR = {
    FinancialYear: 1,
    # As it was created, and with its budget approved.
    FinancialYear.history.model: 2,
    Partner: len(COUNCILS),
    Camera: ALIKE * len(COUNCILS),
    Service: ALIKE * len(COUNCILS),
    Service.history.model: ALIKE * len(COUNCILS),
    BudgetLine: LINES,
    BudgetLine.history.model: LINES,
    Quarter: 4,
    FigureRevision: 4 * LINES,
    BudgetedRecharge: len(COUNCILS),
}


def _year_left():
    counted = {model: model._base_manager.count() for model in WHOLE_YEAR}
    if not any(counted.values()):
        return NOTHING
    if counted != WHOLE_YEAR:
        rows = ", ".join(f"{number} of {model.__name__}" for model, number in counted.items())
        raise HalfSaved(f"A part of the year is there: {rows}.")
    return EVERYTHING


JOBS = {"saving": saving_figures, "loading": loading_a_year}
