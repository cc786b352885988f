"""How every form of the product is drawn: one helper, one template pack, no <form> tag.

The page writes the tag, so that it decides the address and what else stands in the form:

    <form method="post" novalidate>
      {% crispy form %}
      <div class="actions"><button class="btn btn-primary">{% translate "Save" %}</button></div>
    </form>

`novalidate` lets our own sentences and summary speak instead of the browser's bubbles. For a
POST form the one-time token comes with `{% crispy form %}`: the page must not add another.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


class AppFormHelper(FormHelper):
    """The project's crispy helper: hints and errors before the control, rows for choices.

    `fields` are field names or crispy layout objects in the order in which they are drawn;
    without them all fields of `form` are drawn in their own order. `mark_optional=False` drops
    the "(optional)" from labels, for forms in which everything is optional (a search, a note).
    """

    form_tag = False
    include_media = False
    form_show_errors = True

    def __init__(self, form=None, *fields, mark_optional: bool = True):
        super().__init__(form)
        # crispy hands every public attribute of the helper to its templates.
        self.mark_optional = mark_optional
        self.help_text_inline = False
        if fields:
            self.layout = Layout(*fields)
