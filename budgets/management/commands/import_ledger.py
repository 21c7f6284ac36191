"""``manage.py import_ledger 2024-25 q2 FILE``: actuals from a ledger extract, whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.actions import FiguresConflict, QuarterLocked
from budgets.ledger.answers import COUNT, LEAVE_OUT, Answers
from budgets.ledger.extract import FileFacts, facts_of, findings_in, samples_in
from budgets.ledger.findings import Findings
from budgets.ledger.headings import Sample
from budgets.ledger.layout import CALENDAR, FINANCIAL, NONE, OURS, TURNED, Layout, Meaning, refusals
from budgets.ledger.preview import LineAmounts, Preview, preview_of
from budgets.ledger.progress import ProgressBar
from budgets.ledger.remembering import found_layout, remember
from budgets.ledger.saving import Hindered, import_actuals
from budgets.ledger.wording import nothing_of, problem_lines, repeats_effect, saved_sentence
from budgets.management.arguments import add_quarter, find_quarter, listed
from budgets.models import BudgetLine, Quarter
from budgets.wording import counted
from budgets.workbook.names import folded
from budgets.workbook.problems import WorkbookErrors, quoted
from cctvpartnership.figures import pounds_and_pence, signed_pounds_and_pence
from partners.models import User
from partners.permissions import can_enter_figures

MEANINGS = listed([meaning.value for meaning in Meaning])


class Command(BaseCommand):
    help = (
        "Import a quarter's actuals from a ledger extract (.csv or .xlsx): all of it, or nothing."
    )

    def add_arguments(self, parser):
        add_quarter(parser)
        parser.add_argument("file", metavar="FILE", help="the extract, .csv or .xlsx")
        parser.add_argument("--user", metavar="EMAIL", help="in whose name the figures are saved")
        parser.add_argument(
            "--check", action="store_true", help="say what would be saved, save nothing"
        )
        columns = parser.add_argument_group("columns, where they are not remembered yet")
        columns.add_argument(
            "--columns",
            metavar="HEADING=MEANING,…",
            help=f"what each heading used means: {MEANINGS}; remembered for the next extract",
        )
        columns.add_argument("--signs", choices=[OURS, TURNED, NONE], default=OURS)
        columns.add_argument("--periods", choices=[FINANCIAL, CALENDAR], default=FINANCIAL)
        columns.add_argument("--joined-by", default="-", help="between the parts of a code")
        answers = parser.add_argument_group("answers to what is found")
        answers.add_argument(
            "--before", choices=[LEAVE_OUT, COUNT], default="", help="rows before the year"
        )
        answers.add_argument(
            "--after", choices=[LEAVE_OUT], default="", help="rows after the quarter"
        )
        answers.add_argument(
            "--repeats", choices=[LEAVE_OUT, COUNT], default="", help="rows that repeat another"
        )
        answers.add_argument(
            "--nil", metavar="LINE", action="append", default=[], help="enter 0, without a row"
        )

    def handle(self, *, year, quarter, file, **options):
        quarter = find_quarter(year, quarter)
        user = _user(options["user"])
        answers = _answers(quarter, options)
        try:
            facts, findings = self._read(quarter, Path(file), options, user)
        except WorkbookErrors as errors:
            raise CommandError(_refused(file, map(str, errors.problems))) from errors
        preview = preview_of(quarter, findings, answers)
        if not preview.can_be_saved:
            raise CommandError(_refused(file, problem_lines(preview)))
        self._tell(preview)
        if options["check"]:
            self.stdout.write("Nothing is saved: this was a check.")
        else:
            self._save(preview, facts, user, file)

    def _read(self, quarter: Quarter, path: Path, options, user) -> tuple[FileFacts, Findings]:
        try:
            with path.open("rb") as stream:
                return self._read_stream(quarter, stream, path.name, options, user)
        except OSError as error:
            raise CommandError(f"{path} cannot be opened: {error.strerror}.") from error

    def _read_stream(self, quarter, stream, name: str, options, user):
        samples = samples_in(stream, name)
        layout = _layout(samples, name, options)
        bar = ProgressBar(self.stderr._out, name)
        findings = findings_in(stream, name, samples, layout, quarter, bar)
        bar.finish(findings.rows)
        if options["columns"] and not options["check"]:
            remember(layout=layout, user=user)
        return facts_of(stream, name), findings

    def _tell(self, preview: Preview) -> None:
        width = max(len(line.position.line) for line in preview.lines)
        for line in preview.lines:
            self.stdout.write(_told(line, width, preview))
        for code in preview.left_out:
            self.stdout.write(
                f"Left out: {code.code}, {pounds_and_pence(code.actual)}. {code.reason}"
            )
        if preview.repeats_left_out:
            rows = counted(preview.repeats_left_out, "repeated row")
            self.stdout.write(f"Left out: {rows}. {repeats_effect(preview)}")

    def _save(self, preview: Preview, facts: FileFacts, user, file: str) -> None:
        shown = {line.position.line_id: line.position.revision for line in preview.lines}
        try:
            proof = import_actuals(
                quarter=preview.quarter,
                facts=facts,
                findings=preview.findings,
                answers=preview.answers,
                based_on=shown,
                user=user,
            )
        except QuarterLocked as locked:
            raise CommandError(_refused(file, [str(locked)])) from locked
        except (Hindered, FiguresConflict) as error:
            again = "Somebody else changed a figure or a code meanwhile. Run the command again."
            raise CommandError(_refused(file, [again])) from error
        self.stdout.write(
            self.style.SUCCESS(saved_sentence(preview.quarter, facts.file_name, proof))
        )


def _user(email: str | None) -> User | None:
    """The person by their address. CommandError: nobody, or somebody who may not enter figures."""
    if email is None:
        return None
    user = User.objects.filter(email__iexact=email).first()
    if user is None or not can_enter_figures(user):
        raise CommandError(f"{quoted(email)} is no finance officer of this service.")
    return user


def _answers(quarter: Quarter, options) -> Answers:
    lines = {folded(line.name): line.pk for line in BudgetLine.objects.filter(year=quarter.year)}
    for name in options["nil"]:
        if folded(name) not in lines:
            raise CommandError(f"{quoted(name)} is no line of the budget of {quarter.year}.")
    nil = frozenset(lines[folded(name)] for name in options["nil"])
    return Answers(options["before"], options["after"], options["repeats"], nil)


def _layout(samples: Sequence[Sample], name: str, options) -> Layout:
    """As said in the command, or else as remembered. CommandError: neither."""
    if options["columns"]:
        return _layout_said(samples, options)
    found = found_layout(samples, name)
    if found and found.is_certain:
        return found.layout
    sample = found.sample if found else samples[0]
    row = found.heading_row if found else sample.likely_row
    new = [
        heading
        for heading in sample.headings(row)
        if not found or not found.layout.knows([heading])
    ]
    raise CommandError(
        f"{name} has headings whose meaning nobody has said yet: {', '.join(map(quoted, new))}. "
        "Upload the extract once in the browser and say what they mean, or say it here: "
        f'--columns "Account=code,Amount=amount". A heading means {MEANINGS}.'
    )


def _layout_said(samples: Sequence[Sample], options) -> Layout:
    [pairs] = csv.reader([options["columns"]])
    columns = {}
    for pair in pairs:
        heading, _, meaning = pair.rpartition("=")
        if not heading.strip() or meaning.strip() not in list(Meaning):
            raise CommandError(
                f"{quoted(pair)} is not HEADING=MEANING. A heading means {MEANINGS}."
            )
        columns[heading.strip()] = Meaning(meaning.strip())
    layout = Layout(
        columns=columns,
        signs=options["signs"],
        periods=options["periods"],
        joined_by=options["joined_by"],
    )
    if problems := refusals(layout):
        raise CommandError(" ".join(problems))
    for sample in samples:
        if (row := sample.row_of(layout)) is not None:
            return Layout(**vars(layout) | {"headings": sample.headings(row)})
    raise CommandError(f"There is no row with the headings {', '.join(map(quoted, columns))}.")


def _refused(file: str, reasons) -> str:
    return "\n".join([f"{file} was not imported, and nothing was changed.", *reasons])


def _told(line: LineAmounts, width: int, preview: Preview) -> str:
    """One line of the table: the actual as it will be, and by how much it moves."""
    if line.actual is None:
        return f"{line.position.line:{width}}  {'unchanged':>16}  {nothing_of(line, preview)}"
    change = signed_pounds_and_pence(line.change) if line.change is not None else "new"
    return f"{line.position.line:{width}}  {pounds_and_pence(line.actual):>16}  {change:>16}"
