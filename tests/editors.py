"""Editors who save figures over HTTP, and the proof that nothing of theirs was lost or half saved."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from budgets.models import BudgetLine, FigureRevision
from cctvpartnership.figures import read_amount
from tests.entry_page import address_of
from tests.served import choices_of, fields_of
from tests.threads import at_once

CELLS = ("actual", "estimate", "comment")
SAVED, CONFLICT = 302, 409
# Nobody is asked this often; a test that goes on for ever would tell less.
MOST_ATTEMPTS = 200


@dataclass
class Editor:
    """One person's saving of ``changes``, (line key, cell) -> text, repeated until it is accepted.

    ``keeps`` answers, each time both values are shown, whether to keep one's own. ``statuses`` are
    what the server answered; ``sent`` is what it accepted in the end: (line key, cell) -> text.
    """

    browser: object
    user: object
    changes: dict
    keeps: object = lambda: True
    statuses: list = field(default_factory=list)
    conflicts: list = field(default_factory=list)
    fields: dict = field(default_factory=dict)
    sent: dict = field(default_factory=dict)
    based_on: dict = field(default_factory=dict)

    def open(self, quarter):
        """Open the page, unless it is open; what it holds is what one types into."""
        if not self.fields:
            self.fields = fields_of(self.browser.get(address_of(quarter))[1])

    def save(self, quarter):
        """Type, and save until it is saved; the page that refused otherwise, None: it is saved."""
        address = address_of(quarter)
        fields = self.fields | {_name(*at): text for at, text in self.changes.items()}
        for _ in range(MOST_ATTEMPTS):
            status, page = self.browser.post(address, fields)
            self.statuses.append(status)
            if status != CONFLICT:
                return self._note(fields) if status == SAVED else page
            self.conflicts.append(page)
            fields = fields_of(page)
            keeps = self.keeps()
            for choice in choices_of(page):
                fields[choice] = "mine" if keeps else "theirs"
        return None

    def _note(self, fields):
        for name, text in fields.items():
            if at := re.fullmatch(r"lines-(\d+)-(based_on|actual|estimate|comment)", name):
                line, cell = int(at[1]), at[2]
                if cell == "based_on":
                    self.based_on[line] = int(text)
                elif fields.get(f"{name}_choice") != "theirs":
                    self.sent[line, cell] = text if cell == "comment" else read_amount(text)


def _name(line, cell):
    return f"lines-{line}-{cell}"


def save_at_once(editors, quarter):
    """All open the page; when all have, all save, each in a thread of their own."""
    opened = at_once(*(lambda one=one: one.open(quarter) for one in editors))
    saved = at_once(*(lambda one=one: one.save(quarter) for one in editors))
    assert [each for each in (*opened, *saved) if each is not None] == []
    answered = {status for editor in editors for status in editor.statuses}
    assert answered <= {SAVED, CONFLICT}, "never an error of the server's"
    assert all(editor.statuses[-1] == SAVED for editor in editors)


def assert_nothing_lost(quarter, editors):
    """Every accepted saving stands in the revisions: exactly, whole, and over nothing unseen."""
    history = history_of(quarter)
    for numbers in history.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), "numbers without a gap"
    for editor in editors:
        batches = list(quarter.batches.filter(saved_by=editor.user))
        assert len(batches) <= 1
        saved = {each.line_id: each for batch in batches for each in batch.revisions.all()}
        for line in BudgetLine.objects.filter(year=quarter.year).values_list("pk", flat=True):
            _assert_line_stands(editor, line, history.get(line, {}), saved.get(line))


def history_of(quarter):
    """Line key -> number -> revision."""
    history = {}
    for revision in FigureRevision.objects.filter(quarter=quarter).order_by("line", "number"):
        history.setdefault(revision.line_id, {})[revision.number] = revision
    return history


def _assert_line_stands(editor, line, revisions, saved):
    shown = revisions.get(editor.based_on[line])
    typed = {
        cell: editor.sent[line, cell]
        for cell in CELLS
        if (line, cell) in editor.sent and editor.sent[line, cell] != cell_of(shown, cell)
    }
    if saved is None:
        # Whatever was typed here, somebody else had saved the very same.
        assert all(
            any(cell_of(each, cell) == text for each in revisions.values())
            for cell, text in typed.items()
        )
        return
    assert typed, "a line is saved only where something was changed"
    between = range(editor.based_on[line], saved.number)
    for cell in CELLS:
        before = cell_of(revisions.get(saved.number - 1), cell)
        assert cell_of(saved, cell) == typed.get(cell, before)
        if cell in typed:
            unseen = {cell_of(revisions.get(number), cell) for number in between}
            assert unseen <= {cell_of(shown, cell), typed[cell]}, "nobody is overwritten unseen"


def cell_of(revision, cell):
    if revision is None:
        return "" if cell == "comment" else None
    return getattr(revision, cell)


def changes_of(revisions):
    """(number, cells that changed) of one line's revisions, in order."""
    ordered = [None, *(revisions[number] for number in sorted(revisions))]
    return [
        (after.number, {cell for cell in CELLS if cell_of(before, cell) != cell_of(after, cell)})
        for before, after in pairwise(ordered)
    ]
