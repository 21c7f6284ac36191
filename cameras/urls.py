"""Addresses of the cameras pages."""

app_name = "cameras"

urlpatterns = []
