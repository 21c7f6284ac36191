"""Every address as everybody in every state of a quarter, against the rules of the design.

The table of who gets what is printed by

    .venv/bin/python -m pytest tests/request/test_access.py -s -k table
"""

import logging
from collections import defaultdict

import pytest
from django.db import transaction

from tests.access_figures import amounts_in, kept_from
from tests.access_rules import (
    ADDRESSES,
    undeclared,
)
from tests.access_visitors import (
    BOARD,
    FINANCE,
    NOBODY,
    NOT_FOUND,
    OWN_OFFICER,
    REFUSALS,
    SEEN,
    SENT_ON,
    SIGN_IN,
    STATES,
    VISITORS,
)
from tests.access_walk import addresses, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    """(answers, figures by state) of one walk, whose traces in the database are undone."""
    logging.disable(logging.WARNING)  # a line for each refusal would bury a failure
    with django_db_blocker.unblock(), transaction.atomic():
        found = walk()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    return found


@pytest.fixture
def answers(walked):
    return walked[0]


@pytest.fixture
def figures(walked):
    return walked[1]


def said(answer):
    return f"{answer.visitor.name}, {answer.method} {answer.path}, {answer.state.name}"


# --- Who may open what ---


def test_every_address_has_a_declared_rule():
    names = [name for name, _ in addresses()]

    assert undeclared(names) == []
    assert sorted(ADDRESSES.keys() - names) == [], "rules of addresses that are gone"


def test_an_address_without_a_rule_is_named_in_a_sentence():
    assert undeclared(["home", "budgets:year_lost"]) == [
        "budgets:year_lost has no declared rule: say in tests/access_rules.py who may open "
        "it, and when."
    ]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_everybody_gets_what_the_rules_say(answers, state):
    surprises = [
        f"{said(answer)}: {answer.outcome}, not {' or '.join(expected)}"
        for answer in answers
        if answer.state == state
        and answer.outcome
        not in (expected := ADDRESSES[answer.name].expected(answer.visitor, state, answer.method))
    ]

    assert surprises == [], "\n".join(surprises)


def test_the_walk_asks_for_every_address_as_everybody(answers):
    asked = {(answer.name, answer.visitor) for answer in answers}

    assert len(asked) == len(ADDRESSES) * len(VISITORS)


# --- What is never told, and never done ---


def test_whoever_is_to_sign_in_or_errs_in_the_method_is_told_nothing(answers):
    told = [
        said(answer)
        for answer in answers
        if answer.outcome in REFUSALS and answer.outcome != NOT_FOUND and not answer.is_empty
    ]

    assert told == []


def test_nobody_meets_a_figure_that_is_kept_from_them(answers, figures):
    leaks = [
        f"{said(answer)}: {sorted(leaked)}"
        for answer in answers
        if (leaked := answer.amounts & kept_from(answer.visitor, answer.state, figures))
    ]

    assert leaks == []


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_what_is_kept_from_others_was_there_to_be_met(answers, figures, state):
    """Finance meets every figure of the state, so the test before this one could have failed."""
    met = met_by(FINANCE, state, answers)

    assert figures[state].everything - met == set()
    assert kept_from(FINANCE, state, figures) == set()


def test_an_officer_is_kept_from_the_other_partners_until_publication(answers, figures):
    with_board, published = STATES[1], STATES[2]

    assert met_by(OWN_OFFICER, with_board, answers) >= {96_320, 7_210}
    assert {250_830, 251_930, 75_330} <= kept_from(OWN_OFFICER, with_board, figures)
    assert {250_830, 251_930, 75_330} <= met_by(OWN_OFFICER, published, answers)


def test_the_board_reads_the_edition_and_not_the_correction_that_is_being_entered(answers, figures):
    being_corrected, corrected = STATES[4], STATES[5]

    assert 523_490 in kept_from(BOARD, being_corrected, figures)
    assert 522_490 in met_by(BOARD, being_corrected, answers)
    assert 523_490 in met_by(BOARD, corrected, answers)


def met_by(visitor, state, answers):
    own = (a.amounts for a in answers if (a.visitor, a.state) == (visitor, state))
    return frozenset().union(*own)


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("<td>−250,830</td><b>£251,930.50</b>", {250_830, 251_930}),
        ('{"estimate": 250830.0, "budget": -251930}', {250_830, 251_930}),
        ("<v>250830</v>, 96,320.", {250_830, 96_320}),
        ("token-250830abc, 1,250,830, version 12.250830, 2024", {1_250_830}),
    ],
)
def test_amounts_are_found_however_they_are_written(text, amounts):
    assert amounts_in(text) == amounts


def test_asking_writes_nothing_and_a_refused_request_neither(answers):
    wrote = [
        f"{said(answer)}: {answer.written}"
        for answer in answers
        if answer.written and (answer.method == "GET" or answer.outcome in REFUSALS)
    ]

    assert wrote == [], "\n".join(wrote)
    assert any(answer.written for answer in answers if answer.visitor == FINANCE)


# --- The table ---

SIGNS = {SEEN: "s", SENT_ON: ">", NOT_FOUND: "-", SIGN_IN: "i"}


def table(answers):
    """Lines: a row an address, a column a visitor; a word, or a sign for each state in turn."""
    cells = defaultdict(list)
    for answer in answers:
        address = ADDRESSES[answer.name]
        if answer.method == address.methods[0] and "?" not in answer.path:
            cells[answer.name, answer.visitor].append(answer.outcome)
    yield f"{'':38}" + "".join(f"{visitor.name:15}" for visitor in VISITORS)
    for name in ADDRESSES:
        row = (cell(cells[name, visitor]) for visitor in VISITORS)
        yield f"{name:38}" + "".join(f"{words:15}" for words in row).rstrip()
    yield ""
    yield ", ".join(f"{sign} {outcome}" for outcome, sign in SIGNS.items()) + ", in turn:"
    yield from (f"{number}. {state.name}" for number, state in enumerate(STATES, start=1))


def cell(outcomes):
    return outcomes[0] if len(set(outcomes)) == 1 else "".join(SIGNS[each] for each in outcomes)


def test_the_table_has_a_row_for_every_address(answers):
    lines = list(table(answers))

    print("", *lines, sep="\n")  # noqa: T201 - seen with -s, which is what it is for
    rows = {line.split()[0]: line for line in lines if line}
    assert rows.keys() >= ADDRESSES.keys()
    assert rows["budgets:quarter_detail"].split()[1:] == [
        *("seen", "--ss--", "--ss--", "-sss-s", "--ss--", "not", "found", "sign", "in"),
    ]
    assert rows["reports:report_pdf"].endswith("iisisi") and VISITORS[-1] == NOBODY
