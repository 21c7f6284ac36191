"""The page that asks before an earlier value is put back, for the views of each app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partners.records.put_back_forms import PutBackForm, in_words, refused_in_words
from partners.records.putting_back import Offer, PutBackRefused, Rules, offer_of, put_back
from partners.records.reading import Entry

MEANWHILE = "Somebody else changed the same meanwhile. Look at it again."


@dataclass(frozen=True)
class PutBackPage:
    """What an app's page needs: its ``rules`` by kind, and where an entry's thing is shown.

    ``notice`` says what else moves when something of a kind is put back. ``act`` is ``put_back``
    or an action around it.
    """

    rules: Mapping[str, Rules]
    breadcrumbs: list[tuple[str, str]]
    back: Callable[[Entry], str]
    notice: Callable[[Entry], str] = lambda entry: ""
    act: Callable[..., Offer] = put_back


def put_back_page(request: HttpRequest, page: PutBackPage, kind: str, record: int) -> HttpResponse:
    """GET asks, POST puts back; what was refused is said on the page, with things as they are."""
    offer = _offer(page, kind, record)
    form = PutBackForm(request.POST or None, offer=offer)
    if request.method == "POST" and offer.is_possible and form.is_valid():
        try:
            page.act(
                rules=page.rules[kind],
                key=record,
                fields=form.chosen(),
                shown=form.cleaned_data["shown"],
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except (PutBackRefused, ValidationError, IntegrityError) as refusal:
            # Shown anew, with what stands now; the reason stays as written.
            offer = _offer(page, kind, record)
            form = _shown_anew(request, offer, _sentences(refusal))
        else:
            messages.success(request, done(offer, form.chosen()))
            return redirect(page.back(offer.entry))
    context = {
        "offer": offer,
        "form": form,
        "errors": [("", error) for error in form.non_field_errors()],
        "sentence": in_words(offer.choosable[0]) if offer.choosable else "",
        "refused": refused_in_words(offer.refused),
        "notice": page.notice(offer.entry) if offer.is_possible else "",
        "back": page.back(offer.entry),
        "breadcrumbs": page.breadcrumbs,
    }
    return render(request, "partners/record_put_back.html", context)


def done(offer: Offer, chosen: list[str]) -> str:
    """What was put back, in a sentence."""
    thing = f"{offer.entry.kind.label} {offer.entry.thing}"
    if offer.is_whole:
        return f"{thing} is {'taken' if offer.entry.is_addition else 'put'} back."
    labels = [part.label for part in offer.choosable if part.name in chosen]
    return f"{thing}: {', '.join(labels)} put back."


def _offer(page: PutBackPage, kind: str, record: int) -> Offer:
    if kind not in page.rules:
        raise Http404
    try:
        return offer_of(page.rules[kind], record)
    except ObjectDoesNotExist:
        raise Http404 from None


def _shown_anew(request: HttpRequest, offer: Offer, sentences: list[str]) -> PutBackForm:
    typed = request.POST.copy()
    typed["shown"] = offer.newest.history_id
    choosable = [part.name for part in offer.choosable]
    still = [name for name in typed.getlist("parts") if name in choosable]
    typed.setlist("parts", choosable if len(choosable) == 1 else still)
    form = PutBackForm(typed, offer=offer)
    for sentence in sentences:
        form.add_error(None, sentence)
    return form


def _sentences(refusal: Exception) -> list[str]:
    if isinstance(refusal, ValidationError):
        return refusal.messages
    return [MEANWHILE if isinstance(refusal, IntegrityError) else str(refusal)]
