"""Of the pack: invoices, statements, what was read from the ledger, and who has access."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgets.invoices.statement import statement_of, statement_rows
from budgets.models import FinancialYear, Invoice, LedgerAmount, LedgerImport
from cctvpartnership.figures import rounded
from partners.models import Membership

INVOICE_COLUMNS = ("partner", "invoice", "number", "issued_on", "amount", "host")
STATEMENT_COLUMNS = ("partner", "entry", "amount", "due", "number", "dated")
IMPORT_COLUMNS = (
    *("quarter", "saved_at", "saved_by", "file_name", "sha256", "bytes", "sheet", "rows"),
    *("rows_left_out", "import"),
)
AMOUNT_COLUMNS = (
    *("quarter", "import", "code", "description", "line", "left_out_because"),
    *("actual", "commitments", "accruals", "rows"),
)
PEOPLE_COLUMNS = ("name", "email", "role", "partner", "active", "last_signed_in")
PENCE = 2


def account_files(year: FinancialYear) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence]]]:
    """Name, columns and rows of each file."""
    yield "invoices/invoices.csv", INVOICE_COLUMNS, _invoices(year)
    quarters = list(year.quarters.select_related("year").order_by("number"))
    for member in year.year_partners.select_related("partner").order_by("position"):
        statement = statement_of(year, member.partner, quarters)
        if statement:
            rows = (
                (
                    member.partner.name,
                    row.label,
                    rounded(row.amount, PENCE),
                    row.due,
                    row.number,
                    row.issued_on,
                )
                for row in statement_rows(statement)
            )
            yield f"invoices/statement-{member.partner.slug}.csv", STATEMENT_COLUMNS, rows
    yield "ledger/imports.csv", IMPORT_COLUMNS, _imports(year)
    yield "ledger/amounts.csv", AMOUNT_COLUMNS, _amounts(year)
    yield "people/people-with-access.csv", PEOPLE_COLUMNS, _people()


def _invoices(year: FinancialYear) -> Iterator[tuple]:
    invoices = Invoice.objects.filter(year=year).select_related("partner", "host")
    for each in invoices.order_by("partner__position", "issued_on", "pk"):
        yield (
            each.partner.name,
            each.called,
            each.number,
            each.issued_on,
            each.amount,
            each.host.name,
        )


def _imports(year: FinancialYear) -> Iterator[tuple]:
    """Which extracts were read; the files themselves are the ledger's, known by their checksum."""
    imports = LedgerImport.objects.filter(batch__quarter__year=year)
    for each in imports.select_related("batch__quarter", "batch__saved_by").order_by("pk"):
        yield (
            each.batch.quarter.label,
            each.batch.saved_at,
            str(each.batch.saved_by or "A command"),
            each.file_name,
            each.sha256,
            each.size,
            each.sheet,
            each.rows,
            each.left_out,
            each.pk,
        )


def _amounts(year: FinancialYear) -> Iterator[tuple]:
    amounts = LedgerAmount.objects.filter(ledger_import__batch__quarter__year=year)
    rows = amounts.select_related("ledger_import__batch__quarter", "line").order_by("pk")
    for each in rows.iterator():
        yield (
            each.ledger_import.batch.quarter.label,
            each.ledger_import_id,
            each.code,
            each.description,
            each.line and each.line.name,
            each.reason,
            each.actual,
            each.commitments,
            each.accruals,
            each.rows,
        )


def _people() -> Iterator[tuple]:
    """Who can sign in, a row a role; people without a role see nothing."""
    held = Membership.objects.select_related("user", "partner")
    for each in held.order_by("user__email", "partner__position", "role"):
        user = each.user
        yield (
            user.name,
            user.email,
            each.get_role_display(),
            each.partner.name,
            "yes" if user.is_active else "no",
            user.last_login,
        )
