"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from apps.progress.shelf import SHELF
from rehab_tracker.readiness import refuse_unready_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")

application = get_wsgi_application()
refuse_unready_start()
SHELF.open()  # before the workers fork: one for them all
