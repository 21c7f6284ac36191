"""The facts of the money: years, lines, changes to the budget, quarters, figures and charges."""

from budgets.models.batches import FigureBatch
from budgets.models.changes import BudgetDecision, Supplementary, Virement
from budgets.models.charges import AgreedPercentage, BudgetedRecharge, ChargeElement
from budgets.models.checks import LONGEST_ANSWER, CheckAnswer, SenseCheckThresholds
from budgets.models.drafts import FigureDraft
from budgets.models.figures import LONGEST_COMMENT, FigureRevision
from budgets.models.invoices import LONGEST_INVOICE_NUMBER, Invoice, InvoiceTerms
from budgets.models.ledger import (
    LedgerAmount,
    LedgerImport,
    LedgerLayout,
    LedgerUpload,
    LeftOutCode,
)
from budgets.models.lines import BudgetLine, LedgerCode, SubjectiveGroup
from budgets.models.mentioned import LONGEST_MENTIONED, MentionedItem
from budgets.models.parts import LinePart
from budgets.models.quarters import Quarter, StateChange
from budgets.models.register import RegisterUpload
from budgets.models.replies import LONGEST_REPLY, ShareReply
from budgets.models.years import FinancialYear, YearPartner

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_COMMENT",
    "LONGEST_INVOICE_NUMBER",
    "LONGEST_MENTIONED",
    "LONGEST_REPLY",
    "AgreedPercentage",
    "BudgetDecision",
    "BudgetLine",
    "BudgetedRecharge",
    "ChargeElement",
    "CheckAnswer",
    "FigureBatch",
    "FigureDraft",
    "FigureRevision",
    "FinancialYear",
    "Invoice",
    "InvoiceTerms",
    "LedgerAmount",
    "LedgerCode",
    "LedgerImport",
    "LedgerLayout",
    "LedgerUpload",
    "LeftOutCode",
    "LinePart",
    "MentionedItem",
    "Quarter",
    "RegisterUpload",
    "SenseCheckThresholds",
    "ShareReply",
    "StateChange",
    "SubjectiveGroup",
    "Supplementary",
    "Virement",
    "YearPartner",
]
