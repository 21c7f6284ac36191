"""Texts under headings: found, replaced one by one, and never swallowing what comes after."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.standing.headed_texts import headed, headed_texts, stands_alone, under, with_texts

BODY = """\
Before all.

### Legal
The agreement
stands.

* one
* two

Data protection
---------------
None.

### Equalities
"""


def found(body):
    return [(each.heading, each.text) for each in headed_texts(body)]


def test_texts_are_found_under_headings_of_both_kinds():
    assert found(BODY) == [
        ("Legal", "The agreement\nstands.\n\n* one\n* two"),
        ("Data protection", "None."),
        ("Equalities", ""),
    ]


def test_headings_in_code_and_quotations_are_no_headings():
    assert found("### A\n```\n### B\n```\n> ### C\n") == [("A", "```\n### B\n```\n> ### C")]


def test_a_heading_is_found_in_any_case():
    assert under("DATA  protection", headed_texts(BODY)).text == "None."
    assert under("Wards", headed_texts(BODY)) is None


def test_one_text_is_replaced_and_the_rest_left_as_typed():
    changed = with_texts(BODY, {"data protection": "A notice\nis given."})

    assert changed == BODY.replace("None.", "A notice\nis given.").strip("\n")


def test_an_empty_text_is_filled_and_a_new_heading_comes_last():
    changed = with_texts(BODY, {"Equalities": "None.", "Wards": "All."})

    assert found(changed)[2:] == [("Equalities", "None."), ("Wards", "All.")]
    assert changed.endswith("### Equalities\nNone.\n\n### Wards\nAll.")


def test_into_nothing_the_texts_are_written_in_order():
    assert with_texts("", {"A": "One.", "B": "Two."}) == "### A\nOne.\n\n### B\nTwo."
    assert with_texts("", {}) == ""


def test_line_ends_of_browsers_count_as_lines():
    assert found("### A\r\nOne.\r\n\r\n### B\r\nTwo.") == [("A", "One."), ("B", "Two.")]


@pytest.mark.parametrize(
    "text", ["One.\n\n### Two\nThree.", "```\nopen", "Legal\n---", "# Top", "Setext\n==="]
)
def test_a_text_that_would_not_stay_under_its_heading_is_known(text):
    assert not stands_alone("Legal", text)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Crime and *disorder* [s 17] #", "None."),
        ("Health & safety", "* one\n* two\n\n> said"),
        ("{{ balance.budget }}", "| a | b |\n|---|---|\n| 1 | 2 |"),
    ],
)
def test_any_heading_is_printed_literally(heading, text):
    assert stands_alone(heading, text)
    assert found(headed(heading, text)) == [(heading, text)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("ABab #*_-`>", min_size=1, max_size=8), min_size=1, max_size=4, unique=True),
    st.text("Ab \n#*-`>_", max_size=30),
)
def test_what_stands_alone_can_be_put_in_and_found_again(headings, text):
    texts = {" ".join(heading.split()): text for heading in headings if heading.strip()}
    alone = {heading: text for heading in texts if stands_alone(heading, text)}

    changed = with_texts(BODY, alone)

    for heading in alone:
        assert under(heading, headed_texts(changed)).text == text.strip()
    assert found(changed)[0] == found(BODY)[0]
