"""What the database refuses of the paper."""

from tests.breaking.rows import again

BREAKING = [
    ("Report.quarter", lambda k: again(k.report)),
    ("report_is_for_officers_or_members", lambda k: again(k.report, stage=3)),
    ("meeting_once_per_report_and_stage", lambda k: again(k.meeting)),
    ("meeting_is_of_officers_or_members", lambda k: again(k.meeting, stage=3)),
    ("meeting_names_who_meets", lambda k: again(k.meeting, stage=1, body="")),
    (
        "papers_are_due_by_the_meeting",
        lambda k: again(k.meeting, stage=1, date="2024-10-14", papers_due="2024-10-15"),
    ),
    ("section_position_once_per_report", lambda k: again(k.section)),
    ("section_kind_is_known", lambda k: again(k.section, position=2, kind="poem")),
    ("comment_and_answer_say_something", lambda k: again(k.board_comment, words="")),
    (
        "comment_opens_a_conversation_about_a_place",
        lambda k: again(k.board_comment, opening=k.board_comment),
    ),
    ("step_once_per_report_member_and_number", lambda k: again(k.clearance)),
    (
        "draft_sent_back_with_a_reason",
        lambda k: again(k.clearance, number=2, kind="sent_back"),
    ),
    ("edition_number_once_per_report", lambda k: again(k.edition)),
    ("editions_count_from_1", lambda k: again(k.edition, number=0, reason="None")),
    (
        "edition_visibility_is_known",
        lambda k: again(k.edition, number=2, reason="A", visibility="x"),
    ),
    (
        "exempt_edition_names_its_paragraph",
        lambda k: again(k.edition, number=2, reason="A", visibility="exempt"),
    ),
    ("PublicVersion.edition", lambda k: again(k.public_version)),
    ("line_mark_names_paragraph_and_reason", lambda k: again(k.line_mark, paragraph=8)),
    ("line_mark_names_paragraph_and_reason", lambda k: again(k.line_mark, reason="")),
    ("standing_wording_once_per_heading", lambda k: again(k.wording, heading="LEGAL")),
    ("later_edition_has_a_reason", lambda k: again(k.edition, number=2)),
]
