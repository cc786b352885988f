"""Pages on which somebody sets who covers for whom: the practitioner who is away, or an admin."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.care import access, actions
from apps.care.forms.covers import CoverForm
from apps.care.wording import cover_set
from apps.core.permissions import allow
from apps.core.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST, Role.ADMIN)
def covers(request):
    """List who covers for whom, now and to come, and set one more."""
    form = CoverForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            cover = actions.set_cover(by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, cover_set(cover))
            return redirect("care:covers")
    found = access.covers_for(request.user)
    return render(request, "care/covers.html", {"form": form, "covers": found})


@require_POST
@allow(Role.THERAPIST, Role.ADMIN)
def end_cover(request, cover_id):
    """End a cover now; the colleague's access by it ends at once."""
    cover = access.cover_or_404(request.user, cover_id)
    actions.end_cover(by=request.user, cover=cover)
    names = {"colleague": cover.colleague.name, "covered": cover.covered.name}
    messages.success(request, _("%(colleague)s no longer covers for %(covered)s.") % names)
    return redirect("care:covers")
