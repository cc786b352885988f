"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")

application = get_wsgi_application()

# Both need the apps loaded.
from apps.progress.shelf import SHELF  # noqa: E402
from rehab_tracker.readiness import refuse_unready_start  # noqa: E402

refuse_unready_start()
SHELF.open()  # before the workers fork: one for them all
