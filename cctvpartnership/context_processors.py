"""What a year's pages say at their foot on where its figures come from."""

from django.utils.functional import SimpleLazyObject

from budgets.models import FinancialYear

WITHOUT_A_YEAR = ("home", "camera_list", "camera_detail")


def source_note(request):
    """``source_note``: the note of the year a page is about; on Home and in the register, of the
    newest year. Nothing is read from the database where no page prints it."""
    return {"source_note": SimpleLazyObject(lambda: _note(request.resolver_match))}


def _note(match) -> str:
    if match is None:
        return ""
    years = FinancialYear.objects.values_list("note", flat=True)
    if period := match.kwargs.get("period"):
        return years.filter(starts_in=period.starts_in).first() or ""
    return (years.first() or "") if match.url_name in WITHOUT_A_YEAR else ""
