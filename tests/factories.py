"""Dull factories: one function a thing, with plain defaults, for every test that needs rows.

Names of councils are invented; the golden case is the ``demonstration`` fixture.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from budgets.actions import Figures, approve_budget, enter_figures
from budgets.models import (
    AgreedPercentage,
    BudgetDecision,
    BudgetLine,
    ChargeElement,
    FigureBatch,
    FigureRevision,
    FinancialYear,
    Invoice,
    Quarter,
    SubjectiveGroup,
    Supplementary,
    Virement,
    YearPartner,
)
from cameras.models import Camera, CameraType, Service, Weight
from partners.models import Membership, Partner, Role, User
from partners.periods import QUARTERS
from reports.models import Edition

SHORT_NAMES = ("Ashdown", "Birchley", "Coldbrook", "Dunmere", "Elmstead", "Fernham")
LONG_AGO = date(2020, 4, 1)
LONG_AGO_AT_NOON = datetime(2020, 4, 1, 12, tzinfo=UTC)
PASSWORD = "a-long-test-password"

_numbers = count(1)


def make_partner(short_name="Ashdown", *, position=1, is_host=False, **fields):
    slug = short_name.lower().replace(" ", "-")
    return Partner.objects.create(
        **{"name": f"{short_name} Borough Council", "slug": slug} | fields,
        short_name=short_name,
        position=position,
        is_host=is_host,
    )


def make_partners(number=3):
    """``number`` councils in order, the first of them the host."""
    names = [*SHORT_NAMES, *(f"Council {n}" for n in range(len(SHORT_NAMES) + 1, number + 1))]
    return [
        make_partner(name, position=position, is_host=position == 1)
        for position, name in enumerate(names[:number], start=1)
    ]


def make_person(*roles, partner=None, email=None, **fields):
    """Somebody with ``roles`` at ``partner``; without roles, nobody in particular.

    The password is ``PASSWORD``. Roles need a partner.
    """
    user = User.objects.create_user(
        email or f"person-{next(_numbers)}@example.gov.uk", PASSWORD, **fields
    )
    for role in roles:
        Membership.objects.create(user=user, partner=partner, role=role)
    return user


def make_finance_officer(partner, **fields):
    return make_person(Role.FINANCE, partner=partner, **fields)


def make_camera_type(name="Active", weight="1", *, starts_on=LONG_AGO, position=1):
    """A type with one weight from ``starts_on``; no weight at all when ``weight`` is None."""
    camera_type = CameraType.objects.create(name=name, position=position)
    if weight is not None:
        Weight.objects.create(camera_type=camera_type, starts_on=starts_on, weight=Decimal(weight))
    return camera_type


def make_camera(partner, camera_type, *, first_day=LONG_AGO, last_day=None, reference=None):
    """A camera with one spell of service."""
    camera = Camera.objects.create(reference=reference or f"CAM-{next(_numbers):05}")
    Service.objects.create(
        camera=camera,
        partner=partner,
        camera_type=camera_type,
        first_day=first_day,
        last_day=last_day,
    )
    return camera


def make_cameras(partner, camera_type, number, **spell):
    return [make_camera(partner, camera_type, **spell) for _ in range(number)]


def make_year(partners, *, starts_in=2024, lines=None, elements=None, **settings):
    """A year being set, with four open quarters.

    ``lines``: name -> budget in pounds (default one of £1,000). ``elements``: (name, percentage,
    basis, {partner: agreed percentage}) each (default 100 % cameras).
    """
    defaults = {"rounding_unit": 10, "averaging": "monthly"}
    year = FinancialYear.objects.create(starts_in=starts_in, **defaults | settings)
    for position, partner in enumerate(partners, start=1):
        YearPartner.objects.create(year=year, partner=partner, position=position)
    for name, budget in (lines or {"Employees": 1000}).items():
        make_line(year, name, budget)
    for element in elements or [("Cameras", 100, "cameras", {})]:
        make_element(year, *element)
    for number in QUARTERS:
        Quarter.objects.create(year=year, number=number)
    return year


def make_line(year, name="Employees", budget=1000, *, group=None):
    """A line after the others of its year, in a group of its own name unless told."""
    position = year.lines.count() + 1
    group, _ = SubjectiveGroup.objects.get_or_create(
        name=group or name, defaults={"position": position}
    )
    return BudgetLine.objects.create(
        year=year,
        group=group,
        name=name,
        original_budget=Decimal(budget),
        position=position,
    )


def make_element(year, name="Cameras", percentage=100, basis="cameras", agreed=None):
    element = ChargeElement.objects.create(
        year=year,
        name=name,
        percentage=Decimal(percentage),
        basis=basis,
        position=year.elements.count() + 1,
    )
    for partner, part in (agreed or {}).items():
        AgreedPercentage.objects.create(element=element, partner=partner, percentage=Decimal(part))
    return element


def approved(year, *, base_cameras=None, user=None):
    """The year with its budget approved; ``base_cameras``: equivalent cameras by partner key."""
    return approve_budget(year=year, user=user, base_cameras=base_cameras)


def make_approved_year(partners=None, *, cameras=(3, 2, 1), **year):
    """An approved year of councils with so many cameras each, all year and at full weight."""
    partners = partners or make_partners(len(cameras))
    camera_type = make_camera_type()
    for partner, number in zip(partners, cameras, strict=True):
        make_cameras(partner, camera_type, number)
    return approved(make_year(partners, **year))


def make_virement(from_line, to_line, amount, **decision):
    """``amount`` pounds moved between two lines, by a decision of its own."""
    decision = make_decision(from_line.year, "virement", **decision)
    return Virement.objects.create(
        decision=decision, from_line=from_line, to_line=to_line, amount=Decimal(amount)
    )


def make_supplementary(line, amount, **decision):
    """``amount`` pounds added to a line; the recharges are left as they are."""
    version = 2 + line.year.decisions.filter(kind="supplementary").count()
    decision = make_decision(line.year, "supplementary", version=version, **decision)
    return Supplementary.objects.create(decision=decision, line=line, amount=Decimal(amount))


def make_decision(year, kind, **fields):
    defaults = {"dated": year.period.first_day, "reason": "Agreed", "approver": "Joint Executive"}
    return BudgetDecision.objects.create(year=year, kind=kind, **defaults | fields)


def make_invoice(year, partner, *, host=None, **fields):
    """The first instalment, £250, by its bare facts; marking a real one is an action."""
    defaults = {"kind": "instalment", "place": 1, "amount": Decimal(250), "number": "INV-1"}
    defaults |= {"issued_on": year.period.first_day, "host": host or partner}
    return Invoice.objects.create(**defaults | fields, year=year, partner=partner)


def make_edition(report, published_by, number=1, **fields):
    """An edition by its bare facts; publishing a real one is an action of ``reports``."""
    defaults = {"published_at": LONG_AGO_AT_NOON, "content": {}, "pdf": b"%PDF-1.7"}
    return Edition.objects.create(
        **defaults | {"sha256": "0" * 64} | fields,
        report=report,
        published_by=published_by,
        number=number,
    )


def enter(quarter, figures, *, user=None):
    """Enter name of line -> (actual, estimate, comment) on top of what is there."""
    lines = {line.name: line for line in BudgetLine.objects.filter(year=quarter.year)}
    newest = {
        revision.line_id: revision.number for revision in quarter.revisions.order_by("number")
    }
    entered = [
        Figures(
            lines[name].pk,
            newest.get(lines[name].pk, 0),
            _pounds(actual),
            _pounds(estimate),
            *comment,
        )
        for name, (actual, estimate, *comment) in figures.items()
    ]
    return enter_figures(quarter=quarter, entered=entered, user=user)


def make_figure(quarter, line, actual=None, estimate=None):
    """A first figure by its bare facts, whatever the state of quarter and year."""
    batch = FigureBatch.objects.create(quarter=quarter, source="loaded")
    return FigureRevision.objects.create(
        quarter=quarter, line=line, batch=batch, number=1, actual=actual, estimate=estimate
    )


def _pounds(amount):
    return None if amount is None else Decimal(amount)
