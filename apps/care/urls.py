"""Addresses about who cares for whom, and what is known of a patient."""

from django.urls import path

from apps.care.views import admin, covers, details, handover, patient, therapist

app_name = "care"
one = "patients/<uuid:patient_id>"

urlpatterns = [
    path("my/", patient.my_first_page, name="my-first-page"),
    path("my/details/", details.details, name="details"),
    path("my/details/time-zone/", details.zone, name="zone"),
    path("my/team/", details.my_team, name="my-team"),
    path("my/looks/", details.looks, name="looks"),
    path("my/helpers/", details.helpers, name="helpers"),
    path("my/helpers/allow/", details.allow_helper, name="allow-helper"),
    path("my/helpers/<uuid:consent_id>/end/", details.end_consent, name="end-consent"),
    path("helping/", patient.helped_patients, name="helped-patients"),
    path(f"{one}/areas/", patient.areas, name="areas"),
    path(f"{one}/scale/", patient.scale, name="scale"),
    path(f"{one}/intake/", therapist.intake, name="intake"),
    path(f"{one}/intake/strokes/add/", therapist.stroke_add, name="stroke-add"),
    path(
        f"{one}/intake/strokes/<uuid:stroke_id>/", therapist.stroke_correct, name="stroke-correct"
    ),
    path(f"{one}/intake/usual/", therapist.baseline, name="baseline"),
    path(f"{one}/intake/background/", therapist.background, name="background"),
    path(f"{one}/team/", therapist.team, name="team"),
    path(f"{one}/looks/", therapist.looks_at_record, name="looks-at-record"),
    path(f"{one}/team/hand-over/", handover.hand_over, name="hand-over"),
    path(f"{one}/team/leave/", handover.leave_team, name="leave-team"),
    path(
        f"{one}/team/outside/<uuid:practitioner_id>/end/",
        therapist.end_outside,
        name="end-outside",
    ),
    path("covers/", covers.covers, name="covers"),
    path("covers/<uuid:cover_id>/end/", covers.end_cover, name="end-cover"),
    path("care-teams/", admin.teams, name="teams"),
    path("care-teams/<uuid:patient_id>/assign/", admin.assign, name="assign"),
    path("care-teams/<uuid:patient_id>/<uuid:place_id>/end/", admin.end_place, name="end-place"),
    path("people/invite-patient/", admin.register_patient, name="register-patient"),
]
