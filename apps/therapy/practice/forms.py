"""What a patient, or somebody who helps, may type about practice at home."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.care.access import areas_of
from apps.care.forms.answers import SubmissionForm
from apps.care.models import Patient
from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows, ManyChoiceRows
from apps.therapy.access import check_can_use
from apps.therapy.forms.fields import WholeNumber, line
from apps.therapy.forms.layout import only_with
from apps.therapy.models import SensoryDetail, Session, SessionKind
from apps.therapy.models.details import MOST_TRIES
from apps.therapy.practice.access import DAYS_BACK, check_day, last_practice

ANOTHER_DAY = "other"
MOST_MINUTES = 240


class PracticeForm(SubmissionForm):
    """One practice of `patient`, written by `user`; begins as the last one of this kind was."""

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        widget=ChoiceRows,
        error_messages={
            "required": gettext_lazy("Choose the day."),
            "invalid_choice": gettext_lazy("You can fill in the last 14 days. Choose the day."),
        },
    )
    day = forms.ChoiceField(label=gettext_lazy("Which day"), required=False)
    label = line(gettext_lazy("What you did"), 60)
    minutes = WholeNumber(
        label=gettext_lazy("Minutes"),
        low=1,
        high=MOST_MINUTES,
        required=True,
        help_text=gettext_lazy("About how long in all, for example 20."),
        error_messages={"required": gettext_lazy("Type how many minutes it took.")},
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Body part"),
        widget=ManyChoiceRows,
        error_messages={"required": gettext_lazy("Choose at least one body part.")},
    )
    attempted = WholeNumber(
        label=gettext_lazy("Tries"),
        low=0,
        high=MOST_TRIES,
        help_text=gettext_lazy("If you counted: how many times you tried."),
    )
    correct = WholeNumber(
        label=gettext_lazy("Right answers"),
        low=0,
        high=MOST_TRIES,
        help_text=gettext_lazy("If you counted: how many were right."),
    )

    def __init__(
        self,
        data=None,
        *,
        kind: SessionKind,
        patient: Patient,
        user: User,
        corrects: Session | None = None,
    ):
        super().__init__(data)
        self.kind, self.patient, self.user, self.corrects = kind, patient, user, corrects
        self.today = patient.today()
        self.last = None if corrects else last_practice(patient, user, kind)
        self._offer_days()
        self._offer_areas()
        self._drop_what_this_kind_does_not_ask()
        self._start()
        self.helper = self._layout()

    def _offer_days(self) -> None:
        """Offer days by their date: "today" must not become tomorrow while the form is open."""
        days = [self.today - datetime.timedelta(days=back) for back in range(DAYS_BACK + 1)]
        today, yesterday = (date_format(day, "WEEKDAY_DAY") for day in days[:2])
        others = [(day.isoformat(), date_format(day, "WEEKDAY_DAY")) for day in days[2:]]
        # An answer may have waited on the device: its today is a day before by now.
        sent = [(day, label) for day, label in others if day == self.data.get("when")]
        self.fields["when"].choices = [
            (days[0].isoformat(), _("Today, %(day)s") % {"day": today}),
            (days[1].isoformat(), _("Yesterday, %(day)s") % {"day": yesterday}),
            *sent,
            (ANOTHER_DAY, _("Another day")),
        ]
        self.fields["day"].choices = [("", _("Choose")), *others]

    def _offer_areas(self) -> None:
        treated = set(self.corrects.areas.all()) if self.corrects else set()
        offered = [area for area in areas_of(self.patient) if area.slot or area in treated]
        self.tracked = {str(area.pk): area for area in offered}
        self.fields["areas"].choices = list(self.tracked.items())
        if len(offered) == 1:
            self.initial["areas"] = list(self.tracked)

    def _drop_what_this_kind_does_not_ask(self) -> None:
        if not self.tracked:
            del self.fields["areas"]
        if self.kind.needs_label:
            self.fields["label"].required = True
            self.fields["label"].error_messages["required"] = _(
                "Write what you did, for example swimming."
            )
        else:
            del self.fields["label"]
        if self.kind.form != SessionKind.Form.SENSORY:
            del self.fields["attempted"], self.fields["correct"]

    def _start(self) -> None:
        """Begin with the version to correct, or with the settings of last time."""
        self.initial["when"] = self.today.isoformat()
        if before := self.corrects or self.last:
            self.initial |= {
                "minutes": before.minutes,
                "label": before.label,
                "areas": [str(area.pk) for area in before.areas.all()],
            }
        if self.corrects:
            self.initial |= self._results(self.corrects) | {"base": self.corrects.pk}

    def _results(self, session: Session) -> dict[str, Any]:
        detail = session.detail("sensory")
        day = session.held_on.isoformat()
        is_near = day in dict(self.fields["when"].choices)
        results = {"when": day if is_near else ANOTHER_DAY, "day": day}
        if detail:
            results |= {"attempted": detail.attempted, "correct": detail.correct}
        return results

    # --- Checks and facts ---------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """Put sentences at the fields that contradict each other or lack something."""
        super().clean()
        data = self.cleaned_data
        data["held_on"] = self._chosen_day(data)
        for name, sentence in (self._problems(data) | SensoryDetail.problems(data)).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)
        return data

    def _chosen_day(self, data: dict[str, Any]) -> datetime.date | None:
        chosen = data.get("when")
        if chosen == ANOTHER_DAY:
            chosen = data.get("day")
            if not chosen and "day" not in self.errors:
                self.add_error("day", _("Choose the day."))
        return datetime.date.fromisoformat(chosen) if chosen else None

    def _problems(self, data: dict[str, Any]) -> dict[str, str]:
        day = data["held_on"] or self.today
        field = "day" if data.get("when") == ANOTHER_DAY else "when"
        if sentence := check_day(self.patient, day):
            return {field: sentence}
        facts = {"held_on": day, "label": data.get("label", ""), "areas": []}
        problems = check_can_use(self.patient, self.kind, facts)
        return {field: problems["held_on"]} if "held_on" in problems else {}

    def facts(self) -> dict[str, Any]:
        """Return the valid answers in the words of `practice.actions`."""
        data = self.cleaned_data
        tries = {name: data.get(name) for name in ("attempted", "correct")}
        counted = {"sensory": tries} if tries["attempted"] is not None else {}
        if self.corrects and not counted:
            counted = {"sensory": None}
        return counted | {
            "held_on": data["held_on"],
            "minutes": data["minutes"],
            "label": data.get("label", ""),
            "areas": [self.tracked[pk] for pk in dict.fromkeys(data.get("areas", ()))],
        }

    def on_top_of(self, present: Session) -> "PracticeForm":
        """Return the same answers as a correction of `present`, which was saved meanwhile."""
        data = self.data.copy()
        data["base"], data["key"] = str(present.pk), str(uuid.uuid4())
        who = {"kind": self.kind, "patient": self.patient, "user": self.user}
        return PracticeForm(data, corrects=present, **who)

    def _layout(self) -> AppFormHelper:
        asked = [name for name in ("label", "minutes", "areas") if name in self.fields]
        counted = [name for name in ("attempted", "correct") if name in self.fields]
        when = ("when", only_with("another-day", "day"))
        fields = ("key", "press", "zone", "base", *when, *asked, *counted)
        # The hints of what may be left out begin with "If you counted".
        return AppFormHelper(self, *fields, mark_optional=False)
