"""What the database refuses of councils, people and e-mails."""

from tests.breaking.rows import again

NAMED_ANEW = {"name": "Another", "short_name": "Another", "slug": "another"}
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
    ("decision_names_who_decided", lambda k: again(k.ruling, meeting="")),
    ("email_choice_once_per_person_and_event", lambda k: again(k.email_choice)),
    ("email_event_is_a_known_event", lambda k: again(k.email_choice, event="paid")),
    (
        "email_subject_and_address_are_one_line",
        lambda k: again(k.email, subject="A\nBcc: everybody@b.uk"),
    ),
]
