"""The guard of our templates: an undefined variable fails there, and nowhere else."""

import pytest
from django.conf import settings
from django.template import Context, Origin, engines
from django.template.base import Template

from tests.undefined_variables import UndefinedTemplateVariable

OURS = str(settings.BASE_DIR / "templates" / "page.html")


def render(source, origin, **context):
    engine = engines["django"].engine
    return Template(source, Origin(origin), engine=engine).render(Context(context))


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{{ line.missing }}", '{{ missing|default:"none" }}']
)
def test_an_undefined_variable_fails_in_our_templates(source):
    with pytest.raises(UndefinedTemplateVariable, match=r"page.html: .* is undefined"):
        render(source, OURS, line={})


def test_an_undefined_variable_may_be_asked_about_in_our_templates():
    assert render("{% if missing %}{{ missing }}{% endif %}", OURS) == ""


def test_templates_of_packages_keep_django_s_way():
    assert render('{{ missing|default:"none" }}', "/site-packages/page.html") == "none"
