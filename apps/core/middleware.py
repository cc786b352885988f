"""What holds for every request, whatever view it asks for."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages import ERROR, get_messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _

from apps.core import alarms, answers
from apps.core.languages import is_offered
from apps.core.permissions import allowed_roles, is_public
from apps.core.views import bad_request, bare_help

# NUL, which PostgreSQL cannot store, and the sign that Django puts for invalid UTF-8.
UNREADABLE = ("\x00", "\ufffd")


class HelpComesFirst:
    """Answers an alarm with Get help: also to somebody whose session has ended, whose form is too
    old, or whose answer could not be stored. And Get help itself needs no database.

    It stands outside of everything that can refuse or fail. The script of the outbox shows the help
    itself, and is told what became of the answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if answers.FROM_OUTBOX in request.headers:
            if response.status_code == 400:  # refused by us for good: it must hold up no other
                response[answers.FROM_OUTBOX] = "1"
            return response
        if alarms.is_alarm(request):
            return self._helped(request, response, reverse("core:help"))
        if response.status_code >= 500 and alarms.must_show_help(request):
            return bare_help()
        return response

    def _helped(self, request, response, address: str) -> HttpResponse:
        if response.status_code >= 500:
            return bare_help(response.status_code, is_unsaved=True)
        is_answered = getattr(response, "answers_alarm", False)
        if is_answered or response.get("Location", "").startswith(address):
            return response
        told = "kept" if answers.are_kept(request) else "unsaved"
        helped = redirect(f"{address}?{told}")
        helped.cookies = response.cookies  # the session that keeps the answer
        return helped


class RefuseUnreadableInput:
    """Answers 400 to text that no database can store, in one place for all forms."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_unreadable(request):
            return bad_request(request)
        return self.get_response(request)

    def _is_unreadable(self, request) -> bool:
        texts = [request.path]
        for data in (request.GET, request.POST):
            for name, values in data.lists():
                texts += [name, *values]
        return any(sign in text for text in texts for sign in UNREADABLE)


class ChosenLanguage:
    """Speaks the language that the person chose; a visitor chooses with `?language=`.

    Whoever has chosen nothing gets what LocaleMiddleware found: the cookie of an earlier choice,
    else what the browser asks for. A link needs no form and no script, so pages for everybody stay
    the same for everybody and may be kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_visitor = not request.user.is_authenticated
        chosen = request.GET.get("language", "") if is_visitor else request.user.language
        if not is_offered(chosen):
            return self.get_response(request)
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
        response = self.get_response(request)
        if is_visitor:
            self._remember(response, chosen)
        return response

    def _remember(self, response, language: str) -> None:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )


class SignInKeepsAnswers(LoginRequiredMiddleware):
    """Leads to the sign-in page, and keeps what somebody typed while their session ended.

    After the sign-in the first page that its person asks for becomes the kept form, at its own
    address and through every other check, as if they had pressed the button again. Whoever else
    signs in finds nothing: it is forgotten.
    """

    def process_view(self, request, view, args, kwargs):
        """Send what was kept for this person, before anything else is shown."""
        if not request.user.is_authenticated or is_public(view):
            return super().process_view(request, view, args, kwargs)
        kept = answers.kept_for(request)
        if kept and request.method == "GET" and answers.FROM_OUTBOX not in request.headers:
            if request.get_full_path() != kept["address"]:
                return redirect(kept["address"])
            answers.send_now(request, kept)
        return None

    def handle_no_permission(self, request, view_func):
        """Keep the answer, unless the device keeps it itself."""
        waits_on_device = answers.FROM_OUTBOX in request.headers
        if getattr(view_func, "keeps_answer", False) and not waits_on_device:
            answers.keep(request)
        if request.method == "POST":
            # Its address may answer to forms only, and whoever signs in may be somebody else.
            return redirect_to_login(reverse("core:home"))
        return super().handle_no_permission(request, view_func)


class ClosedByDefault:
    """Refuses every view whose mark does not name the person's role."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Let public views and marked views with the right role pass; refuse the rest."""
        if is_public(view):
            return
        roles = allowed_roles(view)
        if roles is None or request.user.role not in roles:
            raise PermissionDenied


class PrivatePages:
    """Keeps pages of signed-in people out of every cache, the browser's own included.

    A view that sets its own `Cache-Control` (a chart with an ETag) keeps it, made private.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.user.is_authenticated:
            return response
        if response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        else:
            add_never_cache_headers(response)
        return response


class AnswerOutbox:
    """Tells the script of the outbox in few words what became of an answer.

    A redirect becomes its address, and an error that waits for the next page its sentence: the
    script must not fetch a page that the person then loads once more. The header in the answer
    says that it is ours and no page of a network that asks for a sign-in of its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if answers.FROM_OUTBOX not in request.headers:
            return self.get_response(request)
        response = self.get_response(request)
        if not request.user.is_authenticated:
            response = HttpResponse(status=401)
        elif response.status_code == 302:
            response = self._told(request, response)
        response[answers.FROM_OUTBOX] = "1"
        return response

    def process_view(self, request, view, args, kwargs):
        """Refuse what was typed by somebody else who used this device before."""
        if answers.FROM_OUTBOX in request.headers and not answers.is_by(request):
            return HttpResponse(status=409)
        return None

    def _told(self, request, response) -> HttpResponse:
        address = response["Location"]
        if getattr(response, "is_unsaved", False):  # it stays on the device, and help is shown
            told = {"sentence": _("What you said is not saved."), "to": address}
            return JsonResponse(told, status=422)
        waiting = get_messages(request)
        errors = [str(message) for message in waiting if message.level >= ERROR]
        if errors:
            return JsonResponse({"sentence": " ".join(errors)}, status=422)
        waiting.used = False  # they are for the page that comes next
        return JsonResponse({"to": address})
