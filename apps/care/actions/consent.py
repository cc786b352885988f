"""Writes about whom a patient allows to log for them."""

from django.db import transaction
from django.utils import timezone

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.audit.actions import record
from apps.care.actions.versions import touch_patient, write
from apps.care.models import HelperConsent, Patient
from apps.core.roles import Role


@transaction.atomic
def allow_helper(
    *, by: User, patient: Patient, email: str, name: str, link_to: callable
) -> HelperConsent:
    """The patient allows a helper; a helper without an account is invited by mail.

    Raises ValidationError when the e-mail belongs to somebody who is no helper.
    """
    touch_patient(patient)
    helper = User.objects.filter(email__iexact=email, role=Role.HELPER, turned_off_at=None).first()
    if helper is None:
        helper = accounts.invite(by=by, email=email, name=name, role=Role.HELPER, link_to=link_to)
    consent, is_new = HelperConsent.objects.get_or_create(
        patient=patient, helper=helper, ended_at=None
    )
    if is_new:
        record(
            by=by,
            verb="allowed_helper",
            target=consent,
            patient_id=patient.pk,
            changes={"helper": [None, str(helper.pk)]},
        )
    return consent


@transaction.atomic
def end_consent(*, by: User, consent: HelperConsent) -> None:
    """End a helper's access at once; what they logged stays."""
    if consent.ended_at:
        return
    consent.ended_at = timezone.now()
    consent.save(update_fields=["ended_at"])
    write(by=by, patient=consent.patient, verb="ended_consent", target=consent)
