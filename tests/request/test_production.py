"""The service as a council runs it, behind its proxy: asked in a process without debug mode."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

HOST = "cctv.example.gov.uk"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cctvpartnership.settings",
    "SECRET_KEY": "only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ",
    "ALLOWED_HOSTS": HOST,
    "DATABASE_URL": "sqlite:////nowhere/db.sqlite3",
    "TRUSTED_PROXY_COUNT": "1",
    "LOG_LEVEL": "CRITICAL",
    "PATH": os.environ["PATH"],
}
# Collects static files into a directory of the test's own, then asks what is given as JSON:
# [[path, headers], ...], and prints each answer's status, headers, cookies and text.
ASK = """
import json, sys
import django
from django.conf import settings
settings.STATIC_ROOT = sys.argv[1]
# Compressing at full strength takes ten seconds and changes no answer.
settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "svg", "ttf", "txt", "json"]
django.setup()
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client
call_command("collectstatic", interactive=False, verbosity=0)
answers = {}
for name, path, headers in json.loads(sys.argv[2]):
    path = static(path[7:]) if path.startswith("static:") else path
    answer = Client(raise_request_exception=False).get(path, headers=headers)
    answers[name] = {
        "status": answer.status_code,
        "headers": {key.lower(): value for key, value in answer.headers.items()},
        "cookies": answer.cookies.output(),
        "text": b"".join(answer).decode(),
    }
print(json.dumps(answers))
"""
OVER_HTTPS = {"host": HOST, "x-forwarded-proto": "https"}
QUESTIONS = [
    ("sign-in", "/accounts/login/", OVER_HTTPS),
    ("plain", "/accounts/login/", {"host": HOST}),
    ("health", "/healthz", {"host": HOST}),
    ("stranger", "/accounts/login/", OVER_HTTPS | {"host": "elsewhere.example"}),
    ("sheet", "static:css/site.css", OVER_HTTPS),
    ("broken", "/reports/", OVER_HTTPS | {"cookie": "sessionid=needs-the-database"}),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    asked = subprocess.run(
        [sys.executable, "-c", ASK, tmp_path_factory.mktemp("static"), json.dumps(QUESTIONS)],
        env=PRODUCTION,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout)


def test_what_the_proxy_says_came_over_https_is_answered(answers):
    answer = answers["sign-in"]

    assert answer["status"] == 200
    assert "<h1" in answer["text"]


def test_browsers_are_told_to_keep_to_https_for_a_year(answers):
    expected = "max-age=31536000; includeSubDomains; preload"

    assert answers["sign-in"]["headers"]["strict-transport-security"] == expected


def test_plain_http_is_sent_to_https(answers):
    assert answers["plain"]["status"] == 301
    assert answers["plain"]["headers"]["location"] == f"https://{HOST}/accounts/login/"


def test_cookies_go_over_https_only_and_no_script_reads_them(answers):
    (cookie,) = answers["sign-in"]["cookies"].splitlines()

    assert "csrftoken=" in cookie
    for flag in ("Secure", "HttpOnly", "SameSite=Lax"):
        assert flag in cookie


def test_the_health_check_is_answered_over_plain_http_and_without_database(answers):
    assert (answers["health"]["status"], answers["health"]["text"]) == (503, "database unavailable")


def test_another_name_in_the_request_is_refused_on_our_page(answers):
    assert answers["stranger"]["status"] == 400
    assert "The request could not be read" in answers["stranger"]["text"]


def test_static_files_are_kept_for_ever_under_names_that_change_with_them(answers):
    sheet = answers["sheet"]

    assert sheet["status"] == 200
    assert sheet["headers"]["cache-control"] == "max-age=315360000, public, immutable"
    assert "--brand" in sheet["text"]


def test_a_fault_is_shown_on_our_page_without_its_cause(answers):
    broken = answers["broken"]

    assert broken["status"] == 500
    assert "This is a fault of the service" in broken["text"]
    assert "nowhere" not in broken["text"] and "Traceback" not in broken["text"]
