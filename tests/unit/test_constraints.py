"""Every invariant the database keeps, broken once behind the back of forms and models.

Rows go in by ``bulk_create``, past every check of ours, so that only the database can refuse them;
it must, on SQLite and PostgreSQL alike, and name what was broken.
"""

from copy import copy
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests import factories
from tests.everything import one_of_everything

pytestmark = pytest.mark.django_db

OURS = ("partners", "cameras", "budgets", "reports")
MODELS = [
    model
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "history_object")
]
DECLARED = {
    constraint.name: (model, constraint)
    for model in MODELS
    for constraint in model._meta.constraints
}
UNIQUE_FIELDS = {
    f"{model.__name__}.{field.name}": (model, field)
    for model in MODELS
    for field in model._meta.local_fields
    if field.unique and not field.primary_key
}
IN_2024 = date(2024, 5, 1)
THEN = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def kept():
    """One row of everything that has a constraint, all of them as they should be."""
    return one_of_everything()


def again(row, **changes):
    """The same row once more, with changes."""
    another = copy(row)
    another.pk, another._state = None, copy(row._state)
    another._state.adding = True
    for name, value in changes.items():
        setattr(another, name, value)
    return another


NAMED_ANEW = {"name": "Another", "short_name": "Another", "slug": "another"}
SETTLED = {"outcome": "dropped", "settlement": "Not agreed"}
MOVED_BACK = {"from_state": "with_board", "to_state": "open"}

# Broken only together with a stricter constraint, which the database may name instead.
BROKEN_WITH = {
    "User.email": "one_person_per_email_in_any_case",
    "quarter_state_is_known": "quarter_frozen_exactly_while_not_open",
}
# (what is broken, the row that breaks it): what is not changed is as the row that is kept.
BREAKING = [
    ("one_council_hosts_the_service", lambda k: again(k.host, **NAMED_ANEW)),
    ("Partner.name", lambda k: again(k.other, **NAMED_ANEW | {"name": k.other.name})),
    (
        "Partner.short_name",
        lambda k: again(k.other, **NAMED_ANEW | {"short_name": k.other.short_name}),
    ),
    ("Partner.slug", lambda k: again(k.other, **NAMED_ANEW | {"slug": k.other.slug})),
    ("User.email", lambda k: again(k.person)),
    (
        "one_person_per_email_in_any_case",
        lambda k: again(k.person, email=k.person.email.upper()),
    ),
    ("role_once_per_person_and_partner", lambda k: again(k.membership)),
    ("role_is_a_known_role", lambda k: again(k.membership, role="mayor")),
    ("email_choice_once_per_person_and_event", lambda k: again(k.email_choice)),
    ("email_event_is_a_known_event", lambda k: again(k.email_choice, event="paid")),
    (
        "email_subject_and_address_are_one_line",
        lambda k: again(k.email, subject="A\nBcc: everybody@b.uk"),
    ),
    ("CameraType.name", lambda k: again(k.camera_type)),
    ("Camera.reference", lambda k: again(k.camera)),
    ("one_weight_per_type_and_day", lambda k: again(k.weight, weight=0)),
    ("weight_not_below_nil", lambda k: again(k.weight, starts_on=IN_2024, weight="-0.01")),
    (
        "service_ends_on_or_after_its_first_day",
        lambda k: again(k.service, first_day=date(2010, 1, 2), last_day=date(2010, 1, 1)),
    ),
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
        "element_above_0_up_to_100_percent",
        lambda k: again(k.element, name="Nil", percentage=0),
    ),
    (
        "element_above_0_up_to_100_percent",
        lambda k: again(k.element, name="Too much", percentage="100.01"),
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
    ("quarter_once_per_year", lambda k: again(k.quarter)),
    ("quarter_is_1_to_4", lambda k: again(k.quarter, number=0)),
    ("quarter_is_1_to_4", lambda k: again(k.quarter, number=5)),
    ("quarter_state_is_known", lambda k: again(new_quarter(k), state="lost")),
    (
        "quarter_frozen_exactly_while_not_open",
        lambda k: again(new_quarter(k), state="published"),
    ),
    ("quarter_frozen_exactly_while_not_open", lambda k: again(new_quarter(k), frozen={})),
    (
        "quarter_moves_one_step_and_back_with_a_reason",
        lambda k: again(k.step, to_state="published"),
    ),
    (
        "quarter_moves_one_step_and_back_with_a_reason",
        lambda k: again(k.step, **MOVED_BACK),
    ),
    ("revision_once_per_line_quarter_and_number", lambda k: again(k.revision)),
    ("revisions_count_from_1", lambda k: again(k.revision, number=0)),
    ("batch_names_what_it_takes_back", lambda k: again(k.batch, source="taken_back")),
    ("batch_names_what_it_takes_back", lambda k: again(k.batch, reverses=k.batch)),
    ("FigureBatch.reverses", lambda k: again(k.reversing)),
    ("LedgerLayout.fingerprint", lambda k: again(k.layout)),
    ("signs_of_the_ledger_are_known", lambda k: again(k.layout, fingerprint="g", signs="lost")),
    (
        "periods_count_from_april_or_january",
        lambda k: again(k.layout, fingerprint="g", periods="lunar"),
    ),
    ("code_left_out_once_per_year", lambda k: again(k.left_out)),
    ("code_left_out_with_a_reason", lambda k: again(k.left_out, code="Y", reason="")),
    ("one_upload_per_person_and_quarter", lambda k: again(k.upload)),
    (
        "extract_is_read_by_a_layout",
        lambda k: again(k.upload, user=factories.make_person(), findings={}),
    ),
    ("LedgerImport.batch", lambda k: again(k.proof)),
    ("amount_once_per_import_and_code", lambda k: again(k.amount)),
    ("amount_has_a_line_or_a_reason", lambda k: again(k.amount, code="Y", line=None)),
    ("amount_has_a_line_or_a_reason", lambda k: again(k.amount, code="Y", reason="Both")),
    ("one_draft_per_person_and_quarter", lambda k: again(k.draft)),
    ("SenseCheckThresholds.year", lambda k: again(k.thresholds)),
    ("profile_points_above_0_up_to_100", lambda k: thresholds(k, profile_points=0)),
    ("profile_points_above_0_up_to_100", lambda k: thresholds(k, profile_points="100.01")),
    ("run_rate_percent_above_0_up_to_100", lambda k: thresholds(k, run_rate_percent=0)),
    ("run_rate_percent_above_0_up_to_100", lambda k: thresholds(k, run_rate_percent="100.01")),
    ("amounts_asked_about_not_below_nil", lambda k: thresholds(k, least_amount="-0.01")),
    ("amounts_asked_about_not_below_nil", lambda k: thresholds(k, unexplained_variance="-0.01")),
    ("jump_is_2_to_1000_times", lambda k: thresholds(k, jump=1)),
    ("jump_is_2_to_1000_times", lambda k: thresholds(k, jump=1001)),
    ("answer_is_to_a_known_check", lambda k: again(k.check_answer, kind="a guess")),
    ("answer_says_why", lambda k: again(k.check_answer, because="")),
    ("query_and_answer_say_something", lambda k: again(k.reply, kind="query")),
    ("mentioned_item_says_what_and_whose", lambda k: again(k.mentioned, what="")),
    ("mentioned_item_says_what_and_whose", lambda k: again(k.mentioned, owner="")),
    (
        "mentioned_item_settled_in_words_or_not_at_all",
        lambda k: again(k.mentioned, **SETTLED | {"settlement": ""}, settled_in=k.quarter),
    ),
    (
        "mentioned_item_settled_in_words_or_not_at_all",
        lambda k: again(k.mentioned, **SETTLED),
    ),
    (
        "mentioned_item_in_figures_names_the_line",
        lambda k: again(k.mentioned, **SETTLED | {"outcome": "in_figures"}, settled_in=k.quarter),
    ),
    ("Report.quarter", lambda k: again(k.report)),
    ("section_position_once_per_report", lambda k: again(k.section)),
    ("section_kind_is_known", lambda k: again(k.section, position=2, kind="poem")),
    ("edition_number_once_per_report", lambda k: again(k.edition)),
    ("editions_count_from_1", lambda k: again(k.edition, number=0, reason="None")),
    (
        "edition_visibility_is_known",
        lambda k: again(k.edition, number=2, reason="A", visibility="x"),
    ),
    ("later_edition_has_a_reason", lambda k: again(k.edition, number=2)),
]


def thresholds(kept, **changes):
    return again(kept.thresholds, year=factories.make_year([], starts_in=2032), **changes)


def new_quarter(kept):
    return again(kept.quarter, year=factories.make_year([], starts_in=2031))


def is_named(error, name):
    """Whether the database's error says that ``name`` was broken."""
    if name in BROKEN_WITH and is_named(error, BROKEN_WITH[name]):
        return True
    model, broken = DECLARED.get(name) or UNIQUE_FIELDS[name]
    if connection.vendor == "postgresql":
        expected = name if name in DECLARED else f"{model._meta.db_table}_{broken.column}_"
        return error.__cause__.diag.constraint_name.startswith(expected)
    # SQLite names checks and indexes, but a unique constraint only by its columns.
    fields = [broken.name] if name in UNIQUE_FIELDS else getattr(broken, "fields", ())
    columns = (model._meta.get_field(field).column for field in fields)
    by_columns = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return name in str(error) or str(error) == f"UNIQUE constraint failed: {by_columns}"


@pytest.mark.parametrize(("name", "breaking"), BREAKING, ids=[name for name, _ in BREAKING])
def test_database_refuses_what_breaks_a_constraint_and_names_it(kept, name, breaking):
    row = breaking(kept)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        type(row)._base_manager.bulk_create([row])

    assert is_named(refused.value, name), refused.value


def test_every_constraint_and_every_unique_field_is_broken_once():
    assert {name for name, _ in BREAKING} == {*DECLARED, *UNIQUE_FIELDS}


def test_every_constraint_has_a_message_a_form_can_show():
    unsaid = [
        name
        for name, (_, constraint) in DECLARED.items()
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert unsaid == []
