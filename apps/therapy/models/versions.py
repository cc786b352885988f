"""What phases, goals and plans have in common: rows that change in place, version by version."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Versioned(models.Model):
    """A row that the team edits. The event of each save keeps the former state.

    `version` counts the saves, so that a form knows whether somebody else was first.
    """

    # What the row says about the patient; all of it can be changed.
    FACTS: ClassVar[tuple[str, ...]] = ()
    # What else an event tells: whether and how the row stands.
    STANDING: ClassVar[tuple[str, ...]] = ("removed_at",)

    # Made by the form, so that a repeated send is recognised.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def facts(self) -> dict[str, Any]:
        """Return what the row says, in the words that the actions take."""
        return {field: getattr(self, field) for field in self.FACTS}

    def told(self) -> dict[str, Any]:
        """Return what an event tells of the row; other rows stand as their ids."""
        fields = (self._meta.get_field(name) for name in (*self.FACTS, *self.STANDING))
        return {field.name: getattr(self, field.attname) for field in fields}

    @property
    def stands(self) -> bool:
        """Whether it counts now."""
        raise NotImplementedError

    def taken_back(self) -> dict[str, Any]:
        """Return what changes when the save that added the row is undone."""
        raise NotImplementedError


class RemovableQuerySet(models.QuerySet):
    """Questions about many rows that can be removed and put back."""

    def standing(self) -> "RemovableQuerySet":
        """Those that were not removed."""
        return self.filter(removed_at=None)


class Removable(Versioned):
    """A versioned row that can be removed and put back."""

    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        """Whether it was not removed."""
        return self.removed_at is None

    def taken_back(self) -> dict[str, Any]:
        """Return what changes when the save that added the row is undone."""
        return {"removed_at": timezone.now()}
