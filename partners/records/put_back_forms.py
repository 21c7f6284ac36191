"""What is put back, chosen on a page, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from operator import attrgetter

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from partners.records.putting_back import Offer, Part

LOOK_AGAIN = "Look at the page again before you put anything back."


class PartsField(forms.MultipleChoiceField):
    """Takes every field of the entry: what was chosen on an older page, and cannot be put back any
    more, is refused later with its reason."""

    known: Collection[str] = ()

    def valid_value(self, value: str) -> bool:
        return value in self.known


class PutBackForm(forms.Form):
    """``parts``: the fields to put back, sent along unseen where there is only one. ``shown``: the
    newest record the page showed, by which it is noticed that somebody changed the thing meanwhile.
    """

    parts = PartsField(
        label="What is put back?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose what is put back.",
            "invalid_choice": "“%(value)s” cannot be put back. Choose from the list.",
        },
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Kept in the history, with your name and the time.",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={
            "required": "Write why: it is kept in the history.",
            "max_length": "Shorten it to %(limit_value)d characters. It has %(show_value)d.",
        },
    )
    shown = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": LOOK_AGAIN, "invalid": LOOK_AGAIN}
    )

    def __init__(self, *args, offer: Offer, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["shown"] = offer.newest.history_id
        if offer.is_whole:
            del self.fields["parts"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(
            *([] if offer.is_whole else [self._parts(offer)]),
            Field.textarea("reason", rows=3),
            "shown",
        )

    def _parts(self, offer: Offer) -> Field | str:
        """What can be chosen, where there is a choice."""
        field = self.fields["parts"]
        field.known = [part.name for part in offer.parts]
        if len(offer.choosable) <= 1:
            field.widget = forms.MultipleHiddenInput()
            self.initial["parts"] = [part.name for part in offer.choosable]
            return "parts"
        field.choices = [
            Choice(part.name, f"{part.label}: {said(part.earlier)}", hint=f"Now {said(part.now)}")
            for part in offer.choosable
        ]
        return Field.checkboxes("parts", small=True)

    def chosen(self) -> list[str]:
        """The fields to put back; of a whole thing, none by name."""
        return self.cleaned_data.get("parts", [])


def said(printed: str) -> str:
    return printed or "none"


def in_words(part: Part) -> str:
    """``Location goes back to “High Street”. It is “Market Place” now.``"""
    back = f"goes back to {part.earlier}" if part.earlier else "is emptied again"
    now = f"It is {part.now} now." if part.now else "It is empty now."
    return f"{part.label} {back}. {now}"


def refused_in_words(parts: Iterable[Part]) -> list[str]:
    """A sentence for each reason: ``Original budget stays as it is, £1,000: …``"""
    sentences = []
    for refusal, same in groupby(parts, key=attrgetter("refusal")):
        same = list(same)
        *first, last = [part.label for part in same]
        labels = f"{', '.join(first)} and {last}" if first else last
        stays = "stay as they are" if first else f"stays as it is{_now(same[0])}"
        sentences.append(f"{labels} {stays}. {refusal}")
    return sentences


def _now(part: Part) -> str:
    return f", {part.now}" if part.now else ""
