"""``manage.py load_year FILE.xlsx``: load a year workbook, or list every mistake in it."""

from django.core.management.base import BaseCommand, CommandError

from budgets.models import FinancialYear
from budgets.workbook import WorkbookErrors, load_year_workbook
from budgets.workbook.problems import mistakes_in_words
from cctvpartnership.figures import as_typed, with_pound_sign


class Command(BaseCommand):
    help = "Load a year workbook (.xlsx) and approve its budget: all of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.xlsx", help="the year workbook")

    def handle(self, *args, file, **options):
        try:
            year = load_year_workbook(file, user=None, tell=self.tell)
        except WorkbookErrors as errors:
            raise CommandError(_listed(file, errors)) from errors
        self.stdout.write(self.style.SUCCESS(_result(year)))

    def tell(self, step: str) -> None:
        self.stdout.write(step)
        self.stdout.flush()


def _listed(file: str, errors: WorkbookErrors) -> str:
    """What was refused, then one line a mistake, with all places where it stands."""
    mistakes = mistakes_in_words(errors.problems)
    told = f" It has {mistakes}." if mistakes else ""
    return f"{file} was not loaded, and nothing was changed.{told}\n{errors}"


def _result(year: FinancialYear) -> str:
    """One sentence: the year, its balance, and what each partner will pay."""
    recharges = list(year.budgeted_recharges.select_related("partner").order_by("pk"))
    balance = with_pound_sign(as_typed(sum(recharge.amount for recharge in recharges)))
    parts = ", ".join(
        f"{recharge.partner} {with_pound_sign(as_typed(recharge.amount))}" for recharge in recharges
    )
    return f"{year.label} is loaded and its budget approved: {balance} to recover, {parts}."
