"""What finance types into the paper: the words of its title block, its sections, a new section."""

from __future__ import annotations

from crispy_forms_gds.layout import Field as GovukField
from django import forms
from django.core.exceptions import ValidationError

from budgets.shown_forms import ShownForm
from partners.one_line import OneLineField, quoted
from reports.models import Report, Section
from reports.studio.holding import SECTION_WORDS, TITLE_WORDS
from reports.studio.settling import tidied

# Characters: some eight pages of print.
LONGEST_TEXT = 20_000
NULL = "\0"
FEWEST_ROWS, MOST_ROWS, CHARACTERS_A_ROW = 10, 24, 56
LARGEST_KEY = 2**63 - 1
FIRST_OF_ALL = "first"


def longest(name: str, model: type[Report | Section] = Report) -> int:
    return model._meta.get_field(name).max_length


class TextField(forms.CharField):
    """Markdown as typed, its lines ended alike; refused in our words, and never cut."""

    widget = forms.Textarea

    def to_python(self, value):
        text = str(value or "").replace("\r\n", "\n")
        if NULL in text:
            line = text[: text.index(NULL)].count("\n") + 1
            raise ValidationError(
                f"Line {line} holds a character that cannot be kept; it is shown as “\ufffd”, or not "
                "at all. Type the words around it again."
            )
        text = tidied(text)
        if len(text) > LONGEST_TEXT:
            raise ValidationError(
                f"The text has {len(text):,} characters, and at most {LONGEST_TEXT:,} fit into a "
                "section. Move a part of it into another section."
            )
        return text


class ShownRecordForm(ShownForm):
    """``shown``: the newest record of the history that the page showed.

    What is not a number was never shown by us: then whatever differs is put before the person.
    """

    shown = forms.Field(required=False, widget=forms.HiddenInput)
    words: tuple[str, ...] = ()

    def clean_shown(self) -> int | None:
        typed = str(self.cleaned_data["shown"] or "")
        known = typed.isascii() and typed.isdecimal() and int(typed[:20]) <= LARGEST_KEY
        return int(typed[:20]) if known else None

    def typed(self) -> dict:
        """The words as the actions take them; only of a valid form."""
        return {name: self.cleaned_data[name] for name in self.words}


class SectionForm(ShownRecordForm):
    heading = OneLineField(noun="a heading", longest=longest("heading", Section), label="Heading")
    body = TextField(label="Text", required=False)
    words = SECTION_WORDS

    def rows(self) -> int:
        """As many lines as the text takes in half a window, within what can be looked over."""
        text = str(self["body"].value() or "")
        return max(
            FEWEST_ROWS, min(MOST_ROWS, len(text) // CHARACTERS_A_ROW + text.count("\n") + 4)
        )

    def layout(self):
        return (
            "shown",
            GovukField.text("heading"),
            GovukField.textarea("body", rows=self.rows(), spellcheck="true", data_writing=""),
        )


class TitleBlockForm(ShownRecordForm):
    title = OneLineField(noun="a title", longest=longest("title"), label="Title")
    report_of = OneLineField(
        noun="whose report it is",
        longest=longest("report_of"),
        label="Report of",
        help_text="A role, such as Head of Finance. No names of persons.",
        required=False,
    )
    author = OneLineField(
        noun="the author",
        longest=longest("author"),
        label="Author",
        help_text="A role as well.",
        required=False,
    )
    wards = OneLineField(noun="the wards", longest=longest("wards"), label="Wards", required=False)
    words = TITLE_WORDS

    def layout(self):
        return (
            "shown",
            GovukField.text("title"),
            GovukField.text("report_of"),
            GovukField.text("author"),
            GovukField.text("wards"),
        )

    def clean(self):
        for name in self.words:
            words = self.cleaned_data.get(name)
            if isinstance(words, str) and "{{" in words:
                self.add_error(
                    name,
                    f"{quoted(words)} refers to a figure, and the title block prints none. Write "
                    "it without “{{”.",
                )


class AddSectionForm(ShownForm):
    """A section that is not there yet: how it is printed, its heading, and its place."""

    kind = forms.ChoiceField(
        label="What is it printed as?",
        choices=Section.Kind.choices,
        error_messages={
            "required": "Choose what it is printed as.",
            "invalid_choice": "“%(value)s” is not a kind of section. Choose one of the list.",
        },
    )
    heading = OneLineField(noun="a heading", longest=longest("heading", Section), label="Heading")
    after = forms.ChoiceField(
        label="Where does it stand?",
        error_messages={
            "required": "Choose where it stands.",
            "invalid_choice": "The section it was to stand behind is not there any more. Choose "
            "another place.",
        },
    )

    def __init__(self, *args, sections: list[Section], **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = {str(section.pk): section for section in sections}
        behind = [(key, f"After “{each.heading}”") for key, each in self.sections.items()]
        self.fields["after"].choices = [(FIRST_OF_ALL, "First of all"), *behind]
        self.initial.setdefault("after", behind[-1][0] if behind else FIRST_OF_ALL)

    def layout(self):
        return (
            GovukField.select("kind"),
            GovukField.text("heading"),
            GovukField.select("after"),
        )

    def section(self) -> dict:
        """What is added, as ``add_section`` takes it; only of a valid form."""
        kind, heading = self.cleaned_data["kind"], self.cleaned_data["heading"]
        return {
            "kind": kind,
            "heading": heading,
            "after": self.sections.get(self.cleaned_data["after"]),
        }
