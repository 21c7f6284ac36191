"""Addresses of the budgets pages."""

from django.urls import path

from budgets import entry_views, lifecycle_views, views

app_name = "budgets"

urlpatterns = [
    path("", views.year_list, name="year_list"),
    path("<year:period>/", views.year_detail, name="year_detail"),
    path("<year:period>/close/", lifecycle_views.year_close, name="year_close"),
    path("<year:period>/<quarter:number>/", views.quarter_detail, name="quarter_detail"),
    path("<year:period>/<quarter:number>/edit/", entry_views.quarter_edit, name="quarter_edit"),
    path(
        "<year:period>/<quarter:number>/submit/",
        lifecycle_views.quarter_submit,
        name="quarter_submit",
    ),
    path(
        "<year:period>/<quarter:number>/reopen/",
        lifecycle_views.quarter_reopen,
        name="quarter_reopen",
    ),
]
