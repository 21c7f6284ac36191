"""What is put back, chosen on a page, and why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from partners.records.putting_back import Offer, Part


class PutBackForm(forms.Form):
    """``parts``: the fields chosen, asked only where there is a choice. ``shown``: the newest record
    the page showed, by which it is noticed that somebody changed the thing meanwhile."""

    parts = forms.MultipleChoiceField(
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
        error_messages={"required": "Write why: it is kept in the history."},
    )
    shown = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "Look at the page again before you put anything back."},
    )

    def __init__(self, *args, offer: Offer, **kwargs):
        super().__init__(*args, initial={"shown": offer.newest.history_id}, **kwargs)
        self.offer = offer
        asks = not offer.is_whole and len(offer.choosable) > 1
        if asks:
            self.fields["parts"].choices = [
                Choice(
                    part.name, f"{part.label}: {said(part.earlier)}", hint=f"Now {said(part.now)}"
                )
                for part in offer.choosable
            ]
        else:
            del self.fields["parts"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(
            *([Field.checkboxes("parts", small=True)] if asks else []),
            Field.textarea("reason", rows=3),
            "shown",
        )

    def chosen(self) -> list[str]:
        """The fields to put back: those ticked, or the only one there is."""
        everything = [part.name for part in self.offer.choosable]
        return self.cleaned_data.get("parts", everything)


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
