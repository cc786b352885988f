"""Who gave the session: the person who types, a colleague, or somebody without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.care.access import outside_practitioners_of, team_of
from apps.core.phones import PhoneField
from apps.core.widgets import ChoiceRows
from apps.therapy.forms.fields import line
from apps.therapy.models import Session

ME = "me"
SOMEBODY_ELSE = "else"


class GiverFields(forms.Form):
    """Asks who gave the session. A name without an account needs a phone, for questions later."""

    given_by = forms.ChoiceField(label=gettext_lazy("Given by"), widget=ChoiceRows)
    given_by_name = line(gettext_lazy("Their name"), 120)
    given_by_phone = PhoneField(label=gettext_lazy("Their phone"), required=False)

    def offer_givers(self, start: Session | None) -> None:
        """Offer the care team and the outside practitioners; begin with who gave `start`."""
        self.users = {
            f"user:{place.practitioner_id}": place.practitioner
            for place in team_of(self.patient)
            if place.ended_at is None and place.practitioner_id != self.therapist.pk
        }
        self.outside = {
            f"outside:{person.pk}": person for person in outside_practitioners_of(self.patient)
        }
        self.initial["given_by"] = ME
        if start:
            self._start_from(start)
        self.fields["given_by"].choices = [
            (ME, _("Me, %(name)s") % {"name": self.therapist.name}),
            *((code, user.name) for code, user in self.users.items()),
            *((code, str(person)) for code, person in self.outside.items()),
            (SOMEBODY_ELSE, _("Somebody else")),
        ]

    def _start_from(self, start: Session) -> None:
        if start.given_by is None:
            self.initial |= {
                "given_by": SOMEBODY_ELSE,
                "given_by_name": start.given_by_name,
                "given_by_phone": start.given_by_phone,
            }
        elif start.given_by != self.therapist:
            code = f"user:{start.given_by_id}"
            # They may have left the care team since.
            self.users.setdefault(code, start.given_by)
            self.initial["given_by"] = code

    def giver_problems(self, data: dict[str, Any]) -> dict[str, str]:
        """Return {field: sentence} where a name or a phone is missing."""
        if data.get("given_by") != SOMEBODY_ELSE:
            return {}
        sentences = {
            "given_by_name": _("Type the name of who gave it."),
            "given_by_phone": _("Type their phone number, for questions later."),
        }
        return {field: text for field, text in sentences.items() if not data.get(field)}

    def giver_facts(self) -> dict[str, Any]:
        """Return either the user who gave it, or a name with a phone."""
        data = self.cleaned_data
        chosen = data["given_by"]
        if chosen == SOMEBODY_ELSE:
            return {
                "given_by_name": data["given_by_name"],
                "given_by_phone": data["given_by_phone"],
            }
        if chosen in self.outside:
            person = self.outside[chosen]
            return {"given_by_name": person.name, "given_by_phone": person.phone}
        return {"given_by": self.users.get(chosen, self.therapist)}
