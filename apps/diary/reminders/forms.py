"""What patients choose about reminders."""

from datetime import date, time, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.daily_mails import time_field, wanted_field
from apps.core.form_helper import AppFormHelper
from apps.core.texts import clock_text
from apps.core.widgets import ChoiceRows, DateBoxes
from apps.diary.reminders.access import check_can_resume_on
from apps.diary.reminders.models import Reminder
from apps.diary.reminders.wording import starts_again

STEP = 30  # minutes from one offered time to the next
DAY, OPEN = "day", "open"
WEEKS = (1, 2, 4)


def time_choices() -> list[tuple[int, str]]:
    """Return the times of day that are offered, in minutes from midnight."""
    return [(minute, clock_text(time(*divmod(minute, 60)))) for minute in range(0, 24 * 60, STEP)]


class ReminderForm(forms.Form):
    """Whether mails are wanted, and when."""

    wanted = wanted_field(gettext_lazy("Do I want a reminder?"), yes=gettext_lazy("Yes, each day"))
    minute = time_field(gettext_lazy("By the clock in My details."), time_choices)

    def __init__(self, *args, reminder: Reminder, **kwargs):
        is_off = reminder.state == Reminder.State.OFF
        chosen = {"wanted": "no" if is_off else "yes", "minute": reminder.minute}
        super().__init__(*args, initial=chosen, **kwargs)
        self.helper = AppFormHelper(self)

    @property
    def choice(self) -> dict:
        """What was chosen, in the words that `actions.set_reminder` takes."""
        answer = self.cleaned_data
        return {"is_on": answer["wanted"] == "yes", "minute": answer["minute"]}


class PauseForm(forms.Form):
    """How long no mails are wanted. `today` is the patient's."""

    how_long = forms.ChoiceField(
        label=gettext_lazy("How long is the pause?"),
        widget=ChoiceRows(label_is_heading=True),
        error_messages={
            "required": gettext_lazy("Choose how long."),
            "invalid_choice": gettext_lazy("Choose how long, from the list."),
        },
    )
    day = forms.DateField(
        label=gettext_lazy("The day that I choose"),
        help_text=gettext_lazy("On this day the reminder starts again."),
        required=False,
        widget=DateBoxes,
        error_messages={"invalid": gettext_lazy("Type a real day, for example 30 3 2026.")},
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        ends = {str(weeks): today + timedelta(weeks=weeks) for weeks in WEEKS}
        field = self.fields["how_long"]
        field.choices = [
            ("1", _("1 week")),
            ("2", _("2 weeks")),
            ("4", _("4 weeks")),
            (OPEN, _("Until I start it again")),
            (DAY, _("Until a day that I choose")),
        ]
        field.widget.hints = {weeks: starts_again(end) for weeks, end in ends.items()}
        self.helper = AppFormHelper(self, mark_optional=False)

    def clean(self) -> dict:
        """Ask for the day where it is needed, and nowhere else."""
        answer = super().clean()
        if answer.get("how_long") != DAY:
            self.errors.pop("day", None)
        elif "day" not in self.errors:
            reason = self._day_refused(answer.get("day"))
            if reason:
                self.add_error("day", reason)
        return answer

    def _day_refused(self, day: date | None) -> str:
        if day is None:
            return _("Type the day, the month and the year.")
        return check_can_resume_on(day, self.today)

    @property
    def resumes_on(self) -> date | None:
        """The first day with a mail; None: until the patient says so."""
        how_long = self.cleaned_data["how_long"]
        if how_long == OPEN:
            return None
        if how_long == DAY:
            return self.cleaned_data["day"]
        return self.today + timedelta(weeks=int(how_long))
