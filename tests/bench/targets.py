"""What is measured: addresses, forms, and what a request needs before it is sent."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from tests.bench.server import Server

# Django takes the secret of the cookie as the token of the form.
CSRF_SECRET = "b" * 32
DAYS_TO_LOG = 14


@dataclass(frozen=True)
class Request:
    """One request as it goes over the wire; `undo` takes a write back, outside the measurement."""

    path: str
    form: dict[str, str] | None = None
    undo: str = ""


@dataclass(frozen=True)
class Target:
    """One line of the table.

    `request` makes the n-th request; `goal` is the ratio to reach (None: only shown);
    `refresh` names the patient whose record counts as changed before every request; with
    `conditional` the client sends the ETag of the answer before, as a browser does.
    """

    name: str
    server: Server
    request: Callable[[int], Request]
    times: int
    cookie: str = ""
    goal: float | None = None
    status: int = 200
    refresh: str = ""
    conditional: bool = False


def constant(floor: Server) -> Target:
    """The view that every ratio is held against."""
    return Target("Constant view (bare Django)", floor, lambda _: Request("/constant/"), 60)


def figure_name(days: int) -> str:
    """Return the name of that line."""
    return f"Bare figure, {days:,} days"


def figure(floor: Server, days: int) -> Target:
    """A figure as usually written, of as many days as a chart shows."""
    path = f"/figure/{days}/"
    return Target(figure_name(days), floor, lambda _: Request(path), 2)


def pages(app: Server, world: dict) -> list[Target]:
    """The pages that people open most."""
    nora, cookies = world["patients"]["Nora"], world["cookies"]

    def page(name: str, path: str, who: str, goal: float | None = None) -> Target:
        return Target(name, app, lambda _: Request(path), 12, cookies[who], goal)

    return [
        page("Today", f"/patients/{nora}/today/", "Nora", 10),
        page("Patient page, 9 months", f"/patients/{nora}/?range=9m", "Amara", 25),
        page("Patient page, all 5 years", f"/patients/{nora}/?range=all", "Amara", 25),
        page("Progress, 9 months", f"/patients/{nora}/progress/?range=9m", "Nora"),
        page("Progress, all 5 years", f"/patients/{nora}/progress/?range=all", "Nora"),
        page("Caseload of 50", "/patients/", "Amara", 14),
        page("Caseload of 1,000, first page", "/patients/", "Ben"),
    ]


def writes(app: Server, world: dict) -> list[Target]:
    """A log entry, one part alone and all six parts at once, each on a day of its own."""
    lena, today = world["patients"]["Lena"], date.fromisoformat(world["today"])
    area = world["areas"]["Lena"][0]

    def one_part(number: int) -> Request:
        on, key = today - timedelta(days=number % DAYS_TO_LOG), str(uuid.uuid4())
        path = f"/patients/{lena}/days/{on}/parts/{area}/"
        return _write(lena, path, {"key": key, "numbness": "4"})

    def same(number: int) -> Request:
        on, key = today - timedelta(days=number % DAYS_TO_LOG), str(uuid.uuid4())
        return _write(lena, f"/patients/{lena}/today/1/", {"key": key, "for_date": f"{on}"})

    cookie = world["cookies"]["Lena"]
    return [
        Target("Log one part (POST)", app, one_part, 12, cookie, 10, 302),
        Target("Log “same”, six parts (POST)", app, same, 12, cookie, 10, 302),
    ]


def _write(patient: str, path: str, form: dict[str, str]) -> Request:
    token = {"csrfmiddlewaretoken": CSRF_SECRET}
    return Request(path, form | token, undo=f"/patients/{patient}/saved/{form['key']}/undo/")


def charts(app: Server, world: dict) -> list[Target]:
    """The picture: drawn anew, from the cache, and not sent at all."""
    return [
        chart(app, world, "Chart, first draw, 365 days", "Yusuf", "all", goal=35, anew=True),
        chart(app, world, "Chart, first draw, 1,825 days", "Nora", "all", goal=35, anew=True),
        chart(app, world, "Chart, first draw, 3,650 days", "Edna", "all", goal=35, anew=True),
        chart(app, world, "Chart, first draw, 9 of 60 months", "Nora", "9m", goal=35, anew=True),
        chart(app, world, "Chart, warm", "Nora", "all", goal=6.5),
        chart(app, world, "Chart, warm, for the therapist", "Nora", "all", who="Amara", goal=6.5),
        chart(app, world, "Chart, 304", "Nora", "all", goal=5.5, conditional=True),
    ]


def chart(
    app: Server,
    world: dict,
    name: str,
    patient: str,
    range_code: str,
    *,
    goal: float,
    who: str = "",
    anew: bool = False,
    conditional: bool = False,
) -> Target:
    """A wide, light picture of a patient's first part, over one range."""
    path = chart_path(world, patient, range_code)
    return Target(
        name=name,
        server=app,
        request=lambda _: Request(path),
        times=4 if anew else 25,
        cookie=world["cookies"][who or patient],
        goal=goal,
        status=304 if conditional else 200,
        refresh=world["patients"][patient] if anew else "",
        conditional=conditional,
    )


def chart_path(world: dict, patient: str, range_code: str) -> str:
    """Return the address of that picture."""
    asked = {"area": world["areas"][patient][0], "range": range_code, "width": "860"}
    return f"/patients/{world['patients'][patient]}/chart.svg?{urlencode(asked)}"
