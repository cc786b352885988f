"""Writes about whom a patient allows to log for them."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.accounts import actions as accounts
from apps.accounts.mails import send_cannot_help, send_may_help
from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.access import check_can_ask_for_help, open_consent
from apps.care.actions.versions import touch_patient, write
from apps.care.models import HelperConsent, Patient
from apps.core.roles import Role


@transaction.atomic
def allow_helper(
    *,
    by: User,
    patient: Patient,
    email: str,
    name: str,
    link_to: callable,
    language: str = "",
) -> HelperConsent:
    """The patient allows whoever reads this e-mail to help; a mail goes out in every case.

    Somebody without an account is invited, a helper is told, and an e-mail that belongs to
    anybody else gets a mail that says so and no access. A repeat returns the first consent.
    Raises ValidationError with a sentence when the patient has asked too many people today.
    """
    touch_patient(patient)
    if consent := open_consent(patient, email):
        return consent
    if reason := check_can_ask_for_help(patient, email):
        raise ValidationError(reason)
    invited = {"email": email, "name": name, "language": language, "link_to": link_to}
    helper = _helper_with(by=by, **invited)
    consent = HelperConsent.objects.create(
        patient=patient, helper=helper, name=name, email=email.lower()
    )
    record(
        by=by,
        verb="allowed_helper",
        target=consent,
        patient_id=patient.pk,
        changes={"helper": [None, str(helper.pk) if helper else None]},
    )
    return consent


def _helper_with(
    *, by: User, email: str, name: str, language: str, link_to: callable
) -> User | None:
    """Return the helper who reads this e-mail, invited if new; None where there can be none."""
    known = User.objects.filter(email__iexact=email).first()
    if known is None:
        new = {"email": email, "name": name, "language": language, "role": Role.HELPER}
        return accounts.invite(by=by, link_to=link_to, **new)
    if known.role != Role.HELPER or known.turned_off_at:
        transaction.on_commit(partial(send_cannot_help, person=known, asked_by=by))
        return None
    if known.is_active:
        transaction.on_commit(partial(send_may_help, helper=known, asked_by=by))
    else:
        accounts.invite_again(by=by, person=known, link_to=link_to)
    return known


@transaction.atomic
def end_consent(*, by: User, consent: HelperConsent) -> None:
    """End a helper's access at once; what they logged stays."""
    if consent.ended_at:
        return
    consent.ended_at = timezone.now()
    consent.save(update_fields=["ended_at"])
    write(by=by, patient=consent.patient, verb="ended_consent", target=consent)
