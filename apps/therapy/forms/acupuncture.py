"""Acupuncture, after the items of STRICTA 2010."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.widgets import ChoiceRows
from apps.therapy.access import count_of
from apps.therapy.forms.electrical import CurrentFields, plain_numbers
from apps.therapy.forms.fields import Amount, WholeNumber, choose, line
from apps.therapy.forms.layout import only_with
from apps.therapy.forms.session import SessionForm
from apps.therapy.models import AcupunctureDetail, ElectricalDetail
from apps.therapy.models.acupuncture import (
    LONGEST_RETENTION,
    MOST_EARLIER,
    MOST_NEEDLES,
    NEEDLE_DIAMETER_MM,
    NEEDLE_LENGTH_MM,
)
from apps.therapy.models.choices import Sensation, Stimulation, Style
from apps.therapy.points import DEEPEST_MM, Needle, Side, format_needles, parse_needles

CURRENT = tuple(name for name in ElectricalDetail.field_names() if name != "electrodes")


class AcupunctureForm(CurrentFields, SessionForm):
    """Points and needles; with current also the electrical fields."""

    usual = ("points", "points_side", "needles_in", "needles_out", "retention_minutes")
    more = (
        "depth_mm",
        "style",
        "sought",
        "felt",
        "needle_diameter_mm",
        "needle_length_mm",
        "earlier_sessions",
        "stimulation",
        only_with("current", "precautions", "precautions_reason", *CURRENT),
    )
    results = SessionForm.results | {"needles_out", "felt", "earlier_sessions", "skin_after"}

    points = line(
        gettext_lazy("Points"),
        500,
        help_text=gettext_lazy(
            "For example LI4, LI11. A point may have its own side and depth: ST36 left 20 mm."
        ),
    )
    points_side = forms.ChoiceField(
        label=gettext_lazy("Side of the points"), choices=Side.choices, widget=ChoiceRows
    )
    depth_mm = WholeNumber(
        label=gettext_lazy("Depth"), low=1, high=DEEPEST_MM, help_text=gettext_lazy("In mm.")
    )
    needles_in = WholeNumber(label=gettext_lazy("Needles put in"), low=0, high=MOST_NEEDLES)
    needles_out = WholeNumber(
        label=gettext_lazy("Needles taken out"),
        low=0,
        high=MOST_NEEDLES,
        help_text=gettext_lazy("Count them: it must be the same number."),
    )
    retention_minutes = WholeNumber(
        label=gettext_lazy("Minutes with needles in"), low=0, high=LONGEST_RETENTION
    )
    style = choose(Style.choices, gettext_lazy("Style"))
    sought = choose(Sensation.choices, gettext_lazy("Feeling looked for"))
    felt = choose(Sensation.choices, gettext_lazy("Feeling felt"))
    stimulation = choose(Stimulation.choices, gettext_lazy("Stimulation"))
    needle_diameter_mm = Amount(
        label=gettext_lazy("Needle diameter"),
        low=NEEDLE_DIAMETER_MM[0],
        high=NEEDLE_DIAMETER_MM[1],
        places=2,
        help_text=gettext_lazy("In mm, for example 0.25."),
    )
    needle_length_mm = WholeNumber(
        label=gettext_lazy("Needle length"),
        low=NEEDLE_LENGTH_MM[0],
        high=NEEDLE_LENGTH_MM[1],
        help_text=gettext_lazy("In mm, for example 40."),
    )
    earlier_sessions = WholeNumber(
        label=gettext_lazy("Acupuncture sessions before this one"), low=0, high=MOST_EARLIER
    )

    def prepare(self) -> None:
        """Begin without a side; say how many sessions are known here."""
        self.tell_known_implant()
        self.initial.setdefault("points_side", Side.NONE)
        self.fields["earlier_sessions"].help_text = _(
            "0 means that it was the first. Recorded here: %(count)d."
        ) % {"count": count_of(self.patient, self.kind)}
        if self.precaution_check:
            self.fields["precautions"].help_text = _(
                "Answered before. Answer again if something has changed."
            )

    def clean_points(self) -> str:
        """Refuse what is no point, with a sentence for each."""
        parse_needles(self.cleaned_data["points"])
        return self.cleaned_data["points"]

    def _has_current(self, data: dict[str, Any]) -> bool:
        with_current = data.get("stimulation") == Stimulation.ELECTRICAL
        return with_current or data.get("style") == Style.ELECTRO

    def details_from(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts about needles; one side and depth for all points, or one for each."""
        needles = facts["needles"]
        shared = {needle[1:] for needle in needles}
        side, depth = shared.pop() if len(shared) == 1 else (Side.NONE, None)
        if shared:
            text = format_needles(needles)
        else:
            text = format_needles(Needle(needle.point) for needle in needles)
        return {
            **plain_numbers(facts["electrical"] or {}),
            **plain_numbers(facts["acupuncture"] or {}),
            "points": text,
            "points_side": side,
            "depth_mm": depth,
        }

    def needles(self) -> list[Needle]:
        """Return the points with the side and depth that hold for all without their own."""
        data = self.cleaned_data
        return parse_needles(data["points"], side=data["points_side"], depth_mm=data["depth_mm"])

    def details(self) -> dict[str, Any]:
        """Return the facts about needles, and about the current where there was one."""
        data = self.cleaned_data
        facts = {name: data[name] for name in AcupunctureDetail.field_names()}
        if not self._has_current(data):
            return {"acupuncture": facts, "needles": self.needles()}
        return {
            "acupuncture": facts,
            "needles": self.needles(),
            "electrical": self.electrical_facts(),
            "precautions": self.precaution_facts(),
        }

    def problems(self, data: dict[str, Any]) -> dict[str, str]:
        """As many needles out as in; precautions before the first current."""
        problems = super().problems(data) | AcupunctureDetail.problems(data)
        return problems | (self.precaution_problems(data) if self._has_current(data) else {})

    def unlikely(self) -> list[str]:
        """Ask again for long sessions and strong currents."""
        return super().unlikely() + self.unlikely_current()
