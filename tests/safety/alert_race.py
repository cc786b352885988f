"""Two practitioners act on the same alerts at the same moment while the patient says new things.

Run as a program on a migrated database without people, `python -m tests.safety.alert_race 1000 7`
plays 1,000 interleavings by chance (7 is its seed) and prints as JSON what was done and what the
database holds. Each alert is one interleaving: three threads with connections of their own wait
for each other, then each takes a few steps.
"""

import json
import sys
from random import Random
from threading import Barrier, Thread

import django

STEPS = 2
# The buttons of the page, by the state that it shows.
OFFERED = {
    "open": ["seen", "seen", "closed"],
    "seen": ["unseen", "closed"],
    "closed": ["reopened"],
}


def play(number: int, seed: int) -> list[tuple]:
    """Return (alert, step number, verb, person) of every step that an action said it took."""
    from django.db import transaction

    from apps.core.roles import Role
    from apps.safety.models import Alert
    from tests.cast import make_patient, make_person

    ana = make_person("Ana Ruiz", Role.ADMIN)
    people = [make_person("Amara Osei", Role.THERAPIST), make_person("Ben Ito", Role.THERAPIST)]
    rosa = make_patient("Rosa Delgado", people[0], ana, ["left-hand"])
    with transaction.atomic():
        alerts = [raised(rosa, str(about)) for about in range(number)]
    taken = [(str(one.pk), 1, "raised", rosa.user.name) for one in alerts]
    ids, together = [one.pk for one in alerts], Barrier(3)
    threads = [
        Thread(target=act, args=(person, ids, Random(f"{seed} {person.name}"), together, taken))
        for person in [*people, rosa.user]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Alert.objects.count() == number
    return taken


def act(person, ids: list, rng: Random, together: Barrier, taken: list) -> None:
    """Take steps on one alert after the other, each together with the two others."""
    from django.db import connection

    from apps.safety.actions import StaleAlert
    from apps.safety.models import Alert

    try:
        for pk in ids:
            together.wait(timeout=60)
            for _step in range(STEPS):
                alert = Alert.objects.select_related("patient__user").get(pk=pk)
                try:
                    present, verb = one_step(person, alert, rng)
                except StaleAlert:
                    continue
                taken.append((str(pk), present.steps_taken, verb, person.name))
    finally:
        connection.close()


def one_step(person, alert, rng: Random):
    """Take one step by chance as the page of this moment would allow, or a new event."""
    from apps.safety import actions

    if person.role == "patient":
        if rng.random() < 0.7:
            raise actions.StaleAlert(alert)  # says nothing this time
        return raised(alert.patient, alert.about), "raised"
    facts = {"by": person, "alert": alert, "steps_taken": alert.steps_taken}
    verb = rng.choice(OFFERED[alert.state])
    if verb == "closed":
        return actions.close_alert(**facts, done=f"By {person.name}.", needed="unsure"), verb
    move = {
        "seen": actions.mark_alert_seen,
        "unseen": actions.unmark_alert_seen,
        "reopened": actions.reopen_alert,
    }[verb]
    return move(**facts), verb


def raised(patient, about: str):
    """Raise an alert as an answer of the patient's does."""
    from django.db import transaction

    from apps.care.actions import touch_patient
    from apps.safety.actions import raise_alert

    with transaction.atomic():
        touch_patient(patient)
        facts = {"answer": "yes", "signs": ["E08"]}
        return raise_alert(
            by=patient.user, patient=patient, kind="emergency_sign", facts=facts, about=about
        )


def main(number: int, seed: int) -> None:
    """Play, and print what was said and what is stored."""
    from apps.audit.models import Event
    from apps.safety.models import Alert, AlertStep

    taken = play(number, seed)
    steps = AlertStep.objects.order_by("alert", "number")
    stored = steps.values_list("alert", "number", "verb", "by__name")
    found = {
        "taken": sorted(taken),
        "stored": sorted((str(alert), *rest) for alert, *rest in stored),
        "alerts": [
            [str(pk), *rest]
            for pk, *rest in Alert.objects.values_list("pk", "state", "steps_taken")
        ],
        "events": Event.objects.filter(target_type="alert").count(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    main(*map(int, sys.argv[1:]))
