"""export_figures and render_report: what they write, and what they say when they cannot."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from budgets.models import Quarter
from cameras.models import Weight
from reports.models import Report
from tests.papers import make_report, narrative_of

pytestmark = pytest.mark.django_db
BOTH = [("export_figures", "figures.json"), ("render_report", "report.pdf")]


def run(command, *arguments):
    told = StringIO()
    call_command(command, *map(str, arguments), stdout=told)
    return told.getvalue()


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("f.json", b"{\n"), ("f.csv", b"\xef\xbb\xbf"), ("f.xlsx", b"PK"), ("F.JSON", b"{\n")],
)
def test_figures_are_written_as_the_ending_says(name, beginning, demonstration, tmp_path):
    told = run("export_figures", "2024-25", "q2", tmp_path / name)

    assert (tmp_path / name).read_bytes().startswith(beginning)
    assert told == f"The figures of Quarter 2, 2024/25 are in {tmp_path / name}.\n"


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("r.pdf", b"%PDF-1.7"), ("r.docx", b"PK"), ("r.html", b"<!DOCTYPE html>"), ("R.PDF", b"%PDF")],
)
def test_reports_are_written_as_the_ending_says(name, beginning, demonstration, tmp_path):
    told = run("render_report", "2024-25", "Q2", tmp_path / name)

    assert (tmp_path / name).read_bytes().lstrip().startswith(beginning)
    assert "Printing the report on Quarter 2, 2024/25" in told


def test_the_html_file_stands_by_itself(demonstration, tmp_path):
    run("render_report", "2024-25", "q2", tmp_path / "r.html")

    html = (tmp_path / "r.html").read_text()
    assert "<link" not in html and "<script" not in html
    assert "−21,440" in html
    assert "csrf" not in html


def test_a_command_and_the_browser_give_the_same_bytes(demonstration, sign_in, tmp_path):
    run("render_report", "2024-25", "q2", tmp_path / "r.pdf")

    response = sign_in("finance@stevenage").get("/reports/2024-25/q2/report.pdf")

    assert (tmp_path / "r.pdf").read_bytes() == response.content


@pytest.mark.parametrize(("command", "name"), BOTH)
@pytest.mark.parametrize(
    ("year", "quarter", "sentence"),
    [
        ("2023-24", "q2", "There is no Quarter 2 of 2023-24. There is 2024-25."),
        ("2024-26", "q2", "“2024-26” is not a financial year. Write it as 2024-25."),
        ("last year", "q2", "“last year” is not a financial year."),
        ("2024-25", "q5", "“q5” is not a quarter. Write q1, q2, q3 or q4."),
        ("2024-25", "second", "“second” is not a quarter."),
        ("2024-25", "", "“” is not a quarter."),
    ],
)
def test_an_unknown_quarter_is_quoted(
    command, name, year, quarter, sentence, demonstration, tmp_path
):
    with pytest.raises(CommandError) as refusal:
        run(command, year, quarter, tmp_path / name)

    assert sentence in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("command", "name"), BOTH)
def test_an_empty_database_has_no_years(command, name, tmp_path):
    with pytest.raises(CommandError, match="There is no year at all yet"):
        run(command, "2024-25", "q2", tmp_path / name)


@pytest.mark.parametrize(
    ("command", "name", "endings"),
    [
        ("export_figures", "report.pdf", ".json, .csv or .xlsx"),
        ("export_figures", "figures", ".json, .csv or .xlsx"),
        ("render_report", "figures.json", ".pdf, .docx or .html"),
        ("render_report", ".pdf", ".pdf, .docx or .html"),
    ],
)
def test_an_unknown_ending_is_told_with_those_there_are(
    command, name, endings, demonstration, tmp_path
):
    with pytest.raises(CommandError) as refusal:
        run(command, "2024-25", "q2", tmp_path / name)

    assert str(refusal.value) == f"“{name}” does not say what to write. End it in {endings}."


@pytest.mark.parametrize(("command", "name"), BOTH)
def test_a_folder_that_is_not_there_is_named(command, name, demonstration, tmp_path):
    with pytest.raises(CommandError, match=r"There is no folder “.*nowhere” to write"):
        run(command, "2024-25", "q2", tmp_path / "nowhere" / name)


@pytest.mark.parametrize(("command", "name"), BOTH)
def test_a_folder_in_place_of_a_file_is_named(command, name, demonstration, tmp_path):
    (tmp_path / name).mkdir()

    with pytest.raises(CommandError, match=r"is a folder\. Name a file"):
        run(command, "2024-25", "q2", tmp_path / name)


@pytest.mark.parametrize(("command", "name"), BOTH)
def test_what_cannot_be_written_leaves_the_old_file_as_it_was(
    command, name, demonstration, tmp_path, monkeypatch
):
    (tmp_path / name).write_text("old")
    monkeypatch.setattr("pathlib.Path.replace", full_disk)

    with pytest.raises(CommandError, match=r"cannot be written: No space left"):
        run(command, "2024-25", "q2", tmp_path / name)

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "old")]


def full_disk(*args):
    raise OSError(28, "No space left on device")


def test_a_quarter_without_a_report_is_told_plainly(demonstration, tmp_path):
    with pytest.raises(CommandError, match="There is no report on Quarter 3, 2024/25 yet"):
        run("render_report", "2024-25", "q3", tmp_path / "r.pdf")

    run("export_figures", "2024-25", "q3", tmp_path / "f.json")
    content = json.loads((tmp_path / "f.json").read_text())
    assert content["balance"] == {
        "budget": 543_930,
        "actual": None,
        "estimate": None,
        "variance": None,
    }


def test_every_unknown_figure_of_a_report_is_told_in_a_line(demonstration, tmp_path):
    make_report(Quarter.objects.get(number=3), narrative_of("{{ a }}", "{{ b }}"))

    with pytest.raises(CommandError) as refusal:
        run("render_report", "2024-25", "q3", tmp_path / "r.pdf")

    assert str(refusal.value).splitlines() == [
        "The report cannot be printed:",
        "  Background, paragraph 1.1: “{{ a }}” is not a figure of this quarter.",
        "  Background, paragraph 1.2: “{{ b }}” is not a figure of this quarter.",
    ]


@pytest.mark.parametrize(("command", "name"), BOTH)
def test_shares_that_cannot_be_worked_out_are_a_sentence(command, name, open_quarter, tmp_path):
    Weight.objects.all().delete()

    with pytest.raises(CommandError, match="has no weight on 1 April 2024"):
        run(command, "2024-25", "q2", tmp_path / name)

    assert Report.objects.count() == 1
