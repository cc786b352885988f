"""What holds for every request, whatever view it asks for."""

from django.core.exceptions import PermissionDenied
from django.utils.cache import add_never_cache_headers, patch_cache_control

from apps.core.permissions import allowed_roles, is_public
from apps.core.views import bad_request

# NUL, which PostgreSQL cannot store, and the sign that Django puts for invalid UTF-8.
UNREADABLE = ("\x00", "\ufffd")


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
