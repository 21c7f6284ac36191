"""The PDF: what it says, how its pages lie, and what its tags tell those who hear it."""

import math
import subprocess
from io import BytesIO

import pikepdf
import pytest

from cctvpartnership.figures import pounds, signed_pounds
from tests import published
from tests.papers import crowded_report, narrative_of, plain_report
from tests.printing import opened, printed, sizes, text_of, things, words_of

pytestmark = pytest.mark.django_db
A4 = (595, 842)


@pytest.fixture
def golden(demonstration):
    return printed(demonstration.report)


def test_the_text_holds_every_published_figure(golden):
    words = words_of(golden)

    for line in (*published.LINES, published.BALANCE):
        amounts = (pounds(line.budget), pounds(line.actual), pounds(line.estimate))
        assert f"{line.line} {' '.join(amounts)} {signed_pounds(line.variance)}" in words
    for part in published.PARTNERS:
        money = f"{pounds(part.budget)} {pounds(part.estimate)} {signed_pounds(part.variance)}"
        assert f"{part.partner} {money} {part.cameras} {part.share_percent}" in words
    assert "All partners 543,930 522,490 −21,440 257 100.00" in words


def test_one_page_lies_across_and_the_rest_upright(golden):
    found = sizes(golden)

    assert found.count(A4[::-1]) == 1
    assert found.count(A4) == len(found) - 1


def test_the_front_sheet_is_one_page_and_no_page_ends_at_a_heading(golden):
    pages = text_of(golden).split("\f")

    assert "Recommendations" in pages[0] and "note the estimated recharges" in pages[0]
    [annex] = [page for page in pages if "Annex: how each recharge" in page]
    assert "Stevenage’s recharge, worked out" in annex


def test_every_page_of_a_draft_bears_its_mark_as_an_artifact(golden):
    pdf = opened(golden)

    for page in pdf.pages:
        operators = [
            (str(operator), [str(operand) for operand in operands])
            for operands, operator in pikepdf.parse_content_stream(page)
        ]
        place = next(n for n, (name, _) in enumerate(operators) if name == "Do")
        opening = next(found for found in reversed(operators[:place]) if found[0] in ("BMC", "BDC"))
        assert opening[1][0] == "/Artifact"


def test_twenty_partners_go_on_with_their_headings_on_the_next_page():
    pages = text_of(printed(crowded_report(partners=20))).split("\f")

    going_on = [
        page for page in pages if "Northern Parishes, Number" in page and "Partner " in page
    ]

    assert len(going_on) >= 2
    for number in range(1, 21):
        assert any(f"Number {number}\n" in page or f"Number {number} " in page for page in going_on)


def test_only_the_fonts_of_the_repository_are_used(golden):
    fonts = {
        str(font.BaseFont).split("+")[1]
        for page in opened(golden).pages
        for font in page.Resources.Font.values()
    }

    assert fonts == {"Paper-Sans", "Paper-Sans-Bold"}


def test_nothing_on_paper_is_smaller_than_10_points(golden):
    for page in opened(golden).pages:
        assert min(letter_sizes(page)) >= 9.99


def test_text_is_set_at_12_points(golden):
    pdf = opened(golden)

    sizes_used = letter_sizes(pdf.pages[1])

    assert round(max(set(sizes_used), key=sizes_used.count), 1) == 12


def letter_sizes(page):
    """The size in points of every piece of text on a page, whatever it is scaled by."""
    scale, kept, found = 1.0, [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(scale)
            case "Q":
                scale = kept.pop()
            case "cm":
                scale *= math.hypot(float(operands[0]), float(operands[1]))
            case "Tf":
                found.append(float(operands[1]) * scale)
    return found


def test_every_heading_of_a_table_says_which_way_it_looks(golden):
    pdf = opened(golden)

    scopes = [str(heading.A.Scope) for heading in things(pdf, "/S", "/TH")]

    assert scopes.count("/Column") >= 6 + 6 + 5
    assert scopes.count("/Row") >= 7 + 5 + 5
    assert set(scopes) == {"/Column", "/Row"}


def test_running_heads_page_numbers_and_the_draft_mark_are_no_part_of_the_text(golden):
    structure = structure_of(golden)

    assert '"Budget position at Quarter 2, 2024/25"' in structure
    assert structure.count("Draft, last changed") == 1
    assert "Page 1 of" in text_of(golden)
    assert "Page 1 of" not in structure
    assert "CCTV Joint Executive, 24 October 2024" not in structure


def structure_of(pdf):
    """The tree of tags with the text in it. Poppler would load the profile of the colours anew for
    every element, twenty times as slowly."""
    colourless = BytesIO()
    with opened(pdf) as paper:
        del paper.Root.OutputIntents
        paper.save(colourless)
    command = ["pdfinfo", "-struct-text", "-"]
    said = subprocess.run(command, input=colourless.getvalue(), capture_output=True, check=True)
    return said.stdout.decode()


def test_links_are_printed(golden):
    pdf = opened(golden)

    links = things(pdf, "/Subtype", "/Link")

    assert len(links) == 2
    assert {int(link.F) for link in links} == {4}


def test_the_pictures_say_in_words_what_they_show(golden):
    pdf = opened(golden)

    groups, bridge = things(pdf, "/S", "/Figure")

    assert "Premises Related: budget £42,690, estimate £42,690" in str(groups.Alt)
    assert "Stevenage: cost −£9,930, share +£8,830" in str(bridge.Alt)


def test_the_file_is_titled_dated_by_its_meeting_and_in_english(golden):
    pdf = opened(golden)

    assert str(pdf.docinfo["/Title"]).startswith("Budget position at Quarter 2, 2024/25")
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20241024")
    assert str(pdf.Root.Lang) == "en-GB"


def test_sections_are_bookmarks(golden):
    with opened(golden).open_outline() as outline:
        (paper,) = outline.root
        titles = [item.title for item in paper.children]

    assert paper.title == "Budget position at Quarter 2, 2024/25"
    assert titles[:4] == ["Summary", "Recommendations", "1 Background", "2 Reasons"]


def test_letters_the_fonts_do_not_have_are_printed_as_squares():
    pdf = printed(
        plain_report(sections=narrative_of("Good 👍, 漢字 and ŵŷ → £5 − 3 soft\u00adly."))
    )

    assert "Good □, □□ and ŵŷ → £5 − 3 soft" in words_of(pdf)
