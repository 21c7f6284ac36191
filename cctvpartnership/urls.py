"""Each app under its own prefix; the pages of one app live in that app's ``urls.py``."""

from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.generic import TemplateView

from cctvpartnership.health import healthz

urlpatterns = [
    path("", login_required(TemplateView.as_view(template_name="home.html")), name="home"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("partners.account_urls")),
    path("budgets/", include("budgets.urls")),
    path("cameras/", include("cameras.urls")),
    path("partners/", include("partners.urls")),
    path("people/", include("partners.people_urls")),
    path("reports/", include("reports.urls")),
]
