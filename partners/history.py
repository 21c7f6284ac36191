"""The history that every saving leaves: who, when and why, and the fields as they then stood.

django-simple-history writes it. Here is what this application asks besides: a saving that changes
nothing leaves no entry, and an entry holds what the database holds. Every model with a history
uses this class (tests/test_architecture.py).
"""

from __future__ import annotations

from django.db.models import Model
from simple_history import models as simple_history
from simple_history.manager import HistoryDescriptor

ADDED, CHANGED, REMOVED = "+", "~", "-"
# What whoever saves may say about the saving itself.
ABOUT_THE_SAVING = ("_history_user", "_history_date", "_change_reason")


class HistoricalRecords(simple_history.HistoricalRecords):
    """A record of every saving that changes a tracked field, or that gives a reason on purpose.

    A reason belongs to one saving: it is taken off the instance once it is written down.
    """

    def finalize(self, sender, **kwargs):
        """Its manager's class is made once, where the package would make one at each reading of it."""
        super().finalize(sender, **kwargs)
        made = sender.__dict__.get(self.manager_name)
        if isinstance(made, HistoryDescriptor):
            setattr(sender, self.manager_name, OneManager(made))

    def create_historical_record(self, instance, history_type, using=None):
        if history_type == CHANGED:
            stored = _as_stored(instance)
            if getattr(instance, "_change_reason", None) or not self._is_known(stored):
                super().create_historical_record(stored, history_type, using)
        else:
            super().create_historical_record(instance, history_type, using)
        instance.__dict__.pop("_change_reason", None)

    def _is_known(self, stored: Model) -> bool:
        """Whether the newest record says the same of every tracked field.

        Both as read from the database: what is in memory may be text still, or digits that the
        database does not keep.
        """
        names = [field.attname for field in self.fields_included(stored)]
        newest = getattr(stored, self.manager_name).order_by("-history_id").values(*names).first()
        return newest == {name: getattr(stored, name) for name in names}


class OneManager:
    """What a model's ``history`` is: the manager of its records, or of one instance's."""

    def __init__(self, made: HistoryDescriptor):
        self.model = made.model
        self.manager_class = made.manager_class.from_queryset(made.queryset_class)

    def __get__(self, instance, owner):
        return self.manager_class(self.model, instance)


def _as_stored(instance: Model) -> Model:
    """The row as it now stands: ``save(update_fields=…)`` leaves the rest of an instance unsaved."""
    stored = type(instance)._base_manager.using(instance._state.db).get(pk=instance.pk)
    for name in ABOUT_THE_SAVING:
        if hasattr(instance, name):
            setattr(stored, name, getattr(instance, name))
    return stored
