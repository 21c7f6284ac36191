"""What finance types about the meetings that a quarter's paper goes to."""

from __future__ import annotations

from collections.abc import Iterator

from crispy_forms_gds.layout import Field as GovukField
from crispy_forms_gds.layout import Fieldset, Fixed, Size
from django import forms

from budgets.models import Quarter
from budgets.shown_forms import ShownForm
from partners.days import DayField
from partners.one_line import OneLineField
from partners.periods import EARLIEST, LATEST
from reports.meetings import Planned, in_words, planned
from reports.models import Report, Stage

PARTS = ("body", "day", "due")
LEGENDS = {
    Stage.OFFICERS: "First: the officers’ board",
    Stage.MEMBERS: "Then: the members’ committee",
}


def _name(stage: Stage, part: str) -> str:
    return f"{stage.name.lower()}_{part}"


class BodyField(OneLineField):
    def __init__(self):
        super().__init__(
            noun="the name of the body",
            longest=200,
            required=False,
            label="Name of the body",
            help_text="Leave it empty where the paper goes to one body alone.",
        )


class MeetingDayField(DayField):
    def __init__(self):
        super().__init__(
            label="Day of the meeting", help_text="Such as 24 Oct 2024", required=False
        )


class PapersDueField(DayField):
    def __init__(self):
        super().__init__(
            label="Papers due", help_text="The meeting’s day or before it", required=False
        )


class MeetingsForm(ShownForm):
    """Name, day and deadline of each meeting, and which one the draft is for.

    A meeting without a name is not held. ``shown``: what the page showed, in words.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    officers_body, officers_day, officers_due = BodyField(), MeetingDayField(), PapersDueField()
    members_body, members_day, members_due = BodyField(), MeetingDayField(), PapersDueField()
    stage = forms.TypedChoiceField(
        label="Which meeting is the draft for?",
        help_text="After each edition it turns to the next meeting by itself.",
        choices=[(str(stage.value), stage.label) for stage in Stage],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose which meeting the draft is for.",
            "invalid_choice": "“%(value)s” is not a meeting. Choose which one the draft is for.",
        },
    )

    def __init__(self, *args, report: Report, **kwargs):
        self.quarter: Quarter = report.quarter
        meetings = planned(report)
        initial = {"stage": str(report.stage), "shown": in_words(meetings, report.stage)}
        for meeting in meetings:
            stage = Stage(meeting.stage)
            initial |= {
                _name(stage, "body"): meeting.body,
                _name(stage, "day"): _typed(meeting.day),
                _name(stage, "due"): _typed(meeting.papers_due),
            }
        super().__init__(*args, initial=initial, **kwargs)

    def layout(self):
        return (
            "shown",
            *(
                Fieldset(
                    GovukField.text(_name(stage, "body")),
                    GovukField.text(_name(stage, "day"), field_width=Fixed.TEN),
                    GovukField.text(_name(stage, "due"), field_width=Fixed.TEN),
                    legend=LEGENDS[stage],
                    legend_size=Size.MEDIUM,
                )
                for stage in Stage
            ),
            GovukField.radios("stage"),
        )

    def clean(self):
        for stage in Stage:
            self._check_meeting(stage)
        if self.errors:
            return
        meetings = self.meetings()
        if not meetings:
            self.add_error(
                _name(Stage.OFFICERS, "body"), "Name at least one body that the paper goes to."
            )
        elif self.cleaned_data["stage"] not in [meeting.stage for meeting in meetings]:
            label = Stage(self.cleaned_data["stage"]).label
            self.add_error(
                "stage", f"{label}: no such meeting is named above. Choose the one that is."
            )
        else:
            self._check_order(meetings)

    def _check_meeting(self, stage: Stage) -> None:
        body, day, due = (self.cleaned_data.get(_name(stage, part)) for part in PARTS)
        if not body and (day or due) and _name(stage, "body") not in self.errors:
            self.add_error(
                _name(stage, "body"), "Enter the name of the body, or clear its day and deadline."
            )
        for part, typed in (("day", day), ("due", due)):
            if typed and not EARLIEST <= typed.year <= LATEST:
                self.add_error(
                    _name(stage, part),
                    f"{typed:%-d %B %Y} is not in a year between {EARLIEST} and {LATEST}.",
                )
            elif typed and typed <= self.quarter.last_day:
                self.add_error(
                    _name(stage, part),
                    f"{typed:%-d %B %Y} is before Quarter {self.quarter.number} is over, on "
                    f"{self.quarter.last_day:%-d %B %Y}.",
                )
        if day and due and due > day:
            self.add_error(
                _name(stage, "due"),
                f"Papers due on {due:%-d %B %Y} would come after the meeting on {day:%-d %B %Y}.",
            )

    def _check_order(self, meetings: tuple[Planned, ...]) -> None:
        """The committee's paper is a new edition of the board's."""
        days = [meeting.day for meeting in meetings if meeting.day]
        if days != sorted(days):
            first, then = meetings
            self.add_error(
                _name(Stage.MEMBERS, "day"),
                f"{then.body} would meet on {then.day:%-d %B %Y}, before {first.body} on "
                f"{first.day:%-d %B %Y}.",
            )

    def meetings(self) -> tuple[Planned, ...]:
        """Those that are named; only of a form without errors in its fields."""
        return tuple(self._meetings())

    def _meetings(self) -> Iterator[Planned]:
        for stage in Stage:
            body, day, due = (self.cleaned_data[_name(stage, part)] for part in PARTS)
            if body:
                yield Planned(stage.value, body, day, due)


def _typed(day) -> str:
    return f"{day:%-d %B %Y}" if day else ""
