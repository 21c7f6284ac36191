"""The filter over the register: what cannot be read is said, and the rest still applies."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from cameras.models import CameraType
from partners.models import Partner
from partners.permissions import can_see_all_cameras, partners_as_officer

# British people write it so; the calendar of the standard library does not.
SEPT = re.compile(r"\bsept\b", re.IGNORECASE)
LONGEST_QUOTE = 40
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


class DayField(forms.DateField):
    """A day as people write it: 30 Sep 2024, 30 September 2024, 30/9/2024 or 2024-09-30."""

    widget = forms.TextInput

    def __init__(self, **settings):
        super().__init__(input_formats=DAY_FORMATS, **settings)

    def to_python(self, value) -> date | None:
        # Several spaces or a no-break space, as pasted from a page, are one space.
        typed = " ".join(str(value or "").split())
        try:
            return super().to_python(SEPT.sub("Sep", typed))
        except ValidationError:
            raise ValidationError(
                "“%(typed)s” is not a day. Write it as 30 Sep 2024 or 30/9/2024.",
                code="invalid",
                params={"typed": Truncator(typed).chars(LONGEST_QUOTE)},
            ) from None


class RegisterFilter(forms.Form):
    """Words, partner, type and day; every field may stay empty.

    Once ``is_valid`` was asked, ``cleaned_data`` holds the fields that could be read.
    """

    words = forms.CharField(label="Reference or location", required=False, max_length=200)
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        required=False,
        empty_label="All partners",
        to_field_name="slug",
        error_messages={
            "invalid_choice": "“%(value)s” is not a partner of whom you may see cameras. Choose one of the list."
        },
    )
    type = forms.ModelChoiceField(
        CameraType.objects.all(),
        required=False,
        empty_label="All types",
        to_field_name="name",
        error_messages={
            "invalid_choice": "“%(value)s” is not a type of camera. Choose one of the list."
        },
    )
    on = DayField(label="In service on, such as 30/9/2024", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Partner.objects.all()
        if not can_see_all_cameras(user):
            partners = partners.filter(pk__in=partners_as_officer(user))
        self.fields["partner"].queryset = partners
        for field in self.fields.values():
            kind = "select" if isinstance(field.widget, forms.Select) else "input"
            field.widget.attrs["class"] = f"govuk-{kind}"
        self.fields["words"].error_messages["max_length"] = "Search for 200 characters at most."
