"""The entry page as a person uses it: what its cells hold, changed here and there, sent back."""

from django.urls import reverse

CELLS = ("based_on", "disputed", "actual", "estimate", "comment")


def address_of(quarter, view="quarter_edit"):
    return reverse(f"budgets:{view}", args=[quarter.year.period, quarter.number])


def fields_of(response):
    """Name -> text of every field, as the browser would send the page back untouched."""
    page = response.context["page"]
    fields = {}
    for form in page.formset.forms:
        for bound in form:
            value = bound.value()
            if bound.name in CELLS or value is not None:
                fields[bound.html_name] = "" if value is None else str(value)
    return fields


def field_name(response, line, cell):
    forms = response.context["page"].formset.forms
    return next(form.add_prefix(cell) for form in forms if form.line.line == line)


def typed(response, changes):
    """The page's fields with (line, cell) -> text typed over them."""
    fields = fields_of(response)
    for (line, cell), text in changes.items():
        fields[field_name(response, line, cell)] = text
    return fields


def save(client, quarter, changes, **post):
    """Open the entry page, type ``changes`` and save."""
    page = client.get(address_of(quarter))
    return client.post(address_of(quarter), typed(page, changes), **post)


def newest_figures(quarter):
    """Line -> (actual, estimate, comment) as last saved."""
    revisions = quarter.revisions.newest().select_related("line")
    return {
        revision.line.name: (revision.actual, revision.estimate, revision.comment)
        for revision in revisions
    }
