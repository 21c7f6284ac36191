"""Addresses under /cameras/ that need to know the years whose shares follow the register."""

from django.urls import path

from budgets import record_views

app_name = "register"

urlpatterns = [
    path(
        "cameras/history/<slug:kind>/<int:record>/put-back/",
        record_views.register_put_back,
        name="put_back",
    ),
]
