"""Laws of pasting: what is understood is what was meant, and nothing breaks on any text at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from budgets.pasting import Answers, UnreadableBlock, block_as_text, read_block, understand
from tests.pasting import Drawn, known_lines, rectangles

KNOWN = known_lines()
odd_text = st.text(st.sampled_from('ab1,9 -()"\t\n\r;#\x0b\u2028\xa0£=–'), max_size=60)


def tried(text):
    """The block and "", or None and the sentence that refuses the text."""
    try:
        return read_block(text), ""
    except UnreadableBlock as refusal:
        return None, str(refusal)


@given(rectangles)
@settings(max_examples=200)
def test_any_rectangle_is_understood_as_exactly_what_was_meant(drawn: Drawn):
    understanding = understand(read_block(drawn.text), KNOWN, drawn.answers)

    assert understanding.problems == []
    assert understanding.figures == drawn.meant


@given(odd_text | st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    block, refusal = tried(text)
    if refusal:
        assert refusal.endswith(".")
        return

    understanding = understand(block, KNOWN, Answers(first_cell="actual"))
    assert len({len(row) for row in block.rows}) == 1
    assert all(problem.sentence.endswith((".", "”.")) for problem in understanding.problems)
    assert isinstance(understanding.checks, list)


@given(odd_text)
def test_a_block_written_as_text_is_read_back(text):
    block, _ = tried(text)

    assert block is None or read_block(block_as_text(block)).rows == block.rows


@given(rectangles, st.data())
def test_rows_in_another_order_say_the_same(drawn, data):
    understanding = understand(read_block(drawn.text), KNOWN, drawn.answers)
    columns = [column.kind for column in understanding.columns]
    if "line" not in columns:
        return
    rows = understanding.block.rows
    heads = [row.index for row in understanding.rows if row.reason == "it holds the headings"]
    body = [row for index, row in enumerate(rows) if index not in heads]
    shuffled = [*(rows[index] for index in heads), *data.draw(st.permutations(body))]
    again = understand(type(understanding.block)(tuple(shuffled)), KNOWN, drawn.answers)

    assert again.figures == understanding.figures
