"""What is kept for good: saved figures never change, and nothing money rests on can be deleted."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from budgets.models import BudgetLine, FigureRevision, FinancialYear, Quarter, SubjectiveGroup
from cameras.models import Camera, CameraType
from partners.models import Partner, User
from tests import factories

pytestmark = pytest.mark.django_db

# Parts that have no life of their own go with the whole; everything else is protected.
PARTS_OF_A_WHOLE = {
    "Membership.user",
    "EmailChoice.user",
    "YearPartner.year",
    "SenseCheckThresholds.year",
    "FigureDraft.user",
    "LedgerCode.line",
    "LedgerUpload.user",
    "RegisterUpload.user",
    "AgreedPercentage.element",
    "Meeting.report",
    "Section.report",
}


def on_delete():
    """What happens to the row when what it points to is deleted, by model and field."""
    return {
        f"{model.__name__}.{field.name}": field.remote_field.on_delete
        for app in ("partners", "cameras", "budgets", "reports")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "history_object")
        for field in model._meta.local_fields
        if field.remote_field
    }


def test_every_row_protects_what_it_points_to_unless_it_is_a_part_of_it():
    followed = on_delete()

    parts = {name for name, rule in followed.items() if rule is models.CASCADE}
    assert parts == PARTS_OF_A_WHOLE
    assert {rule for name, rule in followed.items() if name not in parts} == {models.PROTECT}


@pytest.mark.parametrize(
    "model",
    [
        Partner,
        FinancialYear,
        SubjectiveGroup,
        BudgetLine,
        Quarter,
        CameraType,
        Camera,
    ],
)
def test_nothing_that_the_golden_case_rests_on_can_be_deleted(demonstration, model):
    before = model.objects.count()

    with pytest.raises(ProtectedError):
        model.objects.first().delete()
    with pytest.raises(ProtectedError):
        model.objects.all().delete()

    assert model.objects.count() == before


def test_person_who_entered_figures_cannot_be_deleted(demonstration):
    finance_officer = User.objects.get(email="finance@stevenage.example.gov.uk")

    with pytest.raises(ProtectedError):
        finance_officer.delete()


def test_report_with_an_edition_cannot_be_deleted(demonstration):
    finance_officer = User.objects.get(email="finance@stevenage.example.gov.uk")
    factories.make_edition(demonstration.report, finance_officer)

    with pytest.raises(ProtectedError):
        demonstration.report.delete()


@pytest.mark.parametrize(
    "change", [{"actual": 1}, {"estimate": None}, {"comment": "Other words"}, {"number": 7}]
)
def test_saved_figure_never_changes(change):
    line = factories.make_approved_year().lines.get()
    quarter = line.year.quarters.get(number=1)
    factories.enter(quarter, {line.name: (100, 200, "Words")})

    with pytest.raises(IntegrityError), transaction.atomic():
        FigureRevision.objects.filter(line=line).update(**change)

    revision = FigureRevision.objects.get(line=line)
    assert (revision.actual, revision.estimate, revision.comment) == (100, 200, "Words")


def test_saved_figure_cannot_be_saved_over():
    line = factories.make_approved_year().lines.get()
    factories.enter(line.year.quarters.get(number=1), {line.name: (100, 200)})
    revision = FigureRevision.objects.get()
    revision.estimate = 300

    with pytest.raises(IntegrityError, match="A saved figure never changes"), transaction.atomic():
        revision.save()
