"""What an injury is called, and the plain line that may prevent one.

Cool running water for 20 minutes is the first aid for burns of the NHS (Burns and scalds), and a
blow to the head needs help at once as many people take blood thinners after a stroke (NICE NG232).
The advice itself stands in `templates/safety/_injury_advice.html`. A clinician should review it.
"""

from django.utils.translation import gettext as _

from apps.care.body import PARTS_BY_CODE, BodyPart
from apps.safety.models import Injury


def injury_label(kind: str, part_code: str) -> str:
    """Return what happened and where, as a list and a chart name it: "Burn (Left hand)"."""
    facts = {"what": Injury.Kind(kind).label, "part": PARTS_BY_CODE[part_code].label}
    return _("%(what)s (%(part)s)") % facts


def no_feeling_line(part: BodyPart, name: str = "") -> str:
    """Return the plain line about a hand or foot without feeling. `name` is the patient's, when a
    helper reads it."""
    if name:
        said = _(
            "%(part)s: no feeling at all. Let %(name)s test hot water with a part that can feel,"
            " and keep an eye on sharp things."
        )
        return said % {"part": part.label, "name": name}
    said = _(
        "You have no feeling in %(part)s. Test hot water with a part that can feel."
        " Keep your eyes on sharp things."
    )
    return said % {"part": part.your}
