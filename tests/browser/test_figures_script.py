"""The browser's numbers against the server's: what can be read, how it is divided and printed."""

from base64 import b64encode
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random, SystemRandom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.arithmetic import (
    Element,
    apportion,
    combined_shares,
    shares_after_fixed,
    spent_share,
)
from cctvpartnership.figures import (
    UnreadableAmount,
    percent,
    pounds,
    read_amount,
    signed_pounds,
)
from tests.strategies import amounts, units, weights
from tests.typed_amounts import accepted, anything, mutated

pytestmark = pytest.mark.browser

SOURCE = Path(__file__).parents[2] / "static" / "js" / "figures.js"
# The script stands alone, so that neither a server nor a page of ours is needed.
MODULE = f"data:text/javascript;base64,{b64encode(SOURCE.read_bytes()).decode()}"


@pytest.fixture(scope="module")
def ask(browser):
    """``ask(body, cases)``: what the script answers to each case, BigInts as text."""
    page = browser.new_page()

    def answers(body, cases):
        return page.evaluate(
            f"""async (cases) => {{
                const {{ readAmount, readShare, apportion, sharesAfterFixed, printPounds, printSigned, printPercent,
                         UNREADABLE }} = await import("{MODULE}");
                const told = (value) => typeof value === "bigint" ? String(value)
                    : value === UNREADABLE ? "unreadable" : value;
                return cases.map((one) => told(({body})(one)));
            }}""",
            cases,
        )

    yield answers
    page.close()


def in_pence(amount):
    return str(int(amount * 100))


def as_read(typed):
    try:
        amount = read_amount(typed)
    except UnreadableAmount:
        return "unreadable"
    return None if amount is None else in_pence(amount)


def test_the_script_reads_and_refuses_what_the_server_does(ask):
    random = Random(SystemRandom().randrange(2**32))
    texts = [accepted(random)[0] for _ in range(2_000)]
    texts += [mutated(random) for _ in range(2_000)]
    texts += [anything(random) for _ in range(2_000)]

    read = ask("readAmount", texts)

    assert [
        (text, ours, theirs)
        for text, ours, theirs in zip(texts, map(as_read, texts), read, strict=True)
        if ours != theirs
    ] == []


def test_endless_spaces_do_not_hold_the_browser_up(ask):
    endless = " " * 500_000

    assert ask("readAmount", [f"{endless}7{endless}", f"7{endless}8"]) == ["700", "unreadable"]


def test_the_script_divides_as_the_server_does(ask):
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


def test_the_script_takes_fixed_amounts_off_as_the_server_does(ask):
    fixed = st.fractions(0, 5000, max_denominator=400)
    balances = amounts | st.integers(0, 2_000_000).map(lambda pence: Decimal(pence).scaleb(-2))
    divided = st.tuples(balances, weights(3, 3), st.lists(fixed, min_size=3, max_size=3), units)

    @settings(max_examples=20)
    @given(st.lists(divided, min_size=5, max_size=15))
    def holds(cases):
        cases = [
            (
                amount,
                combined_shares([Element(Decimal(100), rest)]),
                dict(zip(rest, some, strict=True)),
                unit,
            )
            for amount, rest, some, unit in cases
        ]
        sent = [
            [in_pence(amount), [[str(some[key]), str(rest[key])] for key in rest], unit * 100]
            for amount, rest, some, unit in cases
        ]
        parts = ask(
            "([pence, partners, unit]) => { const read = partners.map(([fixed, rest]) => "
            "({ fixed: readShare(fixed), rest: readShare(rest) })); return apportion(BigInt(pence), "
            "sharesAfterFixed(BigInt(pence), read), BigInt(unit)).map(String); }",
            sent,
        )
        assert parts == [
            [
                in_pence(part)
                for part in apportion(
                    amount, shares_after_fixed(amount, some, rest), unit
                ).parts.values()
            ]
            for amount, rest, some, unit in cases
        ]

    holds()


def test_the_script_prints_as_the_server_does(ask):
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
def test_halves_round_away_from_nil_on_both_sides(ask, part):
    amount = Decimal(part)

    printed = ask("(pence) => printSigned(BigInt(pence))", [in_pence(amount)])

    assert printed == [signed_pounds(amount)]


def test_what_is_not_known_is_a_dash_and_no_number(ask):
    printed = ask("() => [printPounds(null), printSigned(null), printPercent(null, 1n)]", [0])

    assert printed == [[pounds(None), signed_pounds(None), percent(None)]]


def test_a_whole_share_needs_no_denominator(ask):
    parts = ask("(share) => apportion(1009n, [readShare(share)], 1000n).map(String)", ["1"])

    assert parts == [["1009"]]
    assert str(Fraction(1)) == "1"
