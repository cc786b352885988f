"""What several tests of the catalogue say alike: how they are kept, and who may use them."""

from django.utils.translation import gettext_noop as _

TOTAL = _("Total only")
TOTAL_AND_PARTS = _("Total and subscores")
PARTS = _("Subscores only")
SUBSCORES_AND_VERSION = _("Subscores and version")
TOTAL_AND_VERSION = _("Total and version")
MEAN_AND_VERSION = _("Mean score and version")
SCORE = _("Score only")
CODE = _("Code, never a mean")
FREE = _("Free to use")
KIT = _("Needs a kit of its own")
TO_VERIFY = _("General knowledge: check before you rely on it.")
