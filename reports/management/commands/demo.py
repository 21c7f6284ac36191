"""``manage.py demo``: the published Quarter 2 of 2024/25, and people to sign in as."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration import DemonstrationRefused
from reports.demonstration.loading import load_demonstration
from reports.demonstration.people import PASSWORD


class Command(BaseCommand):
    help = "Load the demonstration: the published Quarter 2 of 2024/25, and people to sign in as."

    def handle(self, *args, **options):
        if not settings.DEBUG:
            raise CommandError(
                "The demonstration’s password is known to everybody, so it loads in debug mode "
                "only: set DEBUG=1."
            )
        try:
            people = load_demonstration(self.stdout.write)
        except DemonstrationRefused as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self._print_people(people)

    def _print_people(self, people):
        self.stdout.write(f"\nSign in as, with the password {PASSWORD}:")
        for user in people:
            self.stdout.write(f"  {user.email:<42} {user.name}")
