"""Makes a page that the content security policy would break fail the test that asks for it.

A middleware of the tests' settings: every HTML answer of every test passes it, whatever the role
and the state of things.
"""

import re
from html.parser import HTMLParser

CALLS_A_SCRIPT = re.compile(r"\s*javascript:", re.IGNORECASE)
# Whatever could be inline, and some that is not: reading every tag of every page took a tenth of
# the tests' time.
MAY_BE_INLINE = re.compile(
    r"""<style|<script(?![^>]*\ssrc=)|javascript:|&(?!(?:lt|gt|amp|quot|nbsp|pound|\#x27|\#39);)"""
    r"""|<[a-z](?:[^>"']|"[^"]*"|'[^']*')*?(?:[\s/]|"[^"]*"|'[^']*')(?:style|on)""",
    re.IGNORECASE,
)


class RefusedByThePolicy(AssertionError):
    """A page carries what its content security policy forbids, or carries no policy."""


class InlineFinder(HTMLParser):
    """Collects inline scripts, styles and handlers; a block of JSON runs nothing and may stay."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        runs = attributes.get("type") != "application/json"
        if tag == "style" or (tag == "script" and "src" not in attributes and runs):
            self.found.append(f"<{tag}>")
        for name, value in attributes.items():
            if name == "style" or name.startswith("on") or CALLS_A_SCRIPT.match(value):
                self.found.append(f'<{tag} {name}="{value}">')


def inline_parts(page):
    """What of the HTML ``page`` only a policy with unsafe-inline would let work."""
    if not MAY_BE_INLINE.search(page):
        return []
    finder = InlineFinder()
    finder.feed(page)
    return finder.found


def refuse_inline_parts(get_response):
    def checked(request):
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            policy = response.headers.get("Content-Security-Policy", "")
            if "default-src 'self'" not in policy or "unsafe" in policy:
                raise RefusedByThePolicy(f"{request.path} has the policy “{policy}”")
            found = inline_parts(response.content.decode())
            if found:
                raise RefusedByThePolicy(f"{request.path} carries {', '.join(found)}")
        return response

    return checked
