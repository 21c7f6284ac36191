"""Addresses of the people pages, for administrators."""

from django.urls import path

from partners import email_views, people_views, record_views

app_name = "people"

urlpatterns = [
    path("", people_views.person_list, name="person_list"),
    path("add/", people_views.person_add, name="person_add"),
    path("emails/", email_views.email_list, name="email_list"),
    path("emails/send/", email_views.emails_send, name="emails_send"),
    path("history/", record_views.history, name="history"),
    path("history.csv", record_views.history_csv, name="history_csv"),
    path("history/<slug:kind>/<int:record>/put-back/", record_views.put_back, name="put_back"),
    path("<int:pk>/", people_views.person_detail, name="person_detail"),
    path("<int:pk>/edit/", people_views.person_edit, name="person_edit"),
    path("<int:pk>/invite/", people_views.person_invite, name="person_invite"),
    path("<int:pk>/close/", people_views.person_close, name="person_close"),
    path("<int:pk>/open/", people_views.person_open, name="person_open"),
    path("<int:pk>/second-step/", people_views.second_step_remove, name="second_step_remove"),
    path("<int:pk>/roles/add/", people_views.role_add, name="role_add"),
    path("<int:pk>/roles/<int:membership>/take/", people_views.role_take, name="role_take"),
]
