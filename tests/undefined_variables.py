"""Makes an undefined variable fail the test that renders it, in templates of this project only.

Templates of Django and the packages print undefined variables on purpose.
"""

import inspect
from pathlib import Path

from django.template.base import FilterExpression, Node


class UndefinedTemplateVariable(Exception):
    """A template prints a variable that its view did not give it."""


class FailOnUndefined(str):
    """Django's ``string_if_invalid``: an empty string, as usual, that notices being asked for.

    Django tests it once, in ``FilterExpression.resolve``, and only where a value is to be
    printed; conditions and loops over an undefined variable do not come this way.
    """

    def __new__(cls, directory):
        return super().__new__(cls)

    def __init__(self, directory):
        self.directory = Path(directory)

    def __bool__(self):
        asking = inspect.currentframe().f_back
        expression = asking.f_locals.get("self")
        if isinstance(expression, FilterExpression) and asking.f_code.co_name == "resolve":
            template = template_being_rendered(asking)
            if template and Path(template).is_relative_to(self.directory):
                raise UndefinedTemplateVariable(f"{template}: {{{{ {expression} }}}} is undefined")
        return False


def template_being_rendered(frame):
    """The file that holds the innermost node on the stack; None outside any template."""
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
        frame = frame.f_back
    return None
