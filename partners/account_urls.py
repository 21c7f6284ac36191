"""allauth's addresses, less those by which people would change their own e-mail address.

The address is what an administrator gave a role to, so only an administrator changes it.
"""

from django.http import Http404
from django.urls import include, path, re_path


def closed(request):
    raise Http404("An e-mail address is changed by an administrator.")


urlpatterns = [
    re_path(r"^(?:email|confirm-email|password/set)/", closed),
    path("", include("allauth.urls")),
]
