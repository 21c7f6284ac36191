"""People and their roles, for administrators. What is written, and refused, is in ``people_actions``."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from partners import people_actions
from partners.invitations import can_be_invited, days_valid, invite
from partners.models import User
from partners.people_actions import PeopleRefused
from partners.people_forms import (
    ChangedPersonForm,
    FurtherRoleForm,
    NewPersonForm,
    PeopleFilter,
    WhyForm,
)
from partners.people_records import ROLE, history_of
from partners.permissions import can_manage_people, require
from partners.records.pages import log_address, offered, put_back_at

PEOPLE_ON_A_PAGE = 50


@dataclass(frozen=True)
class Question:
    """A page that asks before it does something, and the sentence that says it is done."""

    heading: str
    sentences: tuple[str, ...]
    button: str
    done: str = ""
    is_warning: bool = True


@require(can_manage_people)
@require_safe
def person_list(request):
    filters = PeopleFilter(request.GET)
    page = Paginator(filters.people(), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": filters,
        "page_obj": page,
        "page_query": f"{query.urlencode()}&" if query else "",
        "is_filtered": any(query.values()),
        "breadcrumbs": _trail()[:1],
    }
    return render(request, "partners/person_list.html", context)


@require(can_manage_people)
def person_add(request):
    form = NewPersonForm(request.POST or None)
    if form.is_valid():
        try:
            person = people_actions.add_person(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _invited(request, person, f"{person} is added.")
    context = {"form": form, "breadcrumbs": _trail()}
    return render(request, "partners/person_add.html", context)


@require(can_manage_people)
@require_safe
def person_detail(request, pk):
    person = _person(pk)
    context = {
        "person_shown": person,
        "memberships": person.memberships.select_related("partner"),
        "can_be_invited": can_be_invited(person),
        "has_second_step": is_mfa_enabled(person),
        "is_oneself": person == request.user,
        "changes": offered(history_of(person), put_back_at("people:put_back", undoes=[ROLE])),
        "log": log_address("people:history", person=person.pk),
        "breadcrumbs": _trail(),
    }
    return render(request, "partners/person_detail.html", context)


@require(can_manage_people)
def person_edit(request, pk):
    person = _person(pk)
    stands = {"name": person.name, "email": person.email}
    form = ChangedPersonForm(request.POST or None, initial=stands)
    if form.is_valid():
        try:
            person = people_actions.change_person(
                person=person, **form.cleaned_data, by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{person} is saved.")
            return redirect(_address(person))
    context = {"form": form, "person_shown": person, "breadcrumbs": _trail(person)}
    return render(request, "partners/person_edit.html", context)


@require(can_manage_people)
def role_add(request, pk):
    person = _person(pk)
    form = FurtherRoleForm(request.POST or None)
    if form.is_valid():
        try:
            membership = people_actions.give_role(
                person=person, **form.cleaned_data, by=request.user
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{person} now has the role {membership}.")
            return redirect(_address(person))
    context = {"form": form, "person_shown": person, "breadcrumbs": _trail(person)}
    return render(request, "partners/person_role_add.html", context)


@require(can_manage_people)
def role_take(request, pk, membership):
    person = _person(pk)
    held = get_object_or_404(person.memberships.select_related("partner"), pk=membership)
    question = Question(
        heading=f"Take away the role {held}?",
        sentences=(f"{person} loses what this role shows and allows at once.",),
        button="Take the role away",
        done=f"{person} no longer has the role {held}.",
    )
    return _ask(request, person, question, partial(people_actions.take_role, membership=held))


@require(can_manage_people)
def person_close(request, pk):
    person = _person(pk)
    question = Question(
        heading=f"Close the account of {person}?",
        sentences=(
            "They are signed out at once and cannot sign in any more.",
            "What they entered, and their name in every history, stays. So do their roles: "
            "the account can be opened again.",
        ),
        button="Close the account",
        done=f"The account of {person} is closed.",
    )
    return _ask(request, person, question, partial(people_actions.close_account, person=person))


@require(can_manage_people)
def person_open(request, pk):
    person = _person(pk)
    roles = "; ".join(map(str, person.memberships.select_related("partner")))
    question = Question(
        heading=f"Open the account of {person} again?",
        sentences=(
            "They can sign in again with the password they had.",
            f"They have again what they had before: {roles}." if roles else "They hold no role.",
        ),
        button="Open the account",
        done=f"The account of {person} is open again.",
        is_warning=False,
    )
    return _ask(request, person, question, partial(people_actions.open_account, person=person))


@require(can_manage_people)
def second_step_remove(request, pk):
    person = _person(pk)
    question = Question(
        heading=f"Remove the second step of {person}?",
        sentences=(
            "They then sign in with their password alone, until they set a second step up again.",
            "Do it only when they have lost both phone and recovery codes, and you are sure that "
            "it is they who ask.",
        ),
        button="Remove the second step",
        done=f"{person} signs in with the password alone.",
    )
    act = partial(people_actions.remove_second_step, person=person)
    return _ask(request, person, question, act)


@require(can_manage_people)
@never_cache
def person_invite(request, pk):
    person = _person(pk)
    if not can_be_invited(person):
        messages.error(request, f"{person} has a password already, or their account is closed.")
        return redirect(_address(person))
    if request.method == "POST":
        return _invited(request, person)
    question = Question(
        heading=f"Invite {person} again?",
        sentences=(
            f"A new link to choose a password is sent to {person.email}.",
            f"It works once, for {days_valid()} days.",
        ),
        button="Send the link",
        is_warning=False,
    )
    return _question_page(request, person, question)


def _ask(request, person: User, question: Question, act: Callable[[], object]):
    """GET asks, POST does it, and why; a refusal is shown on the page that asked."""
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(by=request.user, reason=form.cleaned_data["reason"])
        except PeopleRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, question.done)
            return redirect(_address(person))
    return _question_page(request, person, question, form)


def _question_page(request, person: User, question: Question, form: WhyForm | None = None):
    context = {
        "question": question,
        "form": form,
        "errors": [("", error) for error in form.non_field_errors()] if form else [],
        "person_shown": person,
        "breadcrumbs": _trail(person),
    }
    return render(request, "partners/person_confirm.html", context)


@never_cache
def _invited(request, person: User, added: str = ""):
    """Send the link; where no mail goes out, show it once to be passed on."""
    invitation = invite(person)
    if invitation.sent:
        sent = f"A link to choose a password is on its way to {person.email}."
        messages.success(request, f"{added} {sent}".strip())
        return redirect(_address(person))
    context = {
        "person_shown": person,
        "link": invitation.link,
        "days": days_valid(),
        "added": added,
        "breadcrumbs": _trail(person),
    }
    return render(request, "partners/person_link.html", context)


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


def _address(person: User) -> str:
    return reverse("people:person_detail", args=[person.pk])


def _trail(person: User | None = None) -> list[tuple[str, str]]:
    trail = [("Home", reverse("home")), ("People", reverse("people:person_list"))]
    return [*trail, (str(person), _address(person))] if person else trail
