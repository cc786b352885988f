"""The floor: a bare Django project with one constant view and one figure as usually written.

It is served by the same gunicorn settings as the project, and every ratio is held against it.
"""

import io
from datetime import date, timedelta

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from matplotlib.figure import Figure

# What `startproject` writes: a constant view pays for these and for nothing else.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
LAST_DAY = date(2026, 1, 1)


def constant(request: HttpRequest) -> HttpResponse:
    """Answer always the same."""
    return HttpResponse("ok")


def figure(request: HttpRequest, days: int) -> HttpResponse:
    """Draw that many days with matplotlib's own automatics, as a first version does."""
    on = [LAST_DAY - timedelta(days=back) for back in range(days, 0, -1)]
    values = [(number * 7 // 5) % 11 for number in range(days)]
    medians = [sorted(values[max(0, n - 6) : n + 1])[(min(n, 6) + 1) // 2] for n in range(days)]
    drawing = Figure(figsize=(8.6, 4))
    axes = drawing.add_subplot()
    axes.scatter(on, values, s=8, alpha=0.6, label="Day")
    axes.plot(on, medians, label="Median of 7 days")
    axes.set_ylim(10, 0)
    axes.set_title("Left hand: numbness")
    axes.set_ylabel("Numbness")
    axes.grid(visible=True)
    axes.legend()
    drawing.tight_layout()
    picture = io.BytesIO()
    drawing.savefig(picture, format="svg")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


urlpatterns = [path("constant/", constant), path("figure/<int:days>/", figure)]

settings.configure(
    SECRET_KEY="only-for-the-bench-" * 3,
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=MIDDLEWARE,
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
application = get_wsgi_application()
