"""What is said about questions after a treatment. Never why something is felt."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.care.body import PARTS_BY_CODE
from apps.core.contacts import contacts
from apps.core.texts import listed, together
from apps.safety.models import FollowUpAnswer
from apps.therapy.models import Session

Question, Outcome = FollowUpAnswer.Question, FollowUpAnswer.Outcome


class Giver(NamedTuple):
    """Who gave a session, and the phone to call."""

    name: str
    phone: str


def giver_of(session: Session) -> Giver:
    """Return whom to call about a session: who gave it, by the clinic's phone or their own."""
    return Giver(session.giver, session.given_by_phone or contacts().clinic_phone)


def title(question: str) -> str:
    """Return the question as the heading of its page."""
    if question == Question.SKIN:
        return _("How is the skin after electrical stimulation?")
    return _("How is it after acupuncture?")


def outcome_hints() -> dict[str, str]:
    """Return {outcome: a second, smaller line} for those that need one."""
    return {
        Outcome.GONE: _("Nothing is felt now"),
        Outcome.LESS: _("Still felt, and it gets less"),
        Outcome.SAME: _("Still felt, as at the start"),
        Outcome.WORSE: _("Felt more, or in more places"),
    }


def feeling_words() -> dict[str, str]:
    """Return {feeling: its word}."""
    return {
        "soreness": _("Soreness"),
        "numbness": _("Numbness"),
        "heaviness": _("Heaviness"),
        "swelling": _("Swelling"),
        "other": _("Something else"),
    }


def card_text(question: str, held_on: date, today: date, name: str = "") -> str:
    """Return the line of Today: "You had acupuncture yesterday. How was it after?".

    `name` is the patient's, where somebody else reads it.
    """
    when = {today: "today", today - timedelta(days=1): "yesterday"}.get(held_on, "day")
    lines = _skin_lines(name) if question == Question.SKIN else _acupuncture_lines(name)
    return lines[when] % {"name": name, "day": date_format(held_on, "WEEKDAY_DAY")}


def _acupuncture_lines(name: str) -> dict[str, str]:
    if name:
        return {
            "today": _("%(name)s had acupuncture today. How was it after?"),
            "yesterday": _("%(name)s had acupuncture yesterday. How was it after?"),
            "day": _("%(name)s had acupuncture on %(day)s. How is it now?"),
        }
    return {
        "today": _("You had acupuncture today. How was it after?"),
        "yesterday": _("You had acupuncture yesterday. How was it after?"),
        "day": _("You had acupuncture on %(day)s. How is it now?"),
    }


def _skin_lines(name: str) -> dict[str, str]:
    if name:
        return {
            "today": _("%(name)s had electrical stimulation today. How is the skin?"),
            "yesterday": _("%(name)s had electrical stimulation yesterday. How is the skin?"),
            "day": _("%(name)s had electrical stimulation on %(day)s. How is the skin?"),
        }
    return {
        "today": _("You had electrical stimulation today. How is your skin?"),
        "yesterday": _("You had electrical stimulation yesterday. How is your skin?"),
        "day": _("You had electrical stimulation on %(day)s. How is your skin?"),
    }


def state_text(
    question: str, stage: str, due_here: datetime, answer: FollowUpAnswer | None = None
) -> str:
    """Return where a question stands, for practitioners.

    `stage` is a value of `access.Stage`, `due_here` is on the clock of the session.
    """
    values = {
        "question": Question(question).label,
        "when": date_format(due_here, "WEEKDAY_DAY_TIME"),
    }
    if answer:
        values |= {
            "outcome": Outcome(answer.outcome).label,
            "name": answer.entered_by.name,
            "day": date_format(answer.for_date, "DAY"),
        }
        return _("%(question)s: “%(outcome)s”. %(name)s answered on %(day)s.") % values
    sentences = {
        "waiting": _("%(question)s: waits until %(when)s."),
        "due": _("%(question)s: due since %(when)s."),
        "overdue": _("%(question)s: overdue, no answer since %(when)s."),
    }
    return sentences[stage] % values


def felt_text(answer: FollowUpAnswer) -> str:
    """Return what was felt and where, and the note: "Numbness, Left hand. “…”", or ""."""
    felt = [feeling_words()[name] for name in answer.feelings]
    parts = [PARTS_BY_CODE[part.part_code].label for part in answer.parts.all()]
    text = listed([*felt, *map(str, parts)])
    said = [_("%(felt)s.") % {"felt": text}] if text else []
    if answer.note:
        said.append(_("“%(note)s”") % {"note": answer.note})
    return together(said)


def last_reaction_text(session: Session, answer: FollowUpAnswer) -> str:
    """Return what the last acupuncture was answered with, for whoever gives the next one."""
    values = {
        "day": date_format(session.held_on, "DAY"),
        "question": Question(answer.question).label,
        "outcome": Outcome(answer.outcome).label,
        "felt": felt_text(answer),
    }
    if not values["felt"]:
        return _("Last time, %(day)s. %(question)s: “%(outcome)s”.") % values
    return _("Last time, %(day)s. %(question)s: “%(outcome)s”. %(felt)s") % values
