"""The filter over the register: what cannot be read is said, and the rest still applies."""

from __future__ import annotations

from django import forms

from cameras.models import CameraType
from partners.days import DayField
from partners.models import Partner
from partners.permissions import can_see_all_cameras, partners_as_officer


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
