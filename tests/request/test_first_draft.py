"""The drafted paragraphs as finance is offered them: in a first report, and beside what stands."""

import re

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from cameras.models import Weight
from partners.models import Role
from reports.editions import publish
from reports.models import Report
from tests.budget_pages import words_of
from tests.factories import enter, make_approved_year, make_person
from tests.papers import SECTIONS, Kind, plain_report
from tests.studio import address, make_words, officer, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_approved_year()


@pytest.fixture
def client(year):
    client = Client()
    client.force_login(make_person(Role.FINANCE, partner=year.partners.get(is_host=True)))
    return client


def bodies(report):
    return dict(report.sections.values_list("heading", "body"))


def test_the_first_report_of_all_begins_with_what_can_be_drafted(year, client):
    enter(year.quarters.get(number=2), {"Employees": ("300", "1100", "A post was *filled*.")})

    client.post("/reports/2024-25/q2/begin/")

    report = Report.objects.get()
    assert "£" not in bodies(report)["Summary"] and "£" not in bodies(report)["Reasons"]
    words = words_of(client.get("/reports/2024-25/q2/"))
    assert "expected to pay £1,100 between them for 2024/25, which is £100 more" in words
    assert "Against their budgets, all three partners pay more." in words
    assert "£100 more than budgeted. The reason given: “A post was *filled*.”" in words


def test_a_first_report_without_figures_is_not_drafted(year, client):
    client.post("/reports/2024-25/q2/begin/")

    assert set(bodies(Report.objects.get()).values()) == {""}


def test_a_first_report_is_begun_where_shares_cannot_be_worked_out(year, client):
    enter(year.quarters.get(number=2), {"Employees": ("300", "1100")})
    Weight.objects.all().delete()

    client.post("/reports/2024-25/q2/begin/")

    assert set(bodies(Report.objects.get()).values()) == {""}


def test_a_report_that_follows_another_keeps_its_words(demonstration, sign_in):
    last = bodies(Report.objects.get())

    sign_in("finance@stevenage").post("/reports/2024-25/q3/begin/")

    assert bodies(Report.objects.get(quarter__number=3)) == last


# --- Beside the section it goes into ---

DRAFT = "/reports/2024-25/q2/first-draft/"


@pytest.fixture
def report():
    return plain_report(sections=(*SECTIONS, (Kind.NUMBERED, "Reasons", "Written by hand.")))


@pytest.fixture
def finance(report):
    return officer(report)


def seen_on(client, path=DRAFT):
    """What the page's form sends back untouched."""
    page = client.get(path).content.decode()
    return {
        name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("shown", "draft")
    }


def put_in(client, seen, how, path=DRAFT):
    return client.post(path, seen | {"how": how}, follow=True)


def test_the_draft_is_shown_beside_the_section_it_usually_goes_into(finance):
    response = finance.get(DRAFT)

    words = words_of(response)
    assert re.search(r"“Reasons” as it stands \d\.1 Written by hand\.", words)
    assert "The partners are expected to pay £1,100 between them for 2024/25" in words
    assert "The estimate for Employees is £1,100, £100 more than budgeted." in words
    assert "No reason is given yet." in words
    assert response.content.decode().count("<option") == 5


def test_of_the_summary_one_paragraph_is_drafted(report, finance):
    words = words_of(finance.get(f"{DRAFT}?section={section_of(report).pk}"))

    assert "“Summary” as it stands" in words
    assert "Lines with the estimate at budget" not in words


@pytest.mark.parametrize(
    ("how", "begins"), [("append", "Written by hand.\n\nThe"), ("replace", "The")]
)
def test_the_draft_is_put_in_and_the_earlier_text_kept(report, finance, how, begins):
    response = put_in(finance, seen_on(finance), how)

    section = section_of(report, "Reasons")
    assert response.redirect_chain[-1][0] == address(section)
    assert section.body.startswith(f"{begins} partners {{{{ balance.estimate|words }}}}")
    assert "£" not in section.body
    newest, *earlier = section.history.all()
    assert newest.history_user == finance.person
    assert earlier[0].body == "Written by hand."
    paper = words_of(finance.get("/reports/2024-25/q2/"))
    assert ("Written by hand." in paper) == (how == "append")
    assert "expected to pay £1,100 between them" in paper


@pytest.mark.parametrize("how", ["append", "replace"])
def test_what_was_not_seen_is_not_replaced(report, finance, how):
    seen = seen_on(finance)
    make_words(report, "Reasons", "Written by somebody else.")

    response = put_in(finance, seen, how)

    assert response.status_code == 409
    words = words_of(response)
    assert "“Reasons” was changed since this page was shown. Nothing is saved yet." in words
    assert "Written by somebody else." in words
    assert section_of(report, "Reasons").body == "Written by somebody else."
    put_in(finance, seen | {"shown": str(section_of(report, "Reasons").history.first().pk)}, how)
    assert "balance.estimate" in section_of(report, "Reasons").body


def test_a_draft_that_moved_is_shown_again(report, finance):
    seen = seen_on(finance)
    enter(report.quarter, {"Employees": ("300", "1200", "Overtime.")})

    response = put_in(finance, seen, "replace")

    assert response.status_code == 409
    assert "The figures or comments changed, and with them the draft." in words_of(response)
    assert "The reason given: “Overtime.”" in words_of(response)
    assert section_of(report, "Reasons").body == "Written by hand."


@pytest.mark.parametrize("sent", [{}, {"how": "burn"}, {"shown": "a", "how": "replace"}])
def test_a_form_that_was_not_ours_changes_nothing(report, finance, sent):
    assert finance.post(DRAFT, sent).status_code == 409
    assert section_of(report, "Reasons").body == "Written by hand."


def test_a_text_that_would_not_fit_is_refused(report, finance):
    make_words(report, "Reasons", "long " * 3990)

    response = put_in(finance, seen_on(finance), "append")

    assert "at most 20,000 fit into a section" in words_of(response)


def test_into_an_empty_section_nothing_is_asked(report, finance):
    make_words(report, "Reasons", "")

    page = finance.get(DRAFT).content.decode()

    assert 'type="hidden" name="how" value="append"' in page
    assert "It has no text yet." in page


def test_a_paper_without_paragraphs_is_told_to_add_a_section(report, finance):
    report.sections.exclude(kind=Kind.HEADINGS).delete()

    assert "Add a section of numbered paragraphs" in words_of(finance.get(DRAFT))


def test_a_published_paper_is_not_drafted_into(report, finance):
    seen = seen_on(finance)
    submit_quarter(quarter=report.quarter, user=None)
    publish(quarter=report.quarter, user=finance.person)

    assert "take the quarter back" in words_of(finance.get(DRAFT))
    assert put_in(finance, seen, "replace").status_code == 409
    assert section_of(report, "Reasons").body == "Written by hand."


def test_the_report_and_the_studio_lead_finance_to_the_draft(report, finance):
    link = f'href="{DRAFT}"'

    assert link in finance.get("/reports/2024-25/q2/").content.decode()
    assert link in finance.get("/reports/2024-25/q2/edit/").content.decode()
    submit_quarter(quarter=report.quarter, user=None)
    board = Client()
    board.force_login(make_person(Role.BOARD, partner=report.quarter.year.partners.last()))
    assert link not in board.get("/reports/2024-25/q2/").content.decode()
    assert board.get(DRAFT).status_code == 404
