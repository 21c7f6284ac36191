"""Questions beside the lines of the entry page, as a person meets and answers them."""

from tests.entry_page import address_of, typed

BECAUSE = "The post is filled from October."


def asked(response):
    """Line -> the sentences of its open question, as the page shows them."""
    return {
        row.line.line: [each.sentence.replace("\N{NO-BREAK SPACE}", " ") for each in row.asked]
        for row in response.context["page"].rows
        if row.asked
    }


def answering(response, line, words=BECAUSE, changes=None):
    """The page's fields with figures and an answer beside ``line`` typed."""
    row = next(row for row in response.context["page"].rows if row.line.line == line)
    key = row.line.line_id
    return typed(response, changes or {}) | {
        f"question-{key}-asked": row.asked_mark,
        f"question-{key}-because": words,
    }


def answer(client, quarter, line, words=BECAUSE, changes=None, response=None):
    """Open the entry page, type ``words`` beside ``line`` and press the button under them."""
    page = response or client.get(address_of(quarter))
    fields = answering(page, line, words, changes)
    key = quarter.year.lines.get(name=line).pk
    return client.post(address_of(quarter), fields | {"answer": str(key)})
