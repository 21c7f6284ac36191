"""How tests change things as somebody, and read the pages and files of their histories."""

import csv
import re
from html import unescape
from io import StringIO


def change(row, by=None, why=None, **changes):
    """Save ``changes`` of the row as somebody; its newest record."""
    for name, value in changes.items():
        setattr(row, name, value)
    row._history_user, row._change_reason = by, why
    row.save()
    return row.history.order_by("history_id").last()


def rows_of(response):
    """(thing, sentences) of each entry a log shows."""
    return [(entry.thing, list(entry.sentences)) for entry, _ in response.context["rows"]]


def things(client, address):
    return [thing for thing, _ in rows_of(client.get(address))]


def file_of(response):
    """The rows of a CSV file, each by its column."""
    content = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(content, newline="")))


def words_of(response):
    """The words of a page's main part, without tags."""
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))


# --- Putting back ---

WHY = {"reason": "It was entered by mistake"}


def put_back_address(log, kind, record):
    """The address at which ``record`` is put back, of the log at the address ``log``."""
    return f"{log}{kind}/{record.history_id}/put-back/"


def asked(client, address):
    """What the page holds to be sent back, besides what one types."""
    form = client.get(address).context["form"]
    parts = {"parts": form["parts"].value() or []} if "parts" in form.fields else {}
    return parts | {"shown": form["shown"].value()}


def put_back(client, address, **typed):
    """Open the page and send it, as a person would; what it answers in the end."""
    return client.post(address, asked(client, address) | WHY | typed, follow=True)


def stored(row):
    return type(row).objects.get(pk=row.pk)
