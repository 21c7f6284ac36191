"""Addresses of the studio, below a quarter's report."""

from django.urls import path

from reports.studio import history_views, section_views, views

urlpatterns = [
    path("", views.report_edit, name="report_edit"),
    path("title/", views.title_edit, name="title_edit"),
    path("title/history/", history_views.title_history, name="title_history"),
    path("add/", views.section_add, name="section_add"),
    path("<int:section>/", section_views.section_edit, name="section_edit"),
    path("<int:section>/preview/", section_views.section_preview, name="section_preview"),
    path("<int:section>/move/", views.section_move, name="section_move"),
    path("<int:section>/remove/", views.section_remove, name="section_remove"),
    path("<int:section>/history/", history_views.section_history, name="section_history"),
    path("put-back/<slug:kind>/<int:record>/", history_views.put_back, name="studio_put_back"),
]
