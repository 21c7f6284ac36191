"""The pages shown when something is wrong: in the design, and without help from what may be broken."""

import pytest
from django.http import HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, permission_denied, server_error

from partners.models import Role
from tests.factories import make_partner, make_person

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


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_page_that_is_not_found_says_to_each_role_when_figures_open(client, role):
    """The address may hold figures or nothing: the sentences are the same, and true of everybody."""
    client.force_login(make_person(role, partner=make_partner("Ashdown")))

    page = client.get("/budgets/2024-25/q2/").content.decode()

    assert "Board members see them once the quarter is with the board." in page
    assert "Partner officers see their own council’s share then" in page
    assert "the whole quarter once it is published" in page
