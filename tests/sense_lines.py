"""Lines as the sense checks look at them: one with nothing to ask about, as cost and as income."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from budgets.sense_checks import LineFacts, Thresholds, findings
from budgets.sense_wording import in_words

HALF = Fraction(1, 2)
USUAL = Thresholds()
NAMES = {"actual": "actual", "estimate": "estimate", "comment": "comment"}
# Half spent, estimated as budgeted, last quarter a quarter spent.
USUAL_LINE = LineFacts(
    budget=Decimal(10_000),
    expected=HALF,
    actual=Decimal(5_000),
    estimate=Decimal(10_000),
    last_actual=Decimal(2_500),
    last_estimate=Decimal(10_000),
)
INCOME = LineFacts(
    **{name: -value for name, value in vars(USUAL_LINE).items() if isinstance(value, Decimal)},
    expected=HALF,
)


def line(**changes):
    return replace(USUAL_LINE, **{name: _exact(value) for name, value in changes.items()})


def income(**changes):
    return replace(INCOME, **{name: _exact(value) for name, value in changes.items()})


def _exact(value):
    return Decimal(value) if isinstance(value, int) else value


def kinds(facts, **thresholds):
    return [found.kind for found in findings(facts, replace(USUAL, **thresholds))]


def sentences(facts, quarter=2, names=NAMES):
    return [
        in_words(found, quarter, names).replace("\N{NO-BREAK SPACE}", " ")
        for found in findings(facts, USUAL)
    ]
