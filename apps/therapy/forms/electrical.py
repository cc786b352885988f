"""Electrical stimulation, and the fields that acupuncture with current shares."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.widgets import ManyChoiceRows
from apps.therapy.access import early_day, precautions_of
from apps.therapy.forms.fields import Amount, EitherAmount, WholeNumber, choose, line
from apps.therapy.forms.layout import piece
from apps.therapy.forms.session import SessionForm
from apps.therapy.models import ElectricalDetail, Precaution, PrecautionCheck
from apps.therapy.models.choices import Level, Mode, Skin
from apps.therapy.models.details import (
    HIGHEST_CURRENT_MA,
    HIGHEST_FREQUENCY_HZ,
    LONGEST_PHASE_SECONDS,
    PULSE_WIDTH_US,
)
from apps.therapy.wording import plain_number

NONE_OF_THESE = "none"
USUAL_CURRENT_MA = 40


class CurrentFields(forms.Form):
    """The current, what kept numb skin safe, and the precautions before the first use."""

    precautions = forms.MultipleChoiceField(
        label=gettext_lazy("Before the first use: which of these apply?"),
        choices=[*Precaution.choices, (NONE_OF_THESE, gettext_lazy("None of these"))],
        widget=ManyChoiceRows,
        required=False,
    )
    precautions_reason = line(
        gettext_lazy("Why it is right all the same"),
        500,
        help_text=gettext_lazy("Only if one of these applies."),
    )
    frequency_hz = WholeNumber(
        label=gettext_lazy("Frequency"),
        low=1,
        high=HIGHEST_FREQUENCY_HZ,
        help_text=gettext_lazy("In hertz, for example 20."),
    )
    amplitude_ma = Amount(
        label=gettext_lazy("Current"),
        low=0,
        high=HIGHEST_CURRENT_MA,
        help_text=gettext_lazy("In milliamps."),
    )
    electrodes = line(gettext_lazy("Where the pads were"), 200)
    threshold_left_ma = Amount(
        label=gettext_lazy("First felt on the left"),
        low=0,
        high=HIGHEST_CURRENT_MA,
        help_text=gettext_lazy("In milliamps."),
    )
    threshold_right_ma = Amount(
        label=gettext_lazy("First felt on the right"),
        low=0,
        high=HIGHEST_CURRENT_MA,
        help_text=gettext_lazy("In milliamps."),
    )
    max_ma = Amount(
        label=gettext_lazy("Maximum"),
        low=0,
        high=HIGHEST_CURRENT_MA,
        help_text=gettext_lazy("In milliamps: the most that you allow on numb skin."),
    )
    skin_after = choose(Skin.choices, gettext_lazy("Skin afterwards"))
    skin_before = choose(Skin.choices, gettext_lazy("Skin before"))
    mode = choose(Mode.choices, gettext_lazy("Mode"))
    level = choose(Level.choices, gettext_lazy("Level"))
    pulse_width_us = WholeNumber(
        label=gettext_lazy("Pulse width"),
        low=PULSE_WIDTH_US[0],
        high=PULSE_WIDTH_US[1],
        help_text=gettext_lazy("In microseconds, for example 200."),
    )
    on_seconds = WholeNumber(label=gettext_lazy("Seconds on"), low=0, high=LONGEST_PHASE_SECONDS)
    off_seconds = WholeNumber(label=gettext_lazy("Seconds off"), low=0, high=LONGEST_PHASE_SECONDS)

    @cached_property
    def precaution_check(self) -> PrecautionCheck | None:
        """The newest check, which the page shows; without one the questions must be answered."""
        return precautions_of(self.patient)

    @cached_property
    def early_day(self) -> int | None:
        """The day after the stroke if it is before day 30, for a note that forbids nothing."""
        return early_day(self.patient)

    def tell_known_implant(self) -> None:
        """Tick the implant that the intake notes, before the first check."""
        has_implant = self.patient.pacemaker or self.patient.other_implant
        if has_implant and self.precaution_check is None:
            self.initial["precautions"] = [Precaution.IMPLANT]
            self.fields["precautions"].help_text = _("The intake notes an implant.")

    def electrical_facts(self) -> dict[str, Any]:
        """Return the facts about the current."""
        return {name: self.cleaned_data[name] for name in ElectricalDetail.field_names()}

    def precaution_facts(self) -> dict[str, Any] | None:
        """Return the answers to the precautions, or None where they were not asked again."""
        answers = set(self.cleaned_data.get("precautions") or ())
        if not answers:
            return None
        reason = self.cleaned_data["precautions_reason"]
        return {"answers": answers - {NONE_OF_THESE}, "reason": reason}

    def precaution_problems(self, data: dict[str, Any]) -> dict[str, str]:
        """Return {field: sentence}: an answer before the first use, a reason for each yes."""
        answers = set(data.get("precautions") or ())
        if not answers and self.precaution_check is None:
            return {"precautions": _("Choose what applies, or “None of these”.")}
        if NONE_OF_THESE in answers and len(answers) > 1:
            return {"precautions": _("Choose what applies, or “None of these”, not both.")}
        reason = data.get("precautions_reason", "")
        return PrecautionCheck.problems(answers - {NONE_OF_THESE}, reason)

    def unlikely_current(self) -> list[str]:
        """Return a sentence for each current that may be a slip."""
        current, maximum = self.cleaned_data["amplitude_ma"], self.cleaned_data["max_ma"]
        if current is None:
            return []
        shown = {"current": plain_number(current), "usual": USUAL_CURRENT_MA}
        sentences = []
        if current > USUAL_CURRENT_MA:
            sentences.append(
                _("The current was %(current)s mA. Most sessions use up to %(usual)d.") % shown
            )
        if maximum is not None and current > maximum:
            shown["maximum"] = plain_number(maximum)
            sentences.append(
                _("The current was %(current)s mA, more than the maximum of %(maximum)s.") % shown
            )
        return sentences


class ElectricalForm(CurrentFields, SessionForm):
    """Pads on numb skin: a threshold, a maximum and a look at the skin are required."""

    threshold_left_ma = EitherAmount(
        label=gettext_lazy("First felt on the left"),
        low=0,
        high=HIGHEST_CURRENT_MA,
        help_text=gettext_lazy("In milliamps. One side is enough: the one with good feeling."),
    )
    threshold_right_ma = EitherAmount(
        label=gettext_lazy("First felt on the right"),
        low=0,
        high=HIGHEST_CURRENT_MA,
        help_text=gettext_lazy("In milliamps."),
    )

    usual = (
        piece("_precautions.html"),
        "frequency_hz",
        "amplitude_ma",
        "electrodes",
        piece("_numb_skin_heading.html"),
        "threshold_left_ma",
        "threshold_right_ma",
        "max_ma",
        "skin_after",
    )
    more = ("skin_before", "mode", "level", "pulse_width_us", "on_seconds", "off_seconds")
    results = SessionForm.results | {"skin_before", "skin_after"}

    def prepare(self) -> None:
        """Ask for the precautions before the first use, or again when that is wanted."""
        self.tell_known_implant()
        sentences = ElectricalDetail.problems({})
        for name in ("max_ma", "skin_after"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentences[name]
        self.asks_precautions = (
            self.ask_precautions or self.precaution_check is None or "precautions" in self.data
        )
        if self.asks_precautions:
            self.usual = (self.usual[0], "precautions", "precautions_reason", *self.usual[1:])
        else:
            del self.fields["precautions"], self.fields["precautions_reason"]

    def details_from(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts about the current."""
        return plain_numbers(facts["electrical"] or {})

    def details(self) -> dict[str, Any]:
        """Return the facts about the current, and the answers to the precautions."""
        return {"electrical": self.electrical_facts(), "precautions": self.precaution_facts()}

    def problems(self, data: dict[str, Any]) -> dict[str, str]:
        """Numb skin cannot warn, so some answers are required."""
        problems = super().problems(data) | ElectricalDetail.problems(data)
        return problems | (self.precaution_problems(data) if self.asks_precautions else {})

    def unlikely(self) -> list[str]:
        """Ask again for long sessions and strong currents."""
        return super().unlikely() + self.unlikely_current()


def plain_numbers(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts with decimals as people type them: 8.0 as "8"."""
    return {
        name: f"{value.normalize():f}" if hasattr(value, "as_tuple") else value
        for name, value in facts.items()
    }
