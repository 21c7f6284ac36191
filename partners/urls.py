"""Addresses of the partners pages."""

app_name = "partners"

urlpatterns = []
