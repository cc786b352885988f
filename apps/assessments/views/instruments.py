"""The admin's pages of clinical tests."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.assessments import actions
from apps.assessments.access import instrument_or_404, instruments
from apps.assessments.forms import ChangeInstrumentForm, InstrumentForm
from apps.core.permissions import allow
from apps.core.roles import Role


@require_safe
@allow(Role.ADMIN)
def instrument_list(request):
    """Show every test, on offer or not."""
    return render(request, "assessments/instruments.html", {"instruments": instruments()})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def add_instrument(request):
    """Add a test; it can be recorded at once."""
    form = InstrumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = actions.add_instrument(by=request.user, version=form.version(), **form.facts())
        messages.success(request, _("%(name)s is on offer.") % {"name": added.label})
        return redirect("assessments:instruments")
    return render(request, "assessments/instrument_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def change_instrument(request, code):
    """Change the texts of a test."""
    instrument = instrument_or_404(request.user, code)
    form = ChangeInstrumentForm(request.POST or None, instrument=instrument)
    if request.method == "POST" and form.is_valid():
        saved = actions.change_instrument(by=request.user, instrument=instrument, **form.texts())
        messages.success(request, _("%(name)s is saved.") % {"name": saved.label})
        return redirect("assessments:instruments")
    context = {"form": form, "instrument": instrument}
    return render(request, "assessments/instrument_form.html", context)


@require_POST
@allow(Role.ADMIN)
def stop_instrument(request, code):
    """Take a test off the list to choose from; its results stay."""
    instrument = instrument_or_404(request.user, code)
    actions.stop_offering(by=request.user, instrument=instrument)
    messages.success(request, _("%(name)s is no longer on offer.") % {"name": instrument.label})
    return redirect("assessments:instruments")


@require_POST
@allow(Role.ADMIN)
def offer_instrument(request, code):
    """Put a test back on the list."""
    instrument = instrument_or_404(request.user, code)
    actions.offer_again(by=request.user, instrument=instrument)
    messages.success(request, _("%(name)s is on offer.") % {"name": instrument.label})
    return redirect("assessments:instruments")
