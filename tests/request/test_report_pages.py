"""The list of reports, and a report as a page: who reads it, what it says, what it costs."""

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter, withdraw_quarter
from budgets.models import Quarter
from partners.models import Role
from reports.editions import publish
from reports.models import Report
from tests.budget_pages import heading_of, queries, words_of
from tests.factories import (
    approved,
    enter,
    make_approved_year,
    make_line,
    make_partner,
    make_person,
    make_year,
)
from tests.papers import Kind, make_report, narrative_of, plain_report

pytestmark = pytest.mark.django_db
DETAIL, LIST = "/reports/2024-25/q2/", "/reports/"
MEMBERS = {
    "finance": (Role.FINANCE, 0),
    "board": (Role.BOARD, 1),
    "officer": (Role.OFFICER, 1),
    "administrator": (Role.ADMINISTRATOR, 0),
}


@pytest.fixture
def report():
    return plain_report()


def signed_in(who, report):
    """A client of somebody: a member of the partnership, of nothing at all, or a visitor."""
    client = Client()
    if who == "visitor":
        return client
    partners = list(report.quarter.year.partners.order_by("position"))
    role, place = MEMBERS.get(who, (None, 0))
    person = make_person(*([role] if role else []), partner=partners[place])
    client.force_login(person)
    return client


def brought_to(report, state):
    """The report's quarter taken to a state, by the steps people take."""
    quarter = report.quarter
    author = make_person(Role.FINANCE, partner=quarter.year.partners.get(is_host=True))
    if state != "open":
        submit_quarter(quarter=quarter, user=author)
    if state.startswith("published") or state == "being corrected":
        publish(quarter=quarter, user=author, **READERS.get(state, {}))
    if state == "being corrected":
        withdraw_quarter(quarter=quarter, user=author, reason="A figure was wrong.")
    return Quarter.objects.of(quarter.year.period, quarter.number)


DRAFT, EDITION, NOTHING, SIGN_IN = "Draft, last changed", "Edition 1, ", None, "sign-in"
READERS = {"published as exempt": {"visibility": "exempt", "paragraph": 3}}
READS = {
    "open": {"finance": DRAFT},
    "with_board": {"finance": DRAFT, "board": DRAFT},
    "published": dict.fromkeys([*MEMBERS, "nobody", "visitor"], EDITION),
    **dict.fromkeys(READERS, dict.fromkeys(MEMBERS, EDITION)),
    "being corrected": {
        **dict.fromkeys([*MEMBERS, "nobody", "visitor"], EDITION),
        "finance": DRAFT,
        "board": DRAFT,
    },
}


@pytest.mark.parametrize("who", [*MEMBERS, "nobody", "visitor"])
@pytest.mark.parametrize("state", READS)
def test_each_role_reads_the_draft_the_edition_or_nothing(state, who, report):
    brought_to(report, state)
    client = signed_in(who, report)

    response = client.get(DETAIL)

    expected = READS[state].get(who, SIGN_IN if who == "visitor" else NOTHING)
    if expected == SIGN_IN:
        assert response.url == f"/accounts/login/?next={DETAIL}"
    elif expected is NOTHING:
        assert response.status_code == 404
    else:
        assert expected in words_of(response)
    listed = DETAIL in client.get(LIST).content.decode()
    assert listed == (expected not in (NOTHING, SIGN_IN))


def test_visitors_go_on_reading_the_newest_edition_that_is_public(report):
    quarter = brought_to(report, "being corrected")
    author = make_person(Role.FINANCE, partner=quarter.year.partners.get(is_host=True))
    publish(quarter=quarter, user=author, visibility="partners", reason="A figure was wrong.")

    assert "Edition 1, " in words_of(signed_in("visitor", report).get(DETAIL))
    assert "Edition 2, " in words_of(signed_in("officer", report).get(DETAIL))


def test_the_page_reads_like_the_paper(demonstration, sign_in):
    response = sign_in("board@hertsmere").get(DETAIL)

    words = words_of(response)
    assert heading_of(response) == "Budget position at Quarter 2, 2024/25"
    assert "Report to the CCTV Joint Executive" in words
    assert "The four partners are expected to pay £522,490 between them for 2024/25" in words
    assert "Balance to recover from partners 543,930 293,858 522,490 −21,440" in words
    assert "East Hertfordshire District Council 103,530 96,320 −7,210 47 18.43" in words
    assert "1.1 East Herts, Hertsmere, North Herts" in words
    assert "<title>Budget position at Quarter 2, 2024/25 – " in response.content.decode()


def test_what_finance_saves_stands_in_the_report_at_once(open_quarter, sign_in):
    enter(open_quarter, {"Premises Related": (17_770, 43_690)})

    words = words_of(sign_in("finance@stevenage").get(DETAIL))

    assert "expected to pay £523,490 between them" in words
    assert "which is £20,440 less than budgeted" in words
    assert "All partners 543,930 523,490 −20,440 257 100.00" in words


def test_contents_lead_to_every_section_and_downloads_stand_beside(demonstration, sign_in):
    html = sign_in("finance@stevenage").get(DETAIL).content.decode()

    for anchor in ("summary", "recommendations", "background", "tables", "bridge", "contacts"):
        assert f'href="#{anchor}"' in html
        assert f'id="{anchor}"' in html
    for name in ("report.pdf", "report.docx", "figures.xlsx", "figures.csv", "figures.json"):
        assert f'href="{DETAIL}{name}"' in html


def test_a_size_is_shown_once_the_file_was_made(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    before = words_of(client.get(DETAIL))

    client.head(f"{DETAIL}report.pdf")

    assert "Paper (PDF)" in before
    assert "Figures (JSON, 3\N{NO-BREAK SPACE}kB)".replace("\N{NO-BREAK SPACE}", " ") in before
    assert "Paper (PDF, " in words_of(client.get(DETAIL))


def test_the_switch_leads_to_quarters_that_can_be_read(demonstration, sign_in):
    board = sign_in("board@stevenage").get(DETAIL).content.decode()
    finance = sign_in("finance@stevenage").get(DETAIL).content.decode()

    assert 'href="/reports/2024-25/q3/"' not in board
    assert 'href="/reports/2024-25/q3/"' in finance


def test_the_page_needs_no_inline_style_or_script(demonstration, sign_in):
    html = sign_in("finance@stevenage").get(DETAIL).content.decode()

    assert "style=" not in html
    assert "<style" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    "address", ["/reports/2031-32/q2/", "/reports/2024-26/q2/", "/reports/2024-25/q5/"]
)
def test_what_does_not_exist_is_not_found(address, demonstration, sign_in):
    assert sign_in("finance@stevenage").get(address).status_code == 404


def test_figures_that_are_not_there_are_named_with_their_place(report):
    wrong = make_report(report.quarter.year.quarters.get(number=3), narrative_of("Hm {{ x.y }}."))

    response = signed_in("finance", wrong).get("/reports/2024-25/q3/")

    assert "Background, paragraph 1.1: “{{ x.y }}” is not a figure" in words_of(response)
    assert "<title>Error: The report on Quarter 3, 2024/25" in response.content.decode()


def test_shares_that_cannot_be_worked_out_are_a_sentence():
    year = make_approved_year()
    report = make_report(year.quarters.get(number=1))
    for camera_type in {service.camera_type for service in year.partners.first().services.all()}:
        camera_type.weights.all().delete()

    response = signed_in("finance", report).get("/reports/2024-25/q1/")

    assert response.status_code == 409
    assert "has no weight on" in words_of(response)


# --- No report yet ---


def test_finance_is_offered_to_begin_a_report_and_begins_it(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    assert "Begin the report" in words_of(client.get("/reports/2024-25/q3/"))

    response = client.post("/reports/2024-25/q3/begin/", follow=True)

    assert "The report on Quarter 3, 2024/25 is begun." in words_of(response)
    assert heading_of(response) == "Edit the paper"
    words = words_of(client.get("/reports/2024-25/q3/"))
    assert "Budget position at Quarter 3, 2024/25" in words
    assert "The four partners are to pay an amount not yet known between them for 2024/25" in words
    assert "Not with the board. Who has cleared" in words
    report = Report.objects.get(quarter__number=3)
    assert report.meeting_date is None
    assert report.history.get().history_user.email == "finance@stevenage.example.gov.uk"


def test_a_report_is_begun_once(demonstration, sign_in):
    client = sign_in("finance@stevenage")

    words = words_of(client.post("/reports/2024-25/q2/begin/", follow=True))

    assert "Quarter 2, 2024/25 has a report already." in words
    assert Report.objects.count() == 1


def test_the_first_report_of_all_begins_with_the_standard_sections():
    year = make_approved_year()
    client = Client()
    client.force_login(make_person(Role.FINANCE, partner=year.partners.get(is_host=True)))

    client.post("/reports/2024-25/q1/begin/")

    report = Report.objects.get()
    assert [section.kind for section in report.sections.all()][:2] == [
        Kind.SUMMARY,
        Kind.RECOMMENDATIONS,
    ]
    assert "Implications" in words_of(client.get("/reports/2024-25/q1/"))


def test_looking_never_begins_a_report(demonstration, sign_in):
    client = sign_in("finance@stevenage")

    client.get("/reports/2024-25/q3/")

    assert client.get("/reports/2024-25/q3/begin/").status_code == 405
    assert Report.objects.count() == 1


@pytest.mark.parametrize("mailbox", ["board@stevenage", "officer@east-herts", "admin@stevenage"])
def test_nobody_else_begins_a_report(mailbox, demonstration, sign_in):
    assert sign_in(mailbox).post("/reports/2024-25/q3/begin/").status_code == 404
    assert Report.objects.count() == 1


def test_a_board_member_is_told_that_there_is_no_report_yet(demonstration, sign_in):
    response = sign_in("board@stevenage").get("/reports/2024-25/q1/")

    assert "There is no report for this quarter yet." in words_of(response)
    assert "Begin" not in words_of(response)


# --- The list ---


def test_the_list_is_newest_first_and_says_where_each_report_stands(demonstration, sign_in):
    words = words_of(sign_in("finance@stevenage").get(LIST))

    assert words.index("Quarter 4") < words.index("Quarter 2")
    assert "24 October 2024 With the board" in words
    assert "No report yet" in words


def test_the_list_without_reports_says_what_to_expect(client):
    assert "No report has been published for everybody yet." in words_of(client.get(LIST))

    client.force_login(make_person(Role.OFFICER, partner=make_partner()))
    assert "There is no report you may read yet." in words_of(client.get(LIST))


def test_the_page_asks_the_database_as_often_for_many_lines_as_for_few(report):
    client = signed_in("finance", report)
    client.get(DETAIL)
    before = queries(lambda: client.get(DETAIL))

    for number in range(6):
        make_line(report.quarter.year, f"Line {number}", 100)
    enter(report.quarter, {f"Line {number}": (1, 2, "Said.") for number in range(6)})

    assert queries(lambda: client.get(DETAIL)) == before


def test_the_list_asks_the_database_as_often_for_many_reports_as_for_few(report):
    client = signed_in("finance", report)
    client.get(LIST)
    before = queries(lambda: client.get(LIST))

    partners = list(report.quarter.year.partners.order_by("position"))
    for starts_in in (2025, 2026):
        for quarter in approved(make_year(partners, starts_in=starts_in)).quarters.all():
            make_report(quarter)

    assert queries(lambda: client.get(LIST)) == before
