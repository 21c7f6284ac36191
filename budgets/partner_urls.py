"""Addresses of the partners' pages: they print recharges, so the views live here."""

from django.urls import path

from budgets import partner_views

app_name = "partners"

urlpatterns = [
    path("", partner_views.partner_list, name="partner_list"),
    path("<slug:slug>/", partner_views.partner_detail, name="partner_detail"),
]
