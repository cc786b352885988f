"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")

application = get_wsgi_application()

from rehab_tracker.readiness import refuse_unready_start  # noqa: E402  (needs the apps loaded)

refuse_unready_start()
