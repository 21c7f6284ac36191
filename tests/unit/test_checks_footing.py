"""Laws of the check that tables add up as printed, on any figures."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budgets.footing import Column, money_notes
from cctvpartnership.figures import pounds
from reports.checks.document import Document
from reports.checks.tables import as_number, unfooted_tables

numbers = st.lists(st.fractions(-10_000, 10_000, max_denominator=100), min_size=1, max_size=8)


def table_of(parts, total, notes=()):
    """A table as templates print it: exact numbers, rounded one by one."""
    row = '<tr{}><th scope="row">A</th><td class="num">{}</td></tr>'
    rows = "".join(row.format("", pounds(part)) for part in parts)
    return (
        '<html><table class="ledger"><caption id="table-1">Table 1</caption><thead><tr>'
        '<th scope="col">Line</th><th scope="col">Budget</th></tr></thead><tbody>'
        f"{rows}{row.format(' class=total', pounds(total))}</tbody></table>"
        f"{''.join(f'<p>{note}</p>' for note in notes)}</html>"
    )


class PaperOf:
    """Just a page, at no address."""

    def __init__(self, html):
        self.document = Document(html)

    def at(self, anchor):
        return anchor

    def edit_of(self, element):
        return ""


@given(numbers)
def test_a_table_with_the_standard_note_always_passes(parts):
    total = sum(parts, Fraction(0))
    notes = money_notes([Column("Budget", tuple(parts), total)])

    assert not list(unfooted_tables(PaperOf(table_of(parts, total, notes))))


@given(numbers, st.integers(1, 1000))
def test_a_table_that_is_off_by_any_amount_fails(parts, off):
    printed = [Fraction(as_number(pounds(part))) for part in parts]

    [fault] = unfooted_tables(PaperOf(table_of(parts, sum(printed) + off)))

    assert fault.address == "table-1"
    assert pounds(sum(printed)) in fault.sentence


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_is_printed_is_read_back(amount):
    assert as_number(pounds(amount)) == Decimal(pounds(amount).replace(",", "").replace("−", "-"))
