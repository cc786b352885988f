"""The admin's pages of clinical tests."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.assessments import actions, wording
from apps.assessments.access import instrument_or_404, instruments
from apps.assessments.forms import ChangeInstrumentForm, InstrumentForm
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.versions import version_sent


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
    return _ask(request, form, lambda: _add(request, form), _("%(name)s is on offer."))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def change_instrument(request, instrument_id):
    """Change the texts of a test."""
    instrument = instrument_or_404(request.user, instrument_id)
    form = ChangeInstrumentForm(request.POST or None, instrument=instrument)
    return _ask(request, form, lambda: _change(request, form), _("%(name)s is saved."))


@require_POST
@allow(Role.ADMIN)
def stop_instrument(request, instrument_id):
    """Take a test off the list to choose from; its results stay."""
    instrument = instrument_or_404(request.user, instrument_id)
    actions.stop_offering(by=request.user, instrument=instrument)
    told = _("%(name)s is no longer on offer.") % {"name": instrument.label}
    undo = reverse("assessments:offer-instrument", args=[instrument.address_id])
    messages.success(request, told, extra_tags=undo)
    return redirect("assessments:instruments")


@require_POST
@allow(Role.ADMIN)
def offer_instrument(request, instrument_id):
    """Put a test back on the list."""
    instrument = instrument_or_404(request.user, instrument_id)
    actions.offer_again(by=request.user, instrument=instrument)
    messages.success(request, _("%(name)s is on offer.") % {"name": instrument.label})
    return redirect("assessments:instruments")


def _add(request, form):
    return actions.add_instrument(by=request.user, version=form.version(), **form.facts())


def _change(request, form):
    seen, version = form.instrument, version_sent(request)
    return actions.change_instrument(
        by=request.user, instrument=seen, version=version, **form.texts()
    )


def _ask(request, form, save, said):
    """Show the form, or save and go to the list; what was typed stays until it is saved."""
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, version_sent(request))
    try:
        saved = save()
    except actions.StaleInstrument as stale:
        return _both_versions(request, form, stale.present)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _form_page(request, form, version_sent(request))
    messages.success(request, said % {"name": saved.label})
    return redirect("assessments:instruments")


def _form_page(request, form, version=0, **context):
    instrument = form.instrument
    if instrument and request.method != "POST":
        version = instrument.revision
    context |= {"form": form, "instrument": instrument, "version": version}
    return render(request, "assessments/instrument_form.html", context)


def _both_versions(request, form, present):
    """Keep what was typed and show how the present texts differ; a second Save stores it."""
    form.add_error(None, wording.instrument_saved_since(present))
    differs = form.differs_from(present)
    return _form_page(request, form, present.revision, differs=differs)
