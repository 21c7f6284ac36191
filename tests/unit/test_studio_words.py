"""Whatever is typed into a section is refused, or printed whole: no words, no link lost in silence."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.links import dead_links
from reports.models import Section
from reports.narrative import Setting
from reports.sections import printed_sections
from reports.studio.paper import working_paper
from tests.papers import plain_report

pytestmark = pytest.mark.django_db

PIECES = st.sampled_from(
    [
        *(
            "{{ balance.variance }}",
            "{{ balance.varianc }}",
            "{{",
            "}}",
            "{{ quarter.number|words }}",
        ),
        *("[see](#background)", "[see](#nowhere)", "[see](https://a.uk/b)", "[see](file:///etc)"),
        *("[see][1]", "![a](https://a.uk/b.png)", "\\[a\\]\\[b\\]", "`[a][b]`"),
        *(
            "### ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "| a | b |\n|---|--:|\n",
            "*",
            "<b>",
            "&amp;",
            "\0",
            " x ",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.fixture
def paper():
    return working_paper(plain_report())


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(Section.Kind.values), body=TEXTS)
def test_what_is_not_refused_is_printed_and_what_is_refused_is_previewed(paper, kind, body):
    known = paper.sections[2]
    typed = Section(pk=known.pk, report=paper.report, position=3, kind=kind, heading="A", body=body)

    written = paper.with_words(typed)
    faults, shown = written.faults(2), written.printed().sections[2]

    shown_html = " ".join([shown.html, *(part.html for part in shown.parts)])
    assert re.sub(r"<(?!/?(?:mark|[a-z0-9]+)\b)", "", shown_html) == shown_html
    if not faults:
        printed = printed_sections(written.sections, written.figures, 3)[2]
        html = " ".join([printed.html, *(f"{each.heading} {each.html}" for each in printed.parts)])
        assert "<mark" not in html
        assert html.count("<a>") == 0
        assert html.count("<a href") == len(
            re.findall(r"(?<!\\)\[see\]\([#h]", _outside_code(body))
        )


def _outside_code(body):
    return body.replace("`[a][b]`", "")


SETTING = Setting("Background", 1, frozenset({"risks", "tables"}))


@pytest.mark.parametrize(
    "text",
    [
        "See [the risks](#risks) and <https://a.uk>.",
        "Write \\[a\\]\\[b\\] or `[a][b]` as it stands.",
        "A list of [one] and [two].",
        "See [the page][1].\n\n[1]: https://a.uk/page",
        "[mail](mailto:a@b.uk)",
    ],
)
def test_links_that_lead_somewhere_and_plain_brackets_are_left_alone(text):
    assert dead_links(text, {}, SETTING) == ()


def test_each_dead_link_is_named_with_its_paragraph():
    text = (
        "One.\n\nSee [**the** risks](#rsks), [a](b%20c) and [d][e].\n\n### Legal\n\n![Pic](x.png)"
    )

    found = [str(each) for each in dead_links(text, {}, SETTING)]

    assert found == [
        "Background, paragraph 1.2: “[the risks](#rsks)” leads to no section of this paper. Did you "
        "mean “#risks”?",
        "Background, paragraph 1.2: “[a](b c)” leads nowhere on paper. Write the whole address, such "
        "as https://www.example.org/page.",
        "Background, paragraph 1.2: “[d][e]” has no address. Write it as [the words]"
        "(https://www.example.org/page).",
        "Background, paragraph 1.3: “![Pic]” is a picture, and text cannot print one. Take it out.",
    ]
