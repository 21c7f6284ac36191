"""Addresses of beginning a year and setting it up; ``budgets.urls`` puts them in their places."""

from django.urls import path

from budgets.setup import (
    approval_views,
    change_views,
    line_views,
    part_views,
    start_views,
    views,
)

# Under /budgets/new/
beginning = [
    path("", start_views.year_new, name="year_new"),
    path("from/<year:period>/", start_views.year_copy, name="year_copy"),
    path("workbook/", start_views.workbook_load, name="workbook_load"),
]
# Under /budgets/2024-25/setup/
of_year = [
    path("", views.setup_detail, name="setup_detail"),
    path("settings/", views.setup_settings, name="setup_settings"),
    path("papers/", views.setup_papers, name="setup_papers"),
    path("discard/", views.setup_discard, name="setup_discard"),
    path("partners/", part_views.setup_partners, name="setup_partners"),
    path("elements/", part_views.setup_elements, name="setup_elements"),
    path("lines/", line_views.setup_lines, name="setup_lines"),
    path("approve/", approval_views.setup_approve, name="setup_approve"),
    path("virement/", change_views.setup_virement, name="setup_virement"),
    path("supplementary/", change_views.setup_supplementary, name="setup_supplementary"),
    path(
        "changes/<int:decision>/reverse/",
        change_views.setup_reverse,
        name="setup_reverse",
    ),
]
