"""allauth's addresses, less those by which people would change their own e-mail address, and ours.

The address is what an administrator gave a role to, so only an administrator changes it.
"""

from django.http import Http404
from django.urls import include, path, re_path

from partners.email_views import account_emails


def closed(request):
    raise Http404("An e-mail address is changed by an administrator.")


urlpatterns = [
    path("emails/", account_emails, name="account_emails"),
    re_path(r"^(?:email|confirm-email|password/set)/", closed),
    path("", include("allauth.urls")),
]
