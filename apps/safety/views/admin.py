"""The admin's pages: whom to call and when to ask, and counts without names."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.permissions import allow
from apps.core.roles import Role
from apps.safety import access, actions, signs
from apps.safety.forms.settings import SettingsForm
from apps.safety.pages.counts import counts_page
from apps.safety.pages.settings import history

SPANS = (30, 90, 365, 1096)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def safety_settings(request):
    """Set the numbers to call and the intervals; show who set what before."""
    form = SettingsForm(request.POST or None, initial=access.settings_now())
    if form.is_valid():
        saved = actions.save_settings(by=request.user, **form.cleaned_data)
        told = (
            _("Saved. Every page has it within a minute.") if saved else _("Nothing has changed.")
        )
        messages.success(request, told)
        return redirect("safety:settings")
    return render(
        request,
        "safety/settings.html",
        {
            "form": form,
            "history": history(),
            "version": signs.VERSION,
            "source": signs.SOURCE,
            "reviewed_on": signs.SOURCE_REVIEWED_ON,
        },
    )


@require_safe
@allow(Role.ADMIN)
def counts(request):
    """Show how often alerts are raised and how soon somebody looks."""
    asked = request.GET.get("days", "")
    days = next((span for span in SPANS if str(span) == asked), SPANS[1])
    context = {"counts": counts_page(days), "spans": SPANS, "days": days}
    return render(request, "safety/counts.html", context)
