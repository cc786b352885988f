"""What the pages of goals, phases and plans do alike: save a form, or do what a button asks.

`noun` is "goal", "phase" or "plan", as in the names of the addresses.
"""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse

from apps.core.texts import together
from apps.core.versions import version_sent
from apps.therapy import actions, wording


def save_or_ask(request, form, save: Callable, noun: str, said: str, *, ask: Callable):
    """Save and go to the list, or say why not; what was typed stays.

    `ask(form, present=None)` draws the form; `present` is the version that was saved meanwhile.
    """
    try:
        row = save(by=request.user, **form.facts())
    except actions.StaleRow as stale:
        return ask(_on_top(request, form, stale.present), stale.present)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return ask(form)
    return _done(request, row, noun, said)


def press(request, move: Callable, noun: str, said: str, *, can_undo: bool = True):
    """Do what a button asks, or say why not; then show the list."""
    row = move.keywords[noun]
    try:
        row = move(by=request.user)
    except actions.StaleRow as stale:
        messages.warning(request, wording.nothing_changed(stale.present, request.user))
    except ValidationError as refusal:
        messages.warning(request, together(refusal.messages))
    else:
        return _done(request, row, noun, said, can_undo=can_undo)
    return redirect(f"therapy:{noun}s", row.patient_id)


def _done(request, row, noun, said, *, can_undo=True):
    """Tell what is done, with a button that undoes this very save; then show the list.

    What somebody else had done already is theirs to undo.
    """
    address = reverse(f"therapy:undo-{noun}", args=[row.patient_id, row.pk, row.version])
    is_own = can_undo and row.saved_by_id == request.user.pk
    messages.success(request, said, extra_tags=address if is_own else "")
    return redirect(f"therapy:{noun}s", row.patient_id)


def _on_top(request, form, present):
    """Return the same answers on top of what stands now, and say so; a second Save stores them."""
    if form.row and not version_sent(request):
        return form.too_old(present)
    newer = form.on_top_of(present)
    newer.full_clean()
    newer.add_error(None, wording.saved_since(present, request.user))
    return newer
