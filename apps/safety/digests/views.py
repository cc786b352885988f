"""The page of Settings on which a practitioner chooses the daily mail."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.permissions import allow
from apps.core.roles import Role
from apps.safety.digests import access, actions
from apps.safety.digests.forms import DigestForm


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST, Role.ADMIN)
def digest(request):
    """Choose whether a mail tells me each day that something is open, and when.

    An admin is told of what nobody else would see.
    """
    form = DigestForm(request.POST or None, digest=access.digest_of(request.user))
    if form.is_valid():
        actions.set_digest(by=request.user, **form.choice)
        messages.success(request, _("Daily mail saved."))
        return redirect("accounts:settings")
    return render(request, "safety/digest.html", {"form": form})
