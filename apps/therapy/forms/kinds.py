"""What an admin may type about a kind of session."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.form_helper import AppFormHelper
from apps.core.widgets import ChoiceRows
from apps.therapy.access import is_kind_name_taken, kinds
from apps.therapy.models import SessionKind


class KindForm(forms.Form):
    """Its names, its mark in charts and, for a new one, what its form asks."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=60,
        error_messages={"required": gettext_lazy("Type a name, for example Robot training.")},
    )
    short_name = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=16,
        required=False,
        help_text=gettext_lazy("For charts, up to 16 letters. Without one the name is used."),
        error_messages={"max_length": gettext_lazy("Write 16 letters at most.")},
    )
    form = forms.ChoiceField(
        label=gettext_lazy("What its form asks"),
        choices=SessionKind.Form.choices,
        widget=ChoiceRows,
        initial=SessionKind.Form.PLAIN,
        help_text=gettext_lazy("This cannot be changed later."),
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("Shape in charts"), choices=SessionKind.Shape.choices, widget=ChoiceRows
    )
    colour = forms.ChoiceField(
        label=gettext_lazy("Colour in charts"),
        choices=SessionKind.Colour.choices,
        widget=ChoiceRows,
    )

    def __init__(self, *args, kind: SessionKind | None = None, **kwargs):
        """Begin with what the kind has, or with the mark that is used least."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind:
            del self.fields["form"]
            self.initial = {
                "name": kind.label,
                "short_name": kind.short_label,
                "shape": kind.shape,
                "colour": kind.colour,
            }
        else:
            self.initial = {
                "shape": _least_used("shape", SessionKind.Shape.values),
                "colour": _least_used("colour", SessionKind.Colour.values),
            }

    def clean_name(self) -> str:
        """Refuse a name that another kind has."""
        name = self.cleaned_data["name"]
        if is_kind_name_taken(name, self.kind):
            raise forms.ValidationError(
                _("There is a kind called %(name)s already. Type another name."),
                params={"name": name},
            )
        return name

    def clean(self) -> dict:
        """Use the start of the name where there is no short one."""
        data = super().clean()
        if not data.get("short_name") and "short_name" not in self.errors:
            data["short_name"] = data.get("name", "")[:16].strip()
        return data

    @property
    def helper(self) -> AppFormHelper:
        """The fields in their own order."""
        return AppFormHelper(self)


def _least_used(field: str, values: list[str]) -> str:
    used = [getattr(kind, field) for kind in kinds()]
    return min(values, key=used.count)
