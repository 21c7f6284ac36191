"""Laws of an extract: whatever the order of rows and columns, the sums are those of the rows."""

import random
from collections import Counter
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from budgets.ledger.layout import Layout, Meaning
from budgets.ledger.totals import RunningTotals
from partners.periods import Year
from tests.ledgers import HEADINGS, LAYOUT, MEANINGS, actuals, as_csv, as_workbook, read

# All that reading needs of a quarter: no database is asked.
QUARTER = SimpleNamespace(year=SimpleNamespace(period=Year(2024)), number=2)

pence = st.integers(-(10**9), 10**9).map(lambda number: Decimal(number).scaleb(-2))
rows = st.lists(
    st.tuples(
        st.sampled_from(["E1", "E2", "0471", "CC 1/10"]),
        st.sampled_from(["01/04/2024", "30/09/2024", "01/10/2024", "31/03/2024"]),
        pence,
        st.sampled_from(["Actual", "Commitment", "Accrual"]),
    ),
    max_size=40,
)
orders = st.permutations(range(len(HEADINGS)))
writers = st.sampled_from([as_csv, as_workbook])


def written(drawn, amount=str):
    """Whole rows, each with a reference of its own so that none repeats another."""
    return [
        (code, day, f"R{number}", "Text", amount(pounds), kind)
        for number, (code, day, pounds, kind) in enumerate(drawn)
    ]


def sums_of(drawn):
    """Code -> pounds of the actuals within the period; codes with any row in it."""
    sums = Counter()
    for code, day, pounds, kind in drawn:
        if day in ("01/04/2024", "30/09/2024"):
            sums[code] += pounds if kind == "Actual" else 0
    return dict(sums)


def columns_in(order, table):
    return [[row[place] for place in order] for row in table]


@given(rows, orders, st.randoms(use_true_random=False), writers)
def test_the_order_of_rows_and_columns_changes_nothing(drawn, order, chance, write):
    table = written(drawn)
    chance.shuffle(table)
    [headings] = columns_in(order, [HEADINGS])

    findings = read(write(columns_in(order, table), headings), QUARTER)

    assert actuals(findings) == sums_of(drawn)
    assert findings.rows == len(drawn)


@given(st.lists(st.tuples(st.sampled_from(["E1", "E2"]), pence, pence), min_size=1, max_size=20))
def test_splitting_rows_changes_nothing(drawn):
    whole = [(code, one + other) for code, one, other in drawn]
    parts = [(code, part) for code, *both in drawn for part in both]
    layout = Layout(
        {"Account": Meaning.CODE, "Amount": Meaning.AMOUNT, "Number": Meaning.REFERENCE}
    )

    def sums(table):
        numbered = [(*row, number) for number, row in enumerate(table)]
        return actuals(
            read(as_workbook(numbered, ("Account", "Amount", "Number")), QUARTER, layout)
        )

    assert sums(whole) == sums(parts)


@given(rows)
def test_every_pound_is_counted_once(drawn):
    findings = read(as_csv(written(drawn)), QUARTER)

    counted = [
        amount
        for sums in findings.codes.values()
        for kinds in sums.amounts.values()
        for amount in kinds.values()
    ]
    assert sum(counted) == sum(pounds for _, _, pounds, _ in drawn)
    assert sum(sums.all_rows for sums in findings.codes.values()) == len(drawn)


@given(rows, st.booleans())
def test_text_and_numbers_come_to_the_same(drawn, grouped):
    def typed(pounds):
        return f"{pounds:,.2f}" if grouped else f"{pounds}"

    assert actuals(read(as_csv(written(drawn, typed)), QUARTER)) == actuals(
        read(as_workbook(written(drawn, float)), QUARTER)
    )


@given(st.lists(pence, min_size=1, max_size=20), st.integers(0, 19))
def test_a_sum_agrees_as_a_total_and_any_other_amount_does_not(amounts, beginning):
    def totals():
        running = RunningTotals(1)
        for amount in amounts:
            running.add(0, amount)
        return running

    assert totals().compare({0: sum(amounts)}) == ""
    assert totals().compare({0: sum(amounts) + Decimal("0.01")}) != ""


@given(rows, st.integers(0, 10**6))
def test_rows_exported_twice_are_all_noticed(drawn, seed):
    table = [row for row in written(drawn) if Decimal(row[4])]
    twice = [*table, *table]
    random.Random(seed).shuffle(twice)

    findings = read(as_csv(twice), QUARTER, Layout(MEANINGS, headings=LAYOUT.headings))

    assert findings.count("duplicate") == len(table)
