"""Files as answers: known by their checksum, free to ask for again, and in parts if wanted.

Who may have a file is for the views to say; these only carry it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

# One part; several at once are answered with the whole, as the standard allows.
PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
PARTIAL, UNSATISFIABLE = 206, 416
# What one person may see is not for a shared cache, and a draft changes: ask again each time.
ASK_AGAIN = "private, no-cache"


def answer_with(
    request: HttpRequest,
    content: bytes | Callable[[], bytes],
    *,
    content_type: str,
    disposition: str,
    checksum: str = "",
    cache_control: str = ASK_AGAIN,
) -> HttpResponse:
    """A file as the answer to GET or HEAD; 304 without a body where the reader has it already.

    ``checksum``: the SHA-256 of the content in hexadecimal, where it is known: then ``content`` may
    be a function, which is called only if the bytes are to be sent.
    """
    if not checksum:
        content = content if isinstance(content, bytes) else content()
        checksum = sha256(content).hexdigest()
    etag = f'"{checksum}"'
    response = get_conditional_response(request, etag)
    if response is None:
        content = content if isinstance(content, bytes) else content()
        response = _whole_or_part(request, content, etag)
        response["Content-Type"] = content_type
        response["Content-Disposition"] = disposition
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = cache_control
    return response


def _whole_or_part(request: HttpRequest, content: bytes, etag: str) -> HttpResponse:
    part = _part_asked_for(request, len(content), etag)
    if part is None:
        return HttpResponse(content)
    if not part:
        response = HttpResponse(status=UNSATISFIABLE)
        response["Content-Range"] = f"bytes */{len(content)}"
        return response
    response = HttpResponse(content[part.start : part.stop], status=PARTIAL)
    response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return response


def _part_asked_for(request: HttpRequest, size: int, etag: str) -> range | None:
    """The places of the bytes wanted, none of them where there are none such; None: all of it."""
    asked = PART.fullmatch(request.headers.get("Range", ""))
    is_same = request.headers.get("If-Range", etag) == etag
    if not asked or asked[0] == "bytes=-" or request.method != "GET" or not is_same:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last or size) + 1, size))
