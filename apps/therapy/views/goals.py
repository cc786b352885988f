"""Goals of one patient: the list that everybody reads, the form, and how a goal ends."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import areas_of, patient_or_404
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.texts import together
from apps.core.versions import version_sent
from apps.therapy import access, actions, wording
from apps.therapy.forms import DropForm, GoalForm, OwnGoalForm
from apps.therapy.views.saving import save_or_ask

PAGE = "goals"


@require_safe
@allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)
def goal_list(request, patient_id):
    """Show the open goals, and those that were reached or dropped."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    context = {"patient": patient, "goals": access.open_goals_of(patient)}
    context["closed"] = [
        (goal, wording.goal_closed(goal)) for goal in access.closed_goals_of(patient)
    ]
    return render(request, "therapy/goals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT, Role.THERAPIST)
def add_goal(request, patient_id):
    """Ask for a new goal; patients give words and a day."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    form_class = GoalForm if request.user.role == Role.THERAPIST else OwnGoalForm
    form = form_class(request.POST or None, patient=patient)
    if request.method == "POST" and form.is_valid():
        save = partial(actions.add_goal, patient=patient, key=form.cleaned_data["key"])
        return _save(request, form, save)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def change_goal(request, patient_id, goal_id):
    """Ask for the words, the part, the score and the day of a goal, and show its history."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    goal = access.goal_or_404(patient, goal_id)
    form = GoalForm(request.POST or None, patient=patient, goal=goal)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        return _save(request, form, partial(actions.change_goal, goal=goal, version=version))
    return _form_page(request, form)


@require_POST
@allow(Role.THERAPIST)
def reach_goal(request, patient_id, goal_id):
    """Note that a goal is reached."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    goal = access.goal_or_404(patient, goal_id)
    move = partial(actions.reach_goal, goal=goal, version=version_sent(request))
    return _moved(request, move, _("The goal is reached."), can_undo=True)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def drop_goal(request, patient_id, goal_id):
    """Ask why, if anybody wants to say, then close the goal."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    goal = access.goal_or_404(patient, goal_id)
    form = DropForm(request.POST or None, goal=goal)
    if request.method == "POST" and form.is_valid():
        move = partial(actions.drop_goal, goal=goal, **form.cleaned_data)
        return _moved(request, move, _("The goal is dropped."), can_undo=True)
    context = {"patient": patient, "goal": goal, "form": form}
    return render(request, "therapy/goal_drop.html", context)


@require_POST
@allow(Role.THERAPIST)
def reopen_goal(request, patient_id, goal_id):
    """Make it a goal again; this is also how reaching and dropping are undone."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    goal = access.goal_or_404(patient, goal_id)
    # The message's Undo sends no version: it means the goal as it stands.
    version = version_sent(request) or goal.version
    move = partial(actions.reopen_goal, goal=goal, version=version)
    return _moved(request, move, _("The goal is open again."))


def _moved(request, move, said, *, can_undo=False):
    """Move the goal to its next state, or say why not; then show the list."""
    goal = move.keywords["goal"]
    undo = reverse("therapy:reopen-goal", args=[goal.patient_id, goal.pk]) if can_undo else ""
    try:
        move(by=request.user)
    except actions.StaleRow as stale:
        text = _("Nothing is changed: %(name)s has saved this goal since. Look at it again.")
        messages.warning(request, text % {"name": stale.present.saved_by.name})
    except ValidationError as refusal:
        messages.warning(request, together(refusal.messages))
    else:
        messages.success(request, said, extra_tags=undo)
    return redirect("therapy:goals", goal.patient_id)


def _save(request, form, save):
    ask = partial(_form_page, request)
    said = _("The goal is saved.")
    return save_or_ask(request, form, save, leads_to="therapy:goals", said=said, ask=ask)


def _form_page(request, form, present=None):
    """Show the form; if somebody else was first, with what differs."""
    context = {"patient": form.patient}
    if present and request.user.role == Role.THERAPIST:
        context["differs"] = wording.goal_differences(present.facts(), form.facts())
        form = form.on_top_of(present)
        form.full_clean()
        form.add_error(None, wording.somebody_saved_the_goal(present))
    elif present:
        text = _("This goal was saved before with other words. Your team can change it.")
        form.add_error(None, text)
    context |= {"form": form, "goal": form.row}
    context["address"] = reverse("therapy:add-goal", args=[form.patient.pk])
    if form.row:
        context["address"] = reverse("therapy:change-goal", args=[form.patient.pk, form.row.pk])
        parts = {str(area.pk): area.part.label for area in areas_of(form.patient)}
        context["saves"] = wording.saves_of(access.events_of(form.row), parts)
    return render(request, "therapy/goal_form.html", context)
