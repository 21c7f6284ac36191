"""The PDF as a file to keep: accessible and archival in one, with its figures, never varying."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from budgets.position import quarter_position
from partners.models import User
from reports.copies import finance_copy
from reports.editions import publish
from reports.outputs.data import figures_json
from reports.outputs.pdf import render_pdf
from reports.outputs.pdf.archive import attached_figures
from tests.papers import SENTENCE, crowded_report, narrative_of, plain_report
from tests.printing import opened, printed, text_of

pytestmark = pytest.mark.django_db
EVERYTHING = (
    "**Strong**, *soft*, ***both***, `code`, [a link](https://example.gov.uk/a?b=c&d=ü) here.",
    "1. one\n   - deep\n     1. deeper\n2. two",
    "- loose\n\n- list",
    "> said\n>\n> > twice",
    "### Under it",
    "##### Far under it",
    "| Head | Number |\n|:--|--:|\n| a | 1 |\n| b | 2 |",
    "    indented code that goes on and on and on and on and on and on and on and on and on and on",
    "Pneumonoultramicroscopicsilicovolcanoconiosis" * 8,
    "Emoji 👍🏽, 漢字, عربي, \u200bzero\u200d, \u202eturned, soft\u00adhyphen, e\u0301, \ufffd.",
    "Two  \nlines --- and a <b>tag</b> &amp; &lt;entity&gt; &#128077;",
)


@pytest.fixture
def golden(demonstration):
    return printed(demonstration.report)


def test_the_golden_draft_keeps_to_both_standards(golden, assert_keeps_to_both_standards):
    assert_keeps_to_both_standards(golden)


@pytest.mark.parametrize(
    "report",
    [
        lambda: crowded_report(partners=20),
        lambda: crowded_report(partners=3, groups=1, comment=SENTENCE * 40),
        lambda: plain_report(sections=narrative_of(*EVERYTHING)),
        lambda: plain_report(figures=None),
    ],
    ids=["twenty partners", "long comments", "every kind of text", "nothing entered"],
)
def test_any_paper_keeps_to_both_standards(report, assert_keeps_to_both_standards):
    assert_keeps_to_both_standards(printed(report()))


def test_an_edition_keeps_to_both_standards_and_bears_no_mark_of_a_draft(
    demonstration, assert_keeps_to_both_standards
):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")

    edition = bytes(publish(quarter=demonstration, user=finance).pdf)

    assert_keeps_to_both_standards(edition)
    assert "Draft" not in text_of(edition)
    assert "Edition 1, " in text_of(edition)


def test_the_figures_are_attached_as_data_under_the_day_of_the_paper(golden, demonstration):
    pdf = opened(golden)

    [(name, attached)] = pdf.attachments.items()
    file = attached.get_file()

    assert name == "figures.json"
    assert file.read_bytes() == figures_json(quarter_position(demonstration))
    assert file.mime_type == "application/json"
    assert {file.creation_date, file.mod_date} == {datetime(2024, 10, 24, tzinfo=UTC)}
    assert attached.description.startswith("The figures of this paper")
    assert str(attached.obj.AFRelationship) == "/Data"
    assert [named.objgen for named in pdf.Root.AF] == [attached.obj.objgen]


def test_an_edition_holds_the_figures_that_it_froze(demonstration):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")

    edition = publish(quarter=demonstration, user=finance)

    assert attached_figures(bytes(edition.pdf)) == edition.content["figures"].encode()


def test_the_file_says_of_itself_what_it_is(golden):
    with opened(golden).open_metadata() as said:
        standards = (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"])
        dates = (said["xmp:CreateDate"], said["xmp:ModifyDate"])

    assert standards == ("3", "A", "1")
    assert dates == ("2024-10-24", "2024-10-24")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in golden, "readable without unpacking"


def test_figures_of_a_paper_without_a_day_are_refused():
    page = "<!DOCTYPE html><html lang=en-GB><title>Paper</title><p>Text."

    with pytest.raises(ValueError, match="needs a day"):
        render_pdf(page, figures=b"{}")


def test_the_same_data_gives_the_same_bytes_in_any_process(golden, demonstration, tmp_path):
    source, figures = tmp_path / "paper.html", tmp_path / "figures.json"
    source.write_text(finance_copy(demonstration).html)
    figures.write_bytes(figures_json(quarter_position(demonstration)))
    code = (
        "import sys, django; django.setup(); from pathlib import Path; "
        "from reports.outputs.pdf import render_pdf; "
        f"html, figures = Path({str(source)!r}).read_text(), Path({str(figures)!r}).read_bytes(); "
        "sys.stdout.buffer.write(render_pdf(html, draft=True, figures=figures))"
    )

    for seed in ("1", "4711"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        made = subprocess.run(
            [sys.executable, "-c", code], env=environment, capture_output=True, check=True
        )
        assert made.stdout == golden
