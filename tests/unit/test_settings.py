"""The settings as a council runs them: without debug mode, each in a process of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from budgets.forms import FiguresForm
from budgets.workbook.layout import MOST_ROWS

PRODUCTION = {
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ",
    "ALLOWED_HOSTS": "cctv.example.gov.uk",
    "DATABASE_URL": "sqlite://:memory:",
    "PATH": os.environ["PATH"],
}
ASK_FOR_HEALTH = """
import django; django.setup()
from django.test import Client
response = Client().get("/healthz", headers={"host": "cctv.example.gov.uk"})
print(response.status_code, response.content.decode())
"""
ASK_FOR_OPTIONS = """
from cctvpartnership.settings import DATABASES
print(DATABASES["default"]["OPTIONS"]["host"], DATABASES["default"]["CONN_MAX_AGE"])
"""


def python(*arguments, **environment):
    """Run Python in the checkout with nothing in its environment but what is given."""
    environment["DJANGO_SETTINGS_MODULE"] = "cctvpartnership.settings"
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_finds_nothing():
    checked = python("manage.py", "check", "--deploy", "--fail-level", "INFO", **PRODUCTION)

    assert checked.stdout == "System check identified no issues (0 silenced).\n"
    assert checked.returncode == 0


@pytest.mark.parametrize("required", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_nothing_starts_without_what_is_required(required):
    environment = {name: value for name, value in PRODUCTION.items() if name != required}

    refused = python("manage.py", "check", **environment)

    assert refused.returncode != 0
    assert f"Set the {required} environment variable" in refused.stderr


def test_debug_mode_is_off_unless_asked_for():
    asked = python("-c", "from cctvpartnership.settings import DEBUG; print(DEBUG)", **PRODUCTION)

    assert asked.stdout == "False\n"


@pytest.mark.parametrize(
    ("given", "public"),
    [
        ({}, "https://cctv.example.gov.uk"),
        ({"ALLOWED_HOSTS": "*,.council.example.gov.uk"}, "https://council.example.gov.uk"),
        ({"ALLOWED_HOSTS": "*"}, "https://localhost"),
        ({"PUBLIC_URL": "https://budget.example.gov.uk/"}, "https://budget.example.gov.uk"),
        ({"PUBLIC_URL": ""}, "https://cctv.example.gov.uk"),
        ({"DEBUG": "1"}, "http://localhost:8000"),
    ],
)
def test_links_in_emails_begin_with_the_public_address(given, public):
    asked = python(
        "-c",
        "from cctvpartnership.settings import PUBLIC_URL; print(PUBLIC_URL)",
        **PRODUCTION | given,
    )

    assert asked.stdout == f"{public}\n"


def test_a_public_address_without_its_scheme_is_refused_with_an_example():
    refused = python("manage.py", "check", **PRODUCTION | {"PUBLIC_URL": "cctv.example.gov.uk"})

    assert refused.returncode != 0
    assert (
        "PUBLIC_URL is “cctv.example.gov.uk”. Write it in full, such as "
        "https://cctv.example.gov.uk." in refused.stderr
    )


def test_a_socket_named_in_the_database_address_is_kept():
    address = "postgres://postgres@/postgres?host=/run/somewhere"

    asked = python("-c", ASK_FOR_OPTIONS, **PRODUCTION | {"DATABASE_URL": address})

    assert asked.stdout == "/run/somewhere 60\n"


def test_the_health_check_tells_only_that_the_database_does_not_answer():
    nowhere = PRODUCTION | {"DATABASE_URL": "sqlite:////nowhere/db.sqlite3"}

    asked = python("-c", ASK_FOR_HEALTH, **nowhere)

    assert asked.stdout == "503 database unavailable\n"
    assert "unable to open database file" in asked.stderr


def test_a_year_of_as_many_lines_as_a_workbook_may_have_can_be_saved():
    a_line = len(FiguresForm.base_fields)

    assert a_line * MOST_ROWS < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
