"""An alarm is answered with Get help, whatever becomes of storing it."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse


def leads_to_help(when: Callable[[QueryDict], bool]) -> Callable:
    """Mark a view whose form is an alarm if `when(what was sent)` says so."""

    def mark(view: Callable) -> Callable:
        view.is_alarm = when
        return view

    return mark


def answered(response: HttpResponse) -> HttpResponse:
    """Mark the answer to an alarm that leads to a page with the call button, instead of to help."""
    response.answers_alarm = True
    return response


def not_stored() -> HttpResponse:
    """Return the answer to an alarm that cannot be stored: the help itself, which says so."""
    response = redirect(reverse("core:help") + "?unsaved")
    response.is_unsaved = True
    return response


def shows_help(view: Callable) -> Callable:
    """Mark a page that answers alarms: whatever fails on it, help is shown in its place."""
    view.shows_help = True
    return view


def always(_sent: QueryDict) -> bool:
    """Return that every form that the view gets is an alarm."""
    return True


def is_alarm(request: HttpRequest) -> bool:
    """Return whether an alarm was sent, by whomever and however far the request came."""
    if request.method != "POST":
        return False
    try:
        when = getattr(resolve(request.path_info).func, "is_alarm", None)
        return when is not None and when(_sent(request))
    except Resolver404:
        return False


def _sent(request: HttpRequest) -> QueryDict:
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, OSError):  # it cannot be read
        return QueryDict()


def must_show_help(request: HttpRequest) -> bool:
    """Return whether a page was asked for that answers alarms."""
    if request.method not in ("GET", "HEAD"):
        return False
    try:
        return getattr(resolve(request.path_info).func, "shows_help", False)
    except Resolver404:
        return False
