"""Pictures of the optional sections: to scale, in words as in the table, each in a place of its own."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.optional.pictures import BUDGET, QUARTER, Moment, trend_figure
from reports.papers import finished_html
from tests.optional_papers import optional_report, paper_of, rows_of, tables_of
from tests.papers import Kind, plain_report

django_db = pytest.mark.django_db


@django_db
def test_the_picture_of_groups_says_in_words_what_its_table_prints():
    paper = paper_of(optional_report())
    (table,) = tables_of(paper, Kind.GROUPS)

    for name, (budget, estimate, _) in list(rows_of(table).items())[:-1]:
        sign = "−£" if budget.startswith("−") else "£"
        amounts = (budget.lstrip("−"), estimate.lstrip("−"))
        assert f"{name}: budget {sign}{amounts[0]}, estimate {sign}{amounts[1]}" in (
            table.picture.title
        )


@django_db
def test_headings_named_like_tables_and_two_sections_of_a_kind_keep_their_places_apart():
    twice = (
        (Kind.GROUPS, "Table 1", ""),
        (Kind.BRIDGE, "Figure 2", ""),
        (Kind.BRIDGE, "Again", ""),
    )
    report = plain_report(sections=(*twice, (Kind.GROUPS, "Groups", "")), figures=("300", "1100"))

    places = re.findall(r'id="([^"]+)"', finished_html(paper_of(report)))

    assert len(places) == len(set(places))
    assert "table-1" in places


@given(
    st.lists(
        st.tuples(st.integers(-(10**6), 10**6), st.none() | st.integers(-(10**6), 10**6)),
        min_size=1,
        max_size=45,
    )
)
def test_bars_of_the_trend_are_to_scale_from_nil_and_stay_within_the_picture(drawn):
    names = {key: f"Council {key}" for key, _ in enumerate(drawn)}
    budget, estimate = (
        {key: None if row[cell] is None else Decimal(row[cell]) for key, row in enumerate(drawn)}
        for cell in (0, 1)
    )

    figure = trend_figure(
        names, [Moment(BUDGET, "Budget", budget), Moment(QUARTER, "Q1", estimate)]
    )

    if figure is None:
        assert not any([*budget.values(), *estimate.values()])
        return
    for key, panel in enumerate(figure.panels):
        drawn_bars = {column.kind: column for column in panel.columns}
        for kind, parts in ((BUDGET, budget), (QUARTER, estimate)):
            amount, bar = parts[key], drawn_bars.get(kind)
            assert (bar is None) == (not amount)
            if bar:
                base = bar.y + bar.height if amount > 0 else bar.y
                # A figure too small to see at scale is drawn a little longer than it is.
                assert abs(base - panel.nil) <= Decimal("1.7")
                assert bar.y >= 0 and bar.y + bar.height <= figure.height
    bars = [
        (abs(parts[key]), column.height)
        for key, panel in enumerate(figure.panels)
        for column in panel.columns
        for parts in [{BUDGET: budget, QUARTER: estimate}[column.kind]]
    ]
    assert [height for _, height in sorted(bars)] == sorted(height for _, height in bars)
