"""The form of a result, made from the catalogue: each test asks what its row says."""

import uuid
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.assessments import wording
from apps.assessments.access import FIRST_YEAR, PART, check_result
from apps.assessments.forms.fields import Score, line
from apps.assessments.markings import MARKINGS
from apps.assessments.models import Instrument, Result
from apps.assessments.models.instruments import shown
from apps.assessments.models.results import NOTE_LENGTH, VERSION_LENGTH
from apps.assessments.places import PLACES
from apps.assessments.versions import Version
from apps.care.access import open_team_of
from apps.care.forms.answers import KeyedForm
from apps.care.models import Patient
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, DateBoxes

ME, SOMEBODY_ELSE = "me", "else"
FEW = 4  # so many choices are rows, more are a list


class ResultForm(KeyedForm):
    """Asks when, where and what came out, in the words and bounds of one version of a test."""

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    done_on = forms.DateField(
        label=gettext_lazy("Day of the test"),
        help_text=gettext_lazy("For example 30 3 2026."),
        widget=DateBoxes(years=range(FIRST_YEAR, FIRST_YEAR + 200)),
        error_messages={
            "required": gettext_lazy("Type the day, the month and the year."),
            "invalid": gettext_lazy("Type a real day, for example 30 3 2026."),
        },
    )
    given_by = forms.ChoiceField(label=gettext_lazy("Done by"), widget=ChoiceRows)
    given_by_name = line(gettext_lazy("Their name"), 120)
    note = line(
        gettext_lazy("Notes (optional)"), NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instrument: Instrument,
        version: Version,
        patient: Patient,
        therapist: User,
        corrects: Result | None = None,
        **kwargs,
    ):
        if data is not None:
            data = data.copy()
            data["base"] = str(corrects.pk) if corrects else ""
        super().__init__(data, **kwargs)
        self.instrument, self.version, self.patient = instrument, version, patient
        self.therapist, self.corrects = therapist, corrects
        self.initial = {"done_on": patient.today()} | self.initial
        if instrument.is_version_typed:
            self.fields["version"] = line(
                gettext_lazy("Version of the test"),
                VERSION_LENGTH,
                required=True,
                help_text=gettext_lazy("As its form says, for example “2006”."),
                error_messages={"required": gettext_lazy("Type which version of the test it was.")},
            )
        self._ask_where()
        self._ask_parts()
        self._ask_answer()
        self._offer_givers()
        if corrects:
            self.initial |= self._initial_from(corrects)
        self.order_fields(pointer.name for pointer in self.helper.layout.get_field_names())

    # --- What is asked ------------------------------------------------------------------------

    def _ask_where(self) -> None:
        places = [(place, PLACES[place]) for place in self.version.places]
        is_short = len(places) <= FEW
        field = forms.ChoiceField(
            label=_("Where"),
            choices=places if is_short else [("", _("Choose")), *places],
            widget=ChoiceRows if is_short else forms.Select,
            error_messages={
                "required": _("Choose where it was done."),
                "invalid_choice": wording.wrong_place(self.version),
            },
        )
        if len(places) == 1:
            field.widget = forms.HiddenInput()
            self.initial["place"] = places[0][0]
        self.fields["place"] = field

    def _ask_parts(self) -> None:
        unit = self.instrument.unit_label
        for part in self.version.parts:
            self.fields[PART + part.code] = Score(
                scale=part.range,
                label=shown(part.name),
                help_text=wording.range_hint(part.range, unit),
            )

    def _ask_answer(self) -> None:
        instrument, version = self.instrument, self.version
        label = wording.total_label(instrument, version.code)
        hint = wording.hint_of(instrument, version)
        if instrument.scale == Instrument.Scale.CODES:
            levels = [(level, level) for level in instrument.levels]
            self._choose("level", label, hint, levels, _("Choose one of the codes."))
        elif instrument.scale == Instrument.Scale.MARKINGS:
            sizes = [(size, wording.marking_text(one.size)) for size, one in MARKINGS.items()]
            missing = _("Choose one of the 20 markings, or “Not felt”.")
            self._choose("answer", label, hint, [*sizes, *self._beyond()], missing)
        elif version.total != "none":
            self.fields["total"] = Score(scale=version.range, label=label, help_text=hint)
            if instrument.beyond:
                nothing = ("", _("It is the number above"))
                self.fields["beyond"] = forms.ChoiceField(
                    label=_("Or what was found instead of a number"),
                    choices=[nothing, *self._beyond()],
                    widget=ChoiceRows,
                    required=False,
                )
                self.initial.setdefault("beyond", "")

    def _beyond(self) -> list[tuple[str, str]]:
        return [(code, str(Result.Beyond(code).label)) for code in self.instrument.beyond]

    def _choose(self, name: str, label: str, hint: str, choices: list, missing: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label,
            help_text=hint,
            choices=[("", _("Choose")), *choices],
            error_messages={"required": missing, "invalid_choice": missing},
        )

    def _offer_givers(self) -> None:
        self.users = {
            f"user:{place.practitioner_id}": place.practitioner
            for place in open_team_of(self.patient)
            if place.practitioner_id != self.therapist.pk
        }
        self.initial["given_by"] = ME
        before = self.corrects
        if before and before.given_by is None:
            self.initial |= {"given_by": SOMEBODY_ELSE, "given_by_name": before.given_by_name}
        elif before and before.given_by != self.therapist:
            code = f"user:{before.given_by_id}"
            # They may have left the care team since.
            self.users.setdefault(code, before.given_by)
            self.initial["given_by"] = code
        self.fields["given_by"].choices = [
            (ME, _("Me, %(name)s") % {"name": self.therapist.name}),
            *((code, user.name) for code, user in self.users.items()),
            (SOMEBODY_ELSE, _("Somebody else")),
        ]

    # --- From and to facts --------------------------------------------------------------------

    def _initial_from(self, result: Result) -> dict[str, Any]:
        # A sum is left to be made anew: who mends a part need not add up.
        is_made = result.total is None or (self.version.total == "sum" and result.parts)
        number = "" if is_made else wording.plain_number(result.total)
        marking = "" if result.total is None else f"{result.total:.2f}"
        parts = {PART + code: wording.plain_number(value) for code, value in result.parts.items()}
        return {
            "base": result.pk,
            "done_on": result.done_on,
            "place": result.place,
            "version": result.version,
            "total": number,
            "level": result.level,
            "beyond": result.beyond,
            "answer": result.beyond or marking,
            "note": result.note,
        } | parts

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of `actions.record_result`."""
        data = self.cleaned_data
        answer = data.get("answer", "")
        is_beyond = answer in self.instrument.beyond
        total = data.get("total")
        if answer and not is_beyond:
            total = Decimal(answer)
        return {
            "done_on": data["done_on"],
            "place": data["place"],
            "version": data.get("version", self.version.code),
            "total": total,
            "level": data.get("level", ""),
            "beyond": answer if is_beyond else data.get("beyond", ""),
            "parts": {
                part.code: data[PART + part.code]
                for part in self.version.parts
                if data.get(PART + part.code) is not None
            },
            "note": data["note"].replace("\r\n", "\n"),
            **self._giver(),
        }

    def _giver(self) -> dict[str, Any]:
        chosen = self.cleaned_data["given_by"]
        if chosen == SOMEBODY_ELSE:
            return {"given_by_name": self.cleaned_data["given_by_name"]}
        return {"given_by": self.users.get(chosen, self.therapist)}

    def clean(self) -> dict[str, Any]:
        """Put sentences at the fields that contradict each other or lack something."""
        data = super().clean()
        if data.get("given_by") == SOMEBODY_ELSE and not data.get("given_by_name"):
            self.add_error("given_by_name", _("Type the name of who did it."))
        if not self.errors:
            problems = check_result(self.patient, self.instrument, self.complete_facts())
            for name, sentence in problems.items():
                self.add_error(name if name in self.fields else None, sentence)
        return data

    def complete_facts(self) -> dict[str, Any]:
        """Return the facts with the total that they add up to where it was left empty."""
        facts = self.facts()
        return facts if facts["total"] is not None else facts | {"total": self._sum_of(facts)}

    def _sum_of(self, facts: dict[str, Any]) -> Decimal | None:
        """Return what the total will be where it was left empty."""
        is_whole = len(facts["parts"]) == len(self.version.parts)
        if self.version.total != "sum" or not facts["parts"] or not is_whole:
            return None
        return sum(facts["parts"].values(), Decimal(0))

    def on_top_of(self, present: Result) -> "ResultForm":
        """Return the same answers as a correction of `present`, which somebody else saved."""
        data = self.data.copy()
        data["key"] = str(uuid.uuid4())
        return ResultForm(
            data,
            instrument=self.instrument,
            version=self.version,
            patient=self.patient,
            therapist=self.therapist,
            corrects=present,
        )

    @property
    def helper(self) -> AppFormHelper:
        """The parts before their total, as they stand on paper."""
        parts = [PART + part.code for part in self.version.parts]
        names = ["key", "base", "version", "done_on", "place", *parts]
        names += ["level", "answer", "total", "beyond", "given_by"]
        shown_names = [name for name in names if name in self.fields]
        # Nearly everything may be left out: "(optional)" would hide the few others.
        return AppFormHelper(
            self,
            *shown_names,
            Div("given_by_name", css_class="only-with-somebody-else"),
            "note",
            mark_optional=False,
        )
