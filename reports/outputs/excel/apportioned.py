"""The sheets of working of one quarter: of rounded shares, of the estimate, at the budget's shares.

Where whole numbers would have more digits than a spreadsheet keeps there is no sheet, and the
recharges are entered as the software worked them out.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgets.position import QuarterPosition
from reports.outputs.excel.charge import (
    HUNDREDTHS,
    Charge,
    held_division,
    held_parts,
    money_division,
    shares_division,
)
from reports.outputs.excel.elements import Elements
from reports.outputs.excel.finance import Balance
from reports.outputs.excel.sheets import Book, Live, plain_live
from reports.outputs.excel.weights import Weights
from reports.outputs.excel.working import Divisible, Grid, Wording, write_working

HOW = "Every step is a formula; an amount is in pence, and a division is in whole numbers."
IN_HUNDREDTHS = "hundredths of 1 %"
SHARES = Wording(
    "Rounded shares", "Shares rounded to 0.01 %", HOW, IN_HUNDREDTHS, f"Share, {IN_HUNDREDTHS}", 1
)
ESTIMATED = Wording("Working", "The estimated balance, apportioned", HOW)
OUTTURN = Wording("Working", "The outturn, apportioned", HOW)
HELD = Wording("Budget shares", "The same balance at the shares set with the budget", HOW)


@dataclass(frozen=True)
class Apportioned:
    """The sheets there are; None: recharges are entered as values, or not yet known."""

    shares: Grid | None
    estimated: Grid | None
    held: Grid | None

    @property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(filter(None, (self.shares, self.estimated, self.held)))


def write_apportioned(
    book: Book, charge: Charge, balance: Balance, elements: Elements, weights: Weights, usable: str
) -> Apportioned:
    """The sheets; ``usable`` is the cell that is nil while everything entered can be used."""
    position = charge.position
    names = tuple(partner.name for partner in position.inputs.partners)
    divisibles = _divisibles(charge, elements, weights)
    shares = estimated = None
    round_first = position.basis.round_shares_first
    divisions = (money_division(charge), shares_division(charge) if round_first else True)
    if all(divisions):
        if round_first:
            by_percentage = tuple(divisibles[place] for place in charge.by_percentage)
            shares = write_working(
                book,
                SHARES,
                elements=by_percentage,
                partners=names,
                amount=Live(f'IF({usable}<>0,"",{HUNDREDTHS})', HUNDREDTHS),
                unit=plain_live(1),
                division=divisions[1],
            )
            fixed = (divisibles[place] for place in charge.fixed)
            divisibles = (_rounded_percentages(shares), *fixed)
        estimated = write_working(
            book,
            OUTTURN if position.quarter.is_last else ESTIMATED,
            elements=divisibles,
            partners=names,
            amount=_in_pence(balance, f'OR({usable}<>0,{balance.estimate.formula}="")'),
            unit=elements.unit,
            division=divisions[0],
        )
    return Apportioned(shares, estimated, _held(book, position, balance, elements))


def _divisibles(charge: Charge, elements: Elements, weights: Weights) -> tuple[Divisible, ...]:
    rows = zip(charge.terms, elements.percentages, elements.amounts, weights.columns, strict=True)
    return tuple(Divisible(terms.name, *cells) for terms, *cells in rows)


def _rounded_percentages(shares: Grid) -> Divisible:
    return Divisible("Rounded shares", plain_live(1), plain_live(0), tuple(shares.part_cells))


def _held(
    book: Book, position: QuarterPosition, balance: Balance, elements: Elements
) -> Grid | None:
    """At the shares frozen with the budget, which are numbers: nothing entered moves them."""
    budgeted = [part.partner for part in position.inputs.budgeted]
    if budgeted != [partner.pk for partner in position.inputs.partners]:
        return None
    parts = held_parts(position)
    division = held_division(position, parts)
    if division is None:
        return None
    names = ("Set with the budget", "Fixed amounts of the budget")
    return write_working(
        book,
        HELD,
        elements=tuple(
            Divisible(
                name,
                plain_live(part.percentage),
                plain_live(part.amount),
                tuple(map(plain_live, part.weights)),
            )
            for name, part in zip(names, parts, strict=False)
        ),
        partners=tuple(partner.name for partner in position.inputs.partners),
        amount=_in_pence(balance, f'{balance.estimate.formula}=""'),
        unit=elements.unit,
        division=division,
    )


def _in_pence(balance: Balance, unknown: str) -> Live:
    estimate = balance.estimate
    pence = None if estimate.value is None else int(estimate.value * 100)
    return Live(f'IF({unknown},"",ROUND({estimate.formula}*100,0))', pence)
