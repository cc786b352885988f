"""What happens to an answer whose form was here before, or whose entry was changed elsewhere."""

from uuid import uuid5

from django.shortcuts import redirect

from apps.core.answers import key_of_press
from apps.diary import actions


def keep(write, entry, form, words, *, key=None):
    """Store `words` as a correction of `entry`; return the row and whether it stands alone.

    It stands beside another one if somebody else changed the entry in the meantime. `form` holds
    the key and the press: the same press sent again is answered like the first. Without scripts,
    nobody counts, and other words of a form are kept under a key made from them.
    """
    key = key or key_of_press(form["key"], form["press"])
    try:
        kept = write(entry=entry, submission=key, **words)
    except actions.Stale as stale:
        return stale.kept, False
    if is_used(kept, form, words):
        return keep(write, kept, form, words, key=uuid5(key, repr(words)))
    return kept, True


def is_used(entry, form, words) -> bool:
    """Return whether the key was used before, for other words or for a row taken back since.

    A press that is counted and comes once more after it was taken back is a repeat.
    """
    other = any(getattr(entry, name) != word for name, word in words.items())
    return other or entry.state == entry.State.WITHDRAWN and not form["press"]


def shown(entry, is_alone):
    """Go to what was saved; a row that was corrected since, or that is not alone, has a page."""
    if is_alone and entry.state == entry.State.CURRENT:
        return redirect("diary:saved", entry.patient_id, entry.submission)
    return redirect("diary:entry", entry.patient_id, entry.pk)
