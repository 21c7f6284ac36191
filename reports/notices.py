"""What a paper says of who may read it: at its top, at the foot of its pages, under its table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgets.inputs import LinePosition
from reports.exemptions import named
from reports.marking import marked_in, merged_in
from reports.models import Edition, PublicVersion
from reports.text import printable

READERS = "For board members and officers of the partner councils only."


@dataclass(frozen=True)
class Notice:
    """``top`` stands above the title, ``foot`` on every page, ``note`` under the finance table."""

    top: str = ""
    foot: str = ""
    note: str = ""


FOR_ANYBODY = Notice()


def notice_of(version: Edition | PublicVersion, lines: Iterable[LinePosition]) -> Notice:
    """What was published says of itself; nothing where anybody may read the whole of it."""
    if isinstance(version, PublicVersion):
        return public_notice(version.content["paragraphs"])
    if version.is_exempt:
        return Notice(
            top=f"Exempt from publication: {named([version.paragraph])}. {READERS}",
            foot="Exempt from publication",
        )
    marked = marked_in(version.content)
    if not merged_in(version.content):
        return FOR_ANYBODY
    return Notice(
        top=(
            f"Full version. It shows lines that are exempt from publication: "
            f"{named(marked.values())}. {READERS}"
        ),
        foot="Full version, not for publication",
        note=note_on_marks(marked, lines),
    )


def public_notice(paragraphs: Iterable[int]) -> Notice:
    """What the public version says of the lines it prints as one."""
    return Notice(
        note=(
            "Other is several lines printed together: by themselves they would disclose what is "
            f"exempt from publication under {named(paragraphs)}."
        )
    )


def note_on_marks(marked: Mapping[int, int], lines: Iterable[LinePosition]) -> str:
    """Which lines the public version does not show, for those who read them; none: nothing."""
    names = [
        f"{printable(line.line)} (paragraph {marked[line.line_id]})"
        for line in lines
        if line.line_id in marked
    ]
    if not names:
        return ""
    return f"Not shown by themselves in the public version, as exempt: {', '.join(names)}."
