"""The first page, Get help, and the error pages.

An error page needs nothing: no database, no user, no tag that can fail, no record.
"""

import logging
import secrets
import sys
import traceback
from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core import answers, contacts, installed
from apps.core.alarms import shows_help
from apps.core.permissions import allow
from apps.core.roles import Role

logger = logging.getLogger(__name__)

FIRST_PAGES = {
    Role.PATIENT: "care:my-first-page",
    Role.HELPER: "care:helped-patients",
    Role.THERAPIST: "caseload:caseload",
    Role.ADMIN: "accounts:people",
}


@require_safe
@allow(*Role)
@never_cache
def home(request):
    """Send each role to its own first page."""
    return redirect(FIRST_PAGES[Role(request.user.role)])


@require_safe
@login_not_required
@shows_help
def get_help(request):
    """Show when and whom to call; open to everybody, signed in or not."""
    return render(request, "core/help.html", _numbers_to_call())


def bare_help(status: int = 200, **told) -> HttpResponse:
    """Show Get help as nobody sees it: without session, person and database."""
    page = render_to_string("core/help.html", _numbers_to_call() | told)
    response = HttpResponse(page, status=status)
    add_never_cache_headers(response)
    return response


def _numbers_to_call() -> dict:
    return asdict(contacts.contacts())


@require_safe
@login_not_required
def get_help_in(request, language):
    """Show Get help in one language, as every device keeps it for a day without internet.

    The device may have heard of a new number from another process a moment ago, and asks once.
    """
    contacts.contacts_now()
    with _language_or_404(language):
        return get_help(request)


@require_safe
@login_not_required
def offline(request, language):
    """Show the page that a device keeps and shows when there is no internet."""
    with _language_or_404(language):
        return render(request, "core/offline.html")


def _language_or_404(language: str):
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return translation.override(language)


@require_safe
@login_not_required
@never_cache
def outbox(request):
    """Give the script of the outbox a fresh token; this makes no session and prolongs none."""
    return JsonResponse({"token": get_token(request)})


@require_safe
@login_not_required
@never_cache
def service_worker(request):
    """Answer the script that works without internet, for the whole site."""
    return HttpResponse(installed.worker(), content_type="text/javascript")


@require_safe
@login_not_required
def manifest(request):
    """Answer what a device needs to know to install the site as an app."""
    facts = installed.manifest()
    return JsonResponse(facts, content_type="application/manifest+json")


def _error_page(name: str, status: int, **context) -> HttpResponse:
    context["clinic_phone"] = contacts.last_known().clinic_phone
    return HttpResponse(render_to_string(f"core/errors/{name}.html", context), status=status)


@login_not_required
def bad_request(request, exception=None):
    """Answer 400."""
    return _error_page("400", 400)


@login_not_required
def not_allowed(request, exception=None):
    """Answer 403: the page is not for this role."""
    return _error_page("403", 403)


@login_not_required
def form_expired(request, reason=""):
    """Answer 403 when the form's one-time token is missing or old; offer to send it once more."""
    return _error_page("form_expired", 403, again=answers.to_send_again(request))


@login_not_required
def not_found(request, exception=None):
    """Answer 404: there is no such page, or it is not this person's patient."""
    return _error_page("404", 404)


@login_not_required
def too_many_requests(request):
    """Answer 429: too many tries to sign in or to get a new password from one place."""
    return _error_page("429", 429)


@login_not_required
def server_error(request):
    """Answer 500 with an id that the log holds too.

    The log gets the kind of the error and the frames, never its message: a database error
    quotes the row, and rows are health data.
    """
    failure_id = secrets.token_hex(4)
    kind, _error, trace = sys.exc_info()
    frames = "".join(traceback.format_tb(trace))
    logger.error("Failure %s: %s\n%s", failure_id, kind.__name__ if kind else "unknown", frames)
    response = _error_page("500", 500, failure_id=failure_id)
    response["X-Failure"] = failure_id  # for the script of the outbox, which shows no page
    return response
