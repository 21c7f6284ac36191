"""Rows that the walk asks for and the demonstration has none of: an extract, a file, a comment."""

from zlib import compress

from budgets.ledger.layout import as_json
from budgets.ledger.remembering import remember
from budgets.ledger.uploads import keep_upload
from budgets.models import LedgerImport, RegisterUpload
from partners.models import User
from reports.models import BoardComment
from tests.ledgers import LAYOUT, ROWS, as_csv


def extract_on_its_way(quarter):
    """An extract that finance uploaded, and the proof of figures from another."""
    finance = User.objects.get(memberships__role="finance")
    remember(layout=LAYOUT, user=finance)
    keep_upload(quarter=quarter, user=finance, file=as_csv(ROWS), name="q2.csv")
    RegisterUpload.objects.create(
        user=finance,
        file_name="cameras.csv",
        content=compress(b"reference,partner,type,from,until"),
    )
    batch = quarter.batches.first()
    LedgerImport.objects.create(batch=batch, size=1, rows=1, layout=as_json(LAYOUT))


def comment_on_draft(report):
    BoardComment.objects.create(
        report=report,
        draft_of=1,
        kind="comment",
        anchor="p1.1",
        mark="0" * 64,
        words="Since when?",
        said_by=User.objects.filter(memberships__role="board").first(),
    )
