"""What a check is, what it finds, and how it came out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.checks.paper import Paper


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where, as words with the ``address`` they lead to, and a plain sentence.

    ``edit``: where it is put right, if that is another page.
    """

    place: str
    address: str
    sentence: str
    edit: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


def fault_at(paper: Paper, element: Element, sentence: str) -> Fault:
    """What is wrong at an element of the finished paper, with the way to its section."""
    place, anchor = paper.document.place_of(element)
    return Fault(place, paper.at(anchor), sentence, paper.edit_of(element))


@dataclass(frozen=True)
class Check:
    """``name`` says what is so where it passes, ``otherwise`` what is so where it fails.

    What fails a check that ``blocks`` is not published; else it is a warning. Without a finished
    paper, one that ``reads_paper`` cannot be run.
    """

    name: str
    otherwise: str
    find: Callable[[Paper], Iterable[Fault]]
    blocks: bool = False
    reads_paper: bool = True


@dataclass(frozen=True)
class Outcome:
    """How one check came out; ``faults`` is None where it could not be run."""

    check: Check
    faults: tuple[Fault, ...] | None

    @property
    def passed(self) -> bool:
        return self.faults == ()

    @property
    def was_run(self) -> bool:
        return self.faults is not None

    @property
    def failed(self) -> bool:
        return bool(self.faults)

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of publishing."""
        return self.failed and self.check.blocks

    @property
    def warns(self) -> bool:
        return self.failed and not self.check.blocks


@dataclass(frozen=True)
class Outcomes:
    """All checks of a paper, in their order."""

    all: tuple[Outcome, ...]

    @property
    def blocking(self) -> list[Outcome]:
        return [outcome for outcome in self.all if outcome.blocks]

    @property
    def warning(self) -> list[Outcome]:
        return [outcome for outcome in self.all if outcome.warns]

    @property
    def passed(self) -> list[Outcome]:
        return [outcome for outcome in self.all if outcome.passed]

    @property
    def not_run(self) -> list[Outcome]:
        return [outcome for outcome in self.all if not outcome.was_run]
