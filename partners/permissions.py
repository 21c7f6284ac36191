"""Every access rule, as predicates for views and templates, and the decorators made from them.

Rules: finance officers see everything; board members a quarter once it is with the board; partner
officers their own share then, and everything once published; administrators no unpublished
figure. Whatever may not be seen is not found (404). Years and quarters are known here only by
their state.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from partners.models import Partner, Role, User

BEING_SET = "being_set"
WITH_BOARD, PUBLISHED = "with_board", "published"
SHOWN_TO_BOARD = (WITH_BOARD, PUBLISHED)


def roles_of(user) -> frozenset[tuple[str, int]]:
    """(role, partner key) of each membership; read once per signed-in request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(user.memberships.values_list("role", "partner_id"))
    return user._roles


def holds(user, *roles: str) -> bool:
    return any(role in roles for role, _ in roles_of(user))


def is_finance(user) -> bool:
    return holds(user, Role.FINANCE)


def is_board(user) -> bool:
    return holds(user, Role.BOARD)


def holds_any_role(user) -> bool:
    """See that years and quarters exist, and where they stand; a sign-in alone shows nothing."""
    return bool(roles_of(user))


def is_officer_of(user, partner: Partner) -> bool:
    return (Role.OFFICER, partner.pk) in roles_of(user)


def follows_quarters(user) -> bool:
    """Have to do with the figures: everybody with a role but administrators alone."""
    return holds(user, Role.FINANCE, Role.OFFICER, Role.BOARD)


def people_with_roles() -> list[User]:
    """Everybody who can sign in and holds a role, with their roles read for all at once."""
    people = User.objects.filter(is_active=True, memberships__isnull=False).distinct()
    people = list(people.prefetch_related("memberships__partner"))
    for person in people:
        held = person.memberships.all()
        person._roles = frozenset((each.role, each.partner_id) for each in held)
    return people


def can_enter_figures(user) -> bool:
    """Enter figures, submit and reopen quarters, keep the register, write the report."""
    return is_finance(user)


def can_set_budget(user) -> bool:
    """Set up years, approve their budgets and change them."""
    return is_finance(user)


def can_manage_people(user) -> bool:
    return holds(user, Role.ADMINISTRATOR)


def can_see_quarter(user, quarter) -> bool:
    """Every line and every partner's recharge of one quarter, and its report."""
    if is_finance(user):
        return True
    if is_board(user) and quarter.state in SHOWN_TO_BOARD:
        return True
    return bool(roles_of(user)) and quarter.state == PUBLISHED


def can_see_budget(user, year, quarters) -> bool:
    """A year's budget by line, and every partner's budgeted recharge; ``quarters`` are the year's.

    A budget still being set is finance's alone; a published quarter prints the whole of it.
    """
    if is_finance(user):
        return True
    published = any(can_see_quarter(user, quarter) for quarter in quarters)
    return year.state != BEING_SET and (is_board(user) or published)


def can_see_budgeted_recharge(user, partner: Partner, year, quarters) -> bool:
    """What one partner was budgeted to pay in a year."""
    own = is_officer_of(user, partner) and year.state != BEING_SET
    return own or can_see_budget(user, year, quarters)


def can_see_recharge(user, partner: Partner, quarter) -> bool:
    """One partner's share of one quarter, its working, statement and cameras in it."""
    own = is_officer_of(user, partner) and quarter.state in SHOWN_TO_BOARD
    return own or can_see_quarter(user, quarter)


def can_see_invoices(user, partner: Partner, year) -> bool:
    """One partner's invoices of a year and its statement; figures of a quarter stand there only
    with ``can_see_recharge``. They lie between the host and the partner; a quarter's paper prints
    them only where finance gave it a section for them.
    """
    allowed = is_finance(user) or is_board(user) or is_officer_of(user, partner)
    return allowed and year.state != BEING_SET


def can_see_all_invoices(user, year) -> bool:
    """Every partner's invoices of a year side by side."""
    return (is_finance(user) or is_board(user)) and year.state != BEING_SET


def can_keep_invoices(user) -> bool:
    """Choose the instalments, and mark invoices as issued."""
    return is_finance(user)


def can_see_any_recharge(user, quarter) -> bool:
    """Open the pages on the shares of one quarter; whose stand there is ``can_see_recharge``."""
    own = holds(user, Role.OFFICER) and quarter.state in SHOWN_TO_BOARD
    return own or can_see_quarter(user, quarter)


def can_reply_for(user, partner: Partner) -> bool:
    """Confirm one partner's share of a quarter before the board, or ask about it."""
    return is_officer_of(user, partner)


def can_answer_queries(user) -> bool:
    """Answer partners' queries, and see which partner has said what."""
    return is_finance(user)


def can_take_part_in_replies(user) -> bool:
    """Ask about some council's share, or answer."""
    return can_answer_queries(user) or holds(user, Role.OFFICER)


def can_see_replies(user, partner: Partner) -> bool:
    """Read what one partner and finance said to each other."""
    return can_answer_queries(user) or can_reply_for(user, partner)


def can_see_register(user) -> bool:
    """Open the camera register; which cameras stand in it is ``can_see_cameras_of``."""
    return holds(user, Role.FINANCE, Role.BOARD, Role.OFFICER)


def can_see_all_cameras(user) -> bool:
    return holds(user, Role.FINANCE, Role.BOARD)


def can_see_cameras_of(user, partner: Partner) -> bool:
    """One partner's cameras: partner officers see their own council's only."""
    return can_see_all_cameras(user) or is_officer_of(user, partner)


def partners_as_officer(user) -> frozenset[int]:
    """Keys of the partners whose officer this person is."""
    return frozenset(partner for role, partner in roles_of(user) if role == Role.OFFICER)


def can_follow_board(user, quarter) -> bool:
    """Read what the board says of a draft, and who has cleared it; never of what is published."""
    if is_finance(user):
        return quarter.state != PUBLISHED
    return can_clear(user, quarter)


def can_clear(user, quarter) -> bool:
    """Comment on the draft of one quarter, clear it or send it back."""
    return is_board(user) and quarter.state == WITH_BOARD


def can_see_edition(user, edition) -> bool:
    """A published edition: anybody where it is public, else people of the partner councils.

    What is exempt from publication is theirs just as what is for the partners only.
    """
    return edition.visibility == "public" or bool(roles_of(user))


def can_see_marked_lines(user) -> bool:
    """The lines that a public edition does not show by themselves: people of the partner councils."""
    return bool(roles_of(user))


def can_mark_lines(user) -> bool:
    """Say which lines the public is not shown, and look at the paper as the public will read it."""
    return is_finance(user)


def refused(request: HttpRequest) -> HttpResponse:
    """The answer for whom there is nothing here: visitors, who may be somebody, are asked to sign in.

    Whether the thing exists is not told: call it for what is missing too. Http404: signed in.
    """
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def require(allowed: Callable) -> Callable:
    """A view for signed-in people for whom ``allowed(user)`` holds; others get a 404."""

    def decorate(view):
        @login_required
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not allowed(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return checked

    return decorate
