"""What holds of the sense checks whatever the figures."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.profiles import Profile, expected_share
from budgets.sense_checks import KINDS, LineFacts, Thresholds, findings
from budgets.sense_wording import in_words
from tests.sense_lines import NAMES, USUAL, kinds

budgets = st.integers(-2_000_000, 2_000_000).filter(bool).map(lambda pence: Decimal(pence) / 100)
amounts = st.none() | st.integers(-10_000_000, 10_000_000).map(lambda pence: Decimal(pence) / 100)
shares = st.fractions(0, 1, max_denominator=100)
lines = st.builds(
    LineFacts,
    budget=st.just(Decimal(0)) | budgets,
    expected=shares,
    actual=amounts,
    estimate=amounts,
    comment=st.sampled_from(["", " ", "A post is vacant"]),
    last_actual=amounts,
    last_estimate=amounts,
)


@st.composite
def on_profile(draw):
    """A line that is spent exactly as its profile says, in this quarter and the one before."""
    steps = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    profile, quarter = Profile(*map(Decimal, steps)), draw(st.integers(1, 4))
    budget = draw(st.integers(-1_000_000, 1_000_000).filter(bool)) * Decimal(1)
    expected = expected_share(profile, quarter)
    before = expected_share(profile, quarter - 1) if quarter > 1 else None
    return LineFacts(
        budget=budget,
        expected=expected,
        actual=_part(budget, expected),
        estimate=budget,
        comment="As planned",
        last_actual=None if before is None else _part(budget, before),
        last_estimate=budget,
    )


def _part(budget, share):
    return budget * share.numerator / Decimal(share.denominator)


@given(on_profile())
def test_a_line_on_its_profile_and_estimated_as_budgeted_is_asked_nothing(facts):
    assert findings(facts, USUAL) == []


@given(lines, st.integers(2, 1000))
def test_the_same_line_in_other_money_is_asked_the_same(facts, times):
    money = ("budget", "actual", "estimate", "last_actual", "last_estimate")
    amounts = {name: getattr(facts, name) for name in money}
    scaled = {name: None if it is None else it * times for name, it in amounts.items()}
    pounds = ("least_amount", "unexplained_variance")

    found = kinds(
        replace(facts, **scaled), **{name: getattr(USUAL, name) * times for name in pounds}
    )

    assert found == kinds(facts)


@given(lines)
def test_what_is_not_entered_is_asked_nothing_about(facts):
    without_actual = {found.cell for found in findings(replace(facts, actual=None), USUAL)}
    without_estimate = {found.cell for found in findings(replace(facts, estimate=None), USUAL)}
    nothing = replace(facts, actual=None, estimate=None)

    assert "actual" not in without_actual
    assert without_estimate <= {"actual"}
    assert findings(nothing, USUAL) == []


@given(lines)
def test_without_a_quarter_before_nothing_is_compared_with_it(facts):
    found = kinds(replace(facts, last_actual=None, last_estimate=None))

    assert not {"ten_times", "below_last_quarter"} & set(found)


@given(lines, st.integers(1, 4))
def test_every_finding_is_a_sentence_in_a_fixed_order(facts, quarter):
    found = findings(facts, USUAL)

    order = [KINDS.index(each.kind) for each in found]
    assert order == sorted(order)
    for each in found:
        sentence = in_words(each, quarter, NAMES)
        assert sentence[0].isupper() or sentence[0] in "0123456789−£"
        assert sentence.endswith((".", "?"))


@given(lines)
def test_a_wider_threshold_never_asks_more(facts):
    wider = Thresholds(Decimal(30), Decimal(1000), Decimal(5000), Decimal(50), 20)

    assert set(findings(facts, wider)) <= set(findings(facts, USUAL))
