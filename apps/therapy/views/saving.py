"""What the pages of goals and plans do alike when a form is saved."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from apps.therapy import actions


def save_or_ask(request, form, save: Callable, *, leads_to: str, said: str, ask: Callable):
    """Save and go to the list, or say why not; what was typed stays.

    `ask(form, present=None)` draws the form; `present` is the version that somebody else saved.
    """
    try:
        row = save(by=request.user, **form.facts())
    except actions.StaleRow as stale:
        return ask(form, stale.present)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return ask(form)
    messages.success(request, said)
    return redirect(leads_to, row.patient_id)
