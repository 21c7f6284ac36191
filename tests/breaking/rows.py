"""A row that is kept, once more."""

from copy import copy


def again(row, **changes):
    """The same row once more, with changes."""
    another = copy(row)
    another.pk, another._state = None, copy(row._state)
    another._state.adding = True
    for name, value in changes.items():
        setattr(another, name, value)
    return another
