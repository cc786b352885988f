"""Why an alert waits and what happened to it, in whole sentences for practitioners."""

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.body import PARTS_BY_CODE
from apps.core.texts import listed, together
from apps.safety.clock import on_clinic_clock
from apps.safety.models import AlertStep, FollowUpAnswer, Injury
from apps.safety.signs import SIGNS_BY_CODE, Answer

Question, Outcome, Verb = FollowUpAnswer.Question, FollowUpAnswer.Outcome, AlertStep.Verb

AFTER_TREATMENT = {
    (Question.FIRST, Outcome.SAME): gettext_lazy(
        "After acupuncture on %(day)s: the same a day later."
    ),
    (Question.FIRST, Outcome.WORSE): gettext_lazy(
        "After acupuncture on %(day)s: worse a day later."
    ),
    (Question.SECOND, Outcome.LESS): gettext_lazy(
        "After acupuncture on %(day)s: less, but still there a week later."
    ),
    (Question.SECOND, Outcome.SAME): gettext_lazy(
        "After acupuncture on %(day)s: the same a week later."
    ),
    (Question.SECOND, Outcome.WORSE): gettext_lazy(
        "After acupuncture on %(day)s: worse a week later."
    ),
    (Question.SKIN, Outcome.SKIN_RED): gettext_lazy(
        "After electrical stimulation on %(day)s: skin red for more than an hour."
    ),
    (Question.SKIN, Outcome.SKIN_HURT): gettext_lazy(
        "After electrical stimulation on %(day)s: a blister or a burn."
    ),
}
INJURIES = {
    Injury.Kind.BURN: gettext_lazy("Burn on %(day)s: %(part)s."),
    Injury.Kind.CUT: gettext_lazy("Cut on %(day)s: %(part)s."),
    Injury.Kind.FALL: gettext_lazy("Fall on %(day)s: %(part)s."),
}
HAPPENED = {
    Verb.RAISED: gettext_lazy("%(name)s said this on %(when)s."),
    Verb.SEEN: gettext_lazy("%(name)s marked this as seen on %(when)s."),
    Verb.UNSEEN: gettext_lazy("%(name)s marked this as not seen after all on %(when)s."),
    Verb.CLOSED: gettext_lazy("%(name)s closed this on %(when)s."),
    Verb.REOPENED: gettext_lazy("%(name)s opened this again on %(when)s."),
}
TAKEN_BACK = gettext_lazy("%(name)s took this answer back on %(when)s.")
CHANGED = gettext_lazy("%(name)s changed this answer on %(when)s. It is now: “%(now)s”.")
# Answers of two devices come in when they can: which was said first is known of one device alone.
LATER_NO = gettext_lazy("%(name)s answered “No” for the same day. That came in on %(when)s.")
NO_TAKEN_BACK = gettext_lazy("%(name)s took a later “No” back on %(when)s. This answer stands.")
NEWS = gettext_lazy("%(name)s said something new on %(when)s.")


def reason(step: AlertStep, patient_zone: str, held_on: Mapping[str, date]) -> str:
    """Return why the alert was raised by this step.

    Days are those of the patient's calendar; `held_on` tells when the sessions were (by id).
    """
    facts = step.facts
    if "question" in facts:
        return _after_treatment(facts, held_on)
    if facts.get("kind") in INJURIES:
        return _injury(facts)
    said_on = date_format(step.at.astimezone(ZoneInfo(patient_zone)), "WEEKDAY_DAY")
    return _signs(facts, said_on)


def _after_treatment(facts: dict, held_on: Mapping[str, date]) -> str:
    held = held_on.get(facts["session"])
    known = AFTER_TREATMENT.get((facts["question"], facts["outcome"]))
    if held is None or known is None:
        return _("A treatment is still felt. Look at the record.")
    return str(known) % {"day": date_format(held, "DAY")}


def _injury(facts: dict) -> str:
    part = PARTS_BY_CODE.get(facts["part"])
    return str(INJURIES[facts["kind"]]) % {
        "day": date_format(date.fromisoformat(facts["on"]), "DAY"),
        "part": _in_sentence(str(part.label)) if part else facts["part"],
    }


def _signs(facts: dict, day: str) -> str:
    if facts.get("gate") == Answer.NOT_SURE:
        said = _("Was not sure on %(day)s whether something new, sudden or much worse happened.")
        return said % {"day": day}
    if "gate" in facts:
        return _("Said on %(day)s that something new, sudden or much worse happened.") % {
            "day": day
        }
    if signs := _listed_signs(facts.get("signs", ())):
        return _("Said on %(day)s: %(signs)s.") % {"day": day, "signs": signs}
    if facts.get("answer") == Answer.NOT_SURE:
        return _("Was not sure on %(day)s whether a warning sign is new or worse.") % {"day": day}
    return _("Said on %(day)s that a sign is new or worse, and named none.") % {"day": day}


def _listed_signs(codes: Iterable[str]) -> str:
    labels = [SIGNS_BY_CODE[code].label for code in codes if code in SIGNS_BY_CODE]
    return listed(_in_sentence(str(label)) for label in labels)


def _in_sentence(label: str) -> str:
    return label[:1].lower() + label[1:]


def happened(step: AlertStep) -> str:
    """Return who did what and when, on the clinic's clock."""
    if step.verb == Verb.CHANGED:
        return _changed(step)
    return str(HAPPENED[step.verb]) % _who_and_when(step)


def _changed(step: AlertStep) -> str:
    now = step.facts.get("now")
    if "gate" in step.facts and now:
        told = LATER_NO if now == Answer.NO else NO_TAKEN_BACK
        return str(told) % _who_and_when(step)
    if not now:
        return str(TAKEN_BACK) % _who_and_when(step)
    return str(CHANGED) % (_who_and_when(step) | {"now": _named(now)})


def _named(now: str | list[str]) -> str:
    """Return what is said now: the signs that were ticked, or one answer of a list."""
    if isinstance(now, list):
        return _listed_signs(now)
    if now == Answer.NO:
        return _("No, none of these")
    return str((dict(Outcome.choices) | dict(Answer.choices)).get(now, now))


def in_the_meantime(step: AlertStep) -> str:
    """Return what happened last to an alert, to somebody whose page is older than that."""
    news = str(NEWS) % _who_and_when(step) if step.verb == Verb.RAISED else happened(step)
    return together([news, _("Look at it again.")])


def _who_and_when(step: AlertStep) -> dict[str, str]:
    return {"name": step.by.name, "when": date_format(on_clinic_clock(step.at), "DAY_TIME")}
