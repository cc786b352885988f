"""A therapist's patients for the stories of sessions: one treated in every way, one not yet."""

import json
import sys
import uuid
from datetime import timedelta
from functools import partial

from apps.care import actions as care
from apps.core.roles import Role
from apps.therapy import actions as therapy
from apps.therapy.models import SessionKind
from tests.cast import make_patient, make_person

WAYS = ("keyboard-360", "keyboard-1280", "no-scripts-360", "no-scripts-1280")
PARTS = ["left-hand", "left-foot"]
CURRENT = {"frequency_hz": 20, "max_ma": 20, "threshold_left_ma": 8, "skin_after": "normal"}
DETAILS = {
    "sensory": {"sensory": {"task": "texture", "attempted": 60, "correct": 42}},
    "electrical": {"electrical": CURRENT, "precautions": {"answers": set(), "reason": ""}},
    "acupuncture": {"acupuncture": {"style": "body", "retention_minutes": 25}},
    "other": {"label": "Hydrotherapy"},
}


def print_treated() -> None:
    """Make for each way of working a therapist, a colleague and two patients; print the keys.

    The first patient had a session of every kind nine days ago.
    """
    ana = make_person("Ana Ruiz", Role.ADMIN)
    found = {}
    for way in WAYS:
        found |= _desk(ana, way)
    sys.stdout.write(json.dumps(found, default=str))  # the stories read it


def _desk(ana, way: str) -> dict:
    tess = make_person(f"Tess-{way}", Role.THERAPIST)
    cole = make_person(f"Cole-{way}", Role.THERAPIST)
    treated = make_patient(f"Pia-{way}", therapist=tess, admin=ana, codes=PARTS)
    new = make_patient(f"Nina-{way}", therapist=tess, admin=ana, codes=PARTS)
    care.assign_therapist(by=ana, patient=treated, practitioner=cole, discipline="other")
    record = partial(therapy.record_session, by=tess, patient=treated, minutes=45)
    record = partial(record, held_on=treated.today() - timedelta(days=9))
    areas = list(treated.areas.filter(site="hand"))
    keys = {}
    for kind in SessionKind.objects.all():
        keys[kind.code] = uuid.uuid4()
        record(key=keys[kind.code], kind=kind, areas=areas, **DETAILS.get(kind.code, {}))
    found = {"pia": treated.pk, "nina": new.pk, "session": keys["other"]}
    return {f"{name}-{way}": key for name, key in found.items()}
