"""Writers of one paper at the same moment, in real transactions: one saves, the others are told."""

import pytest

from partners.models import Role
from reports.models import Report, Section
from reports.studio.arranging import add_section, move_section
from reports.studio.holding import SavedMeanwhile, section_records
from reports.studio.saving import save_section
from tests.factories import make_person
from tests.papers import plain_report
from tests.threads import at_once

pytestmark = pytest.mark.postgres


@pytest.fixture
def report(transactional_db):
    return plain_report()


def saving(report, section, words):
    user = make_person(Role.FINANCE, partner=report.quarter.year.partners.first())
    shown = section_records(report, section.pk).first().history_id

    def job():
        return save_section(
            report=Report.objects.select_related("quarter__year").get(pk=report.pk),
            key=section.pk,
            shown=shown,
            words={"heading": section.heading, "body": words},
            user=user,
        )

    return job


def test_of_four_who_save_one_section_one_is_saved_and_three_are_shown_it(report):
    section = report.sections.first()

    outcomes = at_once(*[saving(report, section, f"Words {n}.") for n in range(4)])

    [saved] = [each for each in outcomes if isinstance(each, Section)]
    late = [each for each in outcomes if isinstance(each, SavedMeanwhile)]
    assert len(late) == 3
    assert {each.record.body for each in late} == {saved.body}
    assert Section.objects.get(pk=section.pk).body == saved.body
    assert section.history.count() == 2


def test_who_save_different_sections_all_save(report):
    sections = list(report.sections.all()[:4])

    at_once(*[saving(report, section, f"Of {section.pk}.") for section in sections])

    assert [each.body for each in report.sections.all()[:4]] == [
        f"Of {section.pk}." for section in sections
    ]


def test_sections_added_and_moved_at_once_all_have_their_place(report):
    paper = lambda: Report.objects.select_related("quarter__year").get(pk=report.pk)  # noqa: E731
    last = report.sections.last()

    def added(heading):
        return lambda: add_section(
            report=paper(), kind="numbered", heading=heading, after=None, user=None
        )

    def moved():
        return move_section(report=paper(), key=last.pk, up=True, user=None)

    outcomes = at_once(added("One"), moved, added("Two"), moved)

    assert all(isinstance(each, Section) for each in outcomes)
    assert report.sections.count() == 8
    assert {each.heading for each in report.sections.all()[:2]} == {"One", "Two"}
