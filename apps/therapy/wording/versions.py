"""What people read whose save came after another one of the same phase, goal or plan."""

from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.therapy.models.versions import Versioned


def saved_since(present: Versioned, reader: User) -> str:
    """Say that another version stands now, and how to store one's own all the same."""
    if present.saved_by == reader:
        return _(
            "You have saved this since you opened it here. Your answers are below. "
            "Compare them, then save again to use them."
        )
    return _(
        "%(name)s has saved this since you opened it. Your answers are below. "
        "Compare them, then save again to use yours."
    ) % {"name": present.saved_by.name}


def nothing_changed(present: Versioned, reader: User) -> str:
    """Say that a button came too late."""
    if present.saved_by == reader:
        return _("Nothing is changed: you have saved this since. Look at it again.")
    return _("Nothing is changed: %(name)s has saved this since. Look at it again.") % {
        "name": present.saved_by.name
    }
