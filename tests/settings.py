"""The settings of the tests: the application's own in debug mode, made fast and strict."""

import os

os.environ.setdefault("DEBUG", "1")

from cctvpartnership.settings import *
from cctvpartnership.settings import BASE_DIR, DATABASES, MIDDLEWARE, TEMPLATES
from tests.slow_pages import SECONDS
from tests.undefined_variables import FailOnUndefined

# A password takes a quarter of a second to check by design; a test signs in many times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# SQLite lets whoever comes in time have its lock, not whoever waits longest. Where eight at once are
# tested on a machine that does three other things, one may well wait for longer than anybody would.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    options = DATABASES["default"]["OPTIONS"]
    options["timeout"] = 120
    options["init_command"] += "PRAGMA busy_timeout=120000;"

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = FailOnUndefined(BASE_DIR / "templates")
# Outermost, so that it sees the policy of each answer and what of the page the policy refuses.
MIDDLEWARE = [
    "tests.content_policy.refuse_inline_parts",
    *MIDDLEWARE,
]
if SECONDS:
    MIDDLEWARE.insert(0, "tests.slow_pages.hold_back_pages")
