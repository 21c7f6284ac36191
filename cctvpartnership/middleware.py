"""A page in plain words where the register cannot be worked into shares.

Every page with a recharge needs the shares; rather than each view saying so, the two errors of the
arithmetic are answered here: which camera type or element, and who can put it right.
"""

from django.shortcuts import render

from budgets.arithmetic import NothingToShareBy
from cameras.arithmetic import MissingWeight


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
