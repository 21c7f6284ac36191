"""The filter over a log of changes: what cannot be read is said, and the rest still applies."""

from __future__ import annotations

from django import forms

from partners.days import DayField
from partners.records.log import Log
from partners.records.reading import A_COMMAND

COMMAND = "command"


class LogFilter(forms.Form):
    """Kind, words of a name, person and days; every field may stay empty.

    ``keep`` is what the log is narrowed to, (subject's key, its key), kept while one filters.
    """

    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        error_messages={"invalid_choice": "“%(value)s” is not a kind. Choose one of the list."},
    )
    q = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": "Search for 200 characters at most."},
    )
    who = forms.ChoiceField(
        label="Who",
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” changed nothing here. Choose somebody of the list."
        },
    )
    since = DayField(label="From, such as 30/9/2024", required=False)
    until = DayField(label="To, that day included", required=False)

    def __init__(
        self, *args, log: Log, name_label: str, keep: tuple[str, int | str] | None = None, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.log = log
        kinds = [(kind.key, kind.plural) for kind in log.kinds]
        people = [(str(person.pk), str(person)) for person in log.people()]
        self.fields["q"].label = name_label
        self.fields["kind"].choices = [("", "All kinds"), *kinds]
        self.fields["who"].choices = [("", "Everybody"), *people, (COMMAND, A_COMMAND)]
        for field in self.fields.values():
            kind = "select" if isinstance(field.widget, forms.Select) else "input"
            field.widget.attrs["class"] = f"govuk-{kind}"
        if keep:
            name, key = keep
            hidden = forms.IntegerField if isinstance(key, int) else forms.CharField
            self.fields[name] = hidden(widget=forms.HiddenInput, initial=key)

    def clean(self):
        chosen = super().clean()
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first. Change one of the two.")
        return chosen

    def chosen(self) -> Log:
        """The log as far as the filter could be read."""
        self.is_valid()
        log, asked = self.log, {name: value for name, value in self.cleaned_data.items() if value}
        if "kind" in asked:
            log = log.of_kind(asked["kind"])
        if "q" in asked:
            log = log.found_by(asked["q"])
        if "who" in asked:
            log = log.made_by(None if asked["who"] == COMMAND else int(asked["who"]))
        if "since" in asked:
            log = log.since(asked["since"])
        return log.until(asked["until"]) if "until" in asked else log
