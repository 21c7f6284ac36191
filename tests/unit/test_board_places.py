"""The places of a paper that can be commented on, and where a comment's words now stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.board.places import Place, beneath, places_in
from reports.board.thread import Thread, in_order
from reports.models import BoardComment, Section

Kind = Section.Kind
PAPER = """<p class="numbered" id="p9.9">Around the paper.</p><article class="paper">
<h2 id="summary" class="inset">Summary</h2><p class="inset">In <em>sh</em>ort,\u2028it is less.</p>
<p class="note inset">A note.</p>
<section class="recommend" aria-labelledby="r"><h2 id="recommendations">Recommendations</h2>
<p class="inset">The board is asked to</p><ol><li>note it<ul><li>all of it</li></ul></li>
<li>agree.</li></ol></section>
<section><h2 id="background"><b class="n">1 </b>Background</h2>
<p class="numbered" id="p1.1"><b class="n">1.1 </b>Four &amp; more<br>partners.</p>
<div class="scroll" role="region" aria-label="Table in Background" tabindex="0"><table></table></div>
</section>
<div class="scroll" aria-labelledby="table-1"><table><caption id="table-1">Table 1. Finance, £</caption>
<tr><th>Line</th><td>1</td></tr></table></div>
<h2 id="implications"><b class="n">2 </b>Implications</h2><table class="plain parts"><tbody>
<tr><th scope="row">Legal</th><td><p>None.</p><table><tr><td>x</td></tr></table></td></tr>
<tr><th scope="row">Health</th><td><p>None.</p></td></tr></tbody></table>
</article><p class="inset">After it.</p>"""


def test_every_kind_of_place_is_found_with_its_words():
    found = [(place.anchor, place.label, place.quoted) for place in places_in(PAPER)]

    assert found == [
        ("summary-paragraph-1", "Summary, paragraph 1", "In short, it is less."),
        ("recommendations-paragraph-1", "Recommendations, paragraph 1", "The board is asked to"),
        ("recommendations-point-1", "Recommendations, a", "note it all of it"),
        ("recommendations-point-2", "Recommendations, b", "agree."),
        ("p1.1", "Paragraph 1.1", "Four & more partners."),
        ("table-1", "Table 1", "Table 1. Finance, £"),
        ("implications-text-1", "Implications, Legal", "Legal None. x"),
        ("implications-text-2", "Implications, Health", "Health None."),
    ]


def test_what_is_put_beneath_a_place_stands_right_after_it():
    html = beneath(PAPER, places_in(PAPER), lambda place: f"[{place.anchor}]")

    assert "it is less.</p>[summary-paragraph-1]" in html
    assert "</ul>[recommendations-point-1]</li>" in html
    assert "partners.</p>[p1.1]" in html
    assert "</table></div>[table-1]" in html
    assert "</tr></table>[implications-text-1]</td>" in html
    assert html.replace("[", "\0").count("\0") == 8


def test_a_tables_mark_is_of_its_figures_and_not_of_its_number():
    def marks(html):
        return {place.anchor: place.mark for place in places_in(html)}

    before = marks(PAPER)["table-1"]

    assert marks(PAPER.replace("Table 1.", "Table 3."))["table-1"] == before
    assert marks(PAPER.replace("<td>1</td>", "<td>2</td>"))["table-1"] != before


def test_paragraphs_that_say_the_same_are_one_place_each_with_one_mark():
    twice = PAPER.replace("</section>\n<div", '<p class="numbered" id="p1.2">X</p></section>\n<div')

    assert "p1.2" in [place.anchor for place in places_in(twice)]


# --- Where a comment's words now stand ---


def place(anchor, words):
    return Place(anchor, anchor, words, words, 0)


def thread(anchor, words):
    return Thread((BoardComment(kind="comment", anchor=anchor, mark=words, quoted=words),))


@pytest.mark.parametrize(
    ("paper", "anchor", "is_changed"),
    [
        ([("p1.1", "A"), ("p1.2", "B")], "p1.2", False),
        # Another paragraph was put before it.
        ([("p1.1", "A"), ("p1.2", "New"), ("p1.3", "B")], "p1.3", False),
        # It was edited.
        ([("p1.1", "A"), ("p1.2", "B, better")], "p1.2", True),
        # It is gone, and no paragraph has its number.
        ([("p1.1", "A")], None, True),
        # Its number has the same words still; that others have them too does not matter.
        ([("p1.1", "B"), ("p1.2", "B")], "p1.2", False),
    ],
)
def test_a_comment_follows_its_words(paper, anchor, is_changed):
    (found,) = in_order([thread("p1.2", "B")], [place(*each) for each in paper])

    assert (found.place.anchor if found.place else None, found.is_changed) == (anchor, is_changed)


WORDS = st.sampled_from("ABCD")
PAPERS = st.lists(WORDS, max_size=5)


@given(PAPERS, PAPERS)
def test_no_comment_is_lost_and_none_quotes_what_its_place_does_not_say(before, after):
    threads = [thread(f"p1.{number}", words) for number, words in enumerate(before)]
    paper = [place(f"p1.{number}", words) for number, words in enumerate(after)]

    found = in_order(threads, paper)

    assert sorted(each.opening.anchor for each in found) == [f"p1.{n}" for n in range(len(before))]
    for each in found:
        assert each.is_changed == (each.opening.quoted not in after)
        if not each.is_changed:
            assert each.place.quoted == each.opening.quoted
