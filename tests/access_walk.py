"""Asks for every address of the URL configuration, as everybody, in every state of a quarter.

What came back is kept as plain values, so that one pass through the database serves many tests.
"""

import re
from dataclasses import dataclass
from itertools import product

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from budgets.lifecycle import reopen_quarter
from budgets.models import (
    BudgetDecision,
    BudgetLine,
    Invoice,
    LedgerImport,
    MentionedItem,
    Quarter,
)
from budgets.position import quarter_position
from cameras.models import Service, Weight
from partners.models import Membership, User
from reports.demonstration.figures import YEAR
from reports.demonstration.loading import load_demonstration
from reports.editions import edition_position
from reports.models import BoardComment, Edition, Report, StandingWording
from tests.access_figures import amounts_in_file, figures_of
from tests.access_rows import comment_on_draft, extract_on_its_way
from tests.access_rules import (
    ADDRESSES,
    OF_PEOPLE,
)
from tests.access_states import brought_to
from tests.access_visitors import (
    NOT_ALLOWED,
    NOT_FOUND,
    OPEN,
    PUBLISHED,
    SEEN,
    SENT_ON,
    SIGN_IN,
    STATES,
    VISITORS,
    WITHOUT_ROLE,
    State,
    Visitor,
)
from tests.factories import make_person, make_virement

# A pattern without a name is known by its view, and asked for here.
PATHS = {"closed": "/accounts/email/"}
WRITTEN = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"")
# Sessions, and allauth's copy of an e-mail address, made when a link to set a password is opened.
BOOKKEEPING = {"django_session", "account_emailaddress"}
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Answer:
    """One answer: how the request ended, the figures it holds, and what it wrote (tables)."""

    name: str
    path: str
    method: str
    visitor: Visitor
    state: State
    outcome: str
    amounts: frozenset[int]
    written: tuple[str, ...]
    is_empty: bool


def addresses(patterns=None, namespaces=(), arguments=()):
    """(name, names of its arguments) of every pattern in the URL configuration."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        found = (*arguments, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            name = pattern.name or pattern.callback.__name__
            yield ":".join([*namespaces, name]), found
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from addresses(pattern.url_patterns, inner, found)


def walk():
    """(answers, figures by state): the whole walk, inside the caller's transaction."""
    load_demonstration(lambda sentence: None)
    reopen_quarter(quarter=Quarter.objects.of(YEAR, 1), user=None, reason="Only one is walked.")
    make_person(email=f"{WITHOUT_ROLE.mailbox}.example.gov.uk")
    extract_on_its_way(Quarter.objects.of(YEAR, 2))
    comment_on_draft(Report.objects.get(quarter=Quarter.objects.of(YEAR, 2)))
    # There and back again: a change to be reversed, and budgets that stay as they were.
    one, other = BudgetLine.objects.all()[:2]
    make_virement(one, other, 1)
    make_virement(other, one, 1)
    keys, paths = _session_keys(), dict(_paths())
    figures = {"before": figures_of(quarter_position(Quarter.objects.of(YEAR, 1)))}
    answers = []
    for state in STATES:
        figures[state] = figures_of(quarter_position(brought_to(state)))
        if state == PUBLISHED:
            edition = Edition.objects.get()
            figures["public"] = figures_of(edition_position(edition.public_version))
        for name, path, visitor, method in _requests(state, paths):
            try:
                answers.append(_answer(name, path, visitor, method, state, keys[visitor]))
            except Exception as error:
                asked = f"{visitor.name}: {method} {path}, the quarter {state.name}"
                raise AssertionError(f"{asked}: {error!r}") from error
    return answers, figures


def _requests(state, paths):
    """What is asked in ``state``.

    What knows of no quarter, and a method that no state allows, is asked for once; the pages of
    people once more when the quarter is published.
    """
    for name, address in ADDRESSES.items():
        if state != OPEN and name in OF_PEOPLE:
            methods = ("GET",) if state == PUBLISHED else ()
        else:
            methods = METHODS if state == OPEN else address.methods
        for query in ("", *address.queries):
            for visitor, method in product(VISITORS, methods):
                yield name, paths[name] + query, visitor, method


def _answer(name, path, visitor, method, state, key):
    """Ask in a transaction that is rolled back, so that whatever the request does is undone."""
    browser = Client()
    if key:
        browser.cookies[settings.SESSION_COOKIE_NAME] = key
    written = set()

    def note_writing(execute, sql, *arguments):
        written.update(WRITTEN.findall(sql))
        return execute(sql, *arguments)

    with transaction.atomic(), connection.execute_wrapper(note_writing):
        response = browser.generic(method, path)
        # Also of what is sent bit by bit; the client closes it at the end.
        content = b"".join(response)
        transaction.set_rollback(True)
    return Answer(
        name=name,
        path=path,
        method=method,
        visitor=visitor,
        state=state,
        outcome=_outcome(response),
        amounts=amounts_in_file(content, response.headers.get("Content-Type", "")),
        written=tuple(sorted(written - BOOKKEEPING)),
        is_empty=not content,
    )


def _outcome(response):
    if response.status_code in (301, 302):
        asked_to_sign_in = response.url.startswith(f"{reverse('account_login')}?next=")
        return SIGN_IN if asked_to_sign_in else SENT_ON
    known = {200: SEEN, 409: SEEN, 404: NOT_FOUND, 405: NOT_ALLOWED}
    return known.get(response.status_code, f"status {response.status_code}")


# --- Who asks, and for what ---


def _session_keys():
    """Visitor -> the key of a session of theirs; None for nobody."""
    keys = {}
    for visitor in VISITORS:
        browser = Client()
        if visitor.mailbox:
            browser.force_login(User.objects.get(email=f"{visitor.mailbox}.example.gov.uk"))
        keys[visitor] = browser.session.session_key
    return keys


def _paths():
    """(name, path) of every declared address, with the arguments of ``_arguments``."""
    arguments = _arguments()
    for name, wanted in addresses():
        if name in PATHS:
            yield name, PATHS[name]
        elif name in ADDRESSES:
            of_app = arguments | arguments.get(name.split(":")[0], {})
            yield name, reverse(name, kwargs={argument: of_app[argument] for argument in wanted})


def _arguments():
    """Argument -> value; those that mean something else in an app stand under its name."""
    person = Membership.objects.filter(role="officer", partner__slug="hertsmere").get()
    camera = Service.objects.filter(partner__slug="east-herts").first().camera
    quarter = Quarter.objects.of(YEAR, 2)
    saved, section = quarter.revisions.first(), quarter.report.sections.first()
    return {
        "period": YEAR,
        "number": 2,
        "slug": "east-herts",
        "edition": 1,
        "uidb36": "1",
        "key": "a-key",
        "budgets": {
            "line": saved.line_id,
            "cell": "actual",
            "figure": "balance-estimate",
            "revision": 1,
            "batch": saved.batch_id,
            "place": 3,
            "invoice": Invoice.objects.first().pk,
            "item": MentionedItem.objects.first().pk,
            "kind": "line",
            "record": BudgetLine.history.first().history_id,
            "imported": LedgerImport.objects.get().pk,
            "decision": BudgetDecision.objects.filter(kind="virement").first().pk,
        },
        "cameras": {"pk": camera.pk},
        "shares": {"figure": "recharge"},
        "register": {
            "spell": camera.services.first().pk,
            "pk": camera.pk,
            "camera_type": camera.services.first().camera_type_id,
            "weight": Weight.objects.first().pk,
            "kind": "camera",
            "record": camera.history.first().history_id,
        },
        "reports": {
            "anchor": "p1.1",
            "opening": BoardComment.objects.get().pk,
            "section": section.pk,
            "kind": "section",
            "record": section.history.first().history_id,
        },
        "standing": {
            "wording": StandingWording.objects.first().pk,
            "kind": "wording",
            "record": StandingWording.history.first().history_id,
        },
        "people": {
            "pk": person.user_id,
            "membership": person.pk,
            "kind": "role",
            "record": person.history.first().history_id,
        },
    }
