"""Write the audit pack of a year into a file: audit_pack 2024-25 pack.zip"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from budgets.management.arguments import find_year
from budgets.models import FinancialYear
from reports.audit.packing import write_pack
from reports.management.arguments import check_folder, ending_of, opened_whole

ENDINGS = (".zip",)


class Command(BaseCommand):
    help = "Write all that stands behind a year's charge into one ZIP, with checksums."

    def add_arguments(self, parser):
        parser.add_argument("year", help="financial year, such as 2024-25")
        parser.add_argument("file", help="file to write, ending in .zip")

    def handle(self, *, year, file, **options):
        path = Path(file)
        ending_of(path, ENDINGS)
        check_folder(path)
        found = find_year(year)
        if found.state == FinancialYear.State.BEING_SET:
            raise CommandError(f"The budget of {found} is not approved yet: nothing to audit.")
        with opened_whole(path) as stream:
            write_pack(found, stream)
        self.stdout.write(f"The audit pack of {found} is in {path}. It names people: keep it so.")
