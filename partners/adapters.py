"""What this service changes in allauth's accounts: nobody may sign themselves up."""

from allauth.account.adapter import DefaultAccountAdapter


class NoSignupAccountAdapter(DefaultAccountAdapter):
    """People are added by an administrator, who also says what they may do."""

    def is_open_for_signup(self, request):
        return False
