"""What every answer of the service carries, and what it never tells."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.content_policy import RefusedByThePolicy, inline_parts, refuse_inline_parts

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


@pytest.mark.parametrize(
    "part",
    [
        "<script>alert(1)</script>",
        '<script type="module">alert(1)</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        "<button onclick=go()>",
        '<a href=" JavaScript:alert(1)">',
        "<svg><rect style='fill: red'/></svg>",
    ],
)
def test_the_watch_kept_over_every_page_notices_what_is_inline(part):
    def view(request):
        policy = {"Content-Security-Policy": "default-src 'self'"}
        return HttpResponse(f"<!doctype html><main>{part}</main>", headers=policy)

    with pytest.raises(RefusedByThePolicy):
        refuse_inline_parts(view)(RequestFactory().get("/"))


@pytest.mark.parametrize("policy", ["", "default-src 'self'; style-src 'unsafe-inline'"])
def test_the_watch_notices_a_page_without_a_strict_policy(policy):
    def view(request):
        return HttpResponse("<p>", headers={"Content-Security-Policy": policy})

    with pytest.raises(RefusedByThePolicy):
        refuse_inline_parts(view)(RequestFactory().get("/"))


def test_scripts_of_our_own_and_blocks_of_json_may_stay():
    page = '<script src="/static/js/site.js"></script><script type="application/json">{}</script>'

    assert inline_parts(page) == []


def test_a_form_larger_than_five_megabytes_is_refused(client):
    response = client.post(reverse("account_login"), {"login": "a" * (5 * 1024 * 1024 + 1)})

    assert response.status_code == 400
    assert "The request could not be read" in response.content.decode()


def test_a_form_of_more_than_thirty_thousand_fields_is_refused(client):
    response = client.post(reverse("account_login"), {f"f{n}": "" for n in range(30_001)})

    assert response.status_code == 400


def test_a_form_without_its_token_is_refused_in_words():
    browser = Client(enforce_csrf_checks=True)

    response = browser.post(reverse("account_login"), {"login": "a", "password": "b"})

    assert response.status_code == 403
    assert "This page was open too long" in response.content.decode()
