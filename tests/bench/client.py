"""Sends requests to this machine, one after the other, and reads the worker's clock around them."""

import http.client
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.bench.targets import CSRF_SECRET, Request, Target

SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    etag: str
    body: bytes


class Client:
    """One person's browser on one connection that stays open."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", target.server.port, timeout=SECONDS
        )
        self.etag = ""

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def send(self, request: Request) -> Answer:
        """Send one request and return its answer."""
        body = urlencode(request.form) if request.form else None
        method = "GET" if request.form is None else "POST"
        self.connection.request(method, request.path, body, self._headers(request))
        answer = self.connection.getresponse()
        return Answer(answer.status, answer.getheader("ETag", ""), answer.read())

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {"Cookie": f"sessionid={self.target.cookie}; csrftoken={CSRF_SECRET}"}
        if request.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.etag:
            headers["If-None-Match"] = self.etag
        return headers

    def warm_up(self) -> Answer:
        """Send the first request, which is not measured, and take back what it wrote."""
        request = self.target.request(0)
        answer = self.send(request)
        self.take_back(request)
        if self.target.conditional:
            self.etag = answer.etag
        return answer

    def take_back(self, request: Request) -> None:
        """Undo a write, so that the next one finds the day as it was."""
        if request.undo:
            undone = self.send(Request(request.undo, {"csrfmiddlewaretoken": CSRF_SECRET}))
            assert undone.status == 302, f"{request.undo} answered {undone.status}"


def measure(target: Target, refresh) -> float:
    """Send all requests of one round; return the worker's time for one of them, in ms.

    `refresh(patient)` counts a record as changed; it runs outside the measured time.
    """
    with closing(Client(target)) as client:
        client.warm_up()
        spent = sum(_one(client, number, refresh) for number in range(target.times))
    return spent * 1000 / target.times


def _one(client: Client, number: int, refresh) -> float:
    target = client.target
    if target.refresh:
        refresh(target.refresh)
    request = target.request(number)
    before = target.server.used()
    answer = client.send(request)
    spent = target.server.used() - before
    assert answer.status == target.status, f"{request.path} answered {answer.status}"
    client.take_back(request)
    return spent
