"""Answers that outlive their page: kept over a sign-in, or sent again by the outbox of the device.

A form that takes part carries a mark of the person whom its page was made for (`person`). Without
it nobody could tell whose answer comes in when the session has ended, and an answer must never be
stored in the name of whoever signs in next on the same device.
"""

import time
from collections.abc import Callable
from uuid import UUID, uuid5

from django.contrib.auth import SESSION_KEY
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils.datastructures import MultiValueDict

PERSON = "person"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of Django's field, no secret
# Sent by the script that sends what waits on the device (static/js/outbox.js).
FROM_OUTBOX = "X-Outbox"

KEPT = "kept_answers"
KEPT_SECONDS = 20 * 3600
MOST_KEPT = 5
LONGEST = 16 * 1024

_signer = Signer(salt="apps.core.answers")


def key_of_press(key: UUID, press: int) -> UUID:
    """Return the key under which one press of a form is kept: of the first, that of the form.

    The same press sent again finds its row. The next one is an answer of its own, whatever it says:
    only a count tells "worse, gone, and worse again" from a first "worse" that arrives late.
    """
    return uuid5(key, f"press {press}") if press > 1 else key


def keeps_answer(view: Callable) -> Callable:
    """Mark a view whose form is kept when the session has ended in the meantime."""
    view.keeps_answer = True
    return view


def mark_of(user) -> str:
    """Return the mark of a person, or "" for somebody who is not signed in.

    It is signed, so that only a page of ours can have given it.
    """
    return _signer.sign(str(user.pk)) if user.is_authenticated else ""


def is_by(request: HttpRequest) -> bool:
    """Return whether the form that was sent was made for the person who is signed in."""
    return request.user.is_authenticated and request.POST.get(PERSON) == mark_of(request.user)


def keep(request: HttpRequest) -> None:
    """Keep the form of somebody whose session has ended, until they sign in or 20 hours are over.

    It lies in the session on the server: neither in an address nor in a log. What is too long, or
    carries no mark of ours, is not kept, so that strangers cannot fill the database.
    """
    body = _typed(request).urlencode()
    kept = request.session.get(KEPT, [])
    address = request.get_full_path()
    if not _is_ours(request.POST.get(PERSON, "")) or len(body) > LONGEST:
        return
    # The key of the form makes a second send of the same answer harmless: the newest is enough.
    others = [one for one in kept if (one["address"], one["body"]) != (address, body)]
    answer = {"address": address, "body": body, "at": int(time.time())}
    request.session[KEPT] = [*others, answer][-MOST_KEPT:]
    request.session.set_expiry(KEPT_SECONDS)


def are_kept(request: HttpRequest) -> bool:
    """Return whether answers wait for somebody to sign in."""
    session = getattr(request, "session", {})
    return KEPT in session and SESSION_KEY not in session


def kept_for(request: HttpRequest) -> dict | None:
    """Return the oldest kept answer of the person who is signed in; forget those of others."""
    kept = request.session.get(KEPT)
    if not kept:
        return None
    mark, now = mark_of(request.user), time.time()
    mine = [
        one
        for one in kept
        if QueryDict(one["body"]).get(PERSON) == mark and one["at"] > now - KEPT_SECONDS
    ]
    if len(mine) < len(kept):
        request.session[KEPT] = mine
    return mine[0] if mine else None


def send_now(request: HttpRequest, kept: dict) -> None:
    """Turn the request for the form's address into the form that was kept, once."""
    request.session[KEPT] = [one for one in request.session[KEPT] if one != kept]
    request.method = "POST"
    request.POST = QueryDict(kept["body"])
    request._files = MultiValueDict()


def to_send_again(request: HttpRequest) -> dict | None:
    """Return what the page for an old form needs to offer the same answer with a new token."""
    match = request.resolver_match
    if not match or not getattr(match.func, "keeps_answer", False) or not is_by(request):
        return None
    fields = [(name, value) for name, values in _typed(request).lists() for value in values]
    return {"address": request.get_full_path(), "fields": fields, "token": get_token(request)}


def _typed(request: HttpRequest) -> QueryDict:
    typed = request.POST.copy()
    typed.pop(TOKEN, None)
    return typed


def _is_ours(mark: str) -> bool:
    try:
        _signer.unsign(mark)
    except BadSignature:
        return False
    return True
