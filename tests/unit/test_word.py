"""The Word document: headings, numbered paragraphs, lists, tables that repeat their headings."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from reports.copies import finance_copy
from reports.outputs.word import report_docx
from tests import published
from tests.optional_papers import optional_report
from tests.papers import Kind, crowded_report, narrative_of, plain_report

pytestmark = pytest.mark.django_db


def written(report):
    return Document(BytesIO(report_docx(finance_copy(report.quarter).report)))


def cells(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def paragraphs(document, style):
    return [line.text for line in document.paragraphs if line.style.name == style]


@pytest.fixture
def golden(demonstration):
    return written(demonstration.report)


def test_the_tables_are_those_published(golden):
    lines, partners = golden.tables[2], golden.tables[3]

    assert [row[0] for row in cells(lines)[1:]] == [
        *(line.line for line in published.LINES),
        "Balance to recover from partners",
    ]
    assert cells(lines)[7][1:5] == ("543,930", "293,858", "522,490", "−21,440")
    assert cells(partners)[1] == (
        *("Stevenage Borough Council", "251,930", "250,830", "−1,100", "123", "48.01"),
    )


def test_headings_and_paragraphs_carry_their_numbers(golden):
    assert "1\tBackground" in paragraphs(golden, "Heading 1")
    assert paragraphs(golden, "Numbered")[0].startswith("1.1\tEast Herts, Hertsmere")


def test_the_two_tables_stand_on_a_turned_page(golden):
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in golden.sections]

    assert turned == [False, True, False]


def test_heading_rows_repeat_and_rows_are_not_torn_apart(golden):
    for table in golden.tables[1:5]:
        head, *rows = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_every_page_says_that_it_is_a_draft_and_its_number(golden):
    for section in golden.sections:
        foot = section.footer.paragraphs[0]
        assert foot.text.startswith("Draft, last changed ")
        codes = [code.text for code in foot._p.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


def test_the_document_is_titled_dated_and_in_english(golden):
    properties = golden.core_properties

    assert properties.title == "Budget position at Quarter 2, 2024/25"
    assert f"{properties.created:%Y-%m-%d}" == "2024-10-24"
    assert properties.language == "en-GB"
    languages = {mark.get(qn("w:val")) for mark in golden.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_each_table_is_named_by_the_caption_or_heading_above_it(golden):
    names = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in golden.tables]

    assert names[:4] == [
        *("Budget position at Quarter 2, 2024/25", "Summary", "Table 1. Finance summary, £"),
        "Table 2. Partners’ recharges, £",
    ]
    assert all(names)


def test_short_tables_are_not_torn_over_two_pages(golden):
    *rows, last = golden.tables[3].rows

    def stays(row):
        return all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)

    assert all(map(stays, rows))
    assert not stays(last)


def test_a_clerk_finds_paragraphs_and_tables_only_and_todays_word(golden):
    """No text box, frame or drawing would survive being put into an agenda."""
    tags = {element.tag for element in golden.element.iter()}
    settings = golden.settings.element.iter(qn("w:compatSetting"))

    assert not {qn("w:txbxContent"), qn("w:framePr"), qn("w:drawing"), qn("w:pict")} & tags
    assert {setting.get(qn("w:name")): setting.get(qn("w:val")) for setting in settings}[
        "compatibilityMode"
    ] == "15"


def test_subtotals_are_bold():
    document = written(crowded_report(partners=3, groups=2))

    bold = [row.cells[0].text for row in document.tables[2].rows if is_bold(row)]

    assert bold == ["Line", "Group 1", "Group 2", "Balance to recover from partners"]


def is_bold(row):
    return all(run.bold for cell in row.cells for run in cell.paragraphs[0].runs)


def test_narrative_becomes_words_lists_links_and_tables():
    text = (
        "Some **strong** and *soft* words, a [link](https://example.gov.uk/x) and `code`.",
        "- one\n- two\n  1. deep\n\n> said so",
        "3. third\n4. fourth",
        "### Under it\n\n| A | B |\n|---|--:|\n| x | 12 |",
        "```\nas typed\n```",
    )

    document = written(plain_report(sections=narrative_of(*text)))

    (first, *_) = [line for line in document.paragraphs if line.style.name == "Numbered"]
    assert first.text == "1.1\tSome strong and soft words, a link and code."
    assert [run.text for run in first.runs if run.bold] == ["strong", "soft"]
    assert first.hyperlinks[0].address == "https://example.gov.uk/x"
    items = [text.strip() for text in paragraphs(document, "List Text")]
    assert items == ["one", "two", "deep", "third", "fourth"]
    assert paragraphs(document, "Quotation") == ["said so"]
    assert paragraphs(document, "Heading 2") == ["Under it"]
    assert cells(document.tables[-1]) == [("A", "B"), ("x", "12")]


def test_each_list_counts_from_its_own_beginning():
    document = written(plain_report(sections=narrative_of("1. a\n2. b", "between", "3. c")))

    numbering = document.part.numbering_part.element
    starts = [
        override.find(qn("w:startOverride")).get(qn("w:val"))
        for override in numbering.iter(qn("w:lvlOverride"))
    ]
    assert starts == ["1", "3"]


def test_recommendations_are_lettered():
    document = written(plain_report())

    (item,) = [line for line in document.paragraphs if line.style.name == "List Text"]
    number = item._p.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    form = numbering.num_having_numId(number).abstractNumId.val
    definition = next(
        each
        for each in numbering.iter(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == str(form)
    )
    assert definition.find(qn("w:lvl")).find(qn("w:numFmt")).get(qn("w:val")) == "lowerLetter"


def test_text_under_headings_becomes_a_table_of_two_columns():
    sections = ((Kind.HEADINGS, "Implications", "### Legal\nNone.\n\nAt all.\n\n### Wards\nAll."),)

    document = written(plain_report(sections=sections))

    assert cells(document.tables[-1]) == [("Legal", "None.\nAt all."), ("Wards", "All.")]


def test_long_comments_and_many_partners_are_all_there():
    document = written(crowded_report(partners=20, groups=2))

    names = [row[0] for row in cells(document.tables[3])]
    assert names[-1] == "All partners"
    assert len(names) == 22


def test_the_same_report_gives_the_same_bytes(demonstration):
    first, second = (report_docx(finance_copy(demonstration).report) for _ in range(2))

    assert first == second


def test_optional_sections_have_headings_captions_and_tables_on_pages_wide_enough():
    document = written(optional_report())

    assert paragraphs(document, "Heading 1")[2:] == [
        "Financial position",
        "1\tWhat moved since last quarter",
        "2\tBudget against estimate",
        "3\tWhy the recharges moved",
        "4\tRecharges over time",
        "5\tMentioned but not yet in the figures",
        "6\tWhat the income is for",
        "7\tInvoices",
    ]
    assert paragraphs(document, "Caption") == [
        "Table 1. Finance summary, £",
        "Table 2. Partners’ recharges, £",
        "Table 3. Change of each line since Quarter 1, £",
        "Table 4. Change of each partner’s recharge since Quarter 1, £",
        "Table 5. Budget and estimate by group, £",
        "Table 6. From budgeted to estimated recharge, £",
        "Table 7. Recharges over the quarters and years, £",
        "Table 8. Mentioned but not yet in the figures, £",
        "Table 9. Settled in this quarter",
        "Table 10. What Income from company is for, £",
        "Table 11. Invoices of 2024/25, £",
    ]
    turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in document.sections]
    assert turned == [False, True, False]


def test_optional_tables_hold_what_the_paper_prints_with_totals_in_bold():
    report = optional_report()
    paper = finance_copy(report.quarter).report
    document = written(report)

    tables = {cells(table)[0]: table for table in document.tables}
    for section in paper.sections:
        for _, printed in section.numbered_tables:
            table = tables[tuple(heading.on_one_line for heading in printed.headings)]
            assert [row[1:] for row in cells(table)[1:]] == [row.cells[1:] for row in printed.rows]
            for row, source in zip(table.rows[1:], printed.rows, strict=True):
                assert bool(row.cells[0].paragraphs[0].runs[0].bold) == bool(source.weight)
