"""The shape of the code: who may import whom, where arithmetic and history are safe, how long files are.

Each rule is a function of one file that names the lines which break it; the last test feeds every
rule a line that does, so that none of them can fall silent.
"""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
# From the top down: each may import itself and what stands after it.
LAYERS = ("cctvpartnership", "reports", "budgets", "cameras", "partners")
FOR_ALL = "cctvpartnership.figures"
PURE = (
    "budgets.arithmetic",
    "budgets.invoices.arithmetic",
    "budgets.profiles",
    "budgets.sense_checks",
    "budgets.setup.arithmetic",
    "cameras.arithmetic",
    "partners.periods",
)
PDF = "reports.outputs.pdf"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 40, 120
HISTORY = "partners.history"
# Adds rows and their history at once; all other saving goes through the models.
BULK_CREATE = "simple_history.utils.bulk_create_with_history"
# Changes rows and adds to their history at once: in one place, which sees to it that they differ.
BULK_CHANGE = ("budgets.creating", "simple_history.utils.bulk_update_with_history")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")


def python_files(*directories):
    found = (path for name in directories for path in (ROOT / name).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def dotted(path):
    """``budgets/models/__init__.py`` -> ``budgets.models``."""
    names = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def within(module, package):
    return module == package or module.startswith(f"{package}.")


def is_pure(module):
    return any(within(module, pure) for pure in PURE)


def imports(tree):
    """(line, module imported) anywhere in the file; ``from a import b`` gives ``a.b``.

    Relative imports need no thought here: ruff refuses them.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def imports_against_the_layers(tree, module):
    own = LAYERS.index(module.split(".")[0])
    for line, imported in imports(tree):
        layer = imported.split(".")[0]
        if layer == "tests":
            yield line, "imports the tests"
        elif layer in LAYERS[:own] and not within(imported, FOR_ALL):
            yield line, f"imports {imported}, which stands above it"


def imports_inside_functions(tree, module):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield inner.lineno, "imports inside a function"


def impure_arithmetic(tree, module):
    """Arithmetic rests on the standard library and other arithmetic, and only refuses floats."""
    if not is_pure(module):
        return
    for line, imported in imports(tree):
        if imported.split(".")[0] not in sys.stdlib_module_names and not is_pure(imported):
            yield line, f"imports {imported} into arithmetic"
    refusals = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and first_name(node.func) == "isinstance"
        for argument in node.args
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "float" and id(node) not in refusals:
            yield node.lineno, "uses float"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"holds the float {node.value}"


def figures_that_know_us(tree, module):
    if module == FOR_ALL:
        for line, imported in imports(tree):
            if imported.split(".")[0] in LAYERS:
                yield line, f"imports {imported} into figures.py"


def weasyprint_elsewhere(tree, module):
    if not within(module, PDF):
        for line, imported in imports(tree):
            if imported.split(".")[0] in ("weasyprint", "pydyf"):
                yield line, f"imports {imported}; only {PDF} does"


def writes_without_history(tree, module):
    """``update``, ``bulk_create`` and ``bulk_update`` save past django-simple-history.

    Refused unless they plainly start from a model that keeps no history, since what a queryset
    in a variable holds cannot be read from here. ``update`` with a positional argument is a dict's.
    """
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        writes = name in ("bulk_create", "bulk_update") or (name == "update" and not node.args)
        if writes and first_name(node.func) not in models_without_history():
            yield node.lineno, f"{name}() would leave no history"


def history_by_other_rules(tree, module):
    """Models keep their history by our class, which adds no entry where nothing changed."""
    if module != HISTORY:
        for line, imported in imports(tree):
            allowed = imported == BULK_CREATE or (module, imported) == BULK_CHANGE
            if within(imported, "simple_history") and not allowed:
                yield line, f"imports {imported}; only {HISTORY} does"


def first_name(node):
    """``Quarter`` in ``Quarter.objects.filter(...).update``."""
    while not isinstance(node, ast.Name):
        node = getattr(node, "func", None) or getattr(node, "value", None)
        if node is None:
            return None
    return node.id


def models_without_history():
    return {
        model.__name__
        for model in apps.get_models()
        if not hasattr(model._meta, "simple_history_manager_attribute")
    }


def long_functions(tree, module):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield node.lineno, f"{node.name}() has {length} lines"


RULES = (
    imports_against_the_layers,
    imports_inside_functions,
    impure_arithmetic,
    figures_that_know_us,
    weasyprint_elsewhere,
    writes_without_history,
    history_by_other_rules,
    long_functions,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_file_breaks_the_rule(rule):
    broken = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in python_files(*LAYERS)
        for line, what in rule(ast.parse(path.read_text()), dotted(path))
    ]

    assert broken == []


def test_files_are_short_enough_to_be_read():
    limits = dict.fromkeys(python_files(*LAYERS, "tests"), LONGEST_FILE)
    limits |= dict.fromkeys((ROOT / "templates").rglob("*.*"), LONGEST_TEMPLATE)

    lengths = {path: len(path.read_text().splitlines()) for path in limits}

    too_long = [
        f"{path.relative_to(ROOT)} has {lengths[path]} lines"
        for path, limit in limits.items()
        if lengths[path] > limit
    ]
    assert too_long == []


def test_nothing_is_left_unfinished():
    own = [*python_files(*LAYERS, "tests"), *(ROOT / "templates").rglob("*.*")]
    own += [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "script").iterdir()]

    unfinished = [path.name for path in own if UNFINISHED.search(path.read_text())]

    assert unfinished == []


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (imports_against_the_layers, "partners.models", "from budgets.models import Quarter"),
        (imports_against_the_layers, "budgets.shares", "from cctvpartnership import settings"),
        (imports_against_the_layers, "reports.views", "import tests.factories"),
        (imports_inside_functions, "reports.views", "def view():\n    from os import path"),
        (impure_arithmetic, "budgets.arithmetic", "from django.db import models"),
        (impure_arithmetic, "budgets.arithmetic", "from budgets.models import Quarter"),
        (impure_arithmetic, "cameras.arithmetic", "share = float(weight)"),
        (impure_arithmetic, "partners.periods", "half = 0.5"),
        (figures_that_know_us, FOR_ALL, "from partners.models import Partner"),
        (figures_that_know_us, FOR_ALL, "from cctvpartnership import settings"),
        (weasyprint_elsewhere, "reports.views", "from weasyprint import HTML"),
        (writes_without_history, "budgets.actions", "BudgetLine.objects.filter(pk=1).update(a=2)"),
        (writes_without_history, "budgets.actions", "lines.bulk_create(new)"),
        (writes_without_history, "budgets.actions", "year.lines.all().update(name=name)"),
        (
            history_by_other_rules,
            "budgets.models.lines",
            "from simple_history.models import HistoricalRecords",
        ),
        (
            history_by_other_rules,
            "budgets.actions",
            "from simple_history.utils import bulk_update_with_history",
        ),
        (long_functions, "budgets.actions", "def act():\n" + "    pass\n" * 40),
    ],
)
def test_each_rule_notices_what_breaks_it(rule, module, source):
    broken = list(rule(ast.parse(source), module))

    assert broken


@pytest.mark.parametrize(
    ("rule", "module", "source"),
    [
        (imports_against_the_layers, "partners.forms", f"from {FOR_ALL} import pounds"),
        (imports_against_the_layers, "reports.views", "from partners.models import Partner"),
        (impure_arithmetic, "budgets.arithmetic", "from partners.periods import Year"),
        (impure_arithmetic, "budgets.arithmetic", "refused = isinstance(weight, float)"),
        (weasyprint_elsewhere, PDF, "import weasyprint"),
        (writes_without_history, "budgets.actions", "FigureRevision.objects.bulk_create(new)"),
        (writes_without_history, "budgets.actions", "context.update(more)"),
        (history_by_other_rules, HISTORY, "from simple_history.models import HistoricalRecords"),
        (history_by_other_rules, "budgets.workbook.loading", f"import {BULK_CREATE}"),
    ],
)
def test_no_rule_refuses_what_is_right(rule, module, source):
    broken = list(rule(ast.parse(source), module))

    assert broken == []
