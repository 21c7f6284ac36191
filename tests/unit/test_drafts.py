"""When a draft last changed: what moves the time that it names, and what does not."""

from datetime import UTC, date, datetime

import pytest

from budgets.models import BudgetLine, FinancialYear, SubjectiveGroup
from cameras.models import CameraType, Service, Weight
from partners.models import Partner, Role
from reports.marking import WantedMark, mark_lines
from reports.models import Meeting, Report, Section
from tests.factories import enter, make_person
from tests.optional_papers import paper_of
from tests.papers import plain_report

pytestmark = pytest.mark.django_db


def test_a_draft_names_the_time_of_its_newest_change():
    report = plain_report()
    changed = datetime(2030, 7, 1, 9, 5, tzinfo=UTC)
    Section.history.filter(report_id=report.pk).update(history_date=changed)

    paper = paper_of(report)

    assert paper.standing == "Draft, last changed 1 July 2030, 10:05"
    assert paper.foot == paper.standing


@pytest.mark.parametrize("changed", ["figures", "register", "name", "mark", "deleted section"])
def test_each_kind_of_change_moves_the_time_of_a_draft(changed):
    report = plain_report()
    before = paper_of(report).newest_change

    if changed == "figures":
        enter(report.quarter, {"Employees": ("301", "1100")})
    elif changed == "register":
        spell = Service.objects.first()
        spell.last_day = date(2030, 3, 31)
        spell.save()
    elif changed == "name":
        group = SubjectiveGroup.objects.first()
        group.name = "Staff"
        group.save()
    elif changed == "mark":
        line = report.quarter.year.lines.first()
        officer = make_person(Role.FINANCE, partner=Partner.objects.first())
        wanted = [WantedMark(line.pk, 3, "A lease is being negotiated.")]
        mark_lines(report=report, wanted=wanted, user=officer, shown=0)
    else:
        report.sections.last().delete()

    assert paper_of(report).newest_change > before


def test_a_saving_that_changes_nothing_does_not_move_the_time_of_a_draft():
    report = plain_report()
    before = paper_of(report).newest_change

    Service.objects.first().save()
    report.save()

    assert paper_of(report).newest_change == before


def test_a_draft_with_nothing_recorded_is_still_called_one():
    report = plain_report(figures=None)
    papers = (Report, Meeting, Section)
    names = (Partner, SubjectiveGroup, CameraType)
    for model in (FinancialYear, BudgetLine, Service, Weight, *papers, *names):
        model.history.all().delete()

    assert paper_of(report).standing == "Draft"
