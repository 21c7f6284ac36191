"""What this service changes in allauth: nobody may sign themselves up, and errors say what to do."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

logger = logging.getLogger(__name__)

WRONG_CODE = "This code is not right, or has expired. Enter the code the app shows now."


class NoSignupAccountAdapter(DefaultAccountAdapter):
    """People are added by an administrator, who also says what they may do."""

    # The same sentence whether or not the address is known: sign-in must not tell who has an account.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right. Check both.",
        "too_many_login_attempts": (
            "There were too many attempts with this e-mail address. "
            "Wait five minutes and try again, or set a new password."
        ),
        "enter_current_password": "This is not your password. Enter the password you have now.",
        "incorrect_password": "This is not your password. Enter the password you sign in with.",
        "incorrect_code": WRONG_CODE,
        "rate_limited": "There were too many attempts. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """A mail server out of order is for the log: the page says what to do when no mail comes."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("The mail server did not take a message")


class PlainWordsMFAAdapter(DefaultMFAAdapter):
    """allauth's second step, with errors that say what to do."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}
