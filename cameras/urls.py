"""Addresses of the camera register."""

from django.urls import path

from cameras import record_views, views

app_name = "cameras"

urlpatterns = [
    path("", views.camera_list, name="camera_list"),
    path("history/", record_views.history, name="history"),
    path("history.csv", record_views.history_csv, name="history_csv"),
    # By key: a reference may hold a slash, or read like another page's address.
    path("camera/<int:pk>/", views.camera_detail, name="camera_detail"),
]
