"""What the person says about how to read the block.

An answer belongs to the very column, row or cell that it was given for: the name of its field holds
a digest of what stood there, so that in a text changed meanwhile it lapses and is asked again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from budgets.pasting.clipboard import Block
from budgets.pasting.parts import SAVED, BlankAs, DashAs, Kind, Known

# The answer for a row that is not to be saved.
LEFT_OUT = "out"


@dataclass(frozen=True)
class Answers:
    """What the person said; ``columns`` and ``rows`` by the name of their field.

    ``first_line`` and ``first_cell`` are where the block was pasted: the key of a line, a column.
    """

    first_line: int | None = None
    first_cell: Kind | None = None
    blanks: BlankAs = BlankAs.KEEP
    dashes: DashAs | None = None
    columns: Mapping[str, Kind] = field(default_factory=dict)
    rows: Mapping[str, int | str] = field(default_factory=dict)


def answers_in(data: Mapping[str, str], known: Known) -> Answers:
    """The answers in what was sent. What no page could send is no answer, and is asked again."""
    kinds = {kind.value: kind for kind in Kind}
    lines = {str(line.line_id): line.line_id for line in known.lines}
    return Answers(
        first_line=lines.get(data.get("first_line")),
        first_cell={kind.value: kind for kind in SAVED}.get(data.get("first_cell")),
        blanks={way.value: way for way in BlankAs}.get(data.get("blanks"), BlankAs.KEEP),
        dashes={way.value: way for way in DashAs}.get(data.get("dashes")),
        columns=_chosen(data, "column-", kinds),
        rows=_chosen(data, "row-", lines | {LEFT_OUT: LEFT_OUT}),
    )


def _chosen(data: Mapping[str, str], fields: str, choices: dict) -> dict:
    return {
        name: choices[value]
        for name, value in data.items()
        if name.startswith(fields) and value in choices
    }


def column_field(block: Block, index: int, heading: str) -> str:
    return f"column-{index + 1}-{_digest(f'{block.width} {heading}')}"


def row_field(block: Block, index: int, name: str | None) -> str:
    """``name`` as the row's columns of names have it; None: rows go by their position."""
    said = f"{len(block.rows)} rows" if name is None else f"name {name}"
    return f"row-{index + 1}-{_digest(said)}"


def cell_field(row: int, column: int, text: str) -> str:
    return f"cell-{row + 1}-{column + 1}-{_digest(text)}"


def corrected(block: Block, data: Mapping[str, str]) -> Block:
    """The block with the cells that were typed again."""
    if not any(name.startswith("cell-") for name in data):
        return block
    rows = tuple(
        tuple(
            data.get(cell_field(index, column, text), text).replace("\r\n", "\n")
            for column, text in enumerate(row)
        )
        for index, row in enumerate(block.rows)
    )
    return replace(block, rows=rows)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=4).hexdigest()
