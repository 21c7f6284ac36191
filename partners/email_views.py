"""E-mails as pages: everybody's own choice of them, and for administrators whether they go out."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST, require_safe

from partners.email_choices import choose_emails, events_for, wanted_by
from partners.email_forms import EmailsForm
from partners.invitations import CONSOLE
from partners.models import OutgoingEmail
from partners.outbox import send_in_passing, waiting_in_words
from partners.permissions import can_manage_people, require

SHOWN = 50


@login_required
def account_emails(request):
    """Choose which e-mails one gets."""
    events = events_for(request.user)
    # No tick at all is an answer too, so an empty form that is sent is read.
    sent = request.POST if request.method == "POST" else None
    form = EmailsForm(sent, events=events, initial={"wanted": wanted_by(request.user)})
    if form.is_valid():
        wanted = choose_emails(user=request.user, wanted=form.cleaned_data["wanted"])
        messages.success(request, _chosen(wanted))
        return redirect("account_emails")
    return render(request, "account/emails.html", {"form": form, "events": events})


def _chosen(wanted) -> str:
    if not wanted:
        return "Your choice is saved. You are told nothing about quarters."
    when = get_text_list([event.label for event in wanted], "and")
    return f"Your choice is saved. You are told when {when}."


@dataclass(frozen=True)
class EmailRow:
    """One message, and in words where it is."""

    email: OutgoingEmail
    state: str
    detail: str = ""


@require(can_manage_people)
@require_safe
def email_list(request):
    """The newest messages, whether they were sent, and what the mail server said."""
    emails = OutgoingEmail.objects.select_related("person").defer("body")
    context = {
        "rows": [_row(email) for email in emails[:SHOWN]],
        "waiting": OutgoingEmail.objects.waiting().count(),
        "shown": SHOWN,
        "is_console": settings.EMAIL_BACKEND == CONSOLE,
        "breadcrumbs": [("Home", reverse("home")), ("People", reverse("people:person_list"))],
    }
    return render(request, "partners/email_list.html", context)


@require(can_manage_people)
@require_POST
def emails_send(request):
    """Try again to send what waits."""
    sent = send_in_passing()
    waiting = OutgoingEmail.objects.waiting()
    left = waiting.count()
    if sent:
        messages.success(request, f"{_counted(sent)} {'is' if sent == 1 else 'are'} sent.")
    if left:
        error = waiting.values_list("last_error", flat=True).last()
        still = f"{_counted(left)} still {'waits' if left == 1 else 'wait'}"
        messages.warning(request, f"{still}: {error}" if error else f"{still}.")
    if not sent and not left:
        messages.info(request, "No e-mail waits.")
    return redirect("people:email_list")


def warn_of_waiting_emails(request, about) -> None:
    """Say on the next page if the e-mails about a step just taken could not be sent yet."""
    if sentence := waiting_in_words(str(about)):
        messages.warning(request, sentence)


def _row(email: OutgoingEmail) -> EmailRow:
    if email.sent_at:
        return EmailRow(email, _moment(email.sent_at))
    if not email.person.is_active:
        return EmailRow(email, "Not sent", "The account is closed.")
    tried = f"{email.last_error[:1].upper()}{email.last_error[1:]}"
    if email.is_given_up:
        return EmailRow(email, "Not sent, given up after a week", tried)
    return EmailRow(email, "Waits", tried)


def _counted(number: int) -> str:
    return "1 e-mail" if number == 1 else f"{number} e-mails"


def _moment(moment) -> str:
    return date_format(localtime(moment), "j F Y, H:i")
