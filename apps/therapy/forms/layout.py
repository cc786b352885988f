"""How the session form is laid out: the usual fields first, the rest folded."""

from crispy_forms.layout import HTML, Div, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string


class MoreDetails(LayoutObject):
    """Fields under "More details"; open when one of them holds an error or an answer of before."""

    template = "therapy/_more_details.html"

    def __init__(self, *fields, is_open: bool = False):
        self.fields = list(fields)
        self.is_open = is_open

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        """Draw the fields inside <details>."""
        inner = self.get_rendered_fields(form, context, template_pack, **kwargs)
        names = {pointer.name for pointer in self.get_field_names()}
        is_open = self.is_open or bool(names & set(form.errors))
        return render_to_string(self.template, {"fields": inner, "is_open": is_open})


def piece(name: str) -> HTML:
    """Return a template of this app as a part of the layout; it sees the page's context."""
    return HTML(f'{{% include "therapy/{name}" %}}')


def only_with(choice: str, *fields) -> Div:
    """Return fields that matter only with one answer; the style sheet hides them otherwise."""
    return Div(*fields, css_class=f"only-with-{choice}")
