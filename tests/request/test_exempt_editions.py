"""Editions exempt from publication: who reads them, what they say of it in every form, and asking."""

import json
import subprocess
from io import BytesIO

import pytest
from docx import Document

from budgets.lifecycle import withdraw_quarter
from partners.models import User
from reports.editions import publish
from reports.models import Edition
from tests.budget_pages import words_of
from tests.setup_pages import fields_of

PLACE = "/reports/2024-25/q2/"
PUBLISH = f"{PLACE}publish/"
SAID = "Exempt from publication: paragraph 3 of Schedule 12A to the Local Government Act 1972."
FILES = ("report.pdf", "report.docx", "figures.xlsx", "figures.csv", "figures.json")


@pytest.fixture
def exempt(demonstration):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    return publish(quarter=demonstration, user=finance, visibility="exempt", paragraph=3)


def test_page_pdf_and_word_say_first_that_the_paper_is_exempt(exempt, sign_in):
    client = sign_in("board@hertsmere")

    pdf = client.get(f"{PLACE}report.pdf").content
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    word = Document(BytesIO(client.get(f"{PLACE}report.docx").content))

    assert SAID in words_of(client.get(PLACE))
    assert " ".join(text.split()).startswith(SAID)
    # And at the foot of every page.
    assert text.count("Exempt from publication. ") == text.count("\f")
    assert word.paragraphs[0].text.startswith(SAID)


@pytest.mark.parametrize("name", FILES)
def test_the_name_of_every_file_says_that_it_is_exempt(name, exempt, sign_in):
    response = sign_in("officer@east-herts").get(f"{PLACE}{name}")

    stem, ending = name.split(".")
    assert f'"2024-25-q2-{stem}-exempt.{ending}"' in response["Content-Disposition"]


@pytest.mark.parametrize("name", ["", *FILES, "editions/", "editions/1/report.pdf"])
def test_visitors_are_not_told_that_an_exempt_paper_is_there(name, exempt, client):
    assert client.get(f"{PLACE}{name}").url == f"/accounts/login/?next={PLACE}{name}"
    assert "Quarter 2" not in words_of(client.get("/reports/"))


def test_the_list_of_editions_names_the_paragraph(exempt, sign_in):
    words = words_of(sign_in("board@north-herts").get(f"{PLACE}editions/"))

    assert "as exempt from publication: paragraph 3 of Schedule 12A" in words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"visibility": "exempt"}, "Choose the paragraph under which the paper is exempt."),
        ({"visibility": "exempt", "paragraph": "8"}, "“8” is no paragraph of the schedule."),
        ({"visibility": "public", "paragraph": "3"}, "Paragraph 3 is chosen, but the paper is"),
        ({"visibility": "secret", "paragraph": "3"}, "“secret” is not a choice."),
        ({"paragraph": ""}, "Choose who may read it."),
    ],
)
def test_visibility_and_paragraph_must_fit(typed, said, demonstration, sign_in):
    response = sign_in("finance@stevenage").post(PUBLISH, typed)

    assert said in words_of(response)
    assert not Edition.objects.exists()


def test_nobody_is_chosen_to_read_the_first_edition(demonstration, sign_in):
    sent = fields_of(sign_in("finance@stevenage").get(PUBLISH))

    assert sent.get("visibility") is None


def test_a_new_edition_is_for_the_readers_of_the_last(exempt, sign_in):
    withdraw_quarter(quarter=exempt.report.quarter, user=None, reason="A word was wrong.")
    finance = sign_in("finance@stevenage")

    finance.post(PUBLISH, fields_of(finance.get(PUBLISH)) | {"reason": "A word was wrong."})

    newest = Edition.objects.get(number=2)
    assert (newest.visibility, newest.paragraph) == ("exempt", 3)


def test_finance_publishes_as_exempt_and_the_content_freezes_it(demonstration, sign_in):
    sign_in("finance@stevenage").post(PUBLISH, {"visibility": "exempt", "paragraph": "5"})

    edition = Edition.objects.get()
    assert (edition.visibility, edition.paragraph) == ("exempt", 5)
    assert json.dumps(edition.content).count('"paragraph": 5') == 1
