"""The list of partners and a partner's own page: names for everybody with a role, figures as allowed."""

from partners.models import Role
from tests import factories
from tests.pages import text_of


def test_the_list_of_partners_prints_what_each_person_may_see(demonstration, sign_in):
    pages = {
        mailbox: text_of(sign_in(mailbox).get("/partners/"))
        for mailbox in ("board@stevenage", "officer@east-herts", "admin@stevenage")
    }

    assert all(figure in pages["board@stevenage"] for figure in ("250,830", "96,320", "522,490"))
    assert "96,320" in pages["officer@east-herts"]
    assert not any(figure in pages["officer@east-herts"] for figure in ("250,830", "522,490"))
    assert "host of the service" in pages["admin@stevenage"]
    assert "96,320" not in pages["admin@stevenage"]


def test_a_partner_s_page_lists_its_shares_with_their_figures_once_submitted(
    demonstration, sign_in
):
    finance = text_of(sign_in("finance@stevenage").get("/partners/east-herts/"))
    officer = text_of(sign_in("officer@east-herts").get("/partners/east-herts/"))

    assert (
        "/partners/east-herts/2024-25/q2/" in officer
        and "96,320" in officer
        and "−7,210" in officer
    )
    assert "/partners/east-herts/2024-25/q3/" in finance
    assert "/partners/east-herts/2024-25/q3/" not in officer


def test_without_partners_or_shares_the_pages_say_what_to_do(db, client):
    partner = factories.make_partner("Ashdown", is_host=True)
    client.force_login(factories.make_person(Role.OFFICER, partner=partner))

    assert "Recharges stand here once a quarter is with the board" in text_of(
        client.get("/partners/")
    )
    assert "No share of Ashdown is open to you yet" in text_of(client.get("/partners/ashdown/"))
