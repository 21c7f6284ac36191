"""What a page sends, read: as typed whatever was typed, and refused whatever no page sends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.drafts.rows import (
    LONGEST_KEPT,
    MOST_ROWS,
    TypedRow,
    UnreadableRows,
    names_held,
    rows_of_form,
    rows_of_json,
)
from budgets.revisions import CELLS

whole_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
rows = st.dictionaries(
    st.integers(1, 10**17).map(str),
    st.fixed_dictionaries(
        {"based_on": st.integers(0, 10**6)}, optional=dict.fromkeys(CELLS, whole_text)
    ),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["1", "7", "x", "0", "based_on", *CELLS]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(rows)
def test_what_is_typed_is_read_from_json_as_it_was_typed(sent):
    read = rows_of_json(json.loads(json.dumps(sent)))

    assert {
        str(line): {"based_on": row.based_on, **row.cells} for line, row in read.items()
    } == sent
    assert all(row.typed_in == set(row.cells) for row in read.values())


@given(rows)
def test_the_form_says_the_same_as_json(sent):
    fields = {
        f"lines-{line}-{name}": str(value)
        for line, row in sent.items()
        for name, value in row.items()
    }
    fields["typed_in"] = " ".join(name for name in fields if not name.endswith("based_on"))

    assert rows_of_form(fields) == rows_of_json(sent)


@given(json_values)
def test_whatever_json_comes_is_read_or_refused(content):
    try:
        read = rows_of_json(content)
    except UnreadableRows:
        return

    assert all(isinstance(row, TypedRow) for row in read.values())


@given(st.text())
def test_any_text_can_be_stored_once_it_is_read(text):
    kept = rows_of_json({"1": {"based_on": 0, "comment": text}})[1].cells["comment"]

    assert "\0" not in kept and kept.encode().decode() == kept
    assert len(kept) <= len(text)


def test_a_row_without_a_revision_and_text_beyond_measure_are_left_out():
    fields = {
        "lines-1-actual": "5",
        "lines-2-based_on": "x",
        "lines-2-actual": "5",
        "lines-3-based_on": "1",
        "lines-3-comment": "x" * (LONGEST_KEPT + 1),
        "lines-3-actual": "7",
        "lines-0-based_on": "1",
        "lines-4-budget": "1",
    }

    assert rows_of_form(fields) == {3: TypedRow(1, {"actual": "7"}, frozenset())}


def test_a_page_holds_what_of_the_draft_stands_in_it():
    cells = {
        "1": {"actual": {"text": "5"}, "comment": {"text": "Old"}},
        "2": {"actual": {"text": ""}},
    }
    page = {1: TypedRow(0, {"actual": "5", "comment": "New"}, frozenset())}

    assert names_held(cells, page) == "lines-1-actual"


def test_more_rows_than_any_budget_has_are_refused():
    rows = {str(line): {"based_on": 0, "actual": "1"} for line in range(1, MOST_ROWS + 2)}

    with pytest.raises(UnreadableRows, match="More than 5,000 rows"):
        rows_of_json(rows)
