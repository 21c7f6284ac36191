"""The pages shown when something is wrong: in the design, and without help from what may be broken."""

import pytest
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, permission_denied, server_error

request = RequestFactory().get("/budgets/2024-25/q2/")


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        (lambda: server_error(request), 500, "This is a fault of the service"),
        (lambda: bad_request(request, ValueError()), 400, "What your browser sent was incomplete"),
        (lambda: csrf_failure(request), 403, "This page was open too long"),
        (lambda: permission_denied(request, ValueError()), 403, "Nothing was changed."),
    ],
    ids=["server error", "bad request", "stale form", "not allowed"],
)
def test_an_error_page_needs_no_database_and_says_what_to_do(answer, status, says):
    response = answer()

    page = response.content.decode()
    assert isinstance(response, HttpResponse) and response.status_code == status
    assert says in page
    assert 'class="site-header"' in page and page.count("<h1") == 1


def test_the_server_error_page_uses_no_variable():
    source = get_template("500.html").template.source + get_template("plain.html").template.source

    assert "{{" not in source and "{% url" not in source
