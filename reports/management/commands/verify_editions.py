"""Check every published edition: its bytes against their checksum, its figures against its inputs."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from reports.editions import faults, gaps
from reports.models import Edition


class Command(BaseCommand):
    help = "Check that every published edition is still as it was published."

    def handle(self, **options):
        found = gaps()
        editions = Edition.objects.select_related("report__quarter__year").order_by("pk")
        for edition in editions.without_bytes():
            name = f"{edition.report.quarter}, edition {edition.number}"
            problems = _problems(edition)
            found += [f"{name}: {problem}" for problem in problems]
            if options["verbosity"] and not problems:
                self.stdout.write(f"{name}: as published, SHA-256 {edition.sha256}")
                if edition.public:
                    self.stdout.write(f"  its public version: SHA-256 {edition.public.sha256}")
        if found:
            raise CommandError("\n".join(found))
        number = editions.count()
        editions_checked = "1 edition" if number == 1 else f"{number} editions"
        self.stdout.write(f"{editions_checked} checked, all as published.")


def _problems(edition: Edition) -> list[str]:
    """The faults of one edition; what the database itself cannot read is one, and no more."""
    try:
        return faults(edition)
    except DatabaseError:
        return ["the database cannot read its bytes: they were changed."]
