"""The narrative: Markdown, references to figures, and what may never get through."""

import pytest
from lxml import html

from reports.narrative import Setting, narrative
from reports.references import NamedFigure

FIGURES = {
    "balance.variance": NamedFigure("−£21,440", "£21,440"),
    "balance.actual": NamedFigure("–", "–"),
    "lines.income-from-company.estimate": NamedFigure("−£272,710", "£272,710"),
}
BACKGROUND = Setting("Background", number=1)


def html_of(text, setting=BACKGROUND):
    return narrative(text, FIGURES, setting).html


def test_paragraphs_are_numbered_inside_themselves():
    found = html_of("First.\n\nSecond.")

    assert '<p class="numbered" id="p1.1"><b class="n">1.1 </b>First.</p>' in found
    assert '<p class="numbered" id="p1.2"><b class="n">1.2 </b>Second.</p>' in found


def test_lists_between_paragraphs_take_no_number():
    found = html_of("Before:\n\n- one\n- two\n\nAfter.")

    assert "<li>one</li>" in found
    assert '<b class="n">1.2 </b>After.' in found


def test_paragraphs_of_a_section_without_number_stand_inset():
    found = html_of("In short.", Setting("Summary"))

    assert found == '<p class="inset">In short.</p>'


def test_reference_prints_the_figure_with_its_sign():
    found = html_of("It moved by {{ balance.variance }}.")

    assert "It moved by −£21,440." in found


def test_plain_reference_prints_the_magnitude():
    found = html_of("That is {{balance.variance|plain}} less, or {{ balance.variance | plain }}.")

    assert "That is £21,440 less, or £21,440." in found


def test_figure_not_yet_known_prints_a_dash():
    found = html_of("So far {{ balance.actual }}.")

    assert "So far –." in found


def test_references_work_in_tables_where_a_bar_parts_cells():
    found = html_of("| What | £ |\n|---|--:|\n| Variance | {{ balance.variance|plain }} |")

    assert '<td class="num">£21,440</td>' in found


@pytest.mark.parametrize(
    ("text", "place", "quoted"),
    [
        ("Fine.\n\n{{ balance.varience }}", "Background, paragraph 1.2", "{{ balance.varience }}"),
        ("{{ balance.variance|loud }}", "Background, paragraph 1.1", "{{ balance.variance|loud }}"),
        ("{{ balance.variance", "Background, paragraph 1.1", "{{ balance.variance"),
        ("{{ }}", "Background, paragraph 1.1", "{{ }}"),
        ("One.\n\n- a\n- {{ x }}", "Background, paragraph 1.1", "{{ x }}"),
        ("### Money\n\n{{ x }}", "Background, paragraph 1.1", "{{ x }}"),
        ("One.\n\n### Money\n\n{{ x }}", "Background, paragraph 1.2", "{{ x }}"),
        ("### {{ x }}", "Background, under “{{ x }}”", "{{ x }}"),
        ("```\n{{ x }}\n```", "Background", "{{ x }}"),
        ("{{ balance.__class__ }}", "Background, paragraph 1.1", "{{ balance.__class__ }}"),
    ],
)
def test_unknown_reference_is_told_with_its_place_and_quoted(text, place, quoted):
    problems = narrative(text, FIGURES, BACKGROUND).problems

    assert [(problem.place, problem.quoted) for problem in problems] == [(place, quoted)]


def test_all_unknown_references_are_told_at_once():
    problems = narrative("{{ a }} and {{ b }}\n\n{{ c }}", FIGURES, BACKGROUND).problems

    assert [problem.quoted for problem in problems] == ["{{ a }}", "{{ b }}", "{{ c }}"]


def test_unknown_reference_suggests_a_name_that_is_near():
    (problem,) = narrative("{{ balance.varience }}", FIGURES, BACKGROUND).problems

    assert str(problem).endswith("Did you mean “balance.variance”?")


def test_text_under_headings_becomes_parts():
    setting = Setting("Implications", number=5, by_heading=True)

    found = narrative("Before.\n\n### Legal\nNone.\n\n## *Wards*\nAll.\n\n- a", FIGURES, setting)

    assert found.html == "<p>Before.</p>"
    assert [part.heading for part in found.parts] == ["Legal", "<em>Wards</em>"]
    assert "<p>None.</p>" in found.parts[0].html
    assert "<li>a</li>" in found.parts[1].html


def test_headings_go_below_the_section_and_skip_no_level():
    found = html_of("# One\n\n### Two\n\n###### Three\n\n# Four")

    assert found == "<h3>One</h3>\n<h4>Two</h4>\n<h5>Three</h5>\n<h3>Four</h3>"


def test_a_deeper_heading_first_is_raised_to_the_first_level():
    found = html_of("### Deep\n\n# High")

    assert found == "<h3>Deep</h3>\n<h3>High</h3>"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p onclick="alert(1)">hello</p>',
        "<style>@import 'http://evil.example/x.css'</style>",
        "<link rel=stylesheet href=//evil.example/x.css>",
        "<iframe src=file:///etc/passwd></iframe>",
        "<svg><image href='file:///etc/passwd'/></svg>",
        "![x](http://evil.example/x.png)",
        "![x](file:///etc/passwd)",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "[x](ftp://evil.example/)",
        "[x](//evil.example/)",
        "[x](/accounts/logout/)",
        "[x](#nowhere)",
        "[x](http://[::1)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
    ],
)
def test_nothing_hostile_gets_through(hostile):
    section = html.fragment_fromstring(html_of(f"Before\n\n{hostile}\n\nafter"), create_parent=True)

    assert {element.tag for element in section.iterdescendants()} <= {"p", "b", "a"}
    assert {name for element in section.iter() for name in element.attrib} <= {"class", "id"}


def test_links_to_the_web_mail_and_this_paper_stay():
    setting = Setting("Background", number=1, anchors=frozenset({"tables"}))

    found = html_of(
        "[a](https://example.gov.uk/x) <finance@example.gov.uk> [Table 1](#tables)", setting
    )

    assert '<a href="https://example.gov.uk/x">a</a>' in found
    assert '<a href="mailto:finance@example.gov.uk">finance@example.gov.uk</a>' in found
    assert '<a href="#tables">Table 1</a>' in found


def test_a_table_scrolls_in_a_region_named_after_its_section():
    found = html_of("| A | B |\n|---|--:|\n| x | 1 |", Setting('Risks & "chances"', number=4))

    assert 'aria-label="Table in Risks &amp; &quot;chances&quot;"' in found
    assert '<th scope="col">A</th>' in found
    assert "style=" not in found


def test_an_empty_text_is_empty():
    assert html_of("") == ""
    assert narrative("", FIGURES, Setting("Contacts", by_heading=True)).parts == ()
