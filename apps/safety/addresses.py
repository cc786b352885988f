"""Addresses that tell nothing of health: they stand in logs and in the history of browsers."""

from uuid import UUID

from django.urls import reverse
from django.utils.crypto import salted_hmac

from apps.safety.access.follow_ups import QUESTIONS
from apps.safety.models import SignCheck

# Which question after its own treatment each one is: the skin alone would name the treatment.
NUMBERS = {
    question: number
    for questions in QUESTIONS.values()
    for number, question in enumerate(questions, start=1)
}


class QuestionNumber:
    """In addresses, a question after a treatment is its number after that treatment."""

    regex = "[12]"

    def to_python(self, value: str) -> int:
        """Return the number; which question it is depends on the kind of the session."""
        return int(value)

    def to_url(self, value: str | int) -> str:
        """Return the number of a question, or a number as it is. Raises ValueError for others."""
        number = NUMBERS.get(value, value)
        if number not in NUMBERS.values():
            raise ValueError(value)
        return str(number)


def signs_page(patient_id: UUID, cause: str) -> str:
    """Return the address of the danger signs, with a mark that tells the server alone why they are
    asked about (a value of `SignCheck.Cause`)."""
    return reverse("safety:check", args=[patient_id]) + f"?from={_mark(patient_id, cause)}"


def cause_of(patient_id: UUID, mark: str) -> str:
    """Return why the danger signs are asked about, or "" where the mark is not one of ours."""
    return {_mark(patient_id, cause): cause for cause in SignCheck.Cause.values}.get(mark, "")


def _mark(patient_id: UUID, cause: str) -> str:
    return salted_hmac("why the signs are asked about", f"{patient_id} {cause}").hexdigest()[:16]
