"""The preview of a pasted block as a person uses it: its fields, changed here and there, sent back."""

from html.parser import HTMLParser

from tests.entry_page import address_of


class Fields(HTMLParser):
    """Name -> value of all that the page's own form would send: not the buttons, no other form."""

    def __init__(self):
        super().__init__()
        self.fields, self.area, self.select = {}, None, None
        self.inside = False

    def handle_starttag(self, tag, attrs):
        of = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.inside = True
        name = of.get("name") if self.inside else None
        if tag == "select":
            self.select = name
        elif (
            tag == "option" and self.select and ("selected" in of or self.select not in self.fields)
        ):
            self.fields[self.select] = of["value"]
        elif tag == "textarea" and name:
            self.area, self.fields[name] = name, ""
        elif tag == "input" and name and (of["type"] in ("hidden", "text") or "checked" in of):
            self.fields[name] = of["value"]

    def handle_endtag(self, tag):
        if tag == "main":
            self.inside = False
        self.area = None if tag == "textarea" else self.area
        self.select = None if tag == "select" else self.select

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data


def fields_of(response):
    """As a browser would send the page back untouched."""
    reader = Fields()
    reader.feed(response.content.decode())
    # The line end after the tag is no part of the text.
    return {name: value.removeprefix("\n") for name, value in reader.fields.items()}


def paste(client, quarter, text, **answers):
    """The preview of ``text``."""
    return client.post(address_of(quarter, "quarter_paste"), {"text": text, **answers})


def send(client, quarter, preview, then="save", **changes):
    """Send the preview back, some of its fields changed."""
    fields = fields_of(preview) | changes | {"then": then}
    return client.post(address_of(quarter, "quarter_paste"), fields)


def field(preview, kind, number):
    """The name of the field that answers for a row, a column or a cell (its row), counted from 1."""
    return next(name for name in fields_of(preview) if name.startswith(f"{kind}-{number}-"))


def choice_of(preview, kind, number):
    """The same where a tick need not be set."""
    understanding = preview.context["preview"].understanding
    return {"row": understanding.rows, "column": understanding.columns}[kind][number - 1].field


def errors_of(response):
    return [sentence for _, sentence in response.context["errors"]]
