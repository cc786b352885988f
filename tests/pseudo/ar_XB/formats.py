"""Days and times as in English; the words in them come from the catalogue."""

from rehab_tracker.formats.en_GB.formats import *  # noqa: F403 - every name of it, and no other
