"""What a proof is made of: steps with exact results, and who entered what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from budgets.explanation.wording import as_fraction
from budgets.proofs.names import ProofName
from cctvpartnership.figures import Exact


@dataclass(frozen=True)
class ProofStep:
    """One row: what goes in, how it is worked out, what comes out.

    ``proof`` names the proof of the number itself, where it has one of its own.
    """

    name: str
    working: str
    result: str
    proof: ProofName | None = None


@dataclass(frozen=True)
class Entered:
    """What somebody entered: ``what`` it was, ``who`` did it, ``how`` and why.

    ``at`` is None where no moment was kept. ``line`` is the key of the line whose history it
    stands in; None: it stands in none.
    """

    what: str
    who: str
    how: str
    at: datetime | None = None
    line: int | None = None


@dataclass(frozen=True)
class Proof:
    """One figure, proven. ``value`` is the exact figure, None while it is not yet known.

    ``sentence`` says the whole of it aloud. ``sums`` tells that the steps add up to the result,
    which is the case where they are the parts of a total.
    """

    name: ProofName
    title: str
    answer: str
    sentence: str
    steps: tuple[ProofStep, ...]
    value: Exact | None
    entered: tuple[Entered, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def exact(self) -> str:
        """The exact fraction, where decimals would have to be cut: ``2,271/12,319``."""
        if self.value is None:
            return ""
        value = Fraction(self.value)
        ends = value.denominator
        for prime in (2, 5):
            while ends % prime == 0:
                ends //= prime
        return "" if ends == 1 else as_fraction(value)
