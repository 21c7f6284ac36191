"""Who may open which address in which state of a quarter: section 4 of the design, said again.

Written without a look at ``partners.permissions``, which the walk in ``access_walk`` is to judge.
A new address needs a line in ``ADDRESSES``; without one ``tests/request/test_access.py`` fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.access_visitors import (
    NOBODY,
    NOT_FOUND,
    REFUSALS,
    SEEN,
    SENT_ON,
    SIGN_IN,
    SUBMITTED,
    administrator,
    answers_comment,
    anybody,
    clears_draft,
    finance,
    finance_while,
    follows_board,
    has_role,
    nobody_at_all,
    public_is_not_given,
    reads_camera,
    reads_edition,
    reads_register,
    reads_report,
    replies_to_share,
    replies_too_late,
    sees_all_invoices,
    sees_any_share,
    sees_invoices,
    sees_quarter,
    sees_share,
    sees_some_budgeted_recharge,
    signed_in,
    signed_out,
)

READ, FORM, POST_ONLY = ("GET",), ("GET", "POST"), ("POST",)


@dataclass(frozen=True)
class Address:
    """What an address answers: to whom, whom it sends on to another page, and to which methods.

    Refused is "not found" for who is signed in, and for nobody the sign-in page; where an address
    ``is_closed`` it is "not found" for nobody too.
    """

    allowed: Callable
    methods: tuple[str, ...] = READ
    sent_on: Callable = nobody_at_all
    is_closed: bool = False
    # Further ways to ask, besides the bare address.
    queries: tuple[str, ...] = ()

    def shown(self, visitor, state):
        """What ``visitor`` gets in ``state`` who asks with the first of its methods."""
        if self.allowed(visitor, state):
            return SENT_ON if self.sent_on(visitor, state) else SEEN
        return SIGN_IN if visitor == NOBODY and not self.is_closed else NOT_FOUND

    def expected(self, visitor, state, method):
        """What ``method`` may come to. A form sent back empty is shown again, or acts at once."""
        if method not in self.methods:
            return REFUSALS
        shown = self.shown(visitor, state)
        return (SEEN, SENT_ON) if method == "POST" and shown not in REFUSALS else (shown,)


CLOSED = Address(nobody_at_all, is_closed=True)
# There for who has set up a second step; nobody of the walk has.
WITH_SECOND_STEP = Address(nobody_at_all)

SETUP = ("lines", "papers", "virement", "supplementary", "reverse", "checks")
SETUP_FIRST = ("settings", "partners", "elements", "approve", "discard")

# What a quarter's state may open or close.
OF_QUARTERS = {
    "home": Address(signed_in),
    "budgets:year_list": Address(has_role),
    "budgets:year_detail": Address(has_role),
    "budgets:year_terms": Address(finance, FORM),
    "budgets:invoice_list": Address(sees_all_invoices),
    "budgets:invoice_days": Address(finance, FORM),
    # The walk's third instalment of East Herts is not issued yet, its first is.
    "budgets:invoice_issue": Address(finance, FORM),
    "budgets:invoice_correct": Address(finance, FORM),
    "budgets:invoice_take_back": Address(finance, FORM),
    # The last quarter of the walk's year is open, so nothing can be balanced.
    "budgets:invoice_balance": Address(finance, FORM, sent_on=finance),
    "budgets:year_end": Address(sees_all_invoices),
    "budgets:year_close": Address(finance, FORM),
    "budgets:year_history": Address(finance, queries=("?kind=line", "?kind=king")),
    "budgets:year_history_csv": Address(finance),
    "budgets:year_put_back": Address(finance, FORM),
    "budgets:quarter_detail": Address(sees_quarter, queries=("?movement=1",)),
    "budgets:quarter_edit": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:quarter_paste": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    # Unsaved work is sent with a token that names its writer; without one nothing is there.
    "budgets:draft_keep": Address(nobody_at_all, POST_ONLY, is_closed=True),
    "budgets:draft_discard": Address(finance, POST_ONLY),
    "budgets:quarter_import": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    # Of an extract that the visitor uploaded, which waits while the quarter is open.
    "budgets:import_columns": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:import_codes": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:import_preview": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:ledger_import": Address(finance),
    "budgets:quarter_submit": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:quarter_reopen": Address(finance_while(*SUBMITTED), FORM),
    "budgets:mentioned_list": Address(sees_quarter),
    "budgets:mentioned_add": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:mentioned_edit": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:mentioned_settle": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    # The walk's item is open.
    "budgets:mentioned_reopen": Address(finance, FORM, sent_on=finance),
    "budgets:line_parts": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    # How figures came about: working papers, whatever the state.
    "budgets:quarter_history": Address(finance),
    "budgets:quarter_history_csv": Address(finance),
    "budgets:line_history": Address(finance),
    "budgets:proof": Address(sees_quarter),
    "budgets:figure_put_back": Address(finance, FORM, sent_on=finance_while(*SUBMITTED)),
    "budgets:batch_detail": Address(finance, FORM),
    "cameras:camera_list": Address(reads_register),
    "cameras:camera_detail": Address(reads_camera),
    "cameras:history": Address(finance, queries=("?kind=spell", "?since=soon")),
    "cameras:history_csv": Address(finance),
    "register:put_back": Address(finance, FORM),
    "partners:partner_list": Address(has_role),
    "partners:partner_detail": Address(has_role),
    "register:register_csv": Address(reads_register, queries=("?words=E",)),
    "register:register_xlsx": Address(reads_register),
    "register:register_import": Address(finance, FORM),
    # Of a file that the visitor uploaded.
    "register:register_import_preview": Address(finance, FORM),
    "register:type_list": Address(reads_register),
    "register:type_add": Address(finance, FORM),
    "register:weight_set": Address(finance, FORM),
    "register:type_arrange": Address(finance, FORM),
    "register:weight_correct": Address(finance, FORM),
    "register:camera_add": Address(finance, FORM),
    # Without a camera ticked, back to the list.
    "register:cameras_move": Address(finance, FORM, sent_on=finance),
    "register:cameras_take_out": Address(finance, FORM, sent_on=finance),
    "register:camera_move": Address(finance, FORM),
    "register:camera_correct": Address(finance, FORM),
    "register:spell_correct": Address(finance, FORM),
    "register:camera_take_out": Address(finance, FORM),
    "shares:share_detail": Address(sees_share),
    "shares:proof": Address(sees_share),
    "shares:reply": Address(replies_to_share, POST_ONLY, sent_on=replies_too_late),
    "shares:what_if": Address(sees_any_share, queries=("?quarter=q2",)),
    "shares:worked_out": Address(sees_any_share, queries=("?quarter=q2",)),
    **{f"statements:{name}": Address(sees_invoices) for name in ("detail", "pdf", "csv")},
    # The outturn of the walk's year does not stand yet.
    "statements:letter": Address(finance, sent_on=finance),
    "statements:letter_text": Address(finance, sent_on=finance),
    "reports:report_list": Address(anybody),
    "reports:figures_schema": Address(anybody),
    "reports:report_detail": Address(reads_report),
    "reports:report_begin": Address(finance, POST_ONLY),
    # Of a published quarter the studio says how its paper is changed.
    **{f"reports:{page}_edit": Address(finance, FORM) for page in ("title", "section")},
    "reports:report_edit": Address(finance),
    "reports:section_add": Address(finance, FORM),
    "reports:section_preview": Address(finance, POST_ONLY),
    "reports:section_move": Address(finance, POST_ONLY),
    "reports:section_remove": Address(finance, POST_ONLY),
    "reports:section_history": Address(finance),
    "reports:title_history": Address(finance),
    "reports:studio_put_back": Address(finance, FORM),
    "reports:report_pdf": Address(reads_report),
    "reports:report_docx": Address(reads_report),
    "reports:figures_xlsx": Address(reads_report),
    "reports:figures_csv": Address(reads_report),
    "reports:figures_json": Address(reads_report),
    "reports:audit_pack": Address(finance),
    "reports:basis_detail": Address(sees_some_budgeted_recharge),
    "reports:basis_pdf": Address(sees_some_budgeted_recharge),
    # While the quarter is published, both say how its paper is changed.
    "reports:first_draft": Address(finance, FORM, queries=("?section=1",)),
    "reports:standing_put_in": Address(finance, FORM, queries=("?section=1",)),
    "reports:report_checks": Address(finance),
    "reports:board": Address(follows_board),
    "reports:clear": Address(clears_draft, POST_ONLY),
    "reports:comment_add": Address(clears_draft, FORM),
    "reports:comment_thread": Address(answers_comment, FORM),
    "reports:meetings_edit": Address(finance, FORM),
    "reports:marked_lines": Address(finance, FORM),
    **{
        f"reports:public_{name}": Address(finance, sent_on=public_is_not_given)
        for name in (
            "detail",
            "report_pdf",
            "report_docx",
            "figures_xlsx",
            "figures_csv",
            "figures_json",
        )
    },
    "reports:report_publish": Address(finance, FORM, sent_on=finance_while("open", "published")),
    "reports:edition_list": Address(reads_edition),
    "reports:edition_pdf": Address(reads_edition),
    "reports:edition_public_pdf": Address(reads_edition),
}

# What knows of no quarter: setting up a year, signing in, one's own account, people and their roles.
OF_PEOPLE = {
    "budgets:year_new": Address(finance, FORM),
    "budgets:year_copy": Address(finance, FORM),
    "budgets:workbook_load": Address(finance, FORM),
    "budgets:workbook_blank": Address(finance),
    "budgets:workbook_filled": Address(finance),
    "budgets:setup_detail": Address(finance),
    **{f"budgets:setup_{part}": Address(finance, FORM) for part in SETUP},
    **{f"budgets:setup_{part}": Address(finance, FORM, sent_on=finance) for part in SETUP_FIRST},
    **{f"standing:{name}": Address(finance) for name in ("list", "history", "history_csv")},
    **{
        f"standing:{name}": Address(finance, FORM) for name in ("add", "edit", "remove", "put_back")
    },
    "healthz": Address(anybody),
    "people:person_list": Address(administrator),
    "people:email_list": Address(administrator),
    "people:emails_send": Address(administrator, POST_ONLY, sent_on=administrator),
    "people:history": Address(administrator),
    "people:history_csv": Address(administrator),
    "people:put_back": Address(administrator, FORM),
    "people:person_add": Address(administrator, FORM),
    "people:person_detail": Address(administrator),
    "people:person_edit": Address(administrator, FORM),
    "people:person_invite": Address(administrator, FORM, sent_on=administrator),
    "people:person_close": Address(administrator, FORM),
    "people:person_open": Address(administrator, FORM),
    "people:second_step_remove": Address(administrator, FORM),
    "people:role_add": Address(administrator, FORM),
    "people:role_take": Address(administrator, FORM),
    "account_login": Address(anybody, FORM, sent_on=signed_in),
    "account_logout": Address(anybody, FORM, sent_on=signed_out),
    "account_inactive": Address(anybody),
    "account_signup": Address(anybody, FORM, sent_on=signed_in),
    "account_reauthenticate": Address(signed_in, FORM),
    "account_emails": Address(signed_in, FORM),
    "account_change_password": Address(signed_in, FORM),
    "account_reset_password": Address(anybody, FORM),
    "account_reset_password_done": Address(anybody),
    "account_reset_password_from_key": Address(anybody, FORM),
    "account_reset_password_from_key_done": Address(anybody),
    # Steps of a sign-in that has not begun.
    "account_confirm_login_code": Address(anybody, FORM, sent_on=anybody),
    "mfa_authenticate": Address(anybody, FORM, sent_on=anybody),
    "mfa_index": Address(signed_in),
    # The password is asked for once more.
    "mfa_reauthenticate": Address(signed_in, FORM, sent_on=signed_in),
    "mfa_activate_totp": Address(signed_in, FORM, sent_on=signed_in),
    "mfa_generate_recovery_codes": Address(signed_in, FORM, sent_on=signed_in),
    "mfa_deactivate_totp": replace(WITH_SECOND_STEP, methods=FORM),
    "mfa_view_recovery_codes": WITH_SECOND_STEP,
    "mfa_download_recovery_codes": WITH_SECOND_STEP,
    # An e-mail address is an administrator's to give, so allauth's pages on it are shut.
    "closed": CLOSED,
    "account_email": CLOSED,
    "account_email_verification_sent": CLOSED,
    "account_confirm_email": CLOSED,
    "account_set_password": CLOSED,
}

ADDRESSES = OF_QUARTERS | OF_PEOPLE


def undeclared(names):
    """A sentence for each address without a rule."""
    return [
        f"{name} has no declared rule: say in tests/access_rules.py who may open it, and when."
        for name in names
        if name not in ADDRESSES
    ]
