"""The admin's pages: whom to call and when to ask, and counts without names."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.versions import on_top_of
from apps.safety import access, actions, signs
from apps.safety.forms.settings import SettingsForm
from apps.safety.pages.counts import counts_page
from apps.safety.pages.settings import differences, history
from apps.safety.wording.settings import LABELS

SPANS = (30, 90, 365, 1096)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def safety_settings(request):
    """Set the numbers to call and the intervals; show who set what before."""
    if request.method == "POST":
        return _save_settings(request, SettingsForm(request.POST))
    present = access.version_now()
    initial = access.settings_now() | {"version": present and present.pk}
    return _settings_page(request, SettingsForm(initial=initial))


def _save_settings(request, form):
    if not form.is_valid():
        return _settings_page(request, form)
    try:
        saved = actions.save_settings(by=request.user, **form.cleaned_data)
    except actions.StaleSettings as stale:
        return _both_versions(request, form, stale.present)
    told = _("Saved. Every page has it within a minute.") if saved else _("Nothing has changed.")
    messages.success(request, told)
    return redirect("safety:settings")


def _both_versions(request, form, present):
    """Keep what was typed and show how it differs; a second Save stores it."""
    newer = on_top_of(form, present)
    told = _(
        "%(name)s has saved these settings since you opened them. Your answers are below. "
        "Compare them, then save again to use yours."
    )
    newer.add_error(None, told % {"name": present.saved_by.name})
    return _settings_page(request, newer, differs=differences(present, form.cleaned_data, LABELS))


def _settings_page(request, form, **context):
    return render(
        request,
        "safety/settings.html",
        {
            "form": form,
            "history": history(),
            "version": signs.VERSION,
            "source": signs.SOURCE,
            "reviewed_on": signs.SOURCE_REVIEWED_ON,
        }
        | context,
    )


@require_safe
@allow(Role.ADMIN)
def counts(request):
    """Show how often alerts are raised and how soon somebody looks."""
    asked = request.GET.get("days", "")
    days = next((span for span in SPANS if str(span) == asked), SPANS[1])
    context = {"counts": counts_page(days), "spans": SPANS, "days": days}
    return render(request, "safety/counts.html", context)
