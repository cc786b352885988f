"""The door for the web server."""

import os

from django.core.wsgi import get_wsgi_application

from apps.progress.shelf import SHELF
from rehab_tracker.readiness import learn_whom_to_call, refuse_unready_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")

application = get_wsgi_application()
refuse_unready_start()
learn_whom_to_call()
SHELF.open()  # before the workers fork: one for them all
