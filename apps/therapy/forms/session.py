"""What every session form asks: when, how long, where on the body, by whom."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from apps.accounts.models import User
from apps.care.access import areas_of
from apps.care.forms.answers import KeyedForm
from apps.care.models import Patient
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, DateBoxes, ManyChoiceRows
from apps.therapy.access import FIRST_YEAR, check_can_use, last_session
from apps.therapy.forms.fields import Clock, WholeNumber, line
from apps.therapy.forms.givers import GiverFields
from apps.therapy.forms.layout import MoreDetails, only_with, piece
from apps.therapy.models import Session, SessionKind
from apps.therapy.models.sessions import LONGEST_MINUTES, NOTE_LENGTH
from apps.therapy.wording import short_day

ANOTHER_DAY = "other"
USUAL_MINUTES = 240


class SessionForm(GiverFields, KeyedForm):
    """The form of a plain kind, and the base of all others.

    `usual` and `more` name the fields that a kind adds, in their order; `results` are those that
    "the same settings" leaves empty, because they are what came out, not what was set.
    """

    usual: tuple = ()
    more: tuple = ()
    results: frozenset[str] = frozenset({"held_on", "start_time", "note"})

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        widget=ChoiceRows,
        error_messages={"required": gettext_lazy("Choose the day.")},
    )
    held_on = forms.DateField(
        label=gettext_lazy("Which day"),
        help_text=gettext_lazy("For example 30 3 2026."),
        widget=DateBoxes(years=range(FIRST_YEAR, FIRST_YEAR + 200)),
        required=False,
        error_messages={"invalid": gettext_lazy("Type a real day, for example 30 3 2026.")},
    )
    minutes = WholeNumber(
        label=gettext_lazy("Minutes"),
        low=1,
        high=LONGEST_MINUTES,
        required=True,
        error_messages={"required": gettext_lazy("Type how many minutes it took.")},
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Body part"),
        widget=ManyChoiceRows,
        error_messages={"required": gettext_lazy("Choose at least one body part.")},
    )
    label = line(gettext_lazy("What it was"), 60)
    start_time = Clock(
        label=pgettext_lazy("time of day", "Start"), help_text=gettext_lazy("For example 14:30.")
    )
    setting = forms.ChoiceField(
        label=gettext_lazy("Setting"), choices=Session.Setting.choices, widget=ChoiceRows
    )
    note = line(
        gettext_lazy("Notes (optional)"), NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args,
        kind: SessionKind,
        patient: Patient,
        therapist: User,
        corrects: Session | None = None,
        use_same: bool = False,
        ask_precautions: bool = False,
        **kwargs,
    ):
        """Offer what this patient has; start from `corrects` or from the last session.

        `ask_precautions` asks for them again, where the kind has any.
        """
        super().__init__(*args, **kwargs)
        self.kind, self.patient, self.therapist, self.corrects = kind, patient, therapist, corrects
        self.ask_precautions = ask_precautions
        self.today = patient.today()
        self.start = corrects or (self.last if use_same else None)
        self.initial = {"when": self.today.isoformat()} | self.initial
        self.initial["setting"] = Session.Setting.CLINIC
        if corrects:
            self.initial["base"] = corrects.pk
        self._offer_areas()
        self.offer_givers(self.start if corrects else None)
        if self.start:
            self.initial |= self.initial_from(self.start.facts())
        self._offer_days()
        self._say_last_values()
        if not kind.needs_label:
            del self.fields["label"]
        self.prepare()
        # The summary of errors goes down the page as it is drawn.
        self.order_fields(pointer.name for pointer in self.helper.layout.get_field_names())

    def prepare(self) -> None:
        """Let a kind change its own fields."""

    # --- What is offered ----------------------------------------------------------------------

    @cached_property
    def last(self) -> Session | None:
        """The newest session of this kind, for hints and for "the same settings"."""
        return last_session(self.patient, self.kind)

    def _offer_areas(self) -> None:
        treated = set(self.start.areas.all()) if self.start else set()
        self.tracked = {
            str(area.pk): area for area in areas_of(self.patient) if area.slot or area in treated
        }
        if self.tracked:
            self.fields["areas"].choices = list(self.tracked.items())
        else:
            del self.fields["areas"]
        if len(self.tracked) == 1:
            self.initial["areas"] = list(self.tracked)

    def _offer_days(self) -> None:
        """Offer days by their date: "today" must not become tomorrow while the form is open."""
        yesterday = self.today - datetime.timedelta(days=1)
        days = {
            self.today: _("Today, %(day)s") % {"day": date_format(self.today, "WEEKDAY_DAY")},
            yesterday: _("Yesterday, %(day)s") % {"day": date_format(yesterday, "WEEKDAY_DAY")},
        }
        for day in (self._sent_day(), self.initial.get("held_on")):
            if day and day not in days and day == self._sent_day():
                days[day] = date_format(day, "WEEKDAY_DAY")
        if self.initial.get("held_on"):
            first = self.initial["held_on"]
            self.initial["when"] = first.isoformat() if first in days else ANOTHER_DAY
        self.fields["when"].choices = [
            *((day.isoformat(), label) for day, label in days.items()),
            (ANOTHER_DAY, _("Another day")),
        ]

    def _sent_day(self) -> datetime.date | None:
        try:
            day = datetime.date.fromisoformat(self.data.get("when", ""))
        except ValueError:
            return None
        return day if day.year >= FIRST_YEAR else None

    def _say_last_values(self) -> None:
        """Add to each hint what was typed last time, unless it stands in the field already."""
        if self.start or not self.last:
            return
        for name, value in self.initial_from(self.last.facts()).items():
            field = self.fields.get(name)
            is_open = field and name not in self.results and name not in self.initial
            if is_open and isinstance(value, int | str) and value != "":
                shown = dict(getattr(field, "choices", ())).get(value, value)
                last = _("Last time: %(value)s.") % {"value": shown}
                field.help_text = f"{field.help_text} {last}".strip()

    # --- From and to facts --------------------------------------------------------------------

    def initial_from(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return what the fields hold for these facts; without results if only settings count."""
        initial = {
            "held_on": facts["held_on"],
            "start_time": facts["start_time"],
            "minutes": facts["minutes"],
            "setting": facts["setting"],
            "label": facts["label"],
            "note": facts["note"],
            "areas": [str(area.pk) for area in facts["areas"]],
            **self.details_from(facts),
        }
        if self.corrects:
            return initial
        return {name: value for name, value in initial.items() if name not in self.results}

    def details_from(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return what the fields of this kind hold for these facts."""
        return {}

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of `actions.record_session`."""
        data = self.cleaned_data
        return {
            "held_on": data["day"],
            "start_time": data["start_time"],
            "minutes": data["minutes"],
            "setting": data["setting"],
            "label": data.get("label", ""),
            "note": data["note"].replace("\r\n", "\n"),
            "areas": [self.tracked[pk] for pk in dict.fromkeys(data.get("areas", ()))],
            **self.giver_facts(),
            **self.details(),
        }

    def details(self) -> dict[str, Any]:
        """Return the facts that this kind adds."""
        return {}

    # --- Checks -------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """Put sentences at the fields that contradict each other or lack something."""
        data = super().clean()
        data["day"] = self._chosen_day(data)
        for name, sentence in (self.giver_problems(data) | self.problems(data)).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return data

    def _chosen_day(self, data: dict[str, Any]) -> datetime.date | None:
        if data.get("when") != ANOTHER_DAY:
            return self._sent_day()
        day = data.get("held_on")
        if "held_on" in self.errors:
            return None
        if day is None:
            self.add_error("held_on", _("Type the day, the month and the year."))
        elif day.year < FIRST_YEAR:
            self.add_error("held_on", _("Type the year with four digits, for example 2026."))
        return day

    def problems(self, data: dict[str, Any]) -> dict[str, str]:
        """Return {field: sentence} for what cannot be."""
        facts = {"held_on": data["day"] or self.today, "label": data.get("label", ""), "areas": []}
        problems = check_can_use(self.patient, self.kind, facts)
        if "held_on" in problems and data.get("when") != ANOTHER_DAY:
            problems["when"] = problems.pop("held_on")
        return problems

    def unlikely(self) -> list[str]:
        """Return a sentence for each value that may be a slip, to be confirmed."""
        minutes = self.cleaned_data["minutes"]
        if minutes <= USUAL_MINUTES:
            return []
        return [
            _("It took %(minutes)d minutes. Most sessions take up to %(usual)d.")
            % {"minutes": minutes, "usual": USUAL_MINUTES}
        ]

    def on_top_of(self, present: Session) -> "SessionForm":
        """Return the same answers as a correction of `present`, which somebody else saved."""
        data = self.data.copy()
        data["base"], data["key"] = str(present.pk), str(uuid.uuid4())
        return type(self)(
            data,
            kind=self.kind,
            patient=self.patient,
            therapist=self.therapist,
            corrects=present,
        )

    def sent(self) -> list[tuple[str, str]]:
        """Return what was sent, for the hidden fields of the page that asks "Is this right?"."""
        own = {"csrfmiddlewaretoken", "confirmed", "change"}
        return [
            (name, value)
            for name, values in self.data.lists()
            for value in values
            if name not in own
        ]

    # --- Looks --------------------------------------------------------------------------------

    @property
    def helper(self) -> AppFormHelper:
        """The order of the fields: the usual ones first."""
        common = ["when", only_with("another-day", "held_on"), "minutes", "areas", "label"]
        shown = [name for name in common if not isinstance(name, str) or name in self.fields]
        more = MoreDetails(
            *self.more,
            "start_time",
            "setting",
            "given_by",
            only_with("somebody-else", "given_by_name", "given_by_phone"),
        )
        heading = piece("_kind_heading.html")
        fields = ("key", "base", *shown, heading, *self.usual, more, "note")
        # Nearly everything may be left out: "(optional)" at each label would hide the few others.
        return AppFormHelper(self, *fields, mark_optional=False)

    @property
    def same_link_text(self) -> str:
        """The link that copies the last session, or "" where there is none."""
        if self.last is None or self.corrects:
            return ""
        return _("Use the same settings as %(day)s") % {"day": short_day(self.last.held_on)}
