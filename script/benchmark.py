"""What ``script/benchmark`` measures: each thing of ours in turn with the least it could be.

Pages are asked for through Django's test client, beside a page of the same number of queries that
does nothing else; both pass all the middleware. The two are timed turn and turn about; medians of
the processor's time, which others on the machine disturb least, and their ratio are printed.
"""

import platform
import sqlite3
import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache as kept

import django
import weasyprint

django.setup()

from benchmark_ledger import ledgers  # noqa: E402
from benchmark_published import published  # noqa: E402
from django.conf import settings  # noqa: E402 - after the set-up
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import include, path  # noqa: E402

from budgets.lifecycle import reopen_quarter  # noqa: E402
from budgets.models import ChargeElement, FinancialYear, Quarter, YearPartner  # noqa: E402
from budgets.position import quarter_position  # noqa: E402
from budgets.shares import register_basis  # noqa: E402
from cameras.models import Camera, CameraType, Service  # noqa: E402
from partners.models import Partner, User  # noqa: E402
from reports.assembly import committee_report  # noqa: E402
from reports.demonstration.figures import YEAR  # noqa: E402
from reports.demonstration.loading import load_demonstration  # noqa: E402
from reports.outputs.data import figures_json  # noqa: E402
from reports.outputs.pdf import DRAFT_SHEET, SHEET, render_pdf  # noqa: E402
from reports.outputs.pdf.archive import ARCHIVAL  # noqa: E402
from reports.outputs.pdf.fetching import STATIC  # noqa: E402
from reports.papers import finished_html  # noqa: E402

MOST_PAIRS, FEWEST_PAIRS, SECONDS = 60, 3, 2.5
# Whoever is signed in has been looked up before a view begins: the session and the person.
BEFORE_THE_VIEW = 2
FEW, MANY = 200, 20_000

PAGES = {
    "Entry page": "/budgets/2024-25/q2/edit/",
    "Summary": "/budgets/2024-25/q2/",
    "A partner's share": "/partners/east-herts/2024-25/q2/",
    "Report as a page": "/reports/2024-25/q2/",
    "Shares worked out": "/cameras/2024-25/shares/",
    "Camera register": "/cameras/",
}
ROWS = "{% for partner in partners %}<p>{{ partner.name }}</p>{% endfor %}"


@login_required
def trivial(request, queries):
    """So many queries of one row each, and a line of HTML for each row."""
    wanted = range(queries - BEFORE_THE_VIEW)
    partners = [Partner.objects.get(slug="east-herts") for _ in wanted]
    return HttpResponse(rows().render({"partners": partners}))


@kept
def rows():
    return engines["django"].from_string(ROWS)


urlpatterns = [path("", include("cctvpartnership.urls")), path("trivial/<int:queries>/", trivial)]


@dataclass(frozen=True)
class Timing:
    """Medians in seconds of ours and of what stands beside it, and how many pairs were timed."""

    ours: float
    beside: float
    pairs: int

    @property
    def ratio(self):
        return self.ours / self.beside


def timed(act):
    began = time.process_time()
    act()
    return time.process_time() - began


def side_by_side(ours, beside):
    """Time both in turn, each first as often as second; the first calls are not counted."""
    ours(), beside()
    taken = {ours: [], beside: []}
    ends = time.perf_counter() + SECONDS
    for pair in range(MOST_PAIRS):
        for act in (ours, beside) if pair % 2 else (beside, ours):
            taken[act].append(timed(act))
        if time.perf_counter() > ends and pair + 1 >= FEWEST_PAIRS:
            break
    return Timing(*(statistics.median(taken[act]) for act in (ours, beside)), len(taken[ours]))


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


# --- What is measured ---


def pages(browser):
    """(name, what stands beside it, queries, Timing) of each page."""
    for name, address in PAGES.items():
        asked = queries_of(asking(browser, address))
        beside = asking(browser, f"/trivial/{asked}/")
        if queries_of(beside) != asked:
            raise SystemExit(f"{name} asks {asked} queries, the trivial page beside it does not.")
        yield name, "trivial page", asked, side_by_side(asking(browser, address), beside)


def asking(browser, address):
    def ask():
        response = browser.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}.")

    return ask


def papers(browser, quarter):
    """The PDF as made, and as asked for by a reader for whom nothing is kept."""
    html = finished_html(committee_report(quarter))
    figures = figures_json(quarter_position(quarter))

    def alone():
        profiles = {}
        sheets = [
            weasyprint.CSS(filename=sheet, color_profiles=profiles)
            for sheet in (SHEET, DRAFT_SHEET)
        ]
        paper = weasyprint.HTML(string=html, base_url=STATIC.as_uri())
        paper.write_pdf(stylesheets=sheets, color_profiles=profiles, **ARCHIVAL)

    def asked_for():
        cache.clear()
        asking(browser, "/reports/2024-25/q2/report.pdf")()

    yield (
        "Paper as PDF",
        "WeasyPrint alone",
        0,
        side_by_side(lambda: render_pdf(html, draft=True, figures=figures), alone),
    )
    yield (
        "The same, asked for",
        "WeasyPrint alone",
        queries_of(asked_for),
        side_by_side(asked_for, alone),
    )


def registers(browser):
    """The shares of a year by 20,000 cameras, beside those of a year by 200."""
    few, many = year_with(FEW, 2050), year_with(MANY, 2052)

    def working_out(year):
        return lambda: register_basis(year).shares

    beside = f"by {FEW:,}"
    asked = queries_of(working_out(many))
    if queries_of(working_out(few)) != asked:
        raise SystemExit("More cameras ask more queries.")
    timing = side_by_side(working_out(many), working_out(few))
    yield f"Shares by {MANY:,} cameras", beside, asked, timing
    address = "/cameras/{}/shares/".format
    pages = [asking(browser, address(year.label)) for year in (many, few)]
    yield "The page of their working", beside, queries_of(pages[0]), side_by_side(*pages)


def year_with(number, starts_in):
    """A year of four councils of its own, ``number`` cameras between them, put up over ten years."""
    year = FinancialYear.objects.create(starts_in=starts_in, rounding_unit=10, averaging="monthly")
    ChargeElement.objects.create(
        year=year, name="Cameras", percentage=100, basis="cameras", position=1
    )
    Quarter.objects.create(year=year, number=1)
    councils = [council(year, position) for position in range(1, 5)]
    types = list(CameraType.objects.all())
    cameras = Camera.objects.bulk_create(
        Camera(reference=f"{starts_in}-{place}") for place in range(number)
    )
    Service.objects.bulk_create(
        Service(
            camera=camera,
            partner=councils[place % 4],
            camera_type=types[place // 4 % len(types)],
            first_day=date(2040, 4, 1) + timedelta(days=30 * (place % 120)),
        )
        for place, camera in enumerate(cameras)
    )
    return year


def council(year, position):
    name = f"Council {year.starts_in}-{position}"
    partner = Partner.objects.create(
        name=name, short_name=name, slug=name.lower().replace(" ", "-"), position=10 + position
    )
    YearPartner.objects.create(year=year, partner=partner, position=position)
    return partner


# --- Together ---


def prepared():
    """(a browser with finance signed in, Quarter 2 of the demonstration, open)."""
    call_command("migrate", verbosity=0)
    load_demonstration(lambda sentence: None)
    finance = User.objects.get(memberships__role="finance")
    reopen_quarter(quarter=Quarter.objects.of(YEAR, 2), user=finance, reason="To be measured.")
    browser = Client()
    browser.force_login(finance)
    return browser, Quarter.objects.of(YEAR, 2)


def main():
    versions = f"Python {platform.python_version()}, Django {django.__version__}"
    print(f"{versions}, SQLite {sqlite3.sqlite_version}, WeasyPrint {weasyprint.__version__}")
    browser, quarter = prepared()
    heading = ("", "ours, ms", "beside it", "ms", "ratio", "queries", "pairs")
    print("\n" + "{:28}{:>10}  {:18}{:>8}{:>8}{:>9}{:>7}".format(*heading))
    measures = (
        pages(browser),
        papers(browser, quarter),
        registers(browser),
        ledgers(quarter, side_by_side, queries_of),
        published(quarter, side_by_side, queries_of),
    )
    for measure in measures:
        for name, beside, queries, timing in measure:
            print(
                f"{name:28}{timing.ours * 1000:10.1f}  {beside:18}{timing.beside * 1000:8.1f}"
                f"{timing.ratio:8.2f}{queries:9}{timing.pairs:7}",
                flush=True,
            )


# Files of style are served as they are: nothing was collected for a web server.
PLAIN_FILES = {
    "STATIC_ROOT": settings.BASE_DIR / "static",
    "STORAGES": {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    },
}

if __name__ == "__main__":
    with override_settings(ROOT_URLCONF=__name__, **PLAIN_FILES):
        main()
