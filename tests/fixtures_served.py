"""The application served in processes of its own on the tests' database, and people at browsers."""

import pytest

from budgets.models import Quarter
from partners.models import Role
from tests.editors import Editor
from tests.factories import make_approved_year, make_person
from tests.served import Browser, database_address, served


@pytest.fixture(scope="session")
def database_url(django_db_setup):
    """DATABASE_URL of the tests' database; other threads and processes reach it too."""
    return database_address()


@pytest.fixture(scope="module")
def port(database_url, tmp_path_factory):
    """The port of the application, served by several processes of several threads."""
    log = tmp_path_factory.mktemp("served") / "server.log"
    with served(database_url, log) as port:
        yield port
    assert "Traceback" not in log.read_text()


@pytest.fixture
def shared_quarter(database_url, transactional_db):
    """``shared_quarter(20)``: an open quarter of so many lines."""

    def quarter(lines):
        year = make_approved_year(lines={f"Line {n}": 1000 for n in range(1, lines + 1)})
        return Quarter.objects.select_related("year").get(year=year, number=1)

    return quarter


@pytest.fixture
def editor(port):
    """``editor(quarter, changes)``: a finance officer at a browser of their own."""

    def sits_down(quarter, changes, **habits):
        host = quarter.year.partners.get(is_host=True)
        user = make_person(Role.FINANCE, partner=host)
        return Editor(Browser(port, user), user, changes, **habits)

    return sits_down
