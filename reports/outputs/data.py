"""A quarter's figures for other programs: JSON and CSV. Others rely on both formats: keep them.

Money is in pounds, whole or with two decimals, exactly; null (JSON) or empty (CSV) is not entered,
and what depends on it. Shares and cameras are decimals of twelve places, as text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

from budgets.inputs import LinePosition
from budgets.position import QuarterPosition, Recharge, Totals
from cctvpartnership.figures import plain_pounds, rounded
from partners.csv_rows import cell

LINE_MONEY = ("budget", "actual", "estimate", "variance")
RECHARGE_MONEY = ("budget", "estimate", "variance", "cost_effect", "share_effect")
PLACES = 12
# What figures.json is made of, for other programs; published at an address of its own.
SCHEMA = Path(__file__).with_name("figures.schema.json")
COLUMNS = (
    *("year", "quarter", "table", "group", "name", "budget", "actual", "estimate", "variance"),
    *("cost_effect", "share_effect", "equivalent_cameras", "base_equivalent_cameras"),
    *("share_percent", "base_share_percent", "comment"),
)


def figures(position: QuarterPosition) -> dict:
    """The quarter's figures as plain values, in the order they are written."""
    return {
        "year": position.year.label,
        "quarter": f"Q{position.quarter.number}",
        "lines": [_line(line) for line in position.lines],
        "balance": _money(position.balance, LINE_MONEY),
        "partners": [_partner(recharge) for recharge in position.recharges],
        "partners_total": _money(position.partners_total, RECHARGE_MONEY),
    }


def figures_json(position: QuarterPosition) -> bytes:
    """figures.json: UTF-8, indented, the same bytes for the same figures."""
    return f"{_json(figures(position))}\n".encode()


def figures_csv(position: QuarterPosition) -> bytes:
    """figures.csv: one row a line, the balance, a partner, all partners; with a byte order mark,
    by which Excel knows UTF-8. Text that a spreadsheet would run as a formula gets an apostrophe.
    """
    table = StringIO()
    writer = csv.DictWriter(table, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(figures(position)):
        writer.writerow({column: cell(value) for column, value in row.items()})
    return table.getvalue().encode("utf-8-sig")


def _line(line: LinePosition) -> dict:
    words = {"group": line.group, "line": line.line}
    return words | _money(line, LINE_MONEY) | {"comment": line.comment}


def _partner(recharge: Recharge) -> dict:
    return (
        {"partner": recharge.partner.name}
        | _money(recharge, RECHARGE_MONEY)
        | {
            "equivalent_cameras": _places(recharge.equivalent_cameras),
            "base_equivalent_cameras": _places(recharge.base_equivalent_cameras),
            "share_percent": _percent(recharge.share),
            "base_share_percent": _percent(recharge.base_share),
        }
    )


def _money(row: LinePosition | Recharge | Totals, names: tuple[str, ...]) -> dict:
    return {name: plain_pounds(getattr(row, name)) for name in names}


def _places(value: Fraction | None) -> str | None:
    return None if value is None else f"{rounded(value, PLACES):f}"


def _percent(share: Fraction | None) -> str | None:
    return None if share is None else _places(share * 100)


def _json(value, indent: str = "\n") -> str:
    """``value`` as JSON. The standard library writes decimals as floats or text, never as they are."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    inner = f"{indent}  "
    if isinstance(value, dict):
        items = [f"{_json(key)}: {_json(item, inner)}" for key, item in value.items()]
    else:
        items = [_json(item, inner) for item in value]
    start, end = "{}" if isinstance(value, dict) else "[]"
    return f"{start}{inner}{f',{inner}'.join(items)}{indent}{end}" if items else start + end


def _rows(content: dict) -> Iterator[dict]:
    """The rows of the CSV file: every table under one heading row."""
    period = {"year": content["year"], "quarter": content["quarter"]}
    for line in content["lines"]:
        yield period | {"table": "lines", "name": line["line"]} | _without(line, "line")
    yield period | {"table": "balance", "name": "Balance to recover"} | content["balance"]
    for partner in content["partners"]:
        yield (
            period
            | {"table": "partners", "name": partner["partner"]}
            | _without(partner, "partner")
        )
    yield period | {"table": "partners_total", "name": "All partners"} | content["partners_total"]


def _without(row: dict, name: str) -> dict:
    return {key: value for key, value in row.items() if key != name}
