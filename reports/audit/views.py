"""The audit pack of a year as a download, for finance."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from budgets.models import FinancialYear
from partners.periods import Year
from partners.permissions import can_enter_figures, require
from reports.audit.packing import pack_name, write_pack


@require_safe
@require(can_enter_figures)
def audit_pack(request: HttpRequest, period: Year) -> FileResponse:
    """Written to a temporary file first, which goes when it is sent. Http404: not approved yet."""
    year = get_object_or_404(FinancialYear, starts_in=period.starts_in)
    if year.state == FinancialYear.State.BEING_SET:
        raise Http404
    stream = TemporaryFile()  # noqa: SIM115  # the answer closes it once it is sent
    try:
        write_pack(year, stream)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    response = FileResponse(stream, as_attachment=True, filename=f"{pack_name(year)}.zip")
    response["Cache-Control"] = "no-store"
    return response
