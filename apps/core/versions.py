"""Which version of a row somebody saw who presses a button or saves a form."""

from typing import TypeVar

from django.db.models import Model
from django.forms import Form

OneForm = TypeVar("OneForm", bound=Form)


def version_sent(request) -> int:
    """Return the version that a button sent; 0, which no row has, for none."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 8 else 0


def on_top_of(form: OneForm, present: Model) -> OneForm:
    """Return a form of what was typed as a change of `present`, which somebody else saved; its
    field `version` names the row that it was made from."""
    data = form.data.copy()
    data["version"] = str(present.pk)
    newer = type(form)(data)
    newer.full_clean()
    return newer
