"""What the database refuses of quarters: figures, extracts, checks and what is mentioned."""

from tests import factories
from tests.breaking.rows import again

SETTLED = {"outcome": "dropped", "settlement": "Not agreed"}
MOVED_BACK = {"from_state": "with_board", "to_state": "open"}


def thresholds(kept, **changes):
    return again(kept.thresholds, year=factories.make_year([], starts_in=2032), **changes)


def new_quarter(kept):
    return again(kept.quarter, year=factories.make_year([], starts_in=2031))


BREAKING = [
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
    ("RegisterUpload.user", lambda k: again(k.register_upload)),
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
    ("part_name_once_per_line_and_quarter", lambda k: again(k.part)),
    ("part_has_a_name", lambda k: again(k.part, name="")),
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
]
