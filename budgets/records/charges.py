"""The words for the history of how a balance is shared: elements, and agreed percentages."""

from __future__ import annotations

from budgets.models import AgreedPercentage, ChargeElement
from budgets.records.sentences import PLACE, words
from partners.people_records import A_PARTNER
from partners.records import Field, Kind, Subject
from partners.records.printing import money, percentage

AN_ELEMENT = Subject("element", ChargeElement, ("name",))
ELEMENT = Kind(
    **words("Element of charge", "percentage", "amount", "basis"),
    key="element",
    plural="Elements of charge",
    model=ChargeElement,
    fields={
        "name": Field("Name"),
        "percentage": Field("Percentage of the balance", printed=percentage),
        "amount": Field("Fixed amount", printed=money),
        "basis": Field("Basis"),
        "position": PLACE,
        "decision": Field("Rests on"),
    },
    thing=lambda said: said.record.name,
    about={AN_ELEMENT: ("id",)},
)
AGREED = Kind(
    **words("Agreed percentage", "percentage"),
    key="agreed",
    plural="Agreed percentages",
    model=AgreedPercentage,
    fields={
        "element": Field("Element"),
        "partner": Field("Partner"),
        "percentage": Field("Percentage", printed=percentage),
    },
    thing=lambda said: f"{said['element']}: {said['partner']}",
    about={AN_ELEMENT: ("element_id",), A_PARTNER: ("partner_id",)},
)
