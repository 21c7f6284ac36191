"""The first page after signing in: what waits for this person."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budgets.home import board_section, finance_section, officer_sections
from partners.models import OutgoingEmail, User
from partners.permissions import can_enter_figures, can_manage_people, is_board
from reports.home import drafts_at_board, meetings_ahead


@require_safe
@login_required
def home(request):
    """Each role's section in turn; the first one gives the page its heading."""
    user = request.user
    finance = finance_section(user) if can_enter_figures(user) else None
    board = board_section(user) if is_board(user) else None
    officers = officer_sections(user)
    sections = [section for section in (finance, board, *officers) if section]
    context = {
        "today": timezone.localdate(),
        "finance": finance,
        "meetings": meetings_ahead() if finance else (),
        "at_board": drafts_at_board() if finance else (),
        "to_clear": drafts_at_board(user) if board else (),
        "board": board,
        "officers": officers,
        "first": sections[0] if sections else None,
        "people": _people() if can_manage_people(user) else None,
    }
    return render(request, "home.html", context)


def _people() -> dict:
    people = User.objects.filter(is_active=True)
    return {
        "count": people.count(),
        "without_role": people.filter(memberships=None),
        "emails_waiting": OutgoingEmail.objects.waiting().count(),
    }
