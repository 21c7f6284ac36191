"""For every invariant the database keeps a row that breaks it, a module for each kind of thing.

(what is broken, the row that breaks it): what is not changed is as the row of ``everything``.
"""

from tests.breaking import budgets, cameras, partners, quarters, reports

BREAKING = [
    *partners.BREAKING,
    *cameras.BREAKING,
    *budgets.BREAKING,
    *quarters.BREAKING,
    *reports.BREAKING,
]
