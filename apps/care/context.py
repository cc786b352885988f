"""The navigation of every page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.roles import Role


def navigation(request: HttpRequest) -> dict:
    """Return `navigation`: the same few places, in the same order, on every page of a role.

    `number` of a place names the template of the number beside it.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    match = request.resolver_match
    here = match.view_name if match else ""
    items = _ITEMS[user.role](user, match)
    for item in items:
        item["current"] = here in item.pop("pages")
    return {"navigation": items}


def _patient_items(user, match) -> list[dict]:
    return _daily_items(user.patient.pk) + [
        _item(_("My details"), "person", reverse("care:details"), "care:details"),
        _help(),
    ]


def _helper_items(user, match) -> list[dict]:
    patient_id = match.kwargs.get("patient_id") if match else None
    people = _item(_("People"), "people", reverse("care:helped-patients"), "care:helped-patients")
    return [people, *(_daily_items(patient_id) if patient_id else []), _help()]


def _therapist_items(user, match) -> list[dict]:
    patients = _item(_("Caseload"), "people", reverse("caseload:caseload"), "caseload:caseload")
    alerts = _item(_("Alerts"), "warning", reverse("safety:alerts"), "safety:alerts")
    return [patients, alerts | {"number": "safety/_number_open.html"}, _help()]


def _admin_items(user, match) -> list[dict]:
    teams = _item(_("Care teams"), "list", reverse("care:teams"), "care:teams")
    return [
        _item(_("People"), "people", reverse("accounts:people"), "accounts:people"),
        teams | {"number": "care/_number_alone.html"},
        _item(_("Kinds of session"), "list", reverse("therapy:kinds"), "therapy:kinds"),
        _item(
            _("Clinical tests"),
            "chart",
            reverse("assessments:instruments"),
            "assessments:instruments",
        ),
        _item(
            _("Safety"),
            "warning",
            reverse("safety:settings"),
            "safety:settings",
            "safety:counts",
            "caseload:rules",
        ),
        _help(),
    ]


def _daily_items(patient_id) -> list[dict]:
    return [
        _item(_("Today"), "calendar", reverse("diary:today", args=[patient_id]), "diary:today"),
        _item(
            _("Progress"),
            "chart",
            reverse("progress:progress", args=[patient_id]),
            "progress:progress",
        ),
    ]


def _help() -> dict:
    return _item(_("Get help"), "phone", reverse("core:help"), "core:help") | {"danger": True}


def _item(label: str, icon: str, url: str, *pages: str) -> dict:
    return {"label": label, "icon": icon, "url": url, "pages": pages, "danger": False}


_ITEMS = {
    Role.PATIENT: _patient_items,
    Role.HELPER: _helper_items,
    Role.THERAPIST: _therapist_items,
    Role.ADMIN: _admin_items,
}
