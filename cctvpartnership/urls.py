"""Each app under its own prefix; the pages of one app live in that app's ``urls.py``.

An address does not decide the app: the pages on shares stand under /partners/ and /cameras/, and
what prints recharges, or says which shares move, lives in budgets; what makes a PDF, in reports, and
so does the first page, which tells of figures and papers.
"""

from django.urls import include, path, register_converter

from cctvpartnership.health import healthz
from partners.converters import QuarterConverter, YearConverter
from reports.home_views import home

# For every app's addresses; registered before any of them is read.
register_converter(YearConverter, "year")
register_converter(QuarterConverter, "quarter")

urlpatterns = [
    path("", home, name="home"),
    path("", include("budgets.share_urls")),
    path("", include("budgets.register_urls")),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("partners.account_urls")),
    path("budgets/", include("budgets.urls")),
    path("cameras/", include("cameras.urls")),
    path("partners/<slug:slug>/<year:period>/statement/", include("reports.statement_urls")),
    path("partners/", include("budgets.partner_urls")),
    path("people/", include("partners.people_urls")),
    path("reports/standing-wording/", include("reports.standing.urls")),
    path("reports/", include("reports.urls")),
]
