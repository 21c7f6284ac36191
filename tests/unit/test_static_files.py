"""What is served beside the pages: complete, our own to use, and nothing the security policy refuses."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.templatetags.static import static

ASSETS = Path(settings.BASE_DIR) / "assets"
GOVUK = Path(settings.BASE_DIR) / "static" / "govuk"
TEMPLATES = sorted(
    path
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    # Frames the paper that stands alone in a file, with its style sheet inside; no page is.
    if path.name != "_sheet.html"
)
# An inline script or style, a style attribute, or a handler such as onclick=.
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)


def test_every_file_a_style_sheet_names_is_there_to_collect(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    for sheet in ("govuk/govuk.css", "css/site.css", "css/figures.css", "css/entry.css"):
        assert (tmp_path / static(sheet).removeprefix(settings.STATIC_URL)).exists()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_or_style(template):
    assert INLINE.findall(template.read_text()) == []


def test_the_government_s_own_typeface_and_crown_are_not_ours_to_serve():
    sheet = (GOVUK / "govuk.css").read_text().lower()

    assert [
        mark for mark in ("gds transport", "crown", "crest", "@font-face") if mark in sheet
    ] == []
    assert "permission is hereby granted" in (GOVUK / "LICENSE.txt").read_text().lower()


def test_the_asset_lock_names_no_host():
    assert "://" not in (ASSETS / "package-lock.json").read_text()
