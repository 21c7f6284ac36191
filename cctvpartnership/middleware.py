"""A page in plain words where the register cannot be worked into shares.

Every page with a recharge needs the shares; rather than each view saying so, the two errors of the
arithmetic are answered here: which camera type or element, and who can put it right.
"""

from django.conf import settings
from django.shortcuts import render

from budgets.arithmetic import NothingToShareBy
from cameras.arithmetic import MissingWeight

NOT_FOUND = 404


class PlainNotFound:
    """Our own page for what is not found in debug mode too: it is the first page a newcomer breaks.

    Outside debug mode Django shows it by itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == NOT_FOUND:
            return render(request, "404.html", status=NOT_FOUND)
        return response


class UnworkableShares:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """409: the request is right, the register it rests on is not."""
        if isinstance(exception, MissingWeight | NothingToShareBy):
            context = {"sentence": str(exception)}
            return render(request, "budgets/unworkable.html", context, status=409)
        return None
