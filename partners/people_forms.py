"""What an administrator types about people: who they are, a role at a council, and the list's filter.

The forms read and check single fields; what people and roles may be is checked where they are
written, in ``people_actions``.
"""

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.db.models import Q, QuerySet

from partners.models import Partner, Role, User

ROLE_HINTS = {
    Role.FINANCE: "Enters figures, keeps the register, writes and publishes the report. Host only.",
    Role.OFFICER: "Sees their own council’s share and why it moved, and confirms or queries it.",
    Role.BOARD: "Reads every share once a quarter is with the board, comments on the draft.",
    Role.ADMINISTRATOR: "People and their roles; no unpublished figure. Host only.",
}
ANY = ("", "Any")


class WhyForm(forms.Form):
    """Why something is changed, for whoever reads the history; nobody is made to say."""

    reason = forms.CharField(
        label="Why (optional)",
        help_text="Kept in the history, with your name and the time.",
        required=False,
        max_length=2000,
        error_messages={"max_length": "Shorten it to %(limit_value)d characters."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(*self.layout())

    def layout(self):
        return [Field.text("reason")]


class PersonForm(forms.Form):
    """A name and an e-mail address."""

    name = forms.CharField(
        label="Name, or the post they hold",
        help_text="As others read it in histories, such as Finance officer.",
        max_length=150,
        error_messages={
            "required": "Enter a name or a post, such as Finance officer.",
            "max_length": "Shorten the name to %(limit_value)d characters. It has %(show_value)d.",
        },
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it. One person’s own, not a shared mailbox.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter an e-mail address, such as name@council.example.gov.uk.",
            "invalid": "Enter a whole e-mail address, such as name@council.example.gov.uk.",
            "max_length": "Shorten the address to %(limit_value)d characters.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(*self.layout())

    def layout(self):
        return [Field.text("name"), Field.text("email")]


class RoleForm(forms.Form):
    """A role at a council."""

    partner = forms.ModelChoiceField(
        label="Council",
        queryset=Partner.objects.all(),
        empty_label="Choose a council",
        error_messages={
            "required": "Choose the council they work for.",
            "invalid_choice": "Choose a council of the list.",
        },
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[Choice(role.value, role.label, hint=ROLE_HINTS[role]) for role in Role],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a role.",
            "invalid_choice": "“%(value)s” is not a role. Choose one of the list.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.label_size = self.helper.legend_size = Size.SMALL
        self.helper.layout = Layout(*self.layout())

    def layout(self):
        return [Field.select("partner"), Field.radios("role", small=True)]


class NewPersonForm(RoleForm, PersonForm):
    """Somebody new, with their first role."""

    def layout(self):
        return [*PersonForm.layout(self), *RoleForm.layout(self)]


class ChangedPersonForm(WhyForm, PersonForm):
    """Another name or e-mail address, and why."""

    field_order = ["name", "email", "reason"]

    def layout(self):
        return [*PersonForm.layout(self), *WhyForm.layout(self)]


class FurtherRoleForm(WhyForm, RoleForm):
    """A further role, and why."""

    field_order = ["partner", "role", "reason"]

    def layout(self):
        return [*RoleForm.layout(self), *WhyForm.layout(self)]


class PeopleFilter(forms.Form):
    """The list's filter, all of it optional; what cannot be read is named and filters nothing."""

    OPEN, CLOSED = "open", "closed"

    q = forms.CharField(label="Name or e-mail address", required=False, max_length=254)
    partner = forms.ModelChoiceField(
        label="Council",
        queryset=Partner.objects.all(),
        to_field_name="slug",
        empty_label="Any",
        required=False,
        error_messages={"invalid_choice": "There is no such council. Choose one of the list."},
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[ANY, *Role.choices],
        required=False,
        error_messages={"invalid_choice": "“%(value)s” is not a role. Choose one of the list."},
    )
    account = forms.ChoiceField(
        label="Account",
        choices=[ANY, (OPEN, "Open"), (CLOSED, "Closed")],
        required=False,
        error_messages={"invalid_choice": "Accounts are open or closed. Choose one of the list."},
    )

    def people(self) -> QuerySet[User]:
        """The people asked for, by name, with their roles: the same number of queries for all."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        held = {name: asked[name] for name in ("partner", "role") if name in asked}
        people = User.objects.order_by("name", "email").prefetch_related("memberships__partner")
        if held:
            # One condition, so that role and council are those of the same membership.
            keys = {f"memberships__{name}": value for name, value in held.items()}
            people = people.filter(**keys).distinct()
        if "q" in asked:
            people = people.filter(Q(name__icontains=asked["q"]) | Q(email__icontains=asked["q"]))
        if "account" in asked:
            people = people.filter(is_active=asked["account"] == self.OPEN)
        return people
