"""The audit pack: whole, checkable with common tools, safe to open, the same twice, and finance's."""

import csv
import hashlib
import io
import json
import subprocess
import time
from decimal import Decimal
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from simple_history.utils import bulk_create_with_history

from budgets.models import BudgetLine, FinancialYear, Quarter
from budgets.position import quarter_position
from cameras.models import Camera, CameraType, Service
from partners.models import Partner, User
from reports.audit.packing import write_pack
from reports.editions import publish
from reports.marking import WantedMark, mark_lines
from reports.models import Edition, Section
from reports.outputs.data import figures_json
from tests.boards import clear, comment, thread_of
from tests.factories import LONG_AGO, enter, make_invoice, make_partners, make_year
from tests.setup_pages import send

PACK, FOLDER = "/reports/2024-25/audit-pack.zip", "2024-25-audit-pack"


@pytest.fixture
def edition(demonstration):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    return publish(quarter=demonstration, user=finance)


def packed(year):
    stream = io.BytesIO()
    write_pack(year, stream)
    return stream.getvalue()


def opened(content):
    return ZipFile(io.BytesIO(content))


def read(archive, name):
    return archive.read(f"{FOLDER}/{name}")


def rows(archive, name):
    return list(csv.DictReader(io.StringIO(read(archive, name).decode("utf-8-sig"))))


def test_the_checksums_are_those_that_sha256sum_accepts(edition, demonstration, tmp_path):
    opened(packed(demonstration.year)).extractall(tmp_path)

    checked = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=tmp_path / FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )

    there = {
        str(path.relative_to(tmp_path / FOLDER))
        for path in (tmp_path / FOLDER).rglob("*")
        if path.is_file()
    }
    assert checked.returncode == 0, checked.stderr
    assert {line.partition(": OK")[0] for line in checked.stdout.splitlines()} == there - {
        "SHA256SUMS"
    }


def test_a_changed_byte_is_found_by_them(edition, demonstration, tmp_path):
    opened(packed(demonstration.year)).extractall(tmp_path)
    register = tmp_path / FOLDER / "inputs/camera-register.csv"
    register.write_bytes(register.read_bytes().replace(b"Stevenage", b"Hertsmere", 1))

    checked = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / FOLDER, capture_output=True, check=False
    )

    assert checked.returncode == 1
    assert b"inputs/camera-register.csv: FAILED" in checked.stdout


def test_editions_are_the_very_bytes_with_their_checksums(edition, demonstration):
    archive = opened(packed(demonstration.year))

    pdf = read(archive, "editions/q2-edition-1/report.pdf")
    content = read(archive, "editions/q2-edition-1/content.json")
    [listed] = rows(archive, "editions/editions.csv")
    assert pdf == bytes(Edition.objects.get().pdf)
    assert hashlib.sha256(pdf).hexdigest() == listed["pdf_sha256"] == edition.sha256
    assert hashlib.sha256(content).hexdigest() == listed["content_sha256"]
    assert json.loads(content)["figures"] == read(archive, "figures/q2-figures.json").decode()


def test_what_the_public_was_given_is_there_too_with_the_marks(demonstration):
    Section.objects.update(body="In short.")
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    line = BudgetLine.objects.get(name="Premises Related")
    marks = [WantedMark(line.pk, 3, "A lease.")]
    mark_lines(report=demonstration.report, wanted=marks, user=finance, shown=0)
    public = publish(quarter=demonstration, user=finance).public_version

    archive = opened(packed(demonstration.year))

    [listed], [mark] = (
        rows(archive, f"editions/{name}.csv") for name in ("editions", "marked-lines")
    )
    pdf = read(archive, "editions/q2-edition-1/public/report.pdf")
    assert hashlib.sha256(pdf).hexdigest() == listed["public_pdf_sha256"] == public.sha256
    assert listed["public_content_sha256"] == public.content_sha256
    assert (mark["line"], mark["paragraph"], mark["reason"]) == (line.name, "3", "A lease.")


def test_figures_are_those_of_each_quarter(demonstration):
    archive = opened(packed(demonstration.year))

    for number in (1, 2, 3, 4):
        quarter = Quarter.objects.of(demonstration.year.period, number)
        assert read(archive, f"figures/q{number}-figures.json") == figures_json(
            quarter_position(quarter)
        )
    assert read(archive, "figures/q2-figures.xlsx").startswith(b"PK")
    frozen = json.loads(read(archive, "inputs/q2-frozen-inputs.json"))
    assert frozen == demonstration.frozen


def test_inputs_histories_accounts_and_people_are_there(open_quarter):
    enter(open_quarter, {"Employees": (Decimal("24745.50"), 119_360, "Why")})
    make_invoice(open_quarter.year, Partner.objects.get(slug="hertsmere"), place=4, number="INV-99")
    archive = opened(packed(open_quarter.year))

    register = rows(archive, "inputs/camera-register.csv")
    assert len(register) == Service.objects.count()
    weights = rows(archive, "inputs/weights.csv")
    assert [(row["type"], row["weight"]) for row in weights] == [
        ("Actively monitored", "1"),
        ("Reactive", "0.25"),
    ]
    recharges = {row["partner"]: row for row in rows(archive, "inputs/budgeted-recharges.csv")}
    assert recharges["Hertsmere Borough Council"]["amount"] == "80970.00"
    assert recharges["Stevenage Borough Council"]["equivalent_cameras"] == "921/8"
    changes = rows(archive, "history/q2-figures.csv")
    assert any(row["what"] == "actual" and row["to"] == "24745.50" for row in changes)
    assert any(row["kind"] == "Section" for row in rows(archive, "history/q2-report.csv"))
    assert rows(archive, "history/year.csv") and rows(archive, "history/camera-register.csv")
    assert rows(archive, "history/standing-wording.csv")[0]["kind"] == "Standing wording"
    assert "INV-99" in {row["number"] for row in rows(archive, "invoices/invoices.csv")}
    assert rows(archive, "invoices/statement-hertsmere.csv")
    people = {row["email"]: row for row in rows(archive, "people/people-with-access.csv")}
    assert people["finance@stevenage.example.gov.uk"]["role"] == "Finance officer"
    assert "password" not in "".join(people["finance@stevenage.example.gov.uk"])


def test_what_the_board_said_is_there(demonstration, sign_in):
    board, finance = sign_in("board@hertsmere"), sign_in("finance@stevenage")
    send(finance, thread_of(comment(board, "=Since when?")), words="Since April.")
    clear(board)

    said = rows(opened(packed(demonstration.year)), "history/q2-board.csv")

    assert [row["what"] for row in said] == ["Comment", "Answer", "Cleared"]
    assert len({row["place"] for row in said[:2]}) == 1 and said[0]["on_the_words"]
    assert said[0]["says"] == "'=Since when?"


def test_the_readme_says_how_to_check_and_every_folder_in_it_is_there(demonstration):
    archive = opened(packed(demonstration.year))

    text = read(archive, "README.txt").decode()

    assert "sha256sum -c SHA256SUMS" in text
    folders = {name.split("/")[1] for name in archive.namelist() if name.count("/") > 1}
    assert folders == {
        line.split("/")[0].strip()
        for line in text.splitlines()
        if line[2:3].isalpha() and "/  " in line
    }


def test_the_same_data_gives_the_same_bytes(edition, demonstration):
    assert packed(demonstration.year) == packed(demonstration.year)


def test_text_that_a_spreadsheet_would_run_is_made_harmless(open_quarter):
    Camera.objects.update(location="=HYPERLINK(1)")
    enter(open_quarter, {"Employees": (1, 2, "@SUM(1+1)")})
    User.objects.filter(email__startswith="admin").update(name="+1-2")

    archive = opened(packed(open_quarter.year))

    for name in archive.namelist():
        if not name.endswith(".csv"):
            continue
        for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))):
            for cell in row:
                is_number = cell.lstrip("-").replace(".", "", 1).isdigit()
                assert cell[:1] not in ("=", "+", "-", "@") or is_number, (name, cell)


def test_20_000_cameras_take_seconds(demonstration):
    kind, partner = CameraType.objects.first(), Partner.objects.first()
    cameras = bulk_create_with_history(
        [Camera(reference=f"C-{number:05}") for number in range(20_000)], Camera, batch_size=2_000
    )
    spells = [
        Service(camera=camera, partner=partner, camera_type=kind, first_day=LONG_AGO)
        for camera in cameras
    ]
    bulk_create_with_history(spells, Service, batch_size=2_000)
    began = time.process_time()

    archive = opened(packed(demonstration.year))

    assert time.process_time() - began < 30
    assert len(rows(archive, "inputs/camera-register.csv")) > 20_000
    assert len(rows(archive, "history/camera-register.csv")) > 40_000


# --- The page and the command ---


def test_finance_downloads_it_from_the_year(demonstration, sign_in):
    client = sign_in("finance@stevenage")
    assert f'href="{PACK}"' in client.get("/budgets/2024-25/").content.decode()

    response = client.get(PACK)

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == f'attachment; filename="{FOLDER}.zip"'
    assert opened(b"".join(response.streaming_content)).testzip() is None


@pytest.mark.parametrize("mailbox", ["board@stevenage", "officer@stevenage", "admin@stevenage"])
def test_nobody_else_gets_it(mailbox, edition, sign_in):
    client = sign_in(mailbox)

    assert client.get(PACK).status_code == 404
    assert PACK not in client.get("/budgets/2024-25/").content.decode()


def test_the_command_writes_it_whole(demonstration, tmp_path, capsys):
    path = tmp_path / "pack.zip"

    call_command("audit_pack", "2024-25", str(path))

    assert path.read_bytes() == packed(FinancialYear.objects.get())
    assert [found.name for found in tmp_path.iterdir()] == ["pack.zip"]
    assert "It names people" in capsys.readouterr().out


def test_the_command_says_what_it_cannot_do(db, tmp_path):
    make_year(make_partners(2), starts_in=2025)

    for arguments, said in (
        (("2031-32", "pack.zip"), "There is no year 2031-32. There is 2025-26."),
        (("2025-26", "pack.zip"), "not approved yet"),
        (("2025-26", "pack.tar"), "does not say what to write"),
        (("last", "pack.zip"), "last"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("audit_pack", arguments[0], str(tmp_path / arguments[1]))
    assert not list(tmp_path.iterdir())
