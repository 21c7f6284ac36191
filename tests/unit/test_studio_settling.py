"""What one person typed and another saved, put together: laws, and words side by side."""

from hypothesis import given
from hypothesis import strategies as st

from reports.studio.comparing import GONE, NEW, compared
from reports.studio.settling import settled

WORDS = st.sampled_from(["", "One", "Two", "Three"])
FIELDS = st.fixed_dictionaries({"heading": WORDS, "body": WORDS})


@given(FIELDS, FIELDS, FIELDS)
def test_what_two_people_changed_apart_stands_and_what_both_changed_is_disputed(
    shown, saved, typed
):
    upon = settled(shown=shown, saved=saved, typed=typed)

    for name in shown:
        mine, theirs = typed[name] != shown[name], saved[name] != shown[name]
        assert (name in upon.disputed) == (mine and theirs and typed[name] != saved[name])
        assert upon.words[name] == (typed[name] if mine else saved[name])


@given(FIELDS, FIELDS)
def test_alone_one_saves_what_one_typed(shown, typed):
    upon = settled(shown=shown, saved=shown, typed=typed)

    assert (upon.words, upon.disputed) == (typed, ())


@given(FIELDS, FIELDS, FIELDS)
def test_who_has_seen_the_other_words_is_asked_no_more(shown, saved, typed):
    upon = settled(shown=shown, saved=saved, typed=typed)

    assert settled(shown=saved, saved=saved, typed=upon.words).disputed == ()


@given(st.text(" ab\n", max_size=30), st.text(" ab\n", max_size=30))
def test_the_stretches_of_two_texts_make_up_both(before, now):
    stretches = compared(before, now)

    assert "".join(text for kind, text in stretches if kind != NEW) == before
    assert "".join(text for kind, text in stretches if kind != GONE) == now
