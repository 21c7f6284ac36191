"""Who may open the register and the pages on shares, and whose cameras and shares stand there."""

import pytest

from budgets.models import Quarter
from partners.models import Role
from partners.permissions import (
    can_see_any_recharge,
    can_see_cameras_of,
    can_see_register,
    partners_as_officer,
)
from tests import factories

pytestmark = pytest.mark.django_db

OPEN, WITH_BOARD, PUBLISHED = Quarter.State.values


def test_the_register_opens_to_finance_board_and_officers_only():
    host = factories.make_partner(is_host=True)

    opened = {
        role: can_see_register(factories.make_person(role, partner=host)) for role in Role.values
    }

    assert opened == {"finance": True, "officer": True, "board": True, "administrator": False}
    assert not can_see_register(factories.make_person())


def test_officers_see_their_own_council_s_cameras_and_others_all():
    ashdown, birchley = factories.make_partners(2)
    officer = factories.make_person(Role.OFFICER, partner=birchley)
    board = factories.make_person(Role.BOARD, partner=birchley)

    assert can_see_cameras_of(officer, birchley) and not can_see_cameras_of(officer, ashdown)
    assert can_see_cameras_of(board, ashdown) and can_see_cameras_of(board, birchley)
    assert partners_as_officer(officer) == {birchley.pk} and partners_as_officer(board) == set()


@pytest.mark.parametrize(
    ("role", "states"),
    [
        (Role.FINANCE, {OPEN, WITH_BOARD, PUBLISHED}),
        (Role.BOARD, {WITH_BOARD, PUBLISHED}),
        (Role.OFFICER, {WITH_BOARD, PUBLISHED}),
        (Role.ADMINISTRATOR, {PUBLISHED}),
    ],
)
def test_pages_on_shares_open_with_the_state_of_the_quarter(role, states):
    person = factories.make_person(role, partner=factories.make_partner(is_host=True))

    opened = {
        state
        for state in Quarter.State.values
        if can_see_any_recharge(person, Quarter(state=state))
    }

    assert opened == states
