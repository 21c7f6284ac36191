"""An extract on the pages of its way: uploaded, previewed, and sent back as a browser would."""

from tests.entry_page import address_of
from tests.ledgers import ROWS, as_csv

UNKNOWN = ("CCTV-8888", "12/07/2024", "PI104", "Not ours", "450.00", "Actual")


def page(quarter, name):
    return address_of(quarter, name)


def upload(client, quarter, file, **post):
    return client.post(page(quarter, "quarter_import"), {"file": file}, **post)


def choose(client, quarter, fields, **get):
    """Send the choices of the columns as made on the page that ``get`` asks for."""
    shown = client.get(page(quarter, "import_columns"), get).context["form"]
    sealed = {"seal": shown["seal"].value()} | fields
    return client.post(page(quarter, "import_columns"), sealed, follow=True)


def previewed(client, quarter, rows=ROWS):
    """The preview of the rows, their columns being remembered."""
    return upload(client, quarter, as_csv(rows), follow=True)


def sent_back(response, **changes):
    """The preview's fields as the browser would send them."""
    preview = response.context["preview"]
    fields = {f"based-on-{line.position.line_id}": line.position.revision for line in preview.lines}
    shown = {"upload": response.context["upload"].pk, "seal": response.context["seal"]}
    return fields | shown | changes


def save(client, quarter, response, **changes):
    return client.post(
        page(quarter, "import_preview"), sent_back(response, do="save", **changes), follow=True
    )


def titles(response):
    return [each.title.replace("\N{NO-BREAK SPACE}", " ") for each in response.context["problems"]]
