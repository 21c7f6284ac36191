"""What the database refuses of the paper."""

from tests.breaking.rows import again

BREAKING = [
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
