"""Standing wording for implications: kept by finance, with its history, taken by a first report."""

import pytest
from django.test import Client

from partners.models import Role
from reports.models import Report, StandingWording
from tests.budget_pages import words_of
from tests.factories import make_approved_year, make_person

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
