"""What a hostile hand may type into a paper, a paper full of it, and a guard over files and network."""

import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from budgets.position import position_of
from cameras.arithmetic import CountedService
from partners.models import Partner
from reports.assembly import assembled
from reports.models import Edition, Meeting, Report, Section
from reports.outputs.pdf.fetching import STATIC
from tests.positions import position_where

ADDRESSES = (
    "http://127.0.0.1:9/x",
    "https://evil.example/x.png",
    "//evil.example/x",
    "ftp://evil.example/x",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "/etc/passwd",
    "../../pyproject.toml",
    "css/report.css",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,%3Csvg onload=alert(1)%3E",
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "&#106;avascript&colon;alert(1)",
    "vbscript:x",
    "blob:x",
    "http://[::1",
    "#nowhere",
)
TRICKS = (
    "{}",
    "<{}>",
    "[x]({})",
    "![x]({})",
    '![x](<{}> "title")',
    "[x]: {}\n\n[x] ![x]",
    "> - ![x]({})",
    "### ![x]({})",
    "| a |\n|---|\n| ![x]({}) <img src='{}'> |",
    "<img src='{}' onerror=alert(1)>",
    "<script src='{}'>alert(1)</script>",
    "<iframe src='{}'></iframe><object data='{}'></object><embed src='{}'>",
    "<link rel=stylesheet href='{}'><link rel=attachment href='{}'>",
    "<a rel=attachment href='{}' download=x>x</a>",
    "<base href='{}'><meta http-equiv=refresh content='0;url={}'>",
    "<style>@import '{}'; @page {{ background: url('{}') }}</style>",
    "<p style=\"background: url('{}')\" onclick='alert(1)'>x</p>",
    "<svg onload=alert(1)><image href='{}'/><use xlink:href='{}#a'/></svg>",
    "<form action='{}'><input type=image src='{}'><button formaction='{}'>x</button></form>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM '{}'>]>&y;",
    "<?xml-stylesheet href='{}'?><![CDATA[<img src='{}'>]]><!-- <img src='{}'> -->",
    "&lt;img src='{}'&gt; &#60;script src='{}'&#62; &#x3C;b&#x3E;",
    "</style></title></textarea></section><img src='{}'>",
    "\"'><img src='{}'>",
    "```\n<img src='{}'>\n```\n\n    <script src='{}'>",
    "=HYPERLINK(\"{}\") {{ INCLUDEPICTURE '{}' }}",
)
_tricks = st.builds(
    lambda trick, address: trick.replace("{}", address),
    st.sampled_from(TRICKS),
    st.sampled_from(ADDRESSES),
)
# Two braces would be a reference to a figure, which the paper refuses by its place.
texts = (
    st.lists(_tricks | st.text(max_size=20), min_size=1, max_size=6)
    .map("\n\n".join)
    .filter(lambda text: "{{" not in text)
)
EVERYTHING = "\n\n".join(
    trick.replace("{}", ADDRESSES[number % len(ADDRESSES)]) for number, trick in enumerate(TRICKS)
).replace("{{", "{ {")

# A title or a name is never longer.
ROOM = 200


def paper_saying(text):
    """A published paper that says ``text`` wherever somebody may type, or as much of it as there is
    room for: no database."""
    words = text[:ROOM]
    position = _position_saying(words, comment=text)
    report = Report(
        quarter=position.quarter, title=words, report_of=words, author=words, wards=words
    )
    report.meeting = Meeting(body=words, date=date(2024, 10, 24))
    sections = [
        Section(report=report, position=place, kind=kind, heading=words, body=text)
        for place, kind in enumerate(Section.Kind.values, start=1)
    ]
    edition = Edition(number=2, reason=text, published_at=datetime(2024, 10, 24, tzinfo=UTC))
    return assembled(report, position, sections=sections, edition=edition, partnership=words)


def _position_saying(text, comment):
    position = position_where([30, 10], [20, 20], estimate=1200)
    inputs = position.inputs
    partners = tuple(
        Partner(pk=each.pk, name=text, short_name=text, slug=each.slug, is_host=each.pk == 1)
        for each in inputs.partners
    )
    lines = tuple(replace(line, group=text, line=text, comment=comment) for line in inputs.lines)
    terms = tuple(replace(each, name=text) for each in inputs.basis.terms)
    counted = tuple(
        CountedService(partner.pk, text, None, None, 20, 12, 12, Decimal(1)) for partner in partners
    )
    basis = replace(inputs.basis, terms=terms, counted=counted)
    return position_of(
        position.quarter, replace(inputs, partners=partners, lines=lines, basis=basis)
    )


TEMPORARY = Path(tempfile.gettempdir()).resolve()
_watching = threading.local()


def _look(event, arguments):
    """Python tells of everything that it opens, whoever asks for it, before it is opened."""
    seen = getattr(_watching, "seen", None)
    if seen is None:
        return
    if event == "open" and not _may_open(*arguments[:2]):
        seen.append(f"opened {arguments[0]}")
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "urllib.")):
        seen.append(f"{event} {arguments[1:]}")


def _may_open(path, mode):
    """Static files to read; WeasyPrint's folder of fonts to write, and to clear away again."""
    if not isinstance(path, str):
        return False
    path = Path(path).resolve()
    if path.is_relative_to(STATIC):
        return mode == "r"
    return str(path).startswith(f"{TEMPORARY}/weasyprint-")


sys.addaudithook(_look)


@contextmanager
def nothing_opened_but_static_files():
    """Fails if this thread opens a file outside the static folder, a connection or a process."""
    _watching.seen = seen = []
    try:
        yield
    finally:
        _watching.seen = None
    if seen:
        raise AssertionError(f"The renderer reached out: {seen}")
