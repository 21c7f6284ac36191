"""Write the figures of one quarter into a file: export_figures 2024-25 q2 figures.json"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.arithmetic import NothingToShareBy
from budgets.management.arguments import find_quarter
from budgets.position import quarter_position
from cameras.arithmetic import MissingWeight
from reports.management.arguments import (
    add_arguments,
    check_folder,
    ending_of,
    write_whole,
)
from reports.outputs.data import figures_csv, figures_json
from reports.outputs.excel import figures_xlsx

WRITERS = {".json": figures_json, ".csv": figures_csv, ".xlsx": figures_xlsx}


class Command(BaseCommand):
    help = "Write the figures of one quarter as JSON, CSV or an Excel workbook."

    def add_arguments(self, parser):
        add_arguments(parser, WRITERS)

    def handle(self, *, year, quarter, file, **options):
        path = Path(file)
        write = WRITERS[ending_of(path, WRITERS)]
        check_folder(path)
        try:
            position = quarter_position(find_quarter(year, quarter))
        except (MissingWeight, NothingToShareBy) as error:
            raise CommandError(str(error)) from error
        write_whole(path, write(position))
        self.stdout.write(f"The figures of {position.quarter} are in {path}.")
