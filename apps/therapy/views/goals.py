"""Goals of one patient: the list that everybody reads, the form, and how a goal ends.

Patients change, close and undo the goals that they wrote themselves; the team those of everybody.
"""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import areas_of, patient_or_404
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.versions import version_sent
from apps.therapy import access, actions, wording
from apps.therapy.forms import DropForm, GoalForm, OwnDropForm, OwnGoalForm
from apps.therapy.views.saving import press, save_or_ask

PAGE = "goals"
for_patient_and_team = allow(Role.PATIENT, Role.THERAPIST)


@require_safe
@allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)
def goal_list(request, patient_id):
    """Show the open goals, and those that were reached or dropped."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    context = {"patient": patient, "goals": access.open_goals_of(patient)}
    context["closed"] = [
        (goal, wording.goal_closed(goal, closing))
        for goal, closing in access.closed_goals_of(patient)
    ]
    return render(request, "therapy/goals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_team
@keeps_answer
def add_goal(request, patient_id):
    """Ask for a new goal; patients give words and a day."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    form = _form_class(request)(request.POST or None, patient=patient)
    if request.method == "POST" and form.is_valid():
        save = partial(actions.add_goal, patient=patient, key=form.cleaned_data["key"])
        return _save(request, form, save)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_team
@keeps_answer
def change_goal(request, patient_id, goal_id):
    """Ask for the words, the part, the score and the day of a goal, and show its history."""
    goal = _goal(request, patient_id, goal_id)
    form = _form_class(request)(request.POST or None, patient=goal.patient, row=goal)
    if request.method == "POST" and form.is_valid():
        version = version_sent(request)
        return _save(request, form, partial(actions.change_goal, goal=goal, version=version))
    return _form_page(request, form)


@require_POST
@for_patient_and_team
def reach_goal(request, patient_id, goal_id):
    """Note that a goal is reached."""
    goal = _goal(request, patient_id, goal_id)
    move = partial(actions.reach_goal, goal=goal, version=version_sent(request))
    return press(request, move, "goal", _("The goal is reached."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_team
@keeps_answer
def drop_goal(request, patient_id, goal_id):
    """Ask why, if anybody wants to say, then close the goal."""
    goal = _goal(request, patient_id, goal_id)
    form_class = DropForm if request.user.role == Role.THERAPIST else OwnDropForm
    form = form_class(request.POST or None, patient=goal.patient, row=goal)
    ask = partial(_drop_page, request)
    if request.method == "POST" and form.is_valid():
        save = partial(actions.drop_goal, goal=goal, version=version_sent(request))
        return save_or_ask(request, form, save, "goal", _("The goal is dropped."), ask=ask)
    return ask(form)


@require_POST
@for_patient_and_team
def reopen_goal(request, patient_id, goal_id):
    """Make it a goal again."""
    goal = _goal(request, patient_id, goal_id)
    move = partial(actions.reopen_goal, goal=goal, version=version_sent(request))
    return press(request, move, "goal", _("The goal is open again."))


@require_POST
@for_patient_and_team
def undo_goal(request, patient_id, goal_id, version):
    """Undo the save that made this version."""
    goal = _goal(request, patient_id, goal_id)
    move = partial(actions.undo_goal, goal=goal, version=version)
    said = _("Undone. It is as it was before you saved.")
    return press(request, move, "goal", said, can_undo=False)


def _goal(request, patient_id, goal_id):
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    return access.own_goal_or_404(request.user, patient, goal_id)


def _form_class(request):
    return GoalForm if request.user.role == Role.THERAPIST else OwnGoalForm


def _save(request, form, save):
    ask = partial(_form_page, request)
    return save_or_ask(request, form, save, "goal", _("The goal is saved."), ask=ask)


def _form_page(request, form, present=None):
    """Show the form; if another version was saved meanwhile, with what differs."""
    context = {"patient": form.patient, "form": form, "goal": form.row}
    if present:
        context["differs"] = wording.goal_differences(present.facts(), form.facts())
    context["address"] = reverse("therapy:add-goal", args=[form.patient.pk])
    if form.row:
        context["address"] = reverse("therapy:change-goal", args=[form.patient.pk, form.row.pk])
        parts = {str(area.pk): area.part.label for area in areas_of(form.patient)}
        context["saves"] = wording.saves_of(access.events_of(form.row), parts)
    return render(request, "therapy/goal_form.html", context)


def _drop_page(request, form, present=None):
    context = {"patient": form.patient, "form": form, "goal": form.row}
    if present:
        context["differs"] = wording.drop_differences(present, form.facts()["reason"])
    return render(request, "therapy/goal_drop.html", context)
