"""What the renderer may open: files of the static folder that a style sheet of ours may name."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(settings.BASE_DIR, "static").resolve()
TYPES = {
    ".css": "text/css",
    ".icc": "application/vnd.iccprofile",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}


class RefusedAddress(ValueError):
    """The paper asked for something that is not a style sheet, font, drawing or profile of this project."""


class StaticFilesOnly(URLFetcher):
    """Opens files of the project's static folder and nothing else, by whatever name it is asked.

    Links out of the folder are followed before they are judged. The network is never touched.
    """

    def __init__(self):
        super().__init__(allowed_protocols=("file",), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        path = _static_file(url)
        if path is None:
            # Remembered too: within a drawing WeasyPrint swallows whatever is raised.
            self.refused.append(url)
            raise RefusedAddress(f"“{url}” is not a file of the folder of static files.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def _static_file(url: str) -> Path | None:
    """The file that ``url`` names, if it is one that a paper may open."""
    try:
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
    except ValueError:  # no address at all, or a null byte in it
        return None
    if parts.scheme != "file" or parts.netloc:
        return None
    inside = path.is_relative_to(STATIC) and path.suffix in TYPES
    return path if inside and path.is_file() else None
