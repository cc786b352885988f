"""A session counts until it expires, and an unknown one is nobody's."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_a_session_ends_when_it_expires(cast) -> None:
    client = cast.client("rosa")
    assert client.get("/my/details/").status_code == 200
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get("/my/details/")
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/my/details/")


@pytest.mark.parametrize(
    "key", ["", "x", "0" * 32, "0" * 9000, "' OR 1=1 --", "é" * 40, "0" * 31 + "\x00"]
)
def test_a_made_up_session_is_nobodys(client, cast, key: str) -> None:
    cast.client("rosa")
    client.cookies["sessionid"] = key
    assert client.get("/my/details/").status_code == 302
