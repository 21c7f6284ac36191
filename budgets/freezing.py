"""A quarter's inputs as JSON and back, exactly: decimals and fractions travel as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from budgets.inputs import BudgetedPart, LinePosition, QuarterInputs
from budgets.mentioned import NOTHING_MENTIONED, Mentioned, MentionedList
from budgets.part_years import PartOfYear
from budgets.shares import ElementTerms, ShareBasis
from cameras.arithmetic import CountedService
from partners.models import Partner

MONEY = ("budget", "actual", "estimate", "last_actual", "last_estimate")


def frozen(inputs: QuarterInputs) -> dict:
    """``inputs`` as plain JSON values; ``thawed`` gives back an equal object."""
    return {
        "lines": [_frozen_line(line) for line in inputs.lines],
        "partners": [
            {"id": partner.pk, "name": partner.name, "short_name": partner.short_name}
            | {
                "slug": partner.slug,
                "is_host": partner.is_host,
                "position": partner.position,
            }
            for partner in inputs.partners
        ],
        "basis": _frozen_basis(inputs.basis),
        "budgeted": [
            {
                "partner": part.partner,
                "equivalent_cameras": _ratio(part.equivalent_cameras),
                "share": _ratio(part.share),
                "amount": str(part.amount),
                "fixed": _ratio_or_none(part.fixed),
                "rest": _ratio_or_none(part.rest),
            }
            for part in inputs.budgeted
        ],
        "rounding_unit": inputs.rounding_unit,
        "mentioned": _frozen_mentioned(inputs.mentioned),
    }


def thawed(content: dict) -> QuarterInputs:
    """The inputs that ``frozen`` wrote; a key of later days may be missing."""
    return QuarterInputs(
        lines=tuple(_thawed_line(line) for line in content["lines"]),
        partners=tuple(Partner(**partner) for partner in content["partners"]),
        basis=_thawed_basis(content["basis"]),
        budgeted=tuple(
            BudgetedPart(
                part["partner"],
                Fraction(part["equivalent_cameras"]),
                Fraction(part["share"]),
                Decimal(part["amount"]),
                _fraction_or_none(part.get("fixed")),
                _fraction_or_none(part.get("rest")),
            )
            for part in content["budgeted"]
        ),
        rounding_unit=content["rounding_unit"],
        mentioned=_thawed_mentioned(content.get("mentioned")),
    )


def _frozen_line(line: LinePosition) -> dict:
    words = {name: getattr(line, name) for name in ("line_id", "group", "line", "comment")}
    others = {"revision": line.revision, "expected": _ratio_or_none(line.expected)}
    return words | others | {name: _text(getattr(line, name)) for name in MONEY}


def _thawed_line(line: dict) -> LinePosition:
    others = {"expected": _fraction_or_none(line.get("expected"))}
    return LinePosition(**line | others | {name: _decimal(line[name]) for name in MONEY})


def _frozen_basis(basis: ShareBasis) -> dict:
    return {
        "partners": list(basis.partners),
        "terms": [
            {
                "name": terms.name,
                "percentage": str(terms.percentage),
                "basis": terms.basis,
                "amount": str(terms.amount),
                "agreed": [[partner, str(percentage)] for partner, percentage in terms.agreed],
            }
            for terms in basis.terms
        ],
        "averages": [[partner, _ratio(average)] for partner, average in basis.averages.items()],
        "round_shares_first": basis.round_shares_first,
        "counted": [_frozen_service(service) for service in basis.counted],
        "parts_of_year": [vars(part) | _frozen_days(part) for part in basis.parts_of_year],
    }


def _thawed_basis(content: dict) -> ShareBasis:
    return ShareBasis(
        partners=tuple(content["partners"]),
        terms=tuple(
            ElementTerms(
                terms["name"],
                Decimal(terms["percentage"]),
                terms["basis"],
                tuple((partner, Decimal(percentage)) for partner, percentage in terms["agreed"]),
                Decimal(terms.get("amount", 0)),
            )
            for terms in content["terms"]
        ),
        averages={partner: Fraction(average) for partner, average in content["averages"]},
        round_shares_first=content["round_shares_first"],
        counted=tuple(_thawed_service(service) for service in content["counted"]),
        parts_of_year=tuple(
            PartOfYear(**part | _thawed_days(part)) for part in content.get("parts_of_year", ())
        ),
    )


def _frozen_service(service: CountedService) -> dict:
    return {
        "partner": service.partner,
        "camera_type": service.camera_type,
        **_frozen_days(service),
        "number": service.number,
        "samples": service.samples,
        "samples_in_year": service.samples_in_year,
        "weight": str(service.weight),
    }


def _thawed_service(content: dict) -> CountedService:
    weight = Decimal(content["weight"])
    return CountedService(**content | _thawed_days(content) | {"weight": weight})


def _frozen_days(span: CountedService | PartOfYear) -> dict[str, str | None]:
    days = {"first_day": span.first_day, "last_day": span.last_day}
    return {name: day and day.isoformat() for name, day in days.items()}


def _thawed_days(content: dict) -> dict[str, date | None]:
    names = ("first_day", "last_day")
    return {name: content[name] and date.fromisoformat(content[name]) for name in names}


def _frozen_mentioned(mentioned: MentionedList) -> dict:
    return {
        "on": mentioned.on and mentioned.on.isoformat(),
        "items": [
            vars(item) | {"due": item.due.isoformat(), "effect": _text(item.effect)}
            for item in mentioned.items
        ],
    }


def _thawed_mentioned(content: dict | None) -> MentionedList:
    if content is None:
        return NOTHING_MENTIONED
    return MentionedList(
        content["on"] and date.fromisoformat(content["on"]),
        tuple(
            Mentioned(
                **item
                | {"due": date.fromisoformat(item["due"]), "effect": _decimal(item["effect"])}
            )
            for item in content["items"]
        ),
    )


def _ratio(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def _ratio_or_none(value: Fraction | None) -> str | None:
    return None if value is None else _ratio(value)


def _fraction_or_none(value: str | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
