"""Every address of the site, one app after the other."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("apps.core.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.caseload.urls")),
    path("", include("apps.care.urls")),
    path("", include("apps.therapy.urls")),
    path("", include("apps.assessments.urls")),
    path("", include("apps.safety.urls")),
    path("", include("apps.diary.urls")),
    path("", include("apps.progress.urls")),
]
if "apps.demo" in settings.INSTALLED_APPS:
    urlpatterns.append(path("demo/", include("apps.demo.urls")))

handler400 = "apps.core.views.bad_request"
handler403 = "apps.core.views.not_allowed"
handler404 = "apps.core.views.not_found"
handler429 = "apps.core.views.too_many_requests"  # asked for by django-allauth
handler500 = "apps.core.views.server_error"
