"""The application in processes of its own, as in production, and browsers that talk to it over HTTP."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

# Every worker and thread has a connection of its own; production has one thread a worker.
WORKERS, THREADS = 2, 8
PR_SET_PDEATHSIG = 1
TOKEN = "a" * 32
SESSION = settings.SESSION_COOKIE_NAME


# --- The database ---


def database_address():
    """The DATABASE_URL of the tests' database, for other processes."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


# --- The server ---


@contextmanager
def served(url, log):
    """The application on the database at ``url``: yields its port. ``log`` takes what it says."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    command = [
        *(sys.executable, "-m", "gunicorn", "cctvpartnership.wsgi", "--preload"),
        *("--bind", f"fd://{listening.fileno()}", "--worker-class", "gthread"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--timeout", "60"),
        *("--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--log-level", "warning"),
    ]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    with log.open("wb") as said:
        server = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            pass_fds=[listening.fileno()],
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=_end_with_the_tests,
        )
        try:
            # Requests wait in the socket's queue until the workers are there.
            yield listening.getsockname()[1]
        finally:
            server.terminate()
            server.wait()
            listening.close()


def _end_with_the_tests():
    """Between fork and exec: a run of the tests that is killed leaves no server behind (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


# --- A browser ---


class Browser:
    """Somebody signed in, with a session and a connection of their own."""

    def __init__(self, port, user):
        client = Client()
        client.force_login(user)
        self.cookies = f"{SESSION}={client.cookies[SESSION].value}; csrftoken={TOKEN}"
        self.port = port

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, fields):
        """(status, page) of sending ``fields``, as the form would."""
        return self._ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": TOKEN}))

    def _ask(self, method, path, body=None):
        connected = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connected.request(method, path, body, headers)
            response = connected.getresponse()
            return response.status, response.read().decode()
        finally:
            connected.close()


def fields_of(page):
    """Name -> text of every field of a page, as a browser would send it; nothing is chosen."""
    form = _Fields()
    form.feed(page)
    return form.fields


def choices_of(page):
    """The names of the choices that a page asks for."""
    form = _Fields()
    form.feed(page)
    return form.choices


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields, self.choices, self._inside = {}, set(), None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        name, kind = attributes.get("name"), attributes.get("type")
        if tag == "textarea":
            self._inside, self.fields[name] = name, ""
        elif tag == "input" and kind == "radio":
            self.choices.add(name)
        elif tag == "input" and kind in ("text", "hidden"):
            self.fields[name] = attributes.get("value", "")

    def handle_data(self, data):
        if self._inside:
            self.fields[self._inside] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The line end after the tag is markup, not text.
            self.fields[self._inside] = self.fields[self._inside].removeprefix("\n")
            self._inside = None
