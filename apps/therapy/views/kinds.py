"""The admin's page of session kinds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.permissions import allow
from apps.core.roles import Role
from apps.therapy import actions
from apps.therapy.access import kind_or_404, kinds
from apps.therapy.forms import KindForm


@require_safe
@allow(Role.ADMIN)
def kind_list(request):
    """Show every kind, on offer or not."""
    return render(request, "therapy/kinds.html", {"kinds": kinds()})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def add_kind(request):
    """Add a kind; it appears in the session form at once."""
    form = KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = actions.add_kind(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is on offer.") % {"name": kind.label})
        return redirect("therapy:kinds")
    return render(request, "therapy/kind_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def change_kind(request, code):
    """Change the names and the mark of a kind."""
    kind = kind_or_404(request.user, code)
    form = KindForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        kind = actions.change_kind(by=request.user, kind=kind, **form.cleaned_data)
        messages.success(request, _("%(name)s is saved.") % {"name": kind.label})
        return redirect("therapy:kinds")
    return render(request, "therapy/kind_form.html", {"form": form, "kind": kind})


@require_POST
@allow(Role.ADMIN)
def stop_kind(request, code):
    """Take a kind off the session form; its sessions stay."""
    kind = kind_or_404(request.user, code)
    try:
        actions.stop_offering(by=request.user, kind=kind)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("%(name)s is no longer on offer.") % {"name": kind.label})
    return redirect("therapy:kinds")


@require_POST
@allow(Role.ADMIN)
def offer_kind(request, code):
    """Put a kind back on the session form."""
    kind = actions.offer_again(by=request.user, kind=kind_or_404(request.user, code))
    messages.success(request, _("%(name)s is on offer.") % {"name": kind.label})
    return redirect("therapy:kinds")
