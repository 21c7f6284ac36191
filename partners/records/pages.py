"""A log as a page and as a file, for the views of each app, who say whose log it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from partners.csv_rows import csv_response
from partners.records.forms import LogFilter
from partners.records.kinds import Kind, Subject
from partners.records.loadings import loaded_as, loadings_of, without
from partners.records.log import FILE_COLUMNS, Log
from partners.records.reading import Entry

SAVINGS_ON_A_PAGE = 50
LONGEST_KEY = 18
LOADING = "loading"

PutBackAddress = Callable[[Entry], str | None]


@dataclass(frozen=True)
class LogPage:
    """What a log and its search by name are called, and where it stands.

    ``put_back`` is the address at which an entry's earlier values can be put back, if any can.
    """

    log: Log
    title: str
    name_label: str
    path: str
    file_path: str
    file_name: str
    breadcrumbs: list[tuple[str, str]]
    put_back: PutBackAddress
    period: Sequence[dict] = ()


def log_page(request: HttpRequest, page: LogPage) -> HttpResponse:
    """The log, filtered by the query string, newest first."""
    narrowed_to, form = _asked(request, page)
    log, loadings = form.chosen(), []
    if not any(request.GET.get(name) for name in request.GET if name != "page"):
        # Who looks for something finds it among what was loaded, too.
        loadings = loadings_of(log)
        log = without(log, loadings)
    savings = Paginator(log.keys(), SAVINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    query = query.urlencode()
    context = {
        "page": page,
        "form": form,
        "narrowed_to": narrowed_to,
        "loadings": loadings,
        "page_obj": savings,
        "page_query": f"{query}&" if query else "",
        "rows": offered(log.entries(savings), page.put_back),
        "is_filtered": bool(query),
        "file_address": f"{page.file_path}?{query}" if query else page.file_path,
        "breadcrumbs": page.breadcrumbs,
        "period": page.period,
    }
    return render(request, "partners/record_log.html", context)


def log_file(request: HttpRequest, page: LogPage) -> HttpResponse:
    """The same as a file, whole; a filter that cannot be read is shown on the page instead."""
    _, form = _asked(request, page)
    log = form.chosen()
    if form.errors:
        return redirect(f"{page.path}?{request.GET.urlencode()}")
    return csv_response(page.file_name, FILE_COLUMNS, log.file_rows())


def _asked(request: HttpRequest, page: LogPage) -> tuple[str, LogFilter]:
    """What the log is narrowed to, in words, and its filter."""
    for key, subject in page.log.subjects.items():
        if key in request.GET:
            name, number = _named(subject, request.GET[key])
            log = page.log.about(subject, number)
            return name, _filter(request, page, log, (key, number))
    if reason := request.GET.get(LOADING):
        if reason not in {loading.reason for loading in loadings_of(page.log)}:
            raise Http404
        return reason, _filter(request, page, loaded_as(page.log, reason), (LOADING, reason))
    return "", _filter(request, page, page.log)


def _filter(request: HttpRequest, page: LogPage, log: Log, keep=None) -> LogFilter:
    return LogFilter(request.GET, log=log, name_label=page.name_label, keep=keep)


def _named(subject: Subject, typed: str) -> tuple[str, int]:
    """The subject's newest name and its key. Http404: there never was one."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_KEY):
        raise Http404
    record = subject.model.history.filter(id=int(typed)).order_by("-history_id").first()
    if record is None:
        raise Http404
    return str(record.instance), record.id


def offered(
    entries: Iterable[Entry], put_back: PutBackAddress | None
) -> list[tuple[Entry, str | None]]:
    """Each entry with the address at which it is put back; None: not by this person, or not this."""
    return [(entry, put_back(entry) if put_back else None) for entry in entries]


def log_address(name: str, *arguments, **narrowed) -> str:
    """The address of a log, narrowed: ``log_address("cameras:log", camera=7)``."""
    query = "&".join(f"{key}={value}" for key, value in narrowed.items())
    return f"{reverse(name, args=arguments)}{'?' if query else ''}{query}"


def put_back_at(
    name: str,
    *arguments,
    undoes: Collection[Kind] = (),
    stands: Callable[[Entry], bool] = lambda entry: False,
) -> PutBackAddress:
    """Where an entry's earlier values are put back: an addition only of the kinds it ``undoes``.

    ``stands``: nothing of the entry ever goes back, whatever the state of things.
    """

    def address(entry: Entry) -> str | None:
        began = entry.is_beginning or (entry.is_addition and entry.kind not in undoes)
        if entry.is_event or began or stands(entry):
            return None
        return reverse(name, args=[*arguments, entry.kind.key, entry.record.history_id])

    return address
