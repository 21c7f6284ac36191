"""Addresses of the budgets pages."""

from django.urls import include, path

from budgets import (
    draft_views,
    entry_views,
    figure_history_views,
    ledger_views,
    lifecycle_views,
    mentioned_views,
    paste_views,
    proof_views,
    record_views,
    undoing_views,
    views,
)
from budgets.invoices import views as invoice_views
from budgets.invoices import year_end_views
from budgets.parts import views as part_views
from budgets.questions import views as question_views
from budgets.setup import start_views
from budgets.setup import urls as setup
from budgets.terms import views as term_views

app_name = "budgets"

urlpatterns = [
    path("", views.year_list, name="year_list"),
    path("new/", include(setup.beginning)),
    path("workbook.xlsx", start_views.workbook_blank, name="workbook_blank"),
    path("<year:period>/", views.year_detail, name="year_detail"),
    path("<year:period>/history/", record_views.year_history, name="year_history"),
    path("<year:period>/history.csv", record_views.year_history_csv, name="year_history_csv"),
    path(
        "<year:period>/history/<slug:kind>/<int:record>/put-back/",
        record_views.year_put_back,
        name="year_put_back",
    ),
    path("<year:period>/setup/", include(setup.of_year)),
    path("<year:period>/workbook.xlsx", start_views.workbook_filled, name="workbook_filled"),
    path("<year:period>/terms/", term_views.year_terms, name="year_terms"),
    path("<year:period>/invoices/", invoice_views.invoice_list, name="invoice_list"),
    path("<year:period>/invoices/days/", invoice_views.invoice_days, name="invoice_days"),
    path(
        "<year:period>/invoices/<slug:slug>/<int:place>/",
        invoice_views.invoice_issue,
        name="invoice_issue",
    ),
    path(
        "<year:period>/invoices/<slug:slug>/balance/",
        year_end_views.invoice_balance,
        name="invoice_balance",
    ),
    path(
        "<year:period>/invoices/<int:invoice>/edit/",
        invoice_views.invoice_correct,
        name="invoice_correct",
    ),
    path(
        "<year:period>/invoices/<int:invoice>/take-back/",
        invoice_views.invoice_take_back,
        name="invoice_take_back",
    ),
    path("<year:period>/year-end/", year_end_views.year_end_detail, name="year_end"),
    path("<year:period>/close/", lifecycle_views.year_close, name="year_close"),
    path("<year:period>/setup/checks/", question_views.setup_checks, name="setup_checks"),
    path("<year:period>/<quarter:number>/", views.quarter_detail, name="quarter_detail"),
    path("<year:period>/<quarter:number>/edit/", entry_views.quarter_edit, name="quarter_edit"),
    path("<year:period>/<quarter:number>/paste/", paste_views.quarter_paste, name="quarter_paste"),
    path("<year:period>/<quarter:number>/draft/", draft_views.draft_keep, name="draft_keep"),
    path(
        "<year:period>/<quarter:number>/draft/discard/",
        draft_views.draft_discard,
        name="draft_discard",
    ),
    path(
        "<year:period>/<quarter:number>/import/", ledger_views.quarter_import, name="quarter_import"
    ),
    path(
        "<year:period>/<quarter:number>/import/columns/",
        ledger_views.import_columns,
        name="import_columns",
    ),
    path(
        "<year:period>/<quarter:number>/import/codes/",
        ledger_views.import_codes,
        name="import_codes",
    ),
    path(
        "<year:period>/<quarter:number>/import/preview/",
        ledger_views.import_preview,
        name="import_preview",
    ),
    path(
        "<year:period>/<quarter:number>/import/<int:imported>/",
        ledger_views.ledger_import,
        name="ledger_import",
    ),
    path(
        "<year:period>/<quarter:number>/mentioned/",
        mentioned_views.mentioned_list,
        name="mentioned_list",
    ),
    path(
        "<year:period>/<quarter:number>/mentioned/add/",
        mentioned_views.mentioned_add,
        name="mentioned_add",
    ),
    *(
        path(
            f"<year:period>/<quarter:number>/mentioned/<int:item>/{step}/",
            getattr(mentioned_views, f"mentioned_{step}"),
            name=f"mentioned_{step}",
        )
        for step in ("edit", "settle", "reopen")
    ),
    path(
        "<year:period>/<quarter:number>/lines/<int:line>/parts/",
        part_views.line_parts,
        name="line_parts",
    ),
    path(
        "<year:period>/<quarter:number>/proof/<slug:figure>/",
        proof_views.of_quarter,
        name="proof",
    ),
    path(
        "<year:period>/<quarter:number>/submit/",
        lifecycle_views.quarter_submit,
        name="quarter_submit",
    ),
    path(
        "<year:period>/<quarter:number>/reopen/",
        lifecycle_views.quarter_reopen,
        name="quarter_reopen",
    ),
    path(
        "<year:period>/<quarter:number>/history/",
        figure_history_views.quarter_history,
        name="quarter_history",
    ),
    path(
        "<year:period>/<quarter:number>/history.csv",
        figure_history_views.quarter_history_csv,
        name="quarter_history_csv",
    ),
    path(
        "<year:period>/<quarter:number>/history/<int:line>/",
        figure_history_views.line_history,
        name="line_history",
    ),
    path(
        "<year:period>/<quarter:number>/history/<int:line>/<slug:cell>/<int:revision>/",
        undoing_views.figure_put_back,
        name="figure_put_back",
    ),
    path(
        "<year:period>/<quarter:number>/history/batches/<int:batch>/",
        undoing_views.batch_detail,
        name="batch_detail",
    ),
]
