"""Every write about who is cared for, by whom, and where it is numb."""

from apps.care.actions.areas import choose_areas, choose_scale, set_zone
from apps.care.actions.consent import allow_helper, end_consent
from apps.care.actions.covers import end_cover, set_cover
from apps.care.actions.health import (
    correct_stroke,
    record_background,
    record_baseline,
    record_stroke,
)
from apps.care.actions.team import (
    add_outside_practitioner,
    assign_therapist,
    end_care_place,
    end_outside_practitioner,
    hand_over,
    leave_team,
    register_patient,
)
from apps.care.actions.versions import lock_record, touch_every_record, touch_patient

__all__ = [
    "add_outside_practitioner",
    "allow_helper",
    "assign_therapist",
    "choose_areas",
    "choose_scale",
    "correct_stroke",
    "end_care_place",
    "end_consent",
    "end_cover",
    "end_outside_practitioner",
    "hand_over",
    "leave_team",
    "lock_record",
    "record_background",
    "record_baseline",
    "record_stroke",
    "register_patient",
    "set_cover",
    "set_zone",
    "touch_every_record",
    "touch_patient",
]
