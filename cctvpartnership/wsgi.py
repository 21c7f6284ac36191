"""The entry point for the web server, with every page loaded before the first request."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cctvpartnership.settings")

application = get_wsgi_application()

# Django would load the pages with the first request. Loaded here, before gunicorn forks,
# the PDF library is imported once for all workers and no visitor waits for it.
import_module(settings.ROOT_URLCONF)
