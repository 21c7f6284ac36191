"""What every answer of the service carries, and what it never tells."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_no_inline_script_or_style_may_run_on_any_page(client):
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]

    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_pages_are_not_framed_and_not_told_to_other_sites(client):
    headers = client.get(reverse("account_login")).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_health_check_answers_anybody_in_two_letters(client):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok"
    assert response.headers["Content-Type"] == "text/plain"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_health_check_is_only_read(client):
    assert client.post("/healthz").status_code == 405
