"""Addresses of the budgets pages."""

app_name = "budgets"

urlpatterns = []
