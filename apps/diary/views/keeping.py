"""What happens to an answer whose form was here before, or whose entry was changed elsewhere."""

from uuid import uuid5

from django.shortcuts import redirect

from apps.diary import actions


def keep(write, entry, key, words):
    """Store `words` as a correction of `entry`; return the row and whether it stands alone.

    It stands beside another one if somebody else changed the entry in the meantime. A page that
    was reached with the browser's Back has its old key. A repeat of the same words is answered
    like the first; other words are kept under a key made from them.
    """
    try:
        kept = write(entry=entry, submission=key, **words)
    except actions.Stale as stale:
        return stale.kept, False
    if is_used(kept, words):
        return keep(write, kept, uuid5(key, repr(words)), words)
    return kept, True


def is_used(entry, words) -> bool:
    """Return whether the form's key was used before, for other words or for a row taken back."""
    other = any(getattr(entry, name) != word for name, word in words.items())
    return other or entry.state == entry.State.WITHDRAWN


def shown(entry, is_alone):
    """Go to what was saved; a row that was corrected since, or that is not alone, has a page."""
    if is_alone and entry.state == entry.State.CURRENT:
        return redirect("diary:saved", entry.patient_id, entry.submission)
    return redirect("diary:entry", entry.patient_id, entry.pk)
