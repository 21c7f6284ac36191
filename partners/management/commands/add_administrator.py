"""``manage.py add_administrator EMAIL``: the first administrator, who gives everybody else a role.

Also the way back in when no administrator is left: somebody already known is made one.
"""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from partners.models import Partner, Role, User
from partners.people_actions import add_person, make_administrator

NO_HOST = (
    "There is no host council yet, and an administrator belongs to it. Load the first year with "
    "manage.py load_year FILE.xlsx, whose sheet Partners names the host; then run this again."
)
NO_TERMINAL = (
    "There is no terminal to ask for the password on. Give it on standard input: "
    "manage.py add_administrator EMAIL --password-stdin < FILE"
)


class Command(BaseCommand):
    help = "Add an administrator at the host council, or make somebody already known one."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument(
            "--name", default="Administrator", help="their name or post (default: %(default)s)"
        )
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from the first line of standard input instead of asking",
        )

    def handle(self, *, email, name, password_stdin, **options):
        host = Partner.objects.filter(is_host=True).first()
        if host is None:
            raise CommandError(NO_HOST)
        known = User.objects.filter(email__iexact=email.strip()).first()
        try:
            if known:
                make_administrator(person=known, partner=host)
                done = f"{known.email} is an administrator now and keeps the password they have."
            else:
                person = self._added(name, email, host, password_stdin)
                done = f"{person.email} is added and is an administrator of {host}."
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(done))

    def _added(self, name: str, email: str, host: Partner, password_stdin: bool) -> User:
        password = self._piped() if password_stdin else self._asked()
        validate_password(password, User(name=name, email=email))
        return add_person(
            name=name,
            email=email,
            partner=host,
            role=Role.ADMINISTRATOR,
            by=None,
            password=password,
        )

    def _piped(self) -> str:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise CommandError("Standard input holds no password on its first line.")
        return password

    def _asked(self) -> str:
        if not sys.stdin.isatty():
            raise CommandError(NO_TERMINAL)
        password = getpass("Password: ")
        if password != getpass("Password again: "):
            raise CommandError("The two passwords differ. Nothing was added.")
        return password
