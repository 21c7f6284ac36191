"""What the database refuses of the register."""

from datetime import date

from tests.breaking.rows import again

IN_2024 = date(2024, 5, 1)
BREAKING = [
    ("CameraType.name", lambda k: again(k.camera_type)),
    ("Camera.reference", lambda k: again(k.camera)),
    ("one_weight_per_type_and_day", lambda k: again(k.weight, weight=0)),
    ("weight_not_below_nil", lambda k: again(k.weight, starts_on=IN_2024, weight="-0.01")),
    (
        "service_ends_on_or_after_its_first_day",
        lambda k: again(k.service, first_day=date(2010, 1, 2), last_day=date(2010, 1, 1)),
    ),
]
