"""The proof of a figure as a page: for whom, with which links, and as it was when it was locked."""

import pytest

from budgets.lifecycle import mark_published
from budgets.models import BudgetLine, Quarter
from cameras.models import CameraType, Service
from cameras.weighing import arrange_type, type_mark
from partners.models import Partner
from reports.demonstration.figures import YEAR
from tests import factories
from tests.budget_pages import words_of
from tests.pages import text_of

OF_EAST_HERTS = "/partners/east-herts/2024-25/q2/proof/"
OF_QUARTER = "/budgets/2024-25/q2/proof/"
OTHERS = ("Stevenage", "Hertsmere", "North Herts", "250,830", "75,330", "100,010")
FIGURES = ("cameras", "share", "budgeted", "recharge", "variance", "cost-effect", "share-effect")


def main_of(response):
    """The page without its head and header, where a form carries a token."""
    return text_of(response).split("<main")[1]


def test_finance_follows_a_recharge_down_to_what_was_entered(demonstration, sign_in):
    client = sign_in("finance@stevenage")

    recharge = text_of(client.get(f"{OF_EAST_HERTS}recharge/"))
    balance = text_of(client.get(f"{OF_QUARTER}balance-estimate/"))
    line = BudgetLine.objects.get(name="Income from Company", year__starts_in=YEAR.starts_in)
    estimate = text_of(client.get(f"{OF_QUARTER}line-{line.pk}-estimate/"))

    assert f'href="{OF_EAST_HERTS}share/">18.4349 %' in recharge
    assert f'href="{OF_QUARTER}balance-estimate/">£522,490' in recharge
    assert f'href="{OF_QUARTER}line-{line.pk}-estimate/">−£272,710' in balance.replace(
        '<span class="nowrap">', ""
    )
    assert f'href="/budgets/2024-25/q2/history/{line.pk}/">Estimate of Income' in estimate


def test_an_officer_reads_the_proofs_of_the_own_share_and_nobody_else_s_figure(
    demonstration, sign_in
):
    client = sign_in("officer@east-herts")

    for figure in FIGURES:
        page = text_of(client.get(f"{OF_EAST_HERTS}{figure}/"))
        assert not [
            name for name in OTHERS if name in page.replace("Finance officer, Stevenage", "")
        ]
        assert f'href="{OF_QUARTER}' not in page
    assert client.get(f"{OF_QUARTER}balance-estimate/").status_code == 404
    assert client.get("/partners/hertsmere/2024-25/q2/proof/recharge/").status_code == 404


def test_once_published_everybody_follows_everything_but_working_papers(demonstration, sign_in):
    mark_published(quarter=Quarter.objects.of(YEAR, 2), user=None)
    line = BudgetLine.objects.get(name="Employees", year__starts_in=YEAR.starts_in)

    page = text_of(sign_in("officer@hertsmere").get(f"{OF_QUARTER}line-{line.pk}-actual/"))

    assert "Actual of Employees" in page
    assert "How and why" not in page and "/history/" not in page


@pytest.mark.parametrize(
    "address",
    [
        f"{OF_EAST_HERTS}nothing/",
        f"{OF_QUARTER}balance-comment/",
        f"{OF_QUARTER}line-999999-budget/",
        f"{OF_QUARTER}line-0-budget/",
        "/partners/nobody/2024-25/q2/proof/recharge/",
        "/budgets/2031-32/q2/proof/balance-budget/",
    ],
)
def test_what_there_is_not_is_not_found(demonstration, sign_in, address):
    assert sign_in("finance@stevenage").get(address).status_code == 404


def test_a_locked_quarter_s_proof_stays_as_it_was(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    line = BudgetLine.objects.get(name="Employees", year__starts_in=YEAR.starts_in)
    addresses = [f"{OF_EAST_HERTS}{figure}/" for figure in FIGURES]
    addresses.append(f"{OF_QUARTER}line-{line.pk}-budget/")
    before = [main_of(client.get(address)) for address in addresses]

    other = BudgetLine.objects.exclude(pk=line.pk).get(name="Premises Related")
    factories.make_virement(other, line, 1000, approver="Head of Finance")
    partner = Partner.objects.get(slug="hertsmere")
    factories.make_camera(partner, Service.objects.first().camera_type, reference="HE-new")

    assert [main_of(client.get(address)) for address in addresses] == before


def test_every_figure_of_the_summary_and_of_a_share_leads_to_its_proof(demonstration, sign_in):
    client = sign_in("board@hertsmere")
    summary = text_of(client.get("/budgets/2024-25/q2/"))
    share = text_of(client.get("/partners/east-herts/2024-25/q2/"))

    assert f'<a class="proof" href="{OF_QUARTER}balance-variance/">−21,440</a>' in summary
    assert f'<a class="proof" href="{OF_EAST_HERTS}recharge/">96,320</a>' in summary
    assert f'<a class="proof" href="{OF_EAST_HERTS}cost-effect/">−£4,080</a>' in share
    for figure in FIGURES:
        assert f'href="{OF_EAST_HERTS}{figure}/"' in share


def test_a_type_keeps_the_name_it_had_when_the_quarter_was_put_before_the_board(
    demonstration, sign_in
):
    reactive = CameraType.objects.get(name="Reactive")
    arrange_type(
        camera_type=reactive, name="On call", place=2, shown=type_mark(reactive), user=None
    )
    client = sign_in("finance@stevenage")

    locked = words_of(client.get("/partners/east-herts/2024-25/q2/proof/cameras/"))
    opened = words_of(client.get("/partners/east-herts/2024-25/q3/proof/cameras/"))

    assert "Weight 0.25 of Reactive from 1 Apr 2023" in locked
    assert "Weight 0.25 of On call from 1 Apr 2023" in opened
