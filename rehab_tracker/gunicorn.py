"""How gunicorn serves the project, on a clinic's server as in the demonstration.

Used as `gunicorn --config python:rehab_tracker.gunicorn`; the command line may still change it.
"""

import gc
import signal

from django.apps import apps
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from rehab_tracker.readiness import learn_whom_to_call

wsgi_app = "rehab_tracker.wsgi"
workers = 2
worker_class = "gthread"
threads = 4
# The workers share the memory of Django and matplotlib, and a fault in the settings shows once.
preload_app = True
loglevel = "warning"
graceful_timeout = 10


def when_ready(server: Arbiter) -> None:
    """Take what is loaded out of the search for garbage, before the workers fork.

    It stays for good; searched through again and again, it cost a page of many rows more time
    than its rows, and a worker more memory of its own. A search after every 700 new things is
    also too often: years of ratings are thousands, and none of them is garbage.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def post_worker_init(worker: Worker) -> None:
    """End every worker the gentle way, by Ctrl-C too: what is being answered is answered.

    gunicorn's quick way closes the pool of threads inside the signal handler. When that
    interrupts the pool itself, or comes twice (a terminal sends Ctrl-C to the workers as
    well), the worker waits for a lock that it holds, until it is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, worker.handle_exit)
    if apps.is_installed("apps.safety"):  # the bench serves a bare project with these settings too
        learn_whom_to_call()
