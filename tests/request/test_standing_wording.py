"""Standing wording for implications: kept by finance, with its history, taken by a first report."""

import re

import pytest
from django.test import Client

from budgets.lifecycle import submit_quarter
from partners.models import Role
from reports.editions import publish
from reports.models import Report, StandingWording
from tests.budget_pages import words_of
from tests.factories import make_approved_year, make_person
from tests.papers import plain_report
from tests.studio import officer as officer_of

LIST = "/reports/standing-wording/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return make_approved_year()


@pytest.fixture
def officer(year):
    return make_person(Role.FINANCE, partner=year.partners.get(is_host=True))


@pytest.fixture
def client(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def legal():
    return StandingWording.objects.create(heading="Legal", text="The agreement stands.", position=1)


def typed(wording=None, **words):
    """A form sent as it is shown, but for ``words``."""
    shown = wording.history.first().history_id if wording else ""
    stands = {"heading": wording.heading, "text": wording.text} if wording else {}
    return {"shown": shown, "position": ""} | stands | words


def test_a_heading_is_added_last_and_kept_with_who(client, officer, legal):
    response = client.post(
        f"{LIST}add/", typed(heading=" Data  protection ", text="None.\r\n"), follow=True
    )

    assert "“Data protection” is added." in words_of(response)
    added = StandingWording.objects.last()
    assert (added.heading, added.text, added.position) == ("Data protection", "None.", 2)
    assert added.history.get().history_user == officer


def test_a_wording_is_changed_and_its_earlier_text_put_back(client, legal):
    client.post(f"{LIST}{legal.pk}/", typed(legal, text="Advice was taken.", position="7"))

    legal.refresh_from_db()
    assert (legal.text, legal.position) == ("Advice was taken.", 7)
    history = client.get(f"{LIST}history/")
    assert "Text changed from “The agreement stands.” to “Advice was taken.”" in words_of(history)
    newest = legal.history.first().history_id
    response = client.post(
        f"{LIST}put-back/wording/{newest}/",
        {"parts": ["text"], "shown": newest, "reason": "It stands again."},
        follow=True,
    )
    legal.refresh_from_db()
    assert legal.text == "The agreement stands.", words_of(response)
    assert "Advice was taken." in client.get(f"{LIST}history.csv").content.decode()


def test_a_wording_is_removed_and_comes_back(client, legal):
    assert "The agreement stands." in words_of(client.get(f"{LIST}{legal.pk}/remove/"))

    client.post(f"{LIST}{legal.pk}/remove/", {"shown": legal.history.first().history_id})

    assert not StandingWording.objects.exists()
    record = legal.history.model.objects.order_by("history_id").last().history_id
    client.post(f"{LIST}put-back/wording/{record}/", {"shown": record, "reason": "Too soon."})
    assert StandingWording.objects.get().text == "The agreement stands."


@pytest.mark.parametrize("act", ["", "remove/"])
def test_whoever_is_slower_is_shown_what_was_saved(client, legal, act):
    slow = typed(legal, text="Mine.")
    legal.text = "Theirs."
    legal.save()

    response = client.post(f"{LIST}{legal.pk}/{act}", slow)

    assert "“Theirs.” Nothing of yours is saved yet" in words_of(response)
    assert StandingWording.objects.get().text == "Theirs."
    again = typed(legal, text="Mine.") if not act else typed(legal)
    assert str(again["shown"]) in response.content.decode()


def test_what_was_removed_meanwhile_is_not_brought_back_unseen(client, legal):
    sent = typed(legal)
    address = f"{LIST}{legal.pk}/"
    legal.delete()

    assert client.post(address, sent).status_code == 404
    assert not StandingWording.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"heading": "", "text": "None."}, "Enter a heading."),
        ({"heading": "Wards", "text": " \n"}, "Write the text."),
        ({"heading": "legal", "text": "None."}, "standing wording under this heading already"),
        ({"heading": "Wards", "text": "One.\n# Two"}, "begins another heading"),
        ({"heading": "Wards", "text": "```\nopen"}, "would take in what follows it"),
        ({"heading": "Wards", "text": "a\0b"}, "a character that cannot be kept"),
        ({"heading": "Wards", "text": "a" * 5001}, "Shorten it to 5000 characters"),
        ({"heading": "Wards", "text": "None.", "position": "first"}, "Enter the place as"),
        ({"heading": "Wards", "text": "None.", "position": "1000"}, "Enter the place as"),
        ({"heading": "W" * 201, "text": "None."}, "At most 200 fit"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_saved(client, legal, words, sentence):
    response = client.post(f"{LIST}add/", typed(**words))

    assert sentence in words_of(response)
    assert StandingWording.objects.get() == legal


def test_a_first_report_begins_with_the_standing_wording(client, legal):
    StandingWording.objects.create(heading="Wards & *areas*", text="All.", position=0)

    client.post("/reports/2024-25/q1/begin/")

    report = Report.objects.get()
    implications = report.sections.get(heading="Implications").body
    assert implications == ("### Wards \\& \\*areas\\*\nAll.\n\n### Legal\nThe agreement stands.")
    words = words_of(client.get("/reports/2024-25/q1/"))
    assert "Wards & *areas* All." in words


def test_the_demonstration_keeps_the_implications_of_its_paper(demonstration, sign_in):
    client = sign_in("finance@stevenage")

    assert "Community safety" in words_of(client.get(LIST))
    assert StandingWording.objects.count() == 10


# --- Put into a paper ---

PUT_IN = "/reports/2024-25/q2/standing-wording/"
BODY = "### Legal\nNone.\n\n### Financial\nThey are the subject."


@pytest.fixture
def report(legal):
    StandingWording.objects.create(heading="Financial", text="They are the subject.", position=2)
    StandingWording.objects.create(heading="Wards", text="All.", position=3)
    return plain_report()


@pytest.fixture
def finance(report):
    return officer_of(report)


def seen_on(client):
    page = client.get(PUT_IN).content.decode()
    found = {
        name: re.search(f'name="{name}" value="([^"]+)"', page)[1] for name in ("shown", "wording")
    }
    return found | {"headings": re.findall(r'name="headings" value="(\d+)"', page)}


def implications(report):
    return report.sections.get(heading="Implications")


def test_only_what_differs_is_shown_with_what_the_paper_says(report, finance):
    words = words_of(finance.get(PUT_IN))

    assert "Legal None. The agreement stands." in words
    assert "Wards It has no such heading. All." in words
    assert "They are the subject." not in words


def test_all_that_differs_is_put_in_and_the_earlier_text_kept(report, finance):
    response = finance.post(PUT_IN, seen_on(finance), follow=True)

    assert "The standing wording is put in under Legal and Wards." in words_of(response)
    section = implications(report)
    assert section.body == (
        "### Legal\nThe agreement stands.\n\n### Financial\nThey are the subject.\n\n### Wards\nAll."
    )
    newest, *earlier = section.history.all()
    assert newest.history_user == finance.person
    assert earlier[0].body == BODY
    assert "There is nothing to put in." in words_of(finance.get(PUT_IN))


def test_one_heading_alone_is_put_in(report, finance, legal):
    finance.post(PUT_IN, seen_on(finance) | {"headings": [str(legal.pk)]})

    assert implications(report).body == BODY.replace("None.", "The agreement stands.")


def test_nothing_ticked_is_told(report, finance):
    response = finance.post(PUT_IN, seen_on(finance) | {"headings": []})

    assert response.status_code == 409
    assert "Tick the headings whose standing wording is put in." in words_of(response)
    assert "checked" not in response.content.decode()


def test_what_was_not_seen_is_neither_put_in_nor_replaced(report, finance, legal):
    seen = seen_on(finance)
    legal.text = "Another text."
    legal.save()

    response = finance.post(PUT_IN, seen)

    assert "The standing wording was changed since this page was shown." in words_of(response)
    assert "Another text." in words_of(response)
    seen = seen_on(finance)
    section = implications(report)
    section.body = BODY.replace("None.", "Advice is awaited.")
    section.save()
    response = finance.post(PUT_IN, seen)
    assert "“Implications” was changed since this page was shown." in words_of(response)
    assert "Advice is awaited." in implications(report).body


def test_wording_that_names_no_figure_is_refused_with_its_place(report, finance, legal):
    legal.text = "Costs {{ balance.estimat }}."
    legal.save()

    response = finance.post(PUT_IN, seen_on(finance))

    assert "“{{ balance.estimat }}” is not a figure of this quarter." in words_of(response)
    assert implications(report).body == BODY


def test_a_section_that_would_swallow_the_wording_is_left_alone(report, finance):
    section = implications(report)
    section.body = f"{BODY}\n\n### Other\n```\nopen"
    section.save()

    response = finance.post(PUT_IN, seen_on(finance))

    assert "leaves something open at its end" in words_of(response)
    assert implications(report).body == section.body


def test_a_paper_without_headings_is_told_to_add_them(report, finance):
    implications(report).delete()

    assert "no section with a text under each heading" in words_of(finance.get(PUT_IN))


def test_only_finance_puts_wording_in_and_not_into_a_published_paper(report, finance):
    seen = seen_on(finance)
    submit_quarter(quarter=report.quarter, user=None)
    board = Client()
    board.force_login(make_person(Role.BOARD, partner=report.quarter.year.partners.last()))
    assert board.get(PUT_IN).status_code == 404
    publish(quarter=report.quarter, user=finance.person)

    assert "take the quarter back" in words_of(finance.get(PUT_IN))
    assert finance.post(PUT_IN, seen).status_code == 409
    assert implications(report).body == BODY
