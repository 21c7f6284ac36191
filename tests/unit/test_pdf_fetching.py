"""What the renderer may open: style sheets, fonts and drawings of the static folder, nothing else."""

import pytest

from reports.outputs.pdf import render_pdf
from reports.outputs.pdf.fetching import STATIC, RefusedAddress, StaticFilesOnly

PAGE = "<!DOCTYPE html><html lang=en-GB><head><title>Paper</title>{head}</head><body>{body}</body></html>"
OUTSIDE = (
    "http://127.0.0.1:9/x.css",
    "https://example.gov.uk/x.css",
    "ftp://example.gov.uk/x.css",
    "file:///etc/passwd",
    "file:///etc/x.css",
    "file://localhost/etc/x.css",
    "data:text/css,p{color:red}",
    "gopher://example.gov.uk/x.css",
    "",
    "css/report.css",
    "file://[",
    f"file://{STATIC}/css/report.css%00",
    f"http://example.gov.uk{STATIC}/css/report.css",
    f"file://example.gov.uk{STATIC}/css/report.css",
    f"file://{STATIC}/../pyproject.toml",
    f"file://{STATIC}/css/%2e%2e/%2e%2e/reports/x.css",
    f"file://{STATIC}-other/x.css",
    f"file://{STATIC}/js/site.js",
    f"file://{STATIC}/fonts/LICENSE.txt",
    f"file://{STATIC}/css",
    f"file://{STATIC}/css/none.css",
)
ASKED_FOR = ("http://127.0.0.1:9/x.css", "//example.gov.uk/x.css", "file:///etc/passwd", "../x.css")


def page(head="", body="<p>Text.</p>"):
    return PAGE.format(head=head, body=body)


@pytest.mark.parametrize("address", OUTSIDE)
def test_only_files_of_the_static_folder_are_opened(address):
    with pytest.raises(RefusedAddress):
        StaticFilesOnly().fetch(address)


@pytest.mark.parametrize("address", ASKED_FOR)
@pytest.mark.parametrize(
    "asking",
    [
        '<link rel="stylesheet" href="{}">',
        "<style>@import '{}';</style>",
        "<style>@font-face {{ font-family: X; src: url({}) }} p {{ font-family: X }}</style>",
        "<style>p {{ background: url({}) }}</style>",
        "<style>@page {{ background: url({}) }}</style>",
        "<style>p::before {{ content: url({}) }}</style>",
    ],
)
def test_nothing_outside_is_opened_from_the_head(asking, address):
    with pytest.raises(RefusedAddress):
        render_pdf(page(head=asking.format(address)))


@pytest.mark.parametrize("address", ASKED_FOR)
@pytest.mark.parametrize(
    "asking",
    [
        '<img alt="x" src="{}">',
        '<object data="{}">x</object>',
        '<embed src="{}">',
        '<ul style="list-style-image: url({})"><li>x</ul>',
    ],
)
def test_nothing_outside_is_opened_from_the_text(asking, address):
    with pytest.raises(RefusedAddress):
        render_pdf(page(body=asking.format(address)))


@pytest.mark.parametrize("address", ASKED_FOR)
def test_nothing_outside_is_opened_from_a_drawing(address, caplog):
    # There WeasyPrint logs what is raised, and goes on.
    caplog.set_level("CRITICAL", logger="weasyprint")
    drawing = f'<svg width="9" height="9"><title>x</title><image href="{address}"/></svg>'

    with pytest.raises(RefusedAddress):
        render_pdf(page(body=drawing))


def test_a_base_address_does_not_move_the_folder():
    head = '<base href="http://example.gov.uk/"><link rel="stylesheet" href="css/report.css">'

    with pytest.raises(RefusedAddress):
        render_pdf(page(head=head))


def test_a_link_out_of_the_folder_is_followed_before_it_is_judged(tmp_path, monkeypatch):
    outside = tmp_path / "outside.css"
    outside.write_text("p { color: red }")
    inside = tmp_path / "static"
    inside.mkdir()
    (inside / "sly.css").symlink_to(outside)
    monkeypatch.setattr("reports.outputs.pdf.fetching.STATIC", inside)

    with pytest.raises(RefusedAddress):
        StaticFilesOnly().fetch((inside / "sly.css").as_uri())


def test_a_missing_file_stops_the_paper():
    with pytest.raises(RefusedAddress):
        render_pdf(page(head='<link rel="stylesheet" href="css/none.css">'))


def test_files_of_the_folder_are_opened():
    response = StaticFilesOnly().fetch(f"{STATIC.as_uri()}/css/report.css")

    assert response.content_type == "text/css"
    assert b".paper" in response.read()


def test_a_plain_page_needs_nothing():
    assert render_pdf(page()).startswith(b"%PDF-1.7")
