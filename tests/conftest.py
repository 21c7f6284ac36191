"""What every test may ask for: a real browser, accessibility checks, the PDF validator."""

import gc
import logging
import os
from functools import lru_cache, wraps

import hypothesis
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase
from playwright.sync_api import Locator

from reports import downloads, editions
from reports.outputs.pdf import render_pdf
from tests import verapdf as validator
from tests.browsing import all_sent
from tests.emptying import empty
from tests.libreoffice import Office

pytest_plugins = [
    "tests.fixtures_board",
    "tests.fixtures_demo",
    "tests.fixtures_drafts",
    "tests.fixtures_entry",
    "tests.fixtures_people",
    "tests.fixtures_served",
]

# A slow machine must not fail a law, and a law must not fail by chance where nobody looks.
# script/test runs each law on both databases, so with twice as many examples.
hypothesis.settings.register_profile("here", deadline=None, max_examples=30)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

# Playwright runs an event loop in the tests' thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = "/usr/bin/chromium"
# What every PDF of the project keeps to.
STANDARDS = ("ua1", "3a")
# Each page would draw two more for suggestions under an address bar that nobody sees, at three times
# the price of the page. The others are Playwright's own list, since only the last one given counts.
OFF = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
# Nothing of the browser's own may reach for the network.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
]


def pytest_addoption(parser):
    """A browser and its tests wait for each other half the time: script/test runs the rest beside."""
    parser.addoption("--part", choices=["browser", "rest"], help="only the tests of this part")


def pytest_collection_finish(session):
    """What is there before the first test stays to the end: Python need not look through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(config, items):
    """Leave out the other part, and what only PostgreSQL can show while the database is another."""
    part, is_postgres = config.getoption("part"), connection.vendor == "postgresql"

    def belongs(item):
        in_browser = item.get_closest_marker("browser") is not None
        return (is_postgres or not item.get_closest_marker("postgres")) and (
            part is None or in_browser == (part == "browser")
        )

    left_out = [item for item in items if not belongs(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if belongs(item)]


@pytest.fixture(scope="session", autouse=True)
def papers_are_made_once():
    """The pages' papers are kept: half a second each, and most tests ask for the golden one.

    The same document gives the same bytes in any process, as test_pdf_paper.py shows, which makes
    the papers it looks at itself.
    """
    kept = lru_cache(maxsize=32)(render_pdf)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(downloads, "render_pdf", kept)
        patch.setattr(editions, "render_pdf", kept)
        yield


@pytest.fixture(scope="session", autouse=True)
def databases_are_emptied_where_they_hold_rows():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(autouse=True)
def nothing_cached():
    """Failed sign-ins of one test must not lock out the next."""
    cache.clear()


class Collector(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


@pytest.fixture(autouse=True)
def weasyprint_has_nothing_to_say():
    """A warning of WeasyPrint is a refused file or a rule it ignored: the PDF is not as meant."""
    collector = Collector()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(collector)
    yield
    logger.removeHandler(collector)
    assert collector.messages == []


@pytest.fixture(scope="session")
def verapdf():
    """``verapdf(path_or_bytes, "ua1") -> (complies, {"clause-test": failures})``."""
    validator.start()
    return validator.validate


@pytest.fixture(scope="session")
def assert_keeps_to_both_standards(verapdf):
    """``assert_keeps_to_both_standards(pdf)``: the one file is accessible (PDF/UA-1) and may be
    archived (PDF/A-3a)."""

    def check(pdf):
        assert {flavour: verapdf(pdf, flavour) for flavour in STANDARDS} == dict.fromkeys(
            STANDARDS, (True, {})
        )

    return check


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """``office.converted({"name.docx": bytes}, "pdf") -> {"name": bytes}``, by LibreOffice."""
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """SQLite's database is a file, as in production, where a transaction waits for another's.

    In memory it would not wait but fail, and two requests of a browser would share a transaction.
    """
    if connection.vendor == "sqlite":
        directory = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(directory / "db.sqlite3")


@pytest.fixture(scope="session")
def playwright(playwright):
    """Close the connections opened while Playwright's event loop ran.

    Django keeps those apart from the thread's own, so nobody else would, and PostgreSQL drops no
    database that somebody is connected to.
    """
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session", autouse=True)
def clicks_wait_for_the_page_they_lead_to():
    """Playwright's own return with the first byte of that page: the rest may be long in coming.

    What still looks too early fails with SLOW_PAGES=0.3 in the environment.
    """

    def waiting(step):
        @wraps(step)
        def step_and_wait(self, *arguments, **options):
            step(self, *arguments, **options)
            self.page.wait_for_load_state()

        return step_and_wait

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", waiting(Locator.click))
        patch.setattr(Locator, "press", waiting(Locator.press))
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture
def context(context):
    """The browser's context; errors of our scripts and refusals by the CSP fail the test."""
    troubles = []

    def note(message):
        if "Content Security Policy" in message.text:
            troubles.append(message.text)

    context.on("console", note)
    context.on("weberror", lambda trouble: troubles.append(str(trouble.error)))
    yield context
    all_sent(context)
    assert troubles == []


@pytest.fixture(scope="session")
def assert_accessible():
    """``assert_accessible(page)`` fails with each rule of axe that the page breaks, and where."""
    axe = Axe()

    def check(page):
        found = axe.run(page).response["violations"]
        broken = [
            f"{rule['id']}: {rule['help']}\n    {' '.join(map(str, node['target']))}"
            for rule in found
            for node in rule["nodes"]
        ]
        assert not broken, f"{page.url} is not accessible:\n" + "\n".join(broken)

    return check
