"""What the database refuses of years, their budgets and how they are shared."""

from datetime import UTC, date, datetime

from tests import factories
from tests.breaking.rows import again

THEN = datetime(2024, 3, 1, tzinfo=UTC)
BREAKING = [
    ("FinancialYear.starts_in", lambda k: again(k.year)),
    ("year_within_reason", lambda k: again(k.year, starts_in=1989)),
    ("year_within_reason", lambda k: again(k.year, starts_in=2200)),
    (
        "rounding_unit_is_1_10_100_or_1000",
        lambda k: again(k.year, starts_in=2030, rounding_unit=5),
    ),
    (
        "averaging_is_monthly_or_daily",
        lambda k: again(k.year, starts_in=2030, averaging="weekly"),
    ),
    (
        "year_approved_exactly_when_it_says_when",
        lambda k: again(k.year, starts_in=2030, state="approved"),
    ),
    (
        "year_approved_exactly_when_it_says_when",
        lambda k: again(k.year, starts_in=2030, approved_at=THEN),
    ),
    ("partner_once_per_year", lambda k: again(k.year_partner, position=9)),
    (
        "partner_leaves_no_sooner_than_it_joins",
        lambda k: again(
            k.year_partner,
            partner=factories.make_partner("Fourth"),
            position=9,
            first_day=date(2024, 10, 2),
            last_day=date(2024, 10, 1),
        ),
    ),
    (
        "position_once_per_year",
        lambda k: again(k.year_partner, partner=factories.make_partner("Third")),
    ),
    ("SubjectiveGroup.name", lambda k: again(k.group)),
    ("line_name_once_per_year", lambda k: again(k.line)),
    ("ledger_code_once_per_line", lambda k: again(k.ledger_code)),
    ("virement_moves_more_than_nil", lambda k: again(k.virement, amount=0)),
    ("virement_moves_more_than_nil", lambda k: again(k.virement, amount=-5)),
    ("virement_between_two_lines", lambda k: again(k.virement, to_line=k.line)),
    ("supplementary_is_not_nil", lambda k: again(k.supplementary, amount=0)),
    ("budget_version_once_per_year", lambda k: again(k.supplementary.decision)),
    (
        "decision_freezes_a_version_unless_virement",
        lambda k: again(k.supplementary.decision, version=1),
    ),
    (
        "decision_freezes_a_version_unless_virement",
        lambda k: again(k.virement.decision, version=3),
    ),
    (
        "decision_freezes_a_version_unless_virement",
        lambda k: again(k.supplementary.decision, version=None),
    ),
    (
        "decision_freezes_a_version_unless_virement",
        lambda k: again(k.virement.decision, kind="approval"),
    ),
    ("budget_change_has_approver_and_reason", lambda k: again(k.virement.decision, reason="")),
    ("budget_change_has_approver_and_reason", lambda k: again(k.virement.decision, approver="")),
    ("BudgetDecision.reverses", lambda k: again(k.reversal)),
    ("profile_rises_from_0_to_100", lambda k: again(k.line, name="Falling", by_q1="50.01")),
    ("profile_rises_from_0_to_100", lambda k: again(k.line, name="Too much", by_q3="100.01")),
    ("profile_rises_from_0_to_100", lambda k: again(k.line, name="Below nil", by_q1="-0.01")),
    ("element_name_once_per_year", lambda k: again(k.element)),
    (
        "element_is_a_percentage_or_an_amount",
        lambda k: again(k.element, name="Nil", percentage=0),
    ),
    (
        "element_is_a_percentage_or_an_amount",
        lambda k: again(k.element, name="Too much", percentage="100.01"),
    ),
    (
        "element_is_a_percentage_or_an_amount",
        lambda k: again(k.element, name="Both", percentage=50, amount=100),
    ),
    (
        "element_is_a_percentage_or_an_amount",
        lambda k: again(k.element, name="Nil pounds", percentage=0, amount=0),
    ),
    ("element_basis_is_known", lambda k: again(k.element, name="B", basis="by lot")),
    ("agreed_percentage_once_per_partner", lambda k: again(k.agreed)),
    (
        "agreed_percentage_from_0_to_100",
        lambda k: again(k.agreed, partner=k.other, percentage="-0.01"),
    ),
    (
        "agreed_percentage_from_0_to_100",
        lambda k: again(k.agreed, partner=k.other, percentage="100.01"),
    ),
    ("budgeted_recharge_once_per_partner_and_version", lambda k: again(k.recharge)),
    ("budget_versions_count_from_1", lambda k: again(k.recharge, version=0)),
    ("InvoiceTerms.year", lambda k: again(k.invoice_terms)),
    ("instalment_issued_once", lambda k: again(k.invoice, number="INV-9")),
    ("invoice_number_once_per_host", lambda k: again(k.invoice, place=2, number="inv-1")),
    (
        "invoice_is_instalment_or_balancing",
        lambda k: again(k.invoice, kind="gift", number="INV-9"),
    ),
    (
        "invoice_is_instalment_or_balancing",
        lambda k: again(k.invoice, place=0, number="INV-9"),
    ),
    (
        "invoice_has_amount_and_number",
        lambda k: again(k.invoice, place=2, number="INV-9", amount=0),
    ),
    ("invoice_has_amount_and_number", lambda k: again(k.invoice, place=2, number="")),
]
