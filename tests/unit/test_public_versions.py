"""Public editions with marked lines: two versions of one edition, frozen, checked, and told apart."""

import json
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from budgets.lifecycle import StepRefused, reopen_quarter, submit_quarter, withdraw_quarter
from budgets.models import BudgetLine, Quarter
from partners.models import User
from reports.copies import ReadersCopy
from reports.differences import differences
from reports.downloads import FILES
from reports.editions import _content_digest, edition_position, edition_report, faults, publish
from reports.marking import MarkedMeanwhile, WantedMark, mark_lines, marks_of, newest_mark
from reports.models import Edition, LineMark, PublicVersion, Report, Section
from reports.outputs.pdf import render_pdf
from reports.outputs.pdf.archive import attached_figures
from reports.papers import finished_html
from tests.access_figures import words_of_file
from tests.factories import enter
from tests.papers import make_report

pytestmark = pytest.mark.django_db
MARKED = "Premises Related"
COMMENT = "Rent of the depot"
REASON = "A lease is being negotiated."


@pytest.fixture
def finance(demonstration):
    return User.objects.get(email="finance@stevenage.example.gov.uk")


@pytest.fixture
def report(demonstration):
    """With the board; the line that is going to be marked has a comment and a variance, and the
    words name no line."""
    reopen_quarter(quarter=demonstration, user=None, reason="A comment was missing.")
    enter(demonstration, {MARKED: (17_770, 43_690, COMMENT)})
    submit_quarter(quarter=demonstration, user=None)
    Section.objects.update(body="In short.")
    return Report.objects.select_related("quarter__year").get(quarter=demonstration)


def mark(report, user, names=(MARKED,), paragraph=3):
    lines = BudgetLine.objects.filter(year=report.quarter.year)
    wanted = [
        WantedMark(line.pk, paragraph if line.name in names else None, REASON) for line in lines
    ]
    return mark_lines(report=report, wanted=wanted, user=user, shown=newest_mark(report))


@pytest.fixture
def edition(report, finance):
    mark(report, finance)
    publish(quarter=report.quarter, user=finance)
    return stored(1)


def stored(number):
    editions = Edition.objects.select_related("report__quarter__year", "public_version")
    return editions.get(number=number)


def corrected(quarter, finance, figures, **how):
    withdraw_quarter(quarter=quarter, user=finance, reason="A figure was wrong.")
    reopen_quarter(quarter=quarter, user=finance, reason="A figure was wrong.")
    enter(quarter, figures)
    submit_quarter(quarter=quarter, user=finance)
    publish(quarter=quarter, user=finance, reason="A bill was missing.", **how)
    return stored(2)


def figures_by_line(version):
    return {line["line"]: line for line in json.loads(version.content["figures"])["lines"]}


def test_one_publication_freezes_the_full_and_the_public_version(edition):
    full, public = figures_by_line(edition), figures_by_line(edition.public)
    [(name, _, members)] = edition.content["merged"]
    companion = BudgetLine.objects.exclude(name=MARKED).get(pk__in=members).name

    assert (edition.suffix, edition.public.suffix) == ("-full", "")
    assert edition.sha256 != edition.public.sha256
    assert full.keys() - public.keys() == {MARKED, companion}
    assert public.keys() - full.keys() == {name} == {"Other"}
    for money in ("budget", "actual", "estimate", "variance"):
        assert public["Other"][money] == full[MARKED][money] + full[companion][money]
    for table in ("balance", "partners", "partners_total"):
        assert (
            json.loads(edition.content["figures"])[table]
            == json.loads(edition.public.content["figures"])[table]
        )


def test_both_versions_rebuild_their_own_bytes_and_keep_to_both_standards(
    edition, assert_keeps_to_both_standards
):
    for version in (edition, edition.public):
        figures = version.content["figures"].encode()
        rebuilt = render_pdf(finished_html(edition_report(version)), figures=figures)
        assert rebuilt == bytes(version.pdf)
        assert attached_figures(bytes(version.pdf)) == figures
        assert_keeps_to_both_standards(bytes(version.pdf))


@pytest.mark.parametrize("kind", FILES, ids=[kind.name for kind in FILES])
def test_no_file_of_the_public_version_holds_name_comment_or_figure_of_a_marked_line(kind, edition):
    told, everything = (
        words_of_file(
            kind.content(ReadersCopy(edition.report.quarter, edition=each)), kind.content_type
        )
        for each in (edition.public, edition)
    )

    secret = (MARKED, COMMENT, "42690", "17770", "43690")
    assert [words for words in secret if words in _plain(everything)] == list(secret)
    assert [words for words in secret if words in _plain(told)] == []


def _plain(words):
    """With single spaces, and amounts without commas."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(words.split()))


def test_the_versions_say_what_they_are(edition):
    full, public = (edition_report(each) for each in (edition, edition.public))

    assert full.notice.top.startswith("Full version. It shows lines that are exempt")
    assert full.finance.notes[0].endswith(f"as exempt: {MARKED} (paragraph 3).")
    assert full.foot.startswith("Full version, not for publication. ")
    assert (public.notice.top, public.notice.foot) == ("", "")
    assert public.finance.notes[0].startswith("Other is several lines printed together")
    assert "paragraph 3 of Schedule 12A" in public.finance.notes[0]


def test_verify_editions_checks_both_versions(edition):
    out = StringIO()
    call_command("verify_editions", stdout=out)
    assert edition.sha256 in out.getvalue()
    assert edition.public.sha256 in out.getvalue()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda rows: rows.update(pdf=b"%PDF-1.7"), "public version: its PDF has the checksum"),
        (lambda rows: rows.delete(), "its public version is not there: it was deleted"),
        (
            lambda rows: rows.update(content=rows.get().content | {"paragraphs": [1]}),
            "public version: its words or figures have another checksum",
        ),
    ],
)
def test_verify_editions_finds_what_was_done_to_the_public_version(spoil, said, edition):
    spoil(PublicVersion.objects.filter(edition=edition))

    with pytest.raises(CommandError, match=said):
        call_command("verify_editions")


def test_other_merging_than_was_published_is_found_though_the_checksums_fit(edition, monkeypatch):
    edition.content["merged"][0][2] = edition.content["merged"][0][2][:1]
    edition.content_sha256 = _content_digest(edition.content)

    assert faults(edition) == [
        "its public version is not the one that its marks make: it was changed."
    ]


def test_a_correction_keeps_the_lines_merged_and_its_changes_name_no_marked_line(edition, finance):
    second = corrected(edition.report.quarter, finance, {MARKED: (17_770, 45_690, "Repairs")})

    assert second.content["merged"] == edition.content["merged"]
    changes = differences(edition_position(edition.public), edition_position(second.public))
    told = {change.place for change in changes}
    assert "Other" in told
    assert MARKED not in told


def test_lines_stay_merged_when_the_mark_is_taken_off_after_publication(edition, report, finance):
    withdraw_quarter(quarter=report.quarter, user=finance, reason="Look again.")
    assert mark(report, finance, names=()) == 1
    publish(quarter=report.quarter, user=finance, reason="Other words.")

    assert stored(2).content["merged"] == edition.content["merged"]
    assert edition_report(stored(2).public).finance.notes[0].count("paragraph 3") == 1


def test_what_is_public_already_cannot_be_marked(report, finance):
    publish(quarter=report.quarter, user=finance)
    withdraw_quarter(quarter=report.quarter, user=finance, reason="Look again.")
    mark(report, finance)

    with pytest.raises(StepRefused, match=f"“{MARKED}” stands by itself in an edition"):
        publish(quarter=report.quarter, user=finance, reason="A mark.")

    publish(quarter=report.quarter, user=finance, reason="A mark.", visibility="partners")
    assert stored(2).public is None


def publish_the_next(report, finance, words="In short."):
    later = Quarter.objects.of(report.quarter.year.period, 3)
    for line in BudgetLine.objects.filter(year=later.year).with_changes():
        enter(later, {line.name: (line.current_budget, line.current_budget + 500 + line.pk)})
    make_report(later)
    Section.objects.filter(report__quarter=later).update(body=words)
    submit_quarter(quarter=later, user=finance)
    publish(quarter=later, user=finance)
    return Edition.objects.get(report__quarter=later)


def test_what_the_next_quarter_gave_away_by_its_movement_cannot_be_marked(report, finance):
    publish_the_next(report, finance, "{{ balance.movement }} since.")
    mark(report, finance)

    with pytest.raises(StepRefused, match=f"“{MARKED}” stands by itself in an edition"):
        publish(quarter=report.quarter, user=finance)


def test_a_later_quarter_keeps_them_merged(edition, finance):
    newest = publish_the_next(edition.report, finance)

    [(_, _, members)] = newest.content["merged"]
    assert set(members) >= set(edition.content["merged"][0][2])
    assert MARKED not in figures_by_line(newest.public)


def test_editions_for_the_partners_or_exempt_have_one_version_that_shows_everything(
    report, finance
):
    mark(report, finance)
    publish(quarter=report.quarter, user=finance, visibility="exempt", paragraph=3)

    assert stored(1).public is None
    assert MARKED in figures_by_line(stored(1))


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("body", "Rent is {{ lines.premises-related.estimate }}.", "is of a line that the public"),
        ("body", "See premises related costs.", f"names “{MARKED}”"),
        ("body", "We expect to pay 43,690.", "says “43,690”, a figure of"),
        ("body", "We expect to pay £42690 or so.", "says “£42690”, a figure of"),
        ("heading", "On Premises Related", "The heading of section 2 names"),
    ],
)
def test_words_that_tell_of_a_marked_line_are_refused_with_their_place(
    field, text, said, report, finance
):
    mark(report, finance)
    section = report.sections.get(position=2)
    setattr(section, field, text)
    section.save()

    with pytest.raises(StepRefused, match=said) as refusal:
        publish(quarter=report.quarter, user=finance)

    assert "ection 2" in str(refusal.value) or "aragraph" in str(refusal.value)
    assert not Edition.objects.exists()


def test_an_edition_from_before_there_were_marks_is_read_and_checked_as_ever(
    report, finance, client
):
    publish(quarter=report.quarter, user=finance)
    old = stored(1)
    for name in ("visibility", "paragraph", "marked", "merged", "optional"):
        del old.content[name]
    old.content_sha256 = _content_digest(old.content)
    old.save()

    assert faults(stored(1)) == []
    assert MARKED in client.get("/reports/2024-25/q2/").content.decode()


def test_marks_are_added_and_never_changed(report, finance):
    assert mark(report, finance) == 1
    assert mark(report, finance) == 0
    assert mark(report, finance, paragraph=4) == 1
    assert mark(report, finance, names=()) == 1

    assert marks_of(report) == {}
    assert [row.paragraph for row in LineMark.objects.all()] == [3, 4, None]


def test_of_two_who_mark_at_once_the_second_is_told(report, finance):
    mark(report, finance)

    with pytest.raises(MarkedMeanwhile):
        mark_lines(report=report, wanted=[], user=finance, shown=0)


def test_nothing_is_marked_in_a_published_quarter(edition, report, finance):
    with pytest.raises(StepRefused, match="its edition stands as it is"):
        mark(report, finance, names=())
