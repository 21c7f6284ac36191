"""How files are sent: known by their checksum, not sent twice, in parts, never made anew."""

import json
from hashlib import sha256

import pytest
from django.test import Client

from partners.models import User
from reports.editions import publish

pytestmark = pytest.mark.django_db
PLACE = "/reports/2024-25/q2/"
SCHEMA = "/reports/figures.schema.json"
FROZEN = (f"{PLACE}report.pdf", f"{PLACE}editions/1/report.pdf")


@pytest.fixture
def edition(demonstration):
    author = User.objects.get(email="finance@stevenage.example.gov.uk")
    return publish(quarter=demonstration, user=author)


@pytest.mark.parametrize("address", FROZEN)
def test_a_published_paper_is_known_by_its_checksum(address, edition):
    response = Client().get(address)

    assert response["ETag"] == f'"{edition.sha256}"'
    assert int(response["Content-Length"]) == len(edition.pdf)
    assert response.content == bytes(edition.pdf)
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", FROZEN)
def test_who_has_a_published_paper_is_not_sent_it_again_nor_is_it_read(
    address, edition, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr("reports.downloads.render_pdf", never)
    # Reading the bytes would be one more.
    with django_assert_num_queries(1 if "editions" in address else 4):
        response = Client().get(address, headers={"If-None-Match": f'"{edition.sha256}"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{edition.sha256}"'


def never(*args, **kwargs):
    raise AssertionError("The PDF was made again.")


def test_who_may_not_read_a_paper_learns_nothing_from_its_checksum(edition, demonstration):
    edition.visibility = "partners"
    edition.save()

    response = Client().get(FROZEN[1], headers={"If-None-Match": f'"{edition.sha256}"'})

    assert response.status_code == 302


def test_a_changed_draft_is_another_file_and_an_unchanged_one_is_not_sent_again(
    demonstration, sign_in
):
    finance = sign_in("finance@stevenage")
    for name in ("report.pdf", "report.docx", "figures.xlsx", "figures.csv", "figures.json"):
        first = finance.get(f"{PLACE}{name}")

        again = finance.get(f"{PLACE}{name}", headers={"If-None-Match": first["ETag"]})
        other = finance.get(f"{PLACE}{name}", headers={"If-None-Match": '"another"'})

        assert first["ETag"] == f'"{sha256(first.content).hexdigest()}"'
        assert again.status_code == 304
        assert other.content == first.content


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [("0-9", 0, 10), ("10-", 10, None), ("-5", -5, None), ("5-999999999", 5, None), ("0-0", 0, 1)],
)
def test_a_part_is_sent_where_it_is_asked_for(asked, first, end, edition):
    response = Client().get(FROZEN[1], headers={"Range": f"bytes={asked}"})

    pdf = bytes(edition.pdf)
    start = first % len(pdf)
    assert response.status_code == 206
    assert response.content == pdf[first:end]
    stop = start + len(response.content) - 1
    assert response["Content-Range"] == f"bytes {start}-{stop}/{len(pdf)}"
    assert int(response["Content-Length"]) == len(response.content)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_that_there_is_not_is_refused_with_the_size(asked, edition):
    response = Client().get(FROZEN[1], headers={"Range": asked})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(edition.pdf)}"


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=9-1"},
        {"Range": "bytes=-"},
        {"Range": "bytes=0-1,5-6"},
        {"Range": "lines=0-1"},
        {"Range": "bytes=" + "9" * 40 + "-"},
        {"Range": "bytes=٣-٤".encode().decode("latin-1")},
        {"Range": "bytes=0-9", "If-Range": '"another"'},
    ],
)
def test_all_is_sent_where_no_single_part_of_this_file_is_asked_for(headers, edition):
    response = Client().get(FROZEN[1], headers=headers)

    assert response.status_code == 200
    assert response.content == bytes(edition.pdf)


def test_the_head_of_a_part_is_that_of_the_whole(edition):
    response = Client().head(FROZEN[1], headers={"Range": "bytes=0-9"})

    assert response.status_code == 200
    assert int(response["Content-Length"]) == len(edition.pdf)


def test_the_page_tells_the_size_of_a_published_paper_before_anybody_asked(edition):
    page = Client().get(PLACE).content.decode()

    size = round(len(edition.pdf) / 1000)
    assert f"(PDF, {size}\u00a0kB)" in page


def test_anybody_reads_the_schema_that_figures_name(edition):
    figures = Client().get(f"{PLACE}figures.json")
    schema = Client().get(SCHEMA)

    assert figures["Link"] == (f'<{SCHEMA}>; rel="describedby"; type="application/schema+json"')
    assert "$schema" not in json.loads(figures.content)
    assert schema["Content-Type"] == "application/schema+json"
    assert json.loads(schema.content)["$schema"].endswith("/2020-12/schema")
    assert schema["Cache-Control"] == "public, max-age=86400"
    assert "Link" not in Client().get(f"{PLACE}figures.csv")
