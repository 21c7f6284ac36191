"""Unsaved work as a browser keeps it: the token of a page, and what its script sends."""

import json

from django.test import Client

from budgets.models import FigureDraft
from tests.entry_page import address_of


def token_in(response):
    return response.context["draft_token"]


def send(quarter, token, rows, client=None, **more):
    """What the page's script sends, with or without a session: ``{line: {cell: text}}``."""
    lines = {line.name: line.pk for line in quarter.year.lines.all()}
    body = {str(lines[name]): {"based_on": 0} | row for name, row in rows.items()}
    return send_raw(quarter, token, json.dumps(body), client, **more)


def send_raw(quarter, token, body, client=None, **more):
    return (client or Client(enforce_csrf_checks=True)).post(
        address_of(quarter, "draft_keep"),
        body,
        content_type="application/json",
        headers={"X-Draft-Token": token} if token is not None else {},
        **more,
    )


def drafted(quarter, user):
    """(line, cell) -> text of somebody's draft; empty where they have none."""
    draft = FigureDraft.objects.filter(quarter=quarter, user=user).first()
    lines = {str(line.pk): line.name for line in quarter.year.lines.all()}
    return {
        (lines[line], cell): kept["text"]
        for line, row in (draft.cells.items() if draft else ())
        for cell, kept in row.items()
    }
