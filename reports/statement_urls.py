"""Addresses of the partners' statements, which stand under /partners/."""

from django.urls import path

from reports import statement_views

app_name = "statements"

urlpatterns = [
    path("", statement_views.statement_detail, name="detail"),
    path("statement.pdf", statement_views.statement_pdf, name="pdf"),
    path("statement.csv", statement_views.statement_csv, name="csv"),
    path("letter/", statement_views.letter, name="letter"),
    path("letter.txt", statement_views.letter_text, name="letter_text"),
]
