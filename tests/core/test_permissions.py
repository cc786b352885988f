"""Closed by default: a view without a mark answers nobody, and stops the start."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path, reverse

from apps.core.checks import database_is_set_as_intended, every_view_names_its_roles
from apps.core.middleware import ClosedByDefault
from apps.core.permissions import all_views, allow, allowed_roles
from apps.core.roles import Role


def forgotten(request):
    """A view whose author forgot the mark."""
    return HttpResponse("secret")


urlpatterns = [path("forgotten/", forgotten, name="forgotten")]


def test_every_view_of_the_project_is_marked():
    """The check that runs at each start finds nothing."""
    assert every_view_names_its_roles(None) == []
    assert len(list(all_views())) > 30


def test_a_forgotten_mark_stops_the_start(settings):
    """`manage.py check` fails and names the path and the view."""
    settings.ROOT_URLCONF = __name__
    errors = every_view_names_its_roles(None)
    assert [error.id for error in errors] == ["core.E001"]
    assert "/forgotten/" in errors[0].msg
    with pytest.raises(SystemCheckError, match="names no role"):
        call_command("check")


def test_a_forgotten_mark_answers_nobody(cast, settings):
    """Not even an admin."""
    settings.ROOT_URLCONF = __name__
    request = RequestFactory().get("/forgotten/")
    for name in ("ana", "amara", "rosa", "mateo"):
        request.user = cast.person(name)
        with pytest.raises(PermissionDenied):
            ClosedByDefault(forgotten).process_view(request, forgotten, [], {})


def test_a_mark_names_roles():
    """`allow` leaves the roles on the view."""
    assert allowed_roles(allow(Role.ADMIN)(lambda request: None)) == {Role.ADMIN}


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("ana", "accounts:people"),
        ("amara", "caseload:caseload"),
        ("rosa", "care:my-first-page"),
        ("mateo", "care:helped-patients"),
    ],
)
def test_each_role_has_its_own_first_page(cast, name, page):
    """The mark in the corner leads home."""
    response = cast.client(name).get("/")
    assert response.url == reverse(page)
    assert cast.client(name).get(response.url).status_code in (200, 302)


def test_a_visitor_is_asked_to_sign_in(db, client):
    """And comes back to the page afterwards."""
    response = client.get("/patients/")
    assert response.url == f"{reverse('account_login')}?next=/patients/"


def test_pages_of_signed_in_people_are_kept_nowhere(cast):
    """After sign-out the Back button shows nothing."""
    for name, page in (("amara", "caseload:caseload"), ("rosa", "care:details")):
        header = cast.client(name).get(reverse(page))["Cache-Control"]
        assert "no-store" in header
        assert "private" in header


def test_headers_on_every_page(cast, client):
    """A strict content policy, no framing, no sniffing; on error pages too."""
    for response in (client.get("/help/"), cast.client("amara").get("/nowhere/")):
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"


def test_the_database_is_set_as_intended(db):
    """Asked on the open connection."""
    assert database_is_set_as_intended(None, databases=["default"]) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="pragmas are SQLite's")
def test_a_pragma_that_is_off_is_found(db):
    """A misplaced option has no effect and no error of its own."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
        errors = database_is_set_as_intended(None, databases=["default"])
        cursor.execute("PRAGMA recursive_triggers = ON")
    assert [error.id for error in errors] == ["core.E002"]
    assert "recursive_triggers" in errors[0].msg


def test_help_is_open_to_everybody(cast, client):
    """First the call, then the list; it never calms down."""
    for visitor in (client, cast.client("rosa"), cast.client("amara"), cast.client("mateo")):
        html = visitor.get(reverse("core:help")).content.decode()
        assert html.index('href="tel:999"') < html.index("<strong>Balance</strong>")
        assert "Note the time it started." in html
        assert "Nobody is watching this app in real time." in html
        assert 'href="tel:01632960123"' in html
        for word in ("normal", "worry", "harmless"):
            assert word not in html.split("<main")[1].lower()
