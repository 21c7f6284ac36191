"""``manage.py announce_quarters``: tell finance which quarters are over; to be run every day."""

from django.core.management.base import BaseCommand

from budgets.announcing import announce_open_quarters


class Command(BaseCommand):
    help = "Tell finance officers of quarters that are over and open for figures, each once."

    def handle(self, *args, **options):
        for quarter in announce_open_quarters():
            self.stdout.write(f"{quarter} is announced as open.")
