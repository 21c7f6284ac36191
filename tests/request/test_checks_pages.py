"""The checks before issue as a page, beside publishing, and in its way."""

import pytest

from budgets.models import Quarter
from reports.models import Edition, Section
from tests.budget_pages import queries, words_of
from tests.factories import enter, make_line
from tests.pages import text_of
from tests.papers import plain_report
from tests.request.test_report_pages import signed_in

pytestmark = pytest.mark.django_db
CHECKS, PUBLISH = "/reports/2024-25/q2/checks/", "/reports/2024-25/q2/publish/"


def say(body):
    Section.objects.filter(heading="Background").update(body=body)


def test_finance_sees_what_blocks_what_warns_and_what_has_passed(demonstration, sign_in):
    say("See [it](nothing), at £1,234.")

    response = sign_in("finance@stevenage").get(CHECKS)

    words = words_of(response)
    assert (
        "1 check keeps the paper from being published; 3 warnings; 13 of 17 checks passed." in words
    )
    assert words.index("What blocks") < words.index("Warnings") < words.index("Passed")
    assert "Links lead nowhere Paragraph 1.1 : the link “it” leads nowhere" in words
    assert "Paragraph 1.1 : “£1,234” is typed as text" in words
    section = Section.objects.get(heading="Background")
    page = text_of(response)
    assert '<a class="govuk-link" href="/reports/2024-25/q2/#p1.1">Paragraph 1.1</a>' in page
    assert page.count(f'href="/reports/2024-25/q2/edit/{section.pk}/">Edit') == 2


def test_unknown_references_say_what_could_not_be_checked(demonstration, sign_in):
    say("Hm {{ x.y }}.")

    words = words_of(sign_in("finance@stevenage").get(CHECKS))

    assert "Background, paragraph 1.1 : “{{ x.y }}” is not a figure of this quarter." in words
    assert "Not checked yet The paper cannot be printed" in words


def test_a_quarter_without_a_report_has_nothing_to_check(demonstration, sign_in):
    words = words_of(sign_in("finance@stevenage").get("/reports/2024-25/q3/checks/"))

    assert "There is no report on this quarter yet" in words


@pytest.mark.parametrize("address", ["/reports/2024-25/q2/", PUBLISH])
def test_the_report_and_publishing_lead_to_the_checks(address, demonstration, sign_in):
    assert f'href="{CHECKS}"' in sign_in("finance@stevenage").get(address).content.decode()
    assert f'href="{CHECKS}"' not in sign_in("board@hertsmere").get(address).content.decode()


def test_what_blocks_is_not_published_and_each_fault_is_named(demonstration, sign_in):
    say("See [it](nothing) and [that](no-more).")

    response = sign_in("finance@stevenage").post(PUBLISH, {"visibility": "public"})

    words = words_of(response)
    assert "Paragraph 1.1: the link “it” leads nowhere" in words
    assert "Paragraph 1.1: the link “that” leads nowhere" in words
    assert "Blocks: Links lead nowhere ( Paragraph 1.1 and 1 more)" in words
    assert not Edition.objects.exists()
    assert Quarter.objects.get(pk=demonstration.pk).state == "with_board"


def test_warnings_stand_beside_publishing_and_do_not_hinder_it(demonstration, sign_in):
    client = sign_in("finance@stevenage")

    assert "Warning: Questions about figures are open ( Employees" in words_of(client.get(PUBLISH))
    client.post(PUBLISH, {"visibility": "public"})

    assert Edition.objects.count() == 1


def test_the_page_asks_the_database_as_often_for_many_lines_as_for_few():
    report = plain_report()
    client = signed_in("finance", report)
    before = queries(lambda: client.get(CHECKS))

    for number in range(6):
        make_line(report.quarter.year, f"Line {number}", 100)
    enter(report.quarter, {f"Line {number}": (1, 2, "Said.") for number in range(6)})

    assert queries(lambda: client.get(CHECKS)) == before
