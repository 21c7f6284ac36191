"""The files of a quarter: what comes, under which name, to whom, and from where."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.test import Client

from budgets.models import Quarter
from partners.models import User
from reports.editions import publish
from tests.factories import enter, make_person
from tests.papers import make_report, narrative_of

pytestmark = pytest.mark.django_db
PLACE = "/reports/2024-25/q2/"
OFFICE = "application/vnd.openxmlformats-officedocument."
FILES = {
    "report.pdf": ("application/pdf", b"%PDF-1.7"),
    "report.docx": (f"{OFFICE}wordprocessingml.document", b"PK"),
    "figures.xlsx": (f"{OFFICE}spreadsheetml.sheet", b"PK"),
    "figures.csv": ("text/csv; charset=utf-8", b"\xef\xbb\xbfyear,quarter"),
    "figures.json": ("application/json", b'{\n  "year": "2024-25"'),
}


@pytest.fixture
def finance(demonstration, sign_in):
    return sign_in("finance@stevenage")


@pytest.mark.parametrize("name", FILES)
def test_each_file_comes_under_a_name_that_sorts(name, finance):
    response = finance.get(f"{PLACE}{name}")

    content_type, beginning = FILES[name]
    assert response["Content-Type"] == content_type
    assert response.content.startswith(beginning)
    assert response["Content-Disposition"] == f'attachment; filename="2024-25-q2-{name}"'
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("name", FILES)
def test_the_head_of_a_file_tells_its_size(name, finance):
    head, whole = finance.head(f"{PLACE}{name}"), finance.get(f"{PLACE}{name}")

    assert head.content == b""
    assert int(head["Content-Length"]) == len(whole.content)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_nobodys_but_its_readers(name, demonstration, sign_in):
    stranger = Client()
    stranger.force_login(make_person())

    assert sign_in("board@hertsmere").get(f"{PLACE}{name}").status_code == 200
    assert sign_in("officer@hertsmere").get(f"{PLACE}{name}").status_code == 404
    assert sign_in("admin@stevenage").get(f"{PLACE}{name}").status_code == 404
    assert stranger.get(f"{PLACE}{name}").status_code == 404
    assert Client().get(f"{PLACE}{name}").url == f"/accounts/login/?next={PLACE}{name}"


@pytest.mark.parametrize("name", FILES)
def test_files_are_read_and_never_written(name, finance):
    assert finance.post(f"{PLACE}{name}").status_code == 405


def test_figures_need_no_report_and_papers_do(finance):
    figures = finance.get("/reports/2024-25/q3/figures.json")

    assert json.loads(figures.content)["balance"]["estimate"] is None
    assert finance.get("/reports/2024-25/q3/report.pdf").status_code == 404
    assert finance.get("/reports/2024-25/q3/report.docx").status_code == 404


@pytest.mark.parametrize("name", ["report.pdf", "report.docx"])
def test_a_paper_with_an_unknown_figure_is_not_made(name, finance):
    make_report(Quarter.objects.get(number=3), narrative_of("Hm {{ x.y }}."))

    response = finance.get(f"/reports/2024-25/q3/{name}")

    assert response.status_code == 409
    assert "“{{ x.y }}” is not a figure of this quarter" in response.content.decode()


def test_a_second_download_is_found_and_not_made_again(finance, monkeypatch):
    first = finance.get(f"{PLACE}report.pdf").content
    monkeypatch.setattr("reports.downloads.render_pdf", never)

    assert finance.get(f"{PLACE}report.pdf").content == first


def never(*args, **kwargs):
    raise AssertionError("The PDF was made again.")


def test_a_changed_figure_makes_another_file(open_quarter, sign_in):
    finance = sign_in("finance@stevenage")
    before = {name: finance.get(f"{PLACE}{name}").content for name in FILES}

    enter(open_quarter, {"Employees": (24_745, 119_361)})

    after = {name: finance.get(f"{PLACE}{name}").content for name in FILES}
    assert all(before[name] != after[name] for name in FILES)


def test_an_edition_is_served_as_the_bytes_that_were_published(demonstration, sign_in):
    author = User.objects.get(email="finance@stevenage.example.gov.uk")
    edition = publish(quarter=demonstration, user=author)
    cache.clear()

    for client in (sign_in("officer@east-herts"), Client()):
        assert client.get(f"{PLACE}report.pdf").content == edition.pdf
        assert (
            json.loads(client.get(f"{PLACE}figures.json").content)["balance"]["estimate"] == 522_490
        )


def test_the_word_file_of_an_edition_names_it(demonstration, sign_in):
    author = User.objects.get(email="finance@stevenage.example.gov.uk")
    publish(quarter=demonstration, user=author)

    content = sign_in("officer@east-herts").get(f"{PLACE}report.docx").content

    words = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    assert "Edition 1, " in words
    assert "Draft" not in words
