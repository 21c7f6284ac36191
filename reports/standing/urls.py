"""Addresses of the standing wording, below /reports/standing-wording/."""

from django.urls import path

from reports.standing import views

app_name = "standing"

urlpatterns = [
    path("", views.standing_list, name="list"),
    path("add/", views.standing_add, name="add"),
    path("<int:wording>/", views.standing_edit, name="edit"),
    path("<int:wording>/remove/", views.standing_remove, name="remove"),
    path("history/", views.standing_history, name="history"),
    path("history.csv", views.standing_history_csv, name="history_csv"),
    path("put-back/<slug:kind>/<int:record>/", views.standing_put_back, name="put_back"),
]
