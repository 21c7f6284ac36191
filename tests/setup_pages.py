"""How tests fill in the set-up pages: what a page shows, changed here and there, and sent back."""

import re
from html import unescape

from django.urls import reverse

from budgets.models import BudgetedRecharge

NAME, VALUE = re.compile(r'name="([^"]+)"'), re.compile(r'value="([^"]*)"')
CONTROLS = re.compile(r"<input[^>]*>|<select.*?</select>|<textarea.*?</textarea>", re.DOTALL)


def address(name, year, *more):
    return reverse(f"budgets:{name}", args=[year.period, *more])


def fields_of(response):
    """What a browser would send back of the page's forms, nothing touched."""
    fields = {}
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    for control in CONTROLS.findall(main):
        name = NAME.search(control)
        if not name or 'type="file"' in control:
            continue
        if control.startswith("<select"):
            chosen = re.search(r'value="([^"]*)" selected', control)
            fields[name[1]] = unescape(chosen[1]) if chosen else ""
        elif control.startswith("<textarea"):
            fields[name[1]] = unescape(re.search(r">\n?(.*?)</textarea>", control, re.DOTALL)[1])
        elif 'type="checkbox"' in control or 'type="radio"' in control:
            if " checked" in control:
                value = VALUE.search(control)
                fields[name[1]] = value[1] if value else "on"
        else:
            value = VALUE.search(control)
            fields[name[1]] = unescape(value[1]) if value else ""
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def send(client, url, changes=(), *, page=None, without=(), **more):
    """The page at ``url`` with ``changes`` (name -> value) typed into it, sent back."""
    fields = fields_of(page or client.get(url)) | dict(changes) | more
    return client.post(url, {name: text for name, text in fields.items() if name not in without})


def errors_in(response):
    """(address, sentence) of each error in the summary."""
    summary = response.content.decode().split("govuk-error-summary__body")[1].split("</ul>")[0]
    items = re.findall(r"<li>(?:<a href=\"([^\"]*)\">)?(.*?)(?:</a>)?</li>", summary, re.DOTALL)
    return [(href, " ".join(unescape(text).split())) for href, text in items]


def row(response, name):
    """The number of the row of the grid of lines that shows ``name``."""
    fields = fields_of(response)
    return next(
        key.split("-")[1]
        for key, value in fields.items()
        if re.fullmatch(r"lines-\d+-name", key) and value == name
    )


# --- The grid of lines ---


def cells(number, **texts):
    return {f"lines-{number}-{name}": text for name, text in texts.items()}


def stored(year):
    """(group, line, ledger codes, budget) of each line in order."""
    return [
        (
            line.group.name,
            line.name,
            "; ".join(code.code for code in line.ledger_codes.all()),
            line.original_budget,
        )
        for line in year.lines.select_related("group")
    ]


# --- Changes of a budget ---

DECIDED = {
    "dated": "30 Sep 2024",
    "approver": "Chief finance officer",
    "minute": "Minute 12",
    "reason": "Pay award.",
}


def changes(year, **amounts):
    return {f"change_{year.lines.get(name=name).pk}": text for name, text in amounts.items()}


def record(finance, year, kind, **amounts):
    """Entered, looked at, approved."""
    url = address(f"setup_{kind}", year)
    shown = send(finance, url, changes(year, **amounts) | DECIDED, then="preview")
    return send(finance, url, page=shown, then="approve")


def budgets(year):
    return {line.name: line.current_budget for line in year.lines.with_changes()}


def recharges(year, version):
    rows = BudgetedRecharge.objects.filter(year=year, version=version).order_by("pk")
    return [row.amount for row in rows]
