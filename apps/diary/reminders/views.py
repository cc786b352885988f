"""The pages about reminders: two of My details, and the one that a link in each mail leads to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from apps.care.access import own_patient_or_404
from apps.core.languages import is_offered
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary.reminders import access, actions
from apps.diary.reminders.forms import PauseForm, ReminderForm
from apps.diary.reminders.wording import in_words


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT)
def reminder(request):
    """Choose whether a mail reminds me, and when."""
    patient = own_patient_or_404(request.user)
    mine, today = access.reminder_of(patient), patient.today()
    form = ReminderForm(request.POST or None, reminder=mine)
    if form.is_valid():
        actions.set_reminder(by=request.user, patient=patient, **form.choice)
        return _saved(request)
    context = {"form": form, "state": mine.state_on(today), "in_words": in_words(mine, today)}
    return render(request, "diary/reminder.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT)
def pause_reminder(request):
    """Choose how long no mail comes."""
    patient = own_patient_or_404(request.user)
    form = PauseForm(request.POST or None, today=patient.today())
    if form.is_valid():
        actions.pause_reminder(by=request.user, patient=patient, resumes_on=form.resumes_on)
        return _saved(request)
    return render(request, "diary/pause_reminder.html", {"form": form})


@require_POST
@allow(Role.PATIENT)
def resume_reminder(request):
    """End the pause."""
    patient = own_patient_or_404(request.user)
    actions.resume_reminder(by=request.user, patient=patient)
    return _saved(request)


def _saved(request):
    messages.success(request, _("Reminder saved."))
    return redirect("care:details")


# Mail programs send the POST themselves, without a page or a cookie of ours (RFC 8058). The GET
# changes nothing: programs that look for viruses open every link.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def stop_reminder(request, token):
    """Stop the mails of whoever holds one of them, without signing in."""
    try:
        found = access.reminder_to_stop_or_404(token)
    except Http404:
        return render(request, "diary/old_stop_link.html", status=404)
    if request.method == "POST":
        found = actions.stop_reminder(reminder=found)
    is_off = found.state == found.State.OFF
    asked = request.GET.get("language", "")
    # That of the mail, unless one of the page's own links chose another.
    spoken = asked if is_offered(asked) else found.patient.user.mail_language
    with translation.override(spoken):
        return render(request, "diary/stop_reminder.html", {"is_off": is_off})
