"""Examples in docstrings are run: an unrun example goes wrong."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("cctvpartnership", "reports", "budgets", "cameras", "partners")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


def test_the_modules_that_read_and_compute_have_examples():
    assert {"partners.periods", "budgets.arithmetic", "cctvpartnership.figures"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_give_what_they_say(name):
    result = doctest.testmod(import_module(name))

    assert result.attempted > 0
    assert result.failed == 0
