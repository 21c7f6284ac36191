"""The pages that say why a share moved: what they print, and who may read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.lifecycle import mark_published, submit_quarter
from cameras.models import CameraType, Weight
from partners.models import Partner, Role
from tests import factories
from tests.pages import text_of

SHARE = "/partners/east-herts/2024-25/q2/"
WORKED_OUT = "/cameras/2024-25/shares/"
OTHERS = ("Stevenage", "Hertsmere", "North Herts")
FIGURES_OF_OTHERS = ("250,830", "75,330", "100,010", "251,930", "80,970", "107,500", "123.20")


def publish(quarter):
    mark_published(quarter=quarter, user=None)


@pytest.fixture
def finance_client(db):
    """``finance_client(partner)``: signed in as finance officer of the host."""

    def signed_in(partner):
        client = Client()
        client.force_login(factories.make_finance_officer(partner))
        return client

    return signed_in


def test_an_officer_reads_the_amount_the_reasons_and_the_working(demonstration, sign_in):
    page = text_of(sign_in("officer@east-herts").get(SHARE))

    assert "<title>East Herts’ share, Quarter 2, 2024/25 – " in page
    assert "£96,320 estimated, £7,210 less than budgeted</h1>" in page
    assert "−£4,080</a></b> <span>The four partners now have £21,440 less to pay" in page
    assert "−£3,130</a></b> <span>East Herts’ share has gone from 19.03 % to 18.43 %" in page
    assert "£522,490 balance to recover × 47.3125 ÷ 256.6458333" in page
    assert '<h2 class="govuk-heading-m flush" id="own-cameras">Your cameras</h2>' in page


def test_an_officer_reads_no_other_partner_s_name_or_figure(demonstration, sign_in):
    client = sign_in("officer@east-herts")

    pages = [
        text_of(client.get(address)) for address in (SHARE, WORKED_OUT, "/partners/east-herts/")
    ]

    for page in pages:
        assert not [name for name in OTHERS if name in page]
        assert not [figure for figure in FIGURES_OF_OTHERS if figure in page]


def test_a_share_opens_to_others_once_it_is_published(demonstration, sign_in):
    people = {
        "finance@stevenage": (200, 200),
        "board@hertsmere": (200, 200),
        "officer@east-herts": (200, 200),
        "officer@hertsmere": (404, 200),
        "admin@stevenage": (404, 200),
    }

    before = {mailbox: sign_in(mailbox).get(SHARE).status_code for mailbox in people}
    publish(demonstration)
    after = {mailbox: sign_in(mailbox).get(SHARE).status_code for mailbox in people}

    assert {mailbox: (before[mailbox], after[mailbox]) for mailbox in people} == people


def test_visitors_are_asked_to_sign_in_and_people_without_a_role_find_nothing(
    demonstration, client
):
    addresses = (SHARE, WORKED_OUT, "/partners/", "/partners/east-herts/")
    visits = [client.get(address) for address in addresses]
    client.force_login(factories.make_person())

    refusals = [client.get(address).status_code for address in addresses]

    assert all(visit.url.startswith("/accounts/login/") for visit in visits)
    assert refusals == [404] * len(addresses)


def test_an_open_quarter_is_finance_s_alone(open_quarter, sign_in):
    finance = text_of(sign_in("finance@stevenage").get(SHARE))
    refused = [
        sign_in(mailbox).get(SHARE).status_code
        for mailbox in ("board@stevenage", "officer@east-herts", "admin@stevenage")
    ]

    assert "only finance officers see this page" in finance
    assert refused == [404, 404, 404]


def test_what_is_not_there_is_not_found(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    addresses = (
        "/partners/nowhere/",
        "/partners/nowhere/2024-25/q2/",
        "/partners/east-herts/2023-24/q2/",
        "/partners/east-herts/2024-26/q2/",
        "/partners/east-herts/2024-25/q5/",
        "/cameras/2023-24/shares/",
        f"{WORKED_OUT}?quarter=q5",
        f"{WORKED_OUT}?quarter=",
    )

    found = [address for address in addresses if client.get(address).status_code != 404]

    assert found == []


def test_a_partner_outside_the_year_has_no_share_in_it(demonstration, sign_in):
    factories.make_partner("Broxbourne", position=9)

    client = sign_in("finance@stevenage")

    assert client.get("/partners/broxbourne/2024-25/q2/").status_code == 404
    assert "No share of Broxbourne is open to you yet" in text_of(
        client.get("/partners/broxbourne/")
    )


def test_later_changes_of_the_register_do_not_move_what_was_put_before_the_board(
    demonstration, sign_in
):
    east_herts = Partner.objects.get(slug="east-herts")
    active = CameraType.objects.get(name="Actively monitored")
    factories.make_cameras(east_herts, active, 12, first_day=date(2024, 4, 1))
    finance = sign_in("finance@stevenage")

    share = text_of(sign_in("officer@east-herts").get(SHARE))
    frozen = text_of(finance.get(f"{WORKED_OUT}?quarter=q2"))
    now = text_of(finance.get(WORKED_OUT))

    assert "£96,320 estimated" in share and "Number × months" in share
    assert '<td class="num">44</td>' in share and '<td class="num">56</td>' not in share
    assert "as locked with Quarter 2" in frozen and "47.3125" in frozen
    assert "By the camera register as it stands now" in now and "59.3125" in now


def test_all_shares_are_worked_out_month_by_month_to_the_pound(demonstration, sign_in):
    page = text_of(sign_in("board@hertsmere").get(WORKED_OUT))

    months = "".join(
        f'<td class="num">{number}</td>' for number in [108] * 3 + [118] * 2 + [119] * 7
    )
    assert months in page
    for figure in ("123.2083", "47.3125", "37.0000", "49.1250", "256.6458", "115.1250", "248.5625"):
        assert figure in page
    for figure in ("5,914/12,319", "48.0071", "46.3163", "250,832.52", "75,326.10"):
        assert figure in page
    assert "own council" not in page


def test_an_officer_s_page_of_shares_has_own_rows_and_one_total(demonstration, sign_in):
    client = sign_in("officer@east-herts")
    before = text_of(client.get(WORKED_OUT))
    publish(demonstration)

    after = text_of(client.get(WORKED_OUT))

    assert "These are your own council’s figures" in before
    assert "47.3125" in before and "256.6458" in before
    assert all(name in after for name in OTHERS) and "123.2083" in after


def test_before_anything_is_submitted_only_finance_sees_shares_worked_out(db, finance_client):
    year = factories.make_approved_year()
    host = Partner.objects.get(is_host=True)
    board = Client()
    board.force_login(factories.make_person(Role.BOARD, Role.OFFICER, partner=host))

    page = text_of(finance_client(host).get(f"/cameras/{year.label}/shares/"))

    assert "Not every line of Quarter 1 has an estimate yet" in page
    assert board.get(f"/cameras/{year.label}/shares/").status_code == 404


def test_a_share_before_the_budget_is_approved_says_so(db, finance_client):
    ashdown, birchley = factories.make_partners(2)
    factories.make_cameras(ashdown, factories.make_camera_type(), 3)
    year = factories.make_year([ashdown, birchley])
    factories.make_figure(year.quarters.get(number=1), year.lines.get(), 200, 900)
    client = finance_client(ashdown)

    share = text_of(client.get("/partners/birchley/2024-25/q1/"))
    shares = text_of(client.get("/cameras/2024-25/shares/?quarter=q1"))

    assert "£0 estimated, budget not yet approved</h1>" in share
    assert "The budget of 2024/25 is not approved yet" in share
    assert "None in service this year" in share
    assert "900.00" in shares and "None" not in shares


def test_a_year_by_day_with_several_elements_and_shares_rounded_first_is_worked_out(
    db, finance_client
):
    ashdown, birchley, coldbrook = factories.make_partners(3)
    kind = factories.make_camera_type(weight="0.5")
    Weight.objects.create(camera_type=kind, starts_on=date(2024, 10, 1), weight=Decimal(1))
    factories.make_cameras(ashdown, kind, 3, last_day=date(2024, 6, 30))
    factories.make_cameras(birchley, kind, 2)
    year = factories.make_year(
        [ashdown, birchley, coldbrook],
        averaging="daily",
        round_shares_first=True,
        elements=[("Base charge", 40, "equal", {}), ("By camera", 60, "cameras", {})],
    )
    factories.approved(year)
    factories.enter(year.quarters.get(number=1), {"Employees": (200, "900.50")})
    client = finance_client(ashdown)

    share = text_of(client.get("/partners/ashdown/2024-25/q1/"))
    shares = text_of(client.get("/cameras/2024-25/shares/?quarter=q1"))

    # Three cameras at a half for the 91 days to 30 June: 3 × 91 ÷ 365 × 0.5.
    assert "0.3740" in share
    assert "until 30 Jun 2024" in share and "Days <small>of 365</small>" in share
    assert "40 % of the balance × 1 ÷ 3, equally among three partners" in share
    assert "Share, rounded" in share and "The same, day by day" in share
    assert "weight 0.50" in shares and "weight 1.00" in shares
    assert "136.50</td>" in shares and "÷ 365" in shares and "30 Sep 2024" in shares
    assert "Base charge <small>of the 40 %</small>" in shares


def test_a_register_that_cannot_be_worked_out_is_answered_in_words(db, finance_client):
    ashdown, birchley = factories.make_partners(2)
    factories.make_year([ashdown, birchley])
    factories.make_cameras(ashdown, factories.make_camera_type("Drone", weight=None), 1)
    client = finance_client(ashdown)

    for address in ("/partners/ashdown/2024-25/q1/", "/cameras/2024-25/shares/"):
        response = client.get(address)

        assert response.status_code == 409
        assert "Camera type “Drone” has no weight" in response.content.decode()


@pytest.mark.parametrize("submitted", [False, True], ids=["open", "with the board"])
@pytest.mark.parametrize(
    "address", ["/partners/", "/partners/ashdown/{year}/q1/", "/cameras/{year}/shares/?quarter=q1"]
)
def test_more_partners_take_no_more_queries(db, finance_client, address, submitted):
    partners, kind = factories.make_partners(5), factories.make_camera_type()
    client, counts = finance_client(partners[0]), []
    for partner in partners:
        factories.make_cameras(partner, kind, 2)
    for starts_in, number in ((2024, 2), (2025, 5)):
        year = factories.approved(factories.make_year(partners[:number], starts_in=starts_in))
        quarter = year.quarters.get(number=1)
        factories.enter(quarter, {"Employees": (200, 900)})
        if submitted:
            submit_quarter(quarter=quarter, user=None)
        client.get("/partners/")  # whatever is asked once a person is not counted

        with CaptureQueriesContext(connection) as queries:
            text_of(client.get(address.format(year=year.label)))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
