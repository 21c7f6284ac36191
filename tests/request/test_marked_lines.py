"""The pages on which finance marks lines, and what each reader is then given of a public edition."""

import pytest

from partners.models import User
from reports.editions import publish
from reports.models import Edition, LineMark, Report, Section
from tests.budget_pages import words_of

pytestmark = pytest.mark.django_db
PLACE = "/reports/2024-25/q2/"
MARKS, PUBLIC = f"{PLACE}marked-lines/", f"{PLACE}public/"
MARKED, FIGURE = "Premises Related", "42,690"
FILES = ("report.pdf", "report.docx", "figures.xlsx", "figures.csv", "figures.json")


@pytest.fixture
def finance(demonstration, sign_in):
    Section.objects.update(body="In short.")
    return sign_in("finance@stevenage")


def key_of(name):
    report = Report.objects.get(quarter__number=2)
    return report.quarter.year.lines.get(name=name).pk


def typed(name=MARKED, paragraph="3", reason="A lease is being negotiated.", shown=0):
    prefix = f"line-{key_of(name)}"
    return {f"{prefix}-paragraph": paragraph, f"{prefix}-reason": reason, "shown": shown}


def publish_it(**how):
    report = Report.objects.select_related("quarter__year").get(quarter__number=2)
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    return publish(quarter=report.quarter, user=finance, **how)


def test_finance_marks_a_line_and_is_shown_what_is_printed_with_it(finance):
    response = finance.post(MARKS, typed(), follow=True)

    words = words_of(response)
    assert "1 line changed." in words
    assert "Other Premises Related Income from Company" in words
    [mark] = LineMark.objects.all()
    assert (mark.line.name, mark.paragraph, mark.made_by.name) == (
        MARKED,
        3,
        "Finance officer, Stevenage",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"paragraph": "9"}, f"{MARKED}: “9” is no paragraph of the schedule."),
        ({"reason": ""}, f"{MARKED}: Write why it is kept from the public."),
        ({"paragraph": ""}, f"{MARKED}: You wrote why, but chose no paragraph."),
        ({"reason": "x" * 501}, "Shorten it to 500 characters. It has 501."),
        ({"shown": "7"}, "Somebody else changed the marks since this page was shown."),
        ({"shown": "no number"}, "Somebody else changed the marks"),
    ],
)
def test_what_cannot_be_saved_is_said_and_stays_on_the_page(change, said, finance):
    response = finance.post(MARKS, typed(**change))

    assert response.status_code == 200
    assert said in words_of(response)
    assert change.get("reason", "A lease is being negotiated.") in response.content.decode()
    assert not LineMark.objects.exists()


def test_the_preview_is_the_paper_as_the_public_would_read_it_with_what_is_in_the_way(finance):
    finance.post(MARKS, typed())
    Section.objects.filter(position=2).update(body="The premises related costs rise.")

    words = words_of(finance.get(PUBLIC))

    assert f"names “{MARKED}”, which the public version does not show by itself." in words
    assert "Other is several lines printed together" in words
    assert FIGURE not in words
    assert FIGURE in words_of(finance.get(PLACE))
    for name in FILES:
        assert finance.get(f"{PUBLIC}{name}").status_code == 200


def test_publishing_is_refused_with_the_place_until_the_words_are_mended(finance):
    finance.post(MARKS, typed())
    Section.objects.filter(position=2).update(body="It is {{ lines.premises-related.estimate }}.")

    response = finance.post(f"{PLACE}publish/", {"visibility": "public"})

    assert "is of a line that the public version does not show by itself." in words_of(response)
    assert not Edition.objects.exists()


READERS = {
    "finance@stevenage": True,
    "board@hertsmere": True,
    "officer@east-herts": True,
    "admin@stevenage": True,
    None: False,
}


@pytest.mark.parametrize(("mailbox", "reads_all"), READERS.items())
def test_each_reader_is_given_the_version_they_may_read(
    mailbox, reads_all, finance, sign_in, client
):
    finance.post(MARKS, typed())
    edition = publish_it()
    reader = sign_in(mailbox) if mailbox else client

    version = edition if reads_all else edition.public_version
    page, editions = words_of(reader.get(PLACE)), words_of(reader.get(f"{PLACE}editions/"))
    assert (FIGURE in page, "Full version." in page) == (reads_all, reads_all)
    assert version.sha256 in editions
    assert (edition.sha256 in editions) == reads_all
    for name in ("report.pdf", "editions/1/report.pdf"):
        assert reader.get(f"{PLACE}{name}").content == bytes(version.pdf)
    csv = reader.get(f"{PLACE}figures.csv")
    assert ("42690" in csv.content.decode()) == reads_all
    assert ("-full.csv" in csv["Content-Disposition"]) == reads_all


def test_people_of_the_partners_can_fetch_the_public_version_to_send_on(finance, sign_in):
    finance.post(MARKS, typed())
    edition = publish_it()
    member = sign_in("board@hertsmere")

    response = member.get(f"{PLACE}editions/1/public/report.pdf")
    listed = member.get(f"{PLACE}editions/")

    assert response.content == bytes(edition.public_version.pdf)
    assert f"{PLACE}editions/1/public/report.pdf" in listed.content.decode()
    assert "Anybody, the public version; all of it people of the partner" in words_of(listed)


def test_before_publishing_finance_sees_what_is_printed_together(finance):
    finance.post(MARKS, typed())

    words = words_of(finance.get(f"{PLACE}publish/"))

    assert f"Other : {MARKED}, with Income from Company" in words.replace("Other:", "Other :")


def test_a_published_quarter_shows_its_marks_and_takes_none(finance):
    finance.post(MARKS, typed())
    publish_it()

    assert "Its edition stands as it is" in words_of(finance.get(MARKS))
    again = finance.post(MARKS, typed(shown=LineMark.objects.get().pk), follow=True)
    assert "its edition stands as it is" in words_of(again)
    assert "as the public reads it" in words_of(finance.get(PUBLIC))


def test_marks_need_a_report(finance):
    assert finance.get("/reports/2024-25/q3/marked-lines/").status_code == 404
