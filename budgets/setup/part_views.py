"""The partners of a year, and its elements of charge."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from budgets.setup.element_forms import BaseElementFormSet, ElementFormSet, total_percentage
from budgets.setup.elements import save_elements
from budgets.setup.line_forms import INCOMPLETE
from budgets.setup.pages import errors_of, setup_address, way_to_setup, while_being_set
from budgets.setup.partner_forms import PartnersForm
from budgets.setup.partners import save_partners
from budgets.setup.staleness import ELEMENTS, PARTNERS, Mark, StaleSetup, mark_of
from budgets.setup.years import SetupRefused
from cctvpartnership.figures import percentage_as_typed
from partners.decision_forms import OptionalDecisionForm
from partners.permissions import can_set_budget, require

CONFLICT = 409
WHOLE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_being_set
def setup_partners(request, year):
    """Which councils share the balance, in the order of tables and of ties."""
    form = PartnersForm(request.POST if request.method == "POST" else None, year=year)
    stale = []
    if form.is_valid():
        try:
            shown = Mark.read(request.POST.get("shown", ""))
            save_partners(year=year, partners=form.partners(), shown=shown, user=request.user)
        except StaleSetup as refusal:
            stale = refusal.changes
        except SetupRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The partners of {year} are saved.")
            return redirect(setup_address(year))
    context = {
        "year": year,
        "form": form,
        "errors": errors_of(form),
        "stale": stale,
        "shown": mark_of(year, PARTNERS),
        "breadcrumbs": way_to_setup(year),
    }
    return render(
        request, "budgets/setup_partners.html", context, status=CONFLICT if stale else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(can_set_budget)
@while_being_set
def setup_elements(request, year):
    """How the balance is shared: each element's percentage and basis."""
    if request.method != "POST":
        return _elements_page(request, year, elements_of(year), OptionalDecisionForm())
    decision = OptionalDecisionForm(request.POST)
    if "elements-TOTAL_FORMS" not in request.POST:
        errors = [("", INCOMPLETE)]
        return _elements_page(request, year, elements_of(year), decision, errors=errors)
    formset = elements_of(year, request.POST)
    if not formset.is_valid() or not decision.is_valid():
        errors = [*element_errors(formset), *errors_of(decision)]
        return _elements_page(request, year, formset, decision, errors=errors)
    try:
        shown = Mark.read(request.POST.get("shown", ""))
        save_elements(
            year=year,
            elements=formset.entries(),
            decision=decision.decision(),
            shown=shown,
            user=request.user,
        )
    except StaleSetup as refusal:
        stale = refusal.changes
        return _elements_page(request, year, formset, decision, stale=stale, status=CONFLICT)
    except SetupRefused as refusal:
        errors = [("", str(refusal))]
        return _elements_page(request, year, formset, decision, errors=errors, status=CONFLICT)
    messages.success(request, f"The elements of charge are saved.{_total_sentence(formset)}")
    return redirect(setup_address(year))


def elements_of(year, data=None) -> BaseElementFormSet:
    """The year's elements as a form."""
    partners = [each.partner for each in year.year_partners.select_related("partner")]
    elements = list(year.elements.order_by("position").prefetch_related("agreed"))
    return ElementFormSet(data, elements=elements, partners=partners)


def _elements_page(request, year, formset, decision, *, errors=(), stale=(), status=200):
    context = {
        "year": year,
        "formset": formset,
        "decision": decision,
        "errors": errors,
        "stale": stale,
        "shown": mark_of(year, ELEMENTS),
        "breadcrumbs": way_to_setup(year),
    }
    return render(request, "budgets/setup_elements.html", context, status=status)


def element_errors(formset: BaseElementFormSet) -> Iterator[tuple[str, str]]:
    """(address of the field, sentence) in the order of the page."""
    yield from (("", error) for error in formset.non_form_errors())
    for number, form in enumerate(formset.forms, start=1):
        element = (form["name"].value() or "").strip() or f"Element {number}"
        for field in form:
            for error in field.errors:
                yield f"#{field.auto_id}", f"{element}, {field.label}: {error}"


def _total_sentence(formset: BaseElementFormSet) -> str:
    total = total_percentage(formset.entries())
    if total == WHOLE:
        return ""
    return f" Together they make {percentage_as_typed(total)} %; approval asks for 100 %."
