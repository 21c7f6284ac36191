"""A slow network for the tests in a browser: SLOW_PAGES=0.4 holds back each page, and its second half.

A test that looks before the page is there passes on a quick machine and fails on a busy one. With
this it fails everywhere, so that it is found by whoever wrote it.
"""

import os
import time

from django.http import StreamingHttpResponse

SECONDS = float(os.environ.get("SLOW_PAGES", "0"))


def hold_back_pages(get_response):
    """A middleware: each HTML page comes ``SECONDS`` late, its second half as late again."""

    def answer(request):
        response = get_response(request)
        if response.streaming or "html" not in response.get("Content-Type", ""):
            return response
        time.sleep(SECONDS)
        return _in_two_halves(response)

    return answer


def _in_two_halves(response):
    middle = len(response.content) // 2
    halves = response.content[:middle], response.content[middle:]
    late = StreamingHttpResponse(_late(halves), status=response.status_code)
    late.headers = response.headers
    late.headers.pop("Content-Length", None)
    late.cookies = response.cookies
    late._resource_closers = response._resource_closers
    return late


def _late(halves):
    first, second = halves
    yield first
    time.sleep(SECONDS)
    yield second
