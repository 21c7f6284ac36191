"""Loads a year workbook: everything in one transaction, or nothing.

Every row is created with its history. The budget is approved as any other is, and the quarters
stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction

from django.db import IntegrityError, transaction

from budgets.actions import approve_budget
from budgets.arithmetic import NothingToShareBy
from budgets.creating import BATCH, Creator, next_positions
from budgets.models import (
    AgreedPercentage,
    BudgetLine,
    ChargeElement,
    FigureBatch,
    FigureRevision,
    FinancialYear,
    LedgerCode,
    Quarter,
    SubjectiveGroup,
    YearPartner,
)
from budgets.workable import hold_years, unsettled, workable_years
from budgets.workbook.layout import CAMERAS_SHEET
from budgets.workbook.opening import open_workbook
from budgets.workbook.problems import Problem, WorkbookErrors, quoted
from budgets.workbook.reading import YearWorkbook, checked
from cameras.arithmetic import MissingWeight
from cameras.models import Camera, CameraType, Service, Weight
from partners.addresses import new_slug
from partners.models import Partner, User
from partners.periods import QUARTERS

REASON = "Year workbook {}"
MEANWHILE = (
    "Somebody else changed the same year, partners or cameras while the workbook was being loaded. "
    "Load it again."
)


def load_year_workbook(
    file,
    *,
    user: User | None,
    tell: Callable[[str], None] = lambda step: None,
    approver: str = "",
    minute: str = "",
    dated: date | None = None,
) -> FinancialYear:
    """Load the workbook in ``file``, a path or an open binary file, and approve its budget.

    ``approver``, ``minute`` and ``dated``: who approved the budget and when (today unless said),
    kept with it. ``tell`` is called with a sentence before each step that may take long.
    WorkbookErrors: the workbook has mistakes, or the database changed under it.
    ApprovalDayRefused: its budget cannot have been approved that day. Nothing is saved then.
    """
    tell("Reading the workbook …")
    sheets = open_workbook(file)
    try:
        with transaction.atomic():
            tell("Checking it …")
            year, base_cameras = _saved(checked(sheets), user, tell)
            tell("Approving the budget …")
            return approve_budget(
                year=year,
                user=user,
                base_cameras=base_cameras,
                approver=approver,
                minute=minute,
                dated=dated,
            )
    # What was checked held a moment ago: only another writer can have brought these about.
    except (IntegrityError, MissingWeight, NothingToShareBy) as error:
        raise WorkbookErrors([Problem(MEANWHILE)]) from error


def _saved(
    workbook: YearWorkbook, user: User | None, tell: Callable[[str], None]
) -> tuple[FinancialYear, dict[int, Fraction] | None]:
    """The year, and the equivalent cameras its budget was set on by partner key."""
    for name in workbook.left_aside:
        tell(f"The sheet {quoted(name)} is not part of a year workbook and is left aside.")
    label = workbook.settings.period.label
    creator = Creator(user, REASON.format(label))
    tell(f"Saving {label}, with {len(workbook.new_service.spells):,} spells of camera service …")
    partners = _partners(workbook, creator)
    hold_years()
    workable = workable_years()
    _register(workbook, partners, creator)
    _refuse_to_unsettle(workable)
    year = _year(workbook, partners, creator)
    _elements(workbook, year, partners, creator)
    _figures(workbook, _quarters(year), _lines(workbook, year, creator), user)
    base = workbook.base_cameras
    return year, base and {partners[place].pk: number for place, number in base.items()}


def _partners(workbook: YearWorkbook, creator: Creator) -> list[Partner]:
    """The year's partners by place, those created that are new."""
    known = Partner.objects.in_bulk()
    taken = {partner.slug for partner in known.values()}
    positions = next_positions(Partner)
    partners = [
        known[entry.known]
        if entry.known
        else Partner(
            name=entry.name,
            short_name=entry.short_name,
            slug=new_slug(entry.short_name, taken),
            is_host=entry.is_host,
            gss_code=entry.gss_code,
            position=next(positions),
        )
        for entry in workbook.partners
    ]
    creator.create(partner for partner in partners if partner.pk is None)
    return partners


def _register(workbook: YearWorkbook, partners: list[Partner], creator: Creator) -> None:
    positions = next_positions(CameraType)
    creator.create(CameraType(name=name, position=next(positions)) for name in workbook.new_types)
    types = {each.name: each for each in CameraType.objects.all()}
    creator.create(
        Weight(camera_type=types[name], starts_on=entry.starts_on, weight=entry.weight)
        for name, entry in workbook.new_weights
    )
    service = workbook.new_service
    creator.create(
        Camera(reference=reference, location=location)
        for reference, location in service.cameras.items()
    )
    cameras = dict(Camera.objects.values_list("reference", "pk"))
    creator.create(
        Service(
            camera_id=cameras[spell.reference],
            partner=partners[spell.partner],
            camera_type=types[spell.camera_type],
            first_day=spell.first_day,
            last_day=spell.last_day,
        )
        for spell in service.spells
    )


def _refuse_to_unsettle(years: Iterable[FinancialYear]) -> None:
    """A camera added for this year may lack a weight in another."""
    if trouble := unsettled(years):
        message = f"{trouble} Give the type an earlier weight, or the camera a later first day."
        raise WorkbookErrors([Problem(message, CAMERAS_SHEET.name)])


def _year(workbook: YearWorkbook, partners: list[Partner], creator: Creator) -> FinancialYear:
    settings = workbook.settings
    [year] = creator.create(
        [
            FinancialYear(
                starts_in=settings.period.starts_in,
                rounding_unit=settings.rounding_unit,
                averaging=settings.averaging,
                round_shares_first=settings.round_shares_first,
            )
        ]
    )
    creator.create(
        YearPartner(
            year=year,
            partner=partner,
            position=position,
            first_day=entry.first_day,
            last_day=entry.last_day,
        )
        for position, (partner, entry) in enumerate(
            zip(partners, workbook.partners, strict=True), start=1
        )
    )
    return year


def _elements(
    workbook: YearWorkbook, year: FinancialYear, partners: list[Partner], creator: Creator
) -> None:
    elements = creator.create(
        ChargeElement(
            year=year,
            name=entry.name,
            percentage=entry.percentage,
            amount=entry.amount,
            basis=entry.basis,
            position=position,
        )
        for position, entry in enumerate(workbook.elements, start=1)
    )
    creator.create(
        AgreedPercentage(element=element, partner=partners[place], percentage=percentage)
        for element, entry in zip(elements, workbook.elements, strict=True)
        for place, percentage in entry.agreed.items()
    )


def _lines(workbook: YearWorkbook, year: FinancialYear, creator: Creator) -> list[BudgetLine]:
    positions = next_positions(SubjectiveGroup)
    creator.create(
        SubjectiveGroup(name=name, position=next(positions)) for name in workbook.new_groups
    )
    groups = {group.name: group for group in SubjectiveGroup.objects.all()}
    lines = creator.create(
        BudgetLine(
            year=year,
            group=groups[entry.group],
            name=entry.name,
            original_budget=entry.budget,
            position=position,
            by_q1=entry.profile.by_q1,
            by_q2=entry.profile.by_q2,
            by_q3=entry.profile.by_q3,
        )
        for position, entry in enumerate(workbook.lines, start=1)
    )
    creator.create(
        LedgerCode(line=line, code=code)
        for line, entry in zip(lines, workbook.lines, strict=True)
        for code in entry.ledger_codes
    )
    return lines


def _quarters(year: FinancialYear) -> dict[int, Quarter]:
    rows = Quarter.objects.bulk_create(Quarter(year=year, number=number) for number in QUARTERS)
    return {quarter.number: quarter for quarter in rows}


def _figures(
    workbook: YearWorkbook,
    quarters: dict[int, Quarter],
    lines: list[BudgetLine],
    user: User | None,
) -> None:
    """First revisions, of the lines that a quarter's sheet says something of."""
    batches = {
        number: FigureBatch.objects.create(
            quarter=quarters[number], source=FigureBatch.Source.LOADED, saved_by=user
        )
        for number, entries in workbook.figures.items()
        if entries
    }
    FigureRevision.objects.bulk_create(
        (
            FigureRevision(
                quarter=quarters[number],
                batch=batches[number],
                line=lines[entry.line],
                number=1,
                actual=entry.actual,
                estimate=entry.estimate,
                comment=entry.comment,
            )
            for number, entries in workbook.figures.items()
            for entry in entries
        ),
        batch_size=BATCH,
    )
