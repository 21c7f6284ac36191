"""Write the report of one quarter into a file: render_report 2024-25 q2 report.pdf"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.arithmetic import NothingToShareBy
from budgets.management.arguments import find_quarter
from cameras.arithmetic import MissingWeight
from reports.copies import finance_copy
from reports.downloads import BY_NAME
from reports.management.arguments import (
    add_arguments,
    check_folder,
    ending_of,
    write_whole,
)
from reports.references import UnknownReference

WRITERS = {
    ".pdf": BY_NAME["report.pdf"].content,
    ".docx": BY_NAME["report.docx"].content,
    ".html": lambda copy: copy.html.encode(),
}


class Command(BaseCommand):
    help = "Write the report of one quarter as a PDF, a Word document or an HTML page."

    def add_arguments(self, parser):
        add_arguments(parser, WRITERS)

    def handle(self, *, year, quarter, file, **options):
        path = Path(file)
        write = WRITERS[ending_of(path, WRITERS)]
        check_folder(path)
        copy = finance_copy(find_quarter(year, quarter))
        if not copy.has_report:
            raise CommandError(
                f"There is no report on {copy.quarter} yet. Begin it in the browser."
            )
        self.stdout.write(f"Printing the report on {copy.quarter} …")
        try:
            content = write(copy)
        except UnknownReference as error:
            problems = "\n".join(f"  {problem}" for problem in error.problems)
            raise CommandError(f"The report cannot be printed:\n{problems}") from error
        except (MissingWeight, NothingToShareBy) as error:
            raise CommandError(str(error)) from error
        write_whole(path, content)
        self.stdout.write(f"It is in {path}.")
