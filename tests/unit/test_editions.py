"""Editions: frozen with all they rest on, corrected by new ones, and checked by a command."""

import hashlib
import re
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from budgets.lifecycle import StepRefused, reopen_quarter, submit_quarter, withdraw_quarter
from budgets.models import Quarter
from budgets.position import quarter_position
from cameras.models import CameraType
from partners.models import Partner, User
from reports.copies import ReadersCopy
from reports.differences import differences, rewordings
from reports.downloads import FILES
from reports.editions import edition_position, edition_report, publish
from reports.models import Edition, Report
from reports.outputs.pdf import render_pdf
from reports.papers import finished_html
from tests.factories import enter, make_camera


@pytest.fixture
def finance(demonstration):
    return User.objects.get(email="finance@stevenage.example.gov.uk")


@pytest.fixture
def edition(demonstration, finance):
    return publish(quarter=demonstration, user=finance)


def stored(edition):
    return Edition.objects.select_related("report__quarter__year").get(pk=edition.pk)


def correct(quarter, finance, figures):
    """Take a published quarter back, enter other figures and publish anew."""
    withdraw_quarter(quarter=quarter, user=finance, reason="A figure was wrong.")
    reopen_quarter(quarter=quarter, user=finance, reason="A figure was wrong.")
    enter(quarter, figures)
    submit_quarter(quarter=quarter, user=finance)
    return publish(quarter=quarter, user=finance, reason="Premises were too low.")


def test_publishing_freezes_the_bytes_with_their_checksum(edition):
    pdf = bytes(stored(edition).pdf)

    assert pdf.startswith(b"%PDF-")
    assert hashlib.sha256(pdf).hexdigest() == edition.sha256
    assert Quarter.objects.get(number=2).state == "published"


def test_an_edition_rebuilds_the_same_bytes_from_what_it_froze(edition):
    figures = stored(edition).content["figures"].encode()

    rebuilt = render_pdf(finished_html(edition_report(stored(edition))), figures=figures)

    assert rebuilt == bytes(edition.pdf)


def test_an_edition_does_not_move_with_anything_changed_later(edition):
    before = edition_report(stored(edition))

    make_camera(Partner.objects.get(slug="hertsmere"), CameraType.objects.first())
    report = Report.objects.get(quarter__number=2)
    report.title = "Another title"
    report.save()
    section = report.sections.first()
    section.body = "Other words."
    section.save()

    assert edition_report(stored(edition)) == before


def test_every_file_of_an_edition_stays_when_the_quarter_is_taken_back_and_names_change(
    edition, demonstration, finance, settings
):
    def files():
        copy = ReadersCopy(demonstration, edition=stored(edition))
        return {kind.name: kind.make(copy) for kind in FILES}

    demonstration.refresh_from_db()
    before = files()
    withdraw_quarter(quarter=demonstration, user=finance, reason="Look again.")
    demonstration.refresh_from_db()
    settings.PARTNERSHIP_NAME = "Another Partnership"

    assert files() == before


def test_a_quarter_that_is_not_with_the_board_is_not_published(open_quarter, finance):
    with pytest.raises(StepRefused, match="is open, not with the board"):
        publish(quarter=open_quarter, user=finance)

    assert not Edition.objects.exists()


def test_a_quarter_without_a_report_is_not_published_and_stays_with_the_board(
    demonstration, finance
):
    Report.objects.filter(quarter=demonstration).delete()

    with pytest.raises(StepRefused, match="no report yet"):
        publish(quarter=demonstration, user=finance)

    assert Quarter.objects.get(pk=demonstration.pk).state == "with_board"


def test_a_correction_is_a_new_edition_and_the_old_one_stays(edition, demonstration, finance):
    first_bytes = bytes(edition.pdf)

    second = correct(
        demonstration, finance, {"Premises Related": (Decimal(17770), Decimal(43690), "Repairs")}
    )

    assert (second.number, second.reason) == (2, "Premises were too low.")
    assert bytes(stored(edition).pdf) == first_bytes
    changes = differences(edition_position(stored(edition)), edition_position(stored(second)))
    told = {(change.place, change.figure): change.change for change in changes}
    assert told["Premises Related", "estimate"] == 1000
    assert told["Balance to recover", "estimate"] == 1000
    assert sum(change for (place, _), change in told.items() if "Council" in place) == 1000
    [comment] = rewordings(edition_position(stored(edition)), edition_position(stored(second)))
    assert (comment.place, comment.after) == ("Premises Related", "Repairs")


def test_a_correction_needs_a_reason_and_nothing_is_published_without(
    edition, demonstration, finance
):
    withdraw_quarter(quarter=demonstration, user=finance, reason="Look again.")

    with pytest.raises(StepRefused, match="Write the reason"):
        publish(quarter=demonstration, user=finance, reason="  ")

    assert Edition.objects.count() == 1
    assert Quarter.objects.get(pk=demonstration.pk).state == "with_board"


def test_the_database_itself_refuses_a_second_edition_without_a_reason(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            report=edition.report,
            number=2,
            published_at=edition.published_at,
            published_by=edition.published_by,
            content={},
            pdf=b"",
            sha256="",
        )


def test_figures_as_published_are_the_positions_of_the_quarter(edition, demonstration):
    position = quarter_position(Quarter.objects.get(pk=demonstration.pk))

    assert edition_position(stored(edition)).recharges == position.recharges


def test_verify_editions_is_content_with_what_was_published(edition):
    out = StringIO()

    call_command("verify_editions", stdout=out)

    assert edition.sha256 in out.getvalue()
    assert "1 edition checked, all as published." in out.getvalue()


def test_verify_editions_finds_a_single_changed_byte(edition):
    changed = bytearray(edition.pdf)
    changed[len(changed) // 2] ^= 1
    Edition.objects.filter(pk=edition.pk).update(pdf=bytes(changed))

    with pytest.raises(CommandError, match=r"Quarter 2, 2024/25, edition 1: .*bytes were changed"):
        call_command("verify_editions")


def replace_pdf(edition, pdf):
    """Write other bytes and their checksum, as somebody might who knows of both."""
    checksum = hashlib.sha256(pdf).hexdigest()
    Edition.objects.filter(pk=edition.pk).update(pdf=pdf, sha256=checksum)


def test_verify_editions_compares_the_figures_inside_the_pdf(edition):
    html = finished_html(edition_report(stored(edition)))
    other = edition.content["figures"].replace("522490", "522480").encode()
    replace_pdf(edition, render_pdf(html, figures=other))

    with pytest.raises(CommandError, match="inside its PDF is not that of its figures"):
        call_command("verify_editions")


def test_verify_editions_finds_figures_inside_the_pdf_that_cannot_be_read(edition):
    pdf = bytes(edition.pdf)
    spoilt = pdf.index(b"stream\n", pdf.index(b"/EmbeddedFile")) + len(b"stream\n")
    replace_pdf(edition, pdf[:spoilt] + b"XX" + pdf[spoilt + 2 :])

    with pytest.raises(CommandError, match="inside its PDF cannot be read"):
        call_command("verify_editions")


def test_verify_editions_is_content_with_an_edition_from_before_figures_were_attached(edition):
    replace_pdf(edition, render_pdf(finished_html(edition_report(stored(edition)))))

    call_command("verify_editions", stdout=StringIO())


def test_verify_editions_finds_changed_figures(edition):
    content = edition.content
    content["inputs"]["lines"][0]["estimate"] = "1.00"
    Edition.objects.filter(pk=edition.pk).update(content=content)

    with pytest.raises(CommandError, match="figures are not those its frozen inputs make"):
        call_command("verify_editions")


@pytest.mark.parametrize(
    "change",
    [
        lambda inputs: inputs.pop("basis"),
        lambda inputs: inputs["lines"][0].update(estimate="a lot"),
        lambda inputs: inputs["budgeted"][0].update(share="1/0"),
        lambda inputs: inputs.update(basis=None, partners="all"),
    ],
)
def test_verify_editions_finds_inputs_that_cannot_be_read(edition, change):
    content = edition.content
    change(content["inputs"])
    Edition.objects.filter(pk=edition.pk).update(content=content)

    with pytest.raises(CommandError, match="frozen inputs cannot be read"):
        call_command("verify_editions")


def test_verify_editions_finds_a_changed_sentence(edition):
    content = edition.content
    content["sections"][0]["body"] = "Everything is well."
    Edition.objects.filter(pk=edition.pk).update(content=content)

    with pytest.raises(CommandError, match="words or figures have another checksum"):
        call_command("verify_editions")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"visibility": "partners"}, "who may read it (visibility)"),
        ({"visibility": "exempt", "paragraph": 3}, "who may read it (paragraph)"),
        ({"reason": "Another reason."}, "the reason for it"),
        ({"published_at": datetime(2024, 10, 1, tzinfo=UTC)}, "the time of publication"),
        ({"number": 2, "reason": "Another reason."}, "its number"),
    ],
)
def test_verify_editions_finds_what_was_changed_beside_the_content(change, name, edition):
    Edition.objects.filter(pk=edition.pk).update(**change)

    with pytest.raises(CommandError, match=re.escape(f"{name} is not as published")):
        call_command("verify_editions")


def test_verify_editions_misses_an_edition_that_was_deleted(edition, demonstration, finance):
    withdraw_quarter(quarter=demonstration, user=finance, reason="Look again.")
    publish(quarter=demonstration, user=finance, reason="Other words.")
    Edition.objects.filter(pk=edition.pk).delete()

    with pytest.raises(CommandError, match="Quarter 2, 2024/25: edition 1 is not there"):
        call_command("verify_editions")


def test_verify_editions_finds_bytes_that_were_added(edition):
    added = "pdf || x'00'" if connection.vendor == "sqlite" else r"pdf || '\x00'::bytea"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_edition SET pdf = {added}")

    with pytest.raises(CommandError, match=r"edition 1: .* changed"):
        call_command("verify_editions")
