"""Optional sections are frozen with an edition, and tell of other quarters only what was published."""

import json

import pytest
from django.utils import timezone

from budgets.invoices.actions import issue_instalment
from budgets.invoices.schedule import invoices_of_year
from budgets.lifecycle import StepRefused, reopen_quarter, submit_quarter, withdraw_quarter
from budgets.models import Quarter
from reports.drafts import newest_change
from reports.editions import edition_report, faults, publish
from reports.marking import WantedMark, mark_lines
from reports.models import Edition, Report
from reports.outputs.pdf import render_pdf
from reports.papers import finished_html
from tests.factories import enter, make_finance_officer
from tests.mentioning import mentioned
from tests.optional_papers import (
    OPTIONAL_SECTIONS,
    approved_year,
    entered,
    optional_report,
    optional_year,
    paper_of,
    published,
    rows_of,
    section_of,
    tables_of,
)
from tests.papers import Kind, make_report

pytestmark = pytest.mark.django_db
MARKED = ("Premises", "Staff")


def again(quarter):
    return Quarter.objects.of(quarter.year.period, quarter.number)


def issued(report, **edition):
    """The report's quarter submitted and published."""
    submit_quarter(quarter=again(report.quarter), user=report.finance, tell=False)
    return publish(quarter=again(report.quarter), user=report.finance, **edition)


def stored(edition):
    return Edition.objects.select_related("report__quarter__year").get(pk=edition.pk)


def corrected(year, number, finance, line, estimate):
    """A published quarter taken back, one estimate changed, and published again."""
    quarter = year.quarters.get(number=number)
    withdraw_quarter(quarter=quarter, user=finance, reason="Wrong.")
    reopen_quarter(quarter=quarter, user=finance, reason="Wrong.")
    enter(quarter, {line: ("1", estimate)})
    submit_quarter(quarter=quarter, user=finance, tell=False)
    return publish(quarter=again(quarter), user=finance, reason="A figure was wrong.")


def issue_next_instalment(year, finance):
    invoices = invoices_of_year(year)[0]
    part = invoices.instalments[1]
    issue_instalment(
        year=year,
        partner=invoices.partner,
        place=part.place,
        amount=part.amount,
        issued_on=part.due,
        number="INV-LATER",
        user=finance,
    )


@pytest.fixture
def report():
    return optional_report()


def test_an_edition_prints_the_same_whatever_changes_later(report):
    edition = issued(report)
    before = edition_report(stored(edition))

    issue_next_instalment(report.quarter.year, report.finance)
    corrected(report.quarter.year, 1, report.finance, "Premises", "50000")
    withdraw_quarter(quarter=again(report.quarter), user=report.finance, reason="Look again.")
    reopen_quarter(quarter=again(report.quarter), user=report.finance, reason="Look again.")

    assert edition_report(stored(edition)) == before
    assert faults(stored(edition)) == []
    figures = stored(edition).content["figures"].encode()
    assert render_pdf(finished_html(before), figures=figures) == bytes(edition.pdf)


def test_an_edition_prints_what_the_draft_printed(report):
    submit_quarter(quarter=again(report.quarter), user=report.finance, tell=False)
    draft = paper_of(report)

    paper = edition_report(stored(publish(quarter=again(report.quarter), user=report.finance)))

    for kind in (Kind.MOVEMENT, Kind.GROUPS, Kind.TREND, Kind.MENTIONED, Kind.INCOMES):
        assert section_of(paper, kind) == section_of(draft, kind)
    (invoices,), (drafted,) = tables_of(paper, Kind.INVOICES), tables_of(draft, Kind.INVOICES)
    assert invoices.rows == drafted.rows
    today = timezone.localdate()
    assert f"as they stood on {today:%-d %B %Y}" in invoices.notes[1]


def test_an_edition_of_earlier_days_has_no_such_facts_and_reads(report):
    edition = issued(report)
    del edition.content["optional"]
    edition.save()

    paper = edition_report(stored(edition))

    assert tables_of(paper, Kind.INVOICES) == ()
    assert section_of(paper, Kind.MOVEMENT).content.sentence.startswith("Quarter 1 is not publish")


def test_only_what_the_sections_print_is_frozen():
    year = optional_year()
    finance = make_finance_officer(year.year_partners.first().partner)

    edition = published(year, 1, finance)

    assert edition.content["optional"] == {}


def quarter_2_after(state):
    """A report on Quarter 2 with movement and trend, Quarter 1 with the board or published so."""
    year = optional_year()
    finance = make_finance_officer(year.year_partners.first().partner)
    if state == "with the board":
        first = entered(year, 1)
        submit_quarter(quarter=first, user=finance, tell=False)
    elif state != "open":
        published(year, 1, finance, visibility=state)
    else:
        entered(year, 1)
    report = make_report(entered(year, 2), OPTIONAL_SECTIONS)
    report.finance = finance
    return report


@pytest.mark.parametrize(
    ("state", "visibility", "is_told"),
    [
        ("open", "public", False),
        ("with the board", "public", False),
        ("with the board", "partners", False),
        ("partners", "public", False),
        ("partners", "partners", True),
        ("public", "public", True),
        ("public", "partners", True),
    ],
)
def test_an_edition_tells_of_last_quarter_only_what_all_its_readers_may_read(
    state, visibility, is_told
):
    edition = stored(issued(quarter_2_after(state), visibility=visibility))

    paper = edition_report(edition)
    # 43,000 at one per cent more is Quarter 1's estimate of premises, and nobody else's.
    assert ("43,430" in finished_html(paper)) == is_told
    assert ("43430" in json.dumps(edition.content["optional"])) == is_told
    (trend,) = tables_of(paper, Kind.TREND)
    assert ("Quarter 1" in [heading.words for heading in trend.headings]) == is_told
    assert bool(tables_of(paper, Kind.MOVEMENT)) == is_told


def test_no_optional_section_tells_the_public_of_a_marked_line(report):
    lines = report.quarter.year.lines
    wanted = [WantedMark(lines.get(name=name).pk, 3, "A lease is open.") for name in MARKED]
    mark_lines(report=report, wanted=wanted, user=report.finance, shown=0)
    edition = stored(issued(report))

    full, public = (
        finished_html(edition_report(edition)),
        finished_html(edition_report(edition.public)),
    )

    # Estimates of both quarters, what moved between them, and a cost with what pays for it.
    for told in ("42,140", "43,430", "−1,290", "Premises", "126,251", "Monitoring"):
        assert told in full
        assert told not in public
    kinds = {kind for kind, _, _ in OPTIONAL_SECTIONS[3:]}
    assert kinds <= {section.kind for section in edition_report(edition.public).sections}
    assert "Change of each line since Quarter 1" in public
    assert faults(edition) == []


def test_what_an_income_is_for_may_not_name_a_marked_line(report):
    wanted = [WantedMark(report.quarter.year.lines.get(name="Premises").pk, 3, "A lease is open.")]
    mark_lines(report=report, wanted=wanted, user=report.finance, shown=0)
    report.quarter.line_parts.filter(name="Mileage").update(name="Rent of our premises")

    with pytest.raises(StepRefused, match="A part of Income from company names “Premises”"):
        issued(report)


def test_a_draft_tells_of_a_quarter_with_the_board_and_that_its_edition_will_not():
    paper = paper_of(quarter_2_after("with the board"))

    lines, _ = tables_of(paper, Kind.MOVEMENT)
    assert rows_of(lines)["Premises"][0] == "43,430"
    assert "Quarter 1 is not published yet" in lines.notes[-1]
    (trend,) = tables_of(paper, Kind.TREND)
    assert "Quarter 1" not in [heading.words for heading in trend.headings]


def test_a_draft_tells_nothing_of_an_open_quarter():
    paper = paper_of(quarter_2_after("open"))

    assert tables_of(paper, Kind.MOVEMENT) == ()
    assert "43,430" not in finished_html(paper)


def test_what_was_published_stands_while_last_quarter_is_corrected(report):
    before = section_of(paper_of(report), Kind.MOVEMENT)
    first = report.quarter.year.quarters.get(number=1)
    withdraw_quarter(quarter=first, user=report.finance, reason="Wrong.")
    reopen_quarter(quarter=first, user=report.finance, reason="Wrong.")
    enter(first, {"Premises": ("1", "50000")})

    assert section_of(paper_of(report), Kind.MOVEMENT) == before


def test_a_partner_that_left_keeps_its_row_in_the_trend():
    year = optional_year(3, starts_in=2023)
    finance = make_finance_officer(year.year_partners.first().partner)
    councils = [place.partner for place in year.year_partners.all()]
    published(year, 4, finance)
    report = make_report(entered(approved_year(councils[:2], starts_in=2024), 1), OPTIONAL_SECTIONS)

    (trend,) = tables_of(paper_of(report), Kind.TREND)

    assert list(rows_of(trend)) == ["Council 1", "Council 2", "Council 3", "All partners"]
    assert rows_of(trend)["Council 3"][1:] == ("", "")
    assert any("did not share" in note for note in trend.notes)


@pytest.mark.parametrize("kind", [Kind.INVOICES, Kind.MOVEMENT, Kind.INCOMES, Kind.MENTIONED])
def test_the_draft_names_the_time_of_what_its_optional_sections_last_changed(report, kind):
    before = newest_change(fresh(report))

    moved = {
        Kind.INVOICES: lambda: issue_next_instalment(report.quarter.year, report.finance),
        Kind.MOVEMENT: lambda: corrected(
            report.quarter.year, 1, report.finance, "Premises", "50000"
        ),
        Kind.INCOMES: lambda: report.quarter.line_parts.first().delete(),
        Kind.MENTIONED: lambda: mentioned(report.quarter, what="One more"),
    }[kind]
    moved()

    assert newest_change(fresh(report)) > before


def fresh(report):
    return Report.objects.select_related("quarter__year").get(pk=report.pk)
