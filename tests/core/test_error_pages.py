"""Error pages: they need nothing, hold nothing of a record, and say what to do."""

import logging

import pytest
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from apps.core import views

SECRET = "Rosa rated her left hand 7"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (views.bad_request, 400),
        (views.not_allowed, 403),
        (views.form_expired, 403),
        (views.not_found, 404),
        (views.too_many_requests, 429),
        (views.server_error, 500),
    ],
)
def test_each_page_needs_no_user_no_session_and_no_database(answer, status):
    """A bare request is enough, so that a broken database still gets a sentence."""
    response = answer(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == status
    assert html.count("<h1>") == 1
    assert "/help/" in html
    assert "{%" not in html


def test_the_404_of_a_stranger_names_nobody(cast):
    """Ben is not Rosa's therapist."""
    response = cast.client("ben").get(reverse("care:areas", args=[cast.rosa.pk]))
    assert response.status_code == 404
    assert "Rosa" not in response.content.decode()


def break_the_page(*args, **kwargs):
    """Stand in for a database error that quotes a row."""
    raise ValueError(SECRET)


def test_a_failure_has_a_number_and_the_log_has_no_health_data(cast, monkeypatch, caplog, capfd):
    """The frames are logged, the message (which quotes the row) never."""
    monkeypatch.setattr("apps.caseload.access.people", break_the_page)
    client = Client(raise_request_exception=False)
    client.force_login(cast.amara)
    with caplog.at_level(logging.DEBUG, logger="apps"):
        response = client.get(reverse("caseload:caseload"))
    html = response.content.decode()
    # pytest listens even to `django.request`, whose records go nowhere in real life.
    ours = [record for record in caplog.records if record.name.startswith("apps.")]
    log = "\n".join(record.getMessage() for record in ours)
    assert response.status_code == 500
    failure_id = log.split("Failure ")[1].split(":")[0]
    assert failure_id in html
    assert "break_the_page" in log
    output = capfd.readouterr()
    assert SECRET not in html + log + output.out + output.err
    assert not any(record.exc_info for record in ours)
    nowhere = logging.getLogger("django.request")
    assert not nowhere.propagate
    # Without a handler of its own Python would print the exception.
    assert any(isinstance(handler, logging.NullHandler) for handler in nowhere.handlers)


def test_a_404_is_no_failure_in_the_log(cast, caplog):
    """Otherwise real failures drown."""
    cast.client("amara").get("/nowhere/")
    cast.client("ben").get(reverse("care:areas", args=[cast.rosa.pk]))
    assert "Failure" not in caplog.text


@pytest.mark.parametrize("text", ["a\x00b", "a\ufffdb"])
def test_text_that_no_database_stores_is_refused_in_one_place(db, text):
    """NUL and broken UTF-8 get 400 in the query and in every form."""
    client = Client()
    assert client.get(reverse("account_login"), {"next": text}).status_code == 400
    assert client.post(reverse("account_login"), {"login": text}).status_code == 400
    body = encode_multipart(BOUNDARY, {text: "x"})
    response = client.generic("POST", reverse("account_login"), body, MULTIPART_CONTENT)
    assert response.status_code == 400


def test_bytes_that_are_no_text_are_refused(db):
    """The raw form, not only the decoded one."""
    response = Client().post(
        reverse("account_login"),
        b"login=%ff%fe&password=x",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code == 400


def test_a_huge_form_is_refused(db):
    """Too large and too many fields: 400, not 500."""
    client = Client()
    many = {f"f{number}": "x" for number in range(1000)}
    assert client.post(reverse("account_login"), many).status_code == 400
    assert client.post(reverse("account_login"), {"login": "x" * 300_000}).status_code == 400


def test_an_old_form_gets_its_own_page(db):
    """The one-time token is missing or old."""
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})
    assert response.status_code == 403
    assert "This form is too old" in response.content.decode()
