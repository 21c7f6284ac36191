"""The browser's numbers against the server's: what can be read, how it is divided and printed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.arithmetic import apportion, spent_share
from cctvpartnership.figures import (
    UnreadableAmount,
    percent,
    pounds,
    read_amount,
    signed_pounds,
)
from tests.strategies import amounts, units, weights

pytestmark = pytest.mark.browser

MODULE = "/static/js/figures.js"
# As people type, and what is nearly that; with spaces that Python and browsers take differently.
NEARLY = " \t\x1c\x85\xa0\u2009\ufeff££-\u2212(),,..00123456789CRcr"
WRITTEN = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", " ", "(", "£", "-£", "£-", "\u2212", "(£", "--"]),
        st.sampled_from(
            ["0", "7", "007", "1234", "1,234", "12,34", "1,234,567", "999,999,999", "1000000000"]
        ),
        st.sampled_from(["", ".5", ".50", ".999", ".", ",5", ".99"]),
        st.sampled_from(["", " ", ")", "-", " CR", "cr", "\x1cCr", " DR", "%"]),
    ),
)
TYPED = st.one_of(WRITTEN, st.text(NEARLY, max_size=14), st.text(max_size=6))


@pytest.fixture
def ask(page, live_server):
    """``ask(body, cases)``: what the script answers to each case, BigInts as text."""
    page.goto(f"{live_server.url}/accounts/login/")

    def answers(body, cases):
        return page.evaluate(
            f"""async (cases) => {{
                const {{ readAmount, readShare, apportion, printPounds, printSigned, printPercent,
                         UNREADABLE }} = await import("{MODULE}");
                const told = (value) => typeof value === "bigint" ? String(value)
                    : value === UNREADABLE ? "unreadable" : value;
                return cases.map((one) => told(({body})(one)));
            }}""",
            cases,
        )

    return answers


def in_pence(amount):
    return str(int(amount * 100))


def as_read(typed):
    try:
        amount = read_amount(typed)
    except UnreadableAmount:
        return "unreadable"
    return None if amount is None else in_pence(amount)


def test_the_script_reads_and_refuses_what_the_server_does(ask, transactional_db):
    @settings(max_examples=20)
    @given(st.lists(TYPED, min_size=20, max_size=40))
    def holds(cases):
        assert ask("readAmount", cases) == [as_read(typed) for typed in cases]

    holds()


def test_the_script_divides_as_the_server_does(ask, transactional_db):
    divided = st.tuples(amounts, weights(), units)

    @settings(max_examples=20)
    @given(st.lists(divided, min_size=5, max_size=15))
    def holds(cases):
        sent = [
            [in_pence(amount), [str(weight) for weight in shares.values()], unit * 100]
            for amount, shares, unit in cases
        ]
        parts = ask(
            "([pence, shares, unit]) => "
            "apportion(BigInt(pence), shares.map(readShare), BigInt(unit)).map(String)",
            sent,
        )
        assert parts == [
            [in_pence(part) for part in apportion(amount, shares, unit).parts.values()]
            for amount, shares, unit in cases
        ]

    holds()


def test_the_script_prints_as_the_server_does(ask, transactional_db):
    @settings(max_examples=20)
    @given(st.lists(st.tuples(amounts, amounts), min_size=5, max_size=20))
    def holds(cases):
        printed = ask(
            "([part, whole]) => [printPounds(BigInt(part)), printSigned(BigInt(part)), "
            "printPercent(BigInt(part), BigInt(whole))]",
            [[in_pence(part), in_pence(whole)] for part, whole in cases],
        )
        assert printed == [
            [pounds(part), signed_pounds(part), percent(spent_share(part, whole), 0)]
            for part, whole in cases
        ]

    holds()


@pytest.mark.parametrize("part", ["0.49", "0.50", "-0.49", "-0.50", "1234567.50", "0"])
def test_halves_round_away_from_nil_on_both_sides(ask, transactional_db, part):
    amount = Decimal(part)

    printed = ask("(pence) => printSigned(BigInt(pence))", [in_pence(amount)])

    assert printed == [signed_pounds(amount)]


def test_what_is_not_known_is_a_dash_and_no_number(ask, transactional_db):
    printed = ask("() => [printPounds(null), printSigned(null), printPercent(null, 1n)]", [0])

    assert printed == [[pounds(None), signed_pounds(None), percent(None)]]


def test_a_whole_share_needs_no_denominator(ask, transactional_db):
    parts = ask("(share) => apportion(1009n, [readShare(share)], 1000n).map(String)", ["1"])

    assert parts == [["1009"]]
    assert str(Fraction(1)) == "1"
