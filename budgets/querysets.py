"""Named questions to the budget, each fetching what a page needs in a fixed number of queries.

Money is never totalled in SQL: SQLite keeps decimals as floats.
"""

from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery

from partners.periods import Year


class FinancialYearQuerySet(models.QuerySet):
    def of(self, period: Year):
        """The year ``period``. DoesNotExist: it was never set up."""
        return self.get(starts_in=period.starts_in)


class BudgetLineQuerySet(models.QuerySet):
    def with_changes(self):
        """Lines with all that ``current_budget`` needs, in a fixed number of queries."""
        return self.prefetch_related("virements_in", "virements_out", "supplementaries")


class QuarterQuerySet(models.QuerySet):
    def of(self, period: Year, number: int):
        """One quarter with its year. DoesNotExist: no such year or quarter."""
        return self.select_related("year").get(year__starts_in=period.starts_in, number=number)

    def with_first_meeting(self):
        """Quarters with the day on which the first body ``meets_on`` their papers, if one is planned.

        Of the papers this app knows no more than that they may have meetings.
        """
        return self.annotate(meets_on=Min("report__meetings__date"))

    def opened(self):
        """Quarters of approved budgets; while a year is being set its quarters are not there yet."""
        return self.exclude(year__state="being_set")


class FigureRevisionQuerySet(models.QuerySet):
    def newest(self):
        """Only the newest revision of each line and quarter: the figures themselves."""
        later = self.model.objects.order_by().filter(
            quarter=OuterRef("quarter"), line=OuterRef("line"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def with_before(self):
        """Each with what it changed: the cells of the revision before it as ``before_actual`` and
        so on, its line, its batch and what took that back.

        Nothing came before the first: its are all None.
        """
        cells = ("actual", "estimate", "comment")
        before = {f"before_{cell}": Subquery(self._before().values(cell)) for cell in cells}
        return self.annotate(**before).select_related(
            "line", "batch__saved_by", "batch__taken_back_by"
        )

    def changing(self, cell: str):
        """Those that say something else in ``cell`` than the revision before; the first, anything."""
        empty = Q(comment="") if cell == "comment" else Q(**{f"{cell}__isnull": True})
        same = Exists(self._before().filter(**{cell: OuterRef(cell)}))
        empty_as_before = empty & ~Exists(self._before().exclude(empty))
        return self.exclude(same | empty_as_before)

    def _before(self):
        """Revisions are numbered without a gap."""
        return self.model.objects.order_by().filter(
            quarter=OuterRef("quarter"), line=OuterRef("line"), number=OuterRef("number") - 1
        )


class BudgetedRechargeQuerySet(models.QuerySet):
    def newest(self):
        """The recharges of each year's newest version of the budget."""
        newest = (
            self.model.objects.filter(year=OuterRef("year"))
            .order_by()
            .values("year")
            .annotate(newest=Max("version"))
            .values("newest")
        )
        return self.filter(version=Subquery(newest))


class MentionedItemQuerySet(models.QuerySet):
    def as_at(self, quarter):
        """The items that ``quarter`` shows: raised in it or before, and settled in it or not before.

        Quarters follow each other across years, so an open item is carried on by itself.
        """
        earlier = _before("settled_in", quarter)
        return self.exclude(earlier).filter(_before("raised_in", quarter) | Q(raised_in=quarter))


def _before(name, quarter):
    """The quarter called ``name`` came before ``quarter``."""
    year = quarter.year.starts_in
    return Q(**{f"{name}__year__starts_in__lt": year}) | Q(
        **{f"{name}__year__starts_in": year, f"{name}__number__lt": quarter.number}
    )
