"""Plain text as e-mail carries it: lines of a readable length, addresses whole."""

from __future__ import annotations

import re
from textwrap import wrap

WIDTH = 72
INDENT = " " * 4


def wrapped(text: str) -> str:
    """``text`` in lines of at most 72 characters, its indents kept and empty lines single.

    A line that begins with an address is left whole, so that it can be clicked.

    >>> wrapped("One.\\n\\n\\n\\n    " + "word " * 14)
    'One.\\n\\n    word word word word word word word word word word word word word\\n    word\\n'
    """
    lines = [line for each in text.splitlines() for line in _lines(each.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def indented(text: str) -> str:
    """What somebody wrote, set apart from what the service says: every line moved in."""
    return "\n".join(f"{INDENT}{line}".rstrip() for line in text.strip().splitlines())


def _lines(line: str) -> list[str]:
    words = line.lstrip()
    if not words or words.startswith(("https://", "http://")):
        return [line]
    indent = line[: len(line) - len(words)]
    return wrap(
        words, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
