"""Addresses of the camera register."""

from django.urls import path

from cameras import views

app_name = "cameras"

urlpatterns = [
    path("", views.camera_list, name="camera_list"),
    # By key: a reference may hold a slash, or read like another page's address.
    path("camera/<int:pk>/", views.camera_detail, name="camera_detail"),
]
