"""``manage.py send_emails``: send what waits in the outbox; to be run every few minutes."""

from django.core.management.base import BaseCommand, CommandError

from partners.models import OutgoingEmail
from partners.outbox import send_waiting


class Command(BaseCommand):
    help = "Send the e-mails that wait. Ends with status 1 if any still waits."

    def handle(self, *args, **options):
        sent = send_waiting()
        if sent:
            self.stdout.write(self.style.SUCCESS(f"{sent} sent."))
        waiting = OutgoingEmail.objects.waiting()
        if left := waiting.count():
            error = waiting.values_list("last_error", flat=True).last()
            raise CommandError(f"{left} still to be sent: {error or 'another sender has them'}.")
