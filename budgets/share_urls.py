"""Addresses of the share pages, which stand under /partners/ and /cameras/."""

from django.urls import path

from budgets import proof_views, share_views
from budgets.replies.views import share_reply
from budgets.whatif.views import what_if

app_name = "shares"

urlpatterns = [
    path(
        "partners/<slug:slug>/<year:period>/<quarter:number>/",
        share_views.share_detail,
        name="share_detail",
    ),
    path(
        "partners/<slug:slug>/<year:period>/<quarter:number>/proof/<slug:figure>/",
        proof_views.of_partner,
        name="proof",
    ),
    path(
        "partners/<slug:slug>/<year:period>/<quarter:number>/reply/",
        share_reply,
        name="reply",
    ),
    path("cameras/<year:period>/what-if/", what_if, name="what_if"),
    path("cameras/<year:period>/shares/", share_views.worked_out, name="worked_out"),
]
