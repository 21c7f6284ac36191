"""figures.xlsx worked out by LibreOffice: each cell as we say, also after something was changed.

All workbooks go through one call, since starting the program is what takes the time.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reports.outputs.excel import figures_xlsx
from tests.random_positions import positions
from tests.recomputing import (
    at,
    checks_of,
    differing,
    has_values,
    is_exact,
    not_as_in_the_figures,
    with_entries,
    without_values,
)
from tests.workbook_cases import AMOUNT, AVERAGE, PERCENTAGE, at_random, cases

UNUSABLE = {
    ("Elements", "cameras", PERCENTAGE): 30,
    ("Elements", "control room", AMOUNT): 40_000.5,
    ("Weights", "Council 1", AVERAGE): 12.123456,
    ("Weights", "Council 2", "agreed: agreed, %"): -5,
}


def drawn_positions(number):
    drawn = []

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(positions())
    def draw(position):
        drawn.append(position)

    draw()
    return drawn


@pytest.fixture(scope="module")
def named():
    return cases()


@pytest.fixture(scope="module")
def drawn():
    """As they are after something was changed; unchanged, their steps are those of a law."""
    return {f"drawn {n}": at_random(each, n) for n, each in enumerate(drawn_positions(16))}


@pytest.fixture(scope="module")
def files(named):
    return {name: figures_xlsx(case.position) for name, case in named.items()}


@pytest.fixture(scope="module")
def recomputed(office, named, drawn, files):
    """All workbooks as LibreOffice works them out: as they are, and with the entries of their case."""
    given = {name: without_values(content) for name, content in files.items()}
    for name, case in (named | drawn).items():
        content = files.get(name) or figures_xlsx(case.position)
        given[f"{name}, changed"] = with_entries(content, case.entries)
    given["unusable"] = with_entries(files["all bases and a fixed amount"], UNUSABLE)
    assert all(has_values(content) for content in files.values())
    assert not any(has_values(content) for content in given.values())
    return office.worked_out(given)


def test_the_figures_are_those_of_the_software(recomputed, named):
    troubles = {
        name: not_as_in_the_figures(case.position, recomputed[name]) for name, case in named.items()
    }

    assert {name: found for name, found in troubles.items() if found} == {}


def test_each_formula_comes_to_the_value_the_file_shows(recomputed, files):
    troubles = {name: differing(content, recomputed[name]) for name, content in files.items()}

    assert {name: found for name, found in troubles.items() if found} == {}


def test_changed_entries_give_the_figures_of_the_software(recomputed, named, drawn):
    """Of those drawn at random some have numbers too large to be exact, and then say so."""
    exact = {name for name in drawn if is_exact(recomputed[f"{name}, changed"])}

    troubles = {
        name: not_as_in_the_figures(case.then, recomputed[f"{name}, changed"])
        for name, case in (named | drawn).items()
        if name in named or name in exact
    }

    assert {name: found for name, found in troubles.items() if found} == {}
    assert len(exact) > len(drawn) * 3 / 4


def test_every_check_comes_to_nil(recomputed, named):
    names = [*named, *(f"{name}, changed" for name in named)]

    found = {name: set(checks_of(recomputed[name]).values()) for name in names}

    assert {name: values for name, values in found.items() if values - {0, None}} == {}


def test_what_cannot_be_used_is_named_and_leaves_recharges_empty(recomputed):
    checks = {name: value for name, value in checks_of(recomputed["unusable"]).items() if value}
    recharges = [at(recomputed["unusable"], "Recharges", cell) for cell in ("B5", "C5", "D5", "F5")]

    assert checks == {
        "Entries that cannot be used: while there are any, recharges stay empty": 35.5,
        "Percentages of the elements, less 100": -7.5,
        "Fixed amounts that are not whole pounds": 1,
        "Averages with too many decimals": 1,
        "agreed: agreed percentages, less 100": -25,
        "Averages, days and percentages below nil": 1,
    }
    assert recharges == ["197730", "", "", ""]
