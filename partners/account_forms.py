"""allauth's forms in the words of this service: labels that stay in view, errors that say what to do.

allauth checks passwords and codes; nothing of that is done here. Which form is used where is in settings.
"""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm

EMAIL = (
    "E-mail address",
    "Enter your e-mail address, such as name@example.gov.uk.",
)
NEW_PASSWORD = ("New password", "Enter a new password.")
NEW_PASSWORD_AGAIN = ("The new password again", "Enter the new password a second time.")


class PlainWords:
    """Labels the fields named in ``words`` (field -> label, what to say when it is empty or no address).

    Placeholders go: they vanish while one types, and are mistaken for an answer.
    """

    words = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (label, required) in self.words.items():
            field = self.fields[name]
            field.label = label
            field.error_messages |= {"required": required, "invalid": required}
            field.widget.attrs.pop("placeholder", None)
            if field.widget.attrs.get("autocomplete") == "current-password":
                # The pages have the link to a new password in a place of its own.
                field.help_text = ""


class SignInForm(PlainWords, account.LoginForm):
    words = {"login": EMAIL, "password": ("Password", "Enter your password.")}


class ConfirmPasswordForm(PlainWords, account.ReauthenticateForm):
    words = {"password": ("Password", "Enter your password.")}


class ForgottenPasswordForm(PlainWords, account.ResetPasswordForm):
    words = {"email": EMAIL}


class NewPasswordForm(PlainWords, account.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Your password now", "Enter the password you have now."),
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD_AGAIN,
    }


class NarrowCode(PlainWords):
    """One short code: a field as wide as its answer, and a phone's digits."""

    words = {"code": ("Code", "Enter the code, such as 123456.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "class": "govuk-input--width-10",
        }


class SignInCodeForm(NarrowCode, second_step.AuthenticateForm):
    pass


class ConfirmCodeForm(NarrowCode, second_step.ReauthenticateForm):
    pass


class ActivateAppForm(NarrowCode, ActivateTOTPForm):
    pass
