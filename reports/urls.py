"""Addresses of the reports pages, of a quarter's files, and of its editions."""

from django.urls import include, path

from reports import basis_views, edition_views, marking_views, meeting_views, views
from reports.audit.views import audit_pack
from reports.board import views as board_views
from reports.checks.views import report_checks
from reports.downloads import FILES
from reports.standing.put_in_views import standing_put_in
from reports.studio.draft_views import first_draft_offered

app_name = "reports"

quarter_urls = [
    path("", views.report_detail, name="report_detail"),
    path("begin/", views.report_begin, name="report_begin"),
    *(path(kind.name, views.report_file, {"name": kind.name}, name=kind.address) for kind in FILES),
    path("checks/", report_checks, name="report_checks"),
    path("board/", board_views.board, name="board"),
    path("board/clear/", board_views.clear, name="clear"),
    path("comments/on/<str:anchor>/", board_views.comment_add, name="comment_add"),
    path("comments/<int:opening>/", board_views.comment_thread, name="comment_thread"),
    path("first-draft/", first_draft_offered, name="first_draft"),
    path("standing-wording/", standing_put_in, name="standing_put_in"),
    path("meetings/", meeting_views.meetings_edit, name="meetings_edit"),
    path("edit/", include("reports.studio.urls")),
    path("marked-lines/", marking_views.marked_lines, name="marked_lines"),
    path("public/", marking_views.public_detail, name="public_detail"),
    *(
        path(
            f"public/{kind.name}",
            marking_views.public_file,
            {"name": kind.name},
            name=f"public_{kind.address}",
        )
        for kind in FILES
    ),
    path("publish/", edition_views.report_publish, name="report_publish"),
    path("editions/", edition_views.edition_list, name="edition_list"),
    path("editions/<int:edition>/report.pdf", edition_views.edition_pdf, name="edition_pdf"),
    path(
        "editions/<int:edition>/public/report.pdf",
        edition_views.edition_public_pdf,
        name="edition_public_pdf",
    ),
]
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("figures.schema.json", views.figures_schema, name="figures_schema"),
    path("<year:period>/audit-pack.zip", audit_pack, name="audit_pack"),
    path("<year:period>/basis/", basis_views.basis_detail, name="basis_detail"),
    path("<year:period>/basis/basis.pdf", basis_views.basis_pdf, name="basis_pdf"),
    path("<year:period>/<quarter:number>/", include(quarter_urls)),
]
