"""``manage.py demo``: what it loads, that it can be run again, and what it refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from budgets.models import FigureRevision, FinancialYear, Quarter
from budgets.position import quarter_position
from cameras.models import Camera, Service, Weight
from partners.models import Membership, Partner, User
from reports.demonstration.councils import load_councils
from reports.demonstration.figures import YEAR
from reports.models import Report, Section
from reports.narrative import Setting, narrative
from reports.references import named_figures
from tests import factories

pytestmark = pytest.mark.django_db

# As the design lists them: everybody a demonstration is shown with.
PEOPLE = {
    "admin@stevenage.example.gov.uk": ("administrator", "stevenage"),
    "finance@stevenage.example.gov.uk": ("finance", "stevenage"),
    "officer@stevenage.example.gov.uk": ("officer", "stevenage"),
    "board@stevenage.example.gov.uk": ("board", "stevenage"),
    "officer@east-herts.example.gov.uk": ("officer", "east-herts"),
    "board@east-herts.example.gov.uk": ("board", "east-herts"),
    "officer@hertsmere.example.gov.uk": ("officer", "hertsmere"),
    "board@hertsmere.example.gov.uk": ("board", "hertsmere"),
    "officer@north-herts.example.gov.uk": ("officer", "north-herts"),
    "board@north-herts.example.gov.uk": ("board", "north-herts"),
}
TABLES = (Partner, User, Membership, Camera, Service, Weight, FinancialYear, FigureRevision)


@pytest.fixture(autouse=True)
def debug_mode(settings):
    settings.DEBUG = True


def demo():
    """Run the command; what it printed."""
    printed = StringIO()
    call_command("demo", stdout=printed)
    return printed.getvalue()


def sign_in(email, password):
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": password})
    return client


def rows():
    return {table: table.objects.count() for table in (*TABLES, Report, Section)}


def nothing_loaded():
    return not FinancialYear.objects.exists() and not User.objects.exists()


def test_demo_loads_everybody_with_their_one_role():
    demo()

    memberships = Membership.objects.values_list("user__email", "role", "partner__slug")
    assert {email: (role, slug) for email, role, slug in memberships} == PEOPLE
    assert Membership.objects.count() == len(PEOPLE)


def test_demo_prints_the_people_their_password_and_what_is_illustrative():
    printed = demo()

    assert all(email in printed for email in PEOPLE)
    assert "demo-password" in printed
    assert "illustrative" in printed


def test_everybody_of_the_demonstration_can_sign_in(demonstration):
    signed_in = [
        email
        for email in PEOPLE
        if sign_in(email, "demo-password").session.get("_auth_user_id")
        == str(User.objects.get(email=email).pk)
    ]

    assert signed_in == list(PEOPLE)
    assert "_auth_user_id" not in sign_in("finance@stevenage.example.gov.uk", "wrong").session


def test_demo_leaves_quarter_2_with_the_board_and_quarter_3_open_and_empty():
    demo()

    states = dict(Quarter.objects.values_list("number", "state"))
    assert states == {1: "with_board", 2: "with_board", 3: "open", 4: "open"}
    assert quarter_position(Quarter.objects.of(YEAR, 2)).is_complete
    assert not FigureRevision.objects.filter(quarter__number__in=[3, 4]).exists()


def test_demo_loads_the_councils_with_their_national_codes():
    demo()

    partners = Partner.objects.values_list("name", "short_name", "slug", "gss_code", "is_host")
    assert list(partners) == [
        ("Stevenage Borough Council", "Stevenage", "stevenage", "E07000243", True),
        (
            "East Hertfordshire District Council",
            "East Herts",
            "east-herts",
            "E07000242",
            False,
        ),
        ("Hertsmere Borough Council", "Hertsmere", "hertsmere", "E07000098", False),
        (
            "North Hertfordshire District Council",
            "North Herts",
            "north-herts",
            "E07000099",
            False,
        ),
    ]


def test_demo_writes_the_history_of_every_camera_and_spell():
    demo()

    assert Camera.history.count() == Camera.objects.count() == 311
    assert Service.history.count() == Service.objects.count() == 311


def test_report_of_the_demonstration_names_only_figures_that_exist(demonstration):
    figures = named_figures(quarter_position(demonstration))

    narratives = [
        narrative(section.body, figures, Setting(section.heading))
        for section in demonstration.report.sections.all()
    ]

    assert [problem for text in narratives for problem in text.problems] == []
    assert "£522,490" in narratives[0].html and "£21,440 less than budgeted" in narratives[0].html


def test_demo_run_again_adds_nothing_and_says_that_the_year_is_there():
    demo()
    first = rows()

    printed = demo()

    assert rows() == first
    assert "2024/25 is in the database already and was left as it is." in printed


def test_demo_run_again_keeps_what_people_changed(open_quarter):
    factories.enter(open_quarter, {"Premises Related": (17_770, 43_690)})
    Partner.objects.filter(slug="hertsmere").update(short_name="Hertsmere BC")

    demo()

    assert quarter_position(open_quarter).balance.estimate == 523_490
    assert Partner.objects.get(slug="hertsmere").short_name == "Hertsmere BC"


def test_demo_run_again_sets_passwords_back_and_adds_who_is_missing(demonstration):
    finance = User.objects.get(email="finance@stevenage.example.gov.uk")
    finance.set_password("something else entirely")
    finance.save()
    User.objects.get(email="board@hertsmere.example.gov.uk").delete()

    demo()

    finance.refresh_from_db()
    assert finance.check_password("demo-password")
    returned = User.objects.get(email="board@hertsmere.example.gov.uk")
    assert returned.memberships.get().role == "board"


def test_demo_refuses_outside_debug_mode(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="debug mode only"):
        demo()

    assert nothing_loaded()


def test_demo_refuses_a_partner_known_under_another_name():
    factories.make_partner("East Herts", name="East Herts Council")

    with pytest.raises(CommandError, match="“East Herts Council”"):
        demo()

    assert nothing_loaded()


def test_demo_refuses_another_host():
    factories.make_partner("Ashdown", is_host=True)

    with pytest.raises(CommandError, match="“Ashdown Borough Council” hosts the service"):
        demo()

    assert nothing_loaded()


def test_demo_refuses_other_weights():
    factories.make_camera_type("Reactive", "0.5")

    with pytest.raises(CommandError, match="“Reactive” has other weights"):
        demo()

    assert nothing_loaded()


def test_demo_refuses_a_register_that_already_has_cameras_of_its_councils():
    hertsmere = factories.make_partner(
        "Hertsmere", name="Hertsmere Borough Council", slug="hertsmere"
    )
    camera_type = factories.make_camera_type("Dome")
    factories.make_camera(hertsmere, camera_type, reference="DOME-1")

    with pytest.raises(CommandError, match="already holds “DOME-1”"):
        demo()

    assert nothing_loaded() and not Service.objects.filter(partner__slug="stevenage").exists()


def test_demo_loads_beside_another_year_of_the_same_partners():
    partners = list(load_councils().values())
    factories.make_year(partners, starts_in=2023, elements=[("Equally", 100, "equal", {})])

    demo()

    position = quarter_position(Quarter.objects.of(YEAR, 2))
    assert position.partners_total.estimate == 522_490
    assert Partner.objects.count() == 4


def test_demo_needs_its_partners_when_the_year_is_somebody_elses():
    factories.make_year(factories.make_partners(2))

    with pytest.raises(CommandError, match="no partner at /stevenage/"):
        demo()

    assert not User.objects.exists()
