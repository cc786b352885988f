"""What people may type about accounts."""

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _

from apps.accounts.access import check_can_invite
from apps.accounts.mails import send_no_account
from apps.accounts.models import Contrast, Reach, TextSize, Theme
from apps.core.form_helper import AppFormHelper
from apps.core.languages import can_choose, offered
from apps.core.roles import Role
from apps.core.widgets import ChoiceRows, LanguageRows

# Without signs that end a line, or that turn the words after them round.
ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$"
# The words of the button that static/js/show-password.js adds.
SHOW_AND_HIDE = {"data-show": _("Show"), "data-hide": _("Hide")}


class SignInForm(LoginForm):
    """E-mail and password; one message for every wrong pair (see adapter.py)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self, mark_optional=False)
        _plain_email(self.fields["login"])
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs |= SHOW_AND_HIDE
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].error_messages["required"] = _("Type your password.")
        self.fields["remember"].label = _("Keep me signed in on this phone or computer")


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks for the e-mail that gets the link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)
        _plain_email(self.fields["email"])
        self.fields["email"].validators.append(check_mailable)

    def save(self, request, **kwargs) -> str:
        """Send one mail in every case, so that words and time tell nobody who has an account."""
        if self.users:
            return super().save(request, **kwargs)
        send_no_account(email=self.cleaned_data["email"])
        return self.cleaned_data["email"]


class NewPasswordForm(ResetPasswordKeyForm):
    """The new password, once: people can look at what they type."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.helper = AppFormHelper(self)
        _plain_new_password(self.fields["password1"])


def check_mailable(email: str) -> None:
    """Refuse an address whose host no mail can name: its letters make it too long."""
    try:
        punycode(email.rpartition("@")[2])
    except UnicodeError as error:
        raise ValidationError(_("Type an email like name@example.org.")) from error


def name_field() -> forms.CharField:
    """Return the field for the name of somebody who gets an account."""
    return forms.CharField(
        label=_("Name"),
        max_length=120,
        # Names stand in mails: a second line there could say anything.
        validators=[RegexValidator(ONE_LINE, _("Type the name on one line."))],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Type the person's name."),
            "max_length": _("Type a name of 120 letters or fewer."),
        },
    )


def email_field() -> forms.EmailField:
    """Return the field for the e-mail of somebody who gets an account."""
    return forms.EmailField(
        label=_("Email"),
        max_length=254,
        validators=[check_mailable],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Type the person's email."),
            "invalid": _("Type an email like name@example.org."),
            "max_length": _("Type an email of 254 letters or fewer."),
        },
    )


def language_field() -> forms.ChoiceField:
    """Return the field for the language of a person."""
    return forms.ChoiceField(
        label=_("Language"),
        choices=offered,
        widget=LanguageRows,
        error_messages={
            "required": _("Choose a language."),
            "invalid_choice": _("Choose a language from the list."),
        },
    )


class AsksForLanguage(forms.Form):
    """Somebody gets an account: asks what they read, where the site speaks several languages."""

    language = language_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("Which language do they read?")
        self.fields["language"].required = False
        if not can_choose():
            del self.fields["language"]


class InviteForm(AsksForLanguage):
    """A colleague: therapist or admin."""

    field_order = ["name", "email", "role", "language"]

    name = name_field()
    email = email_field()
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(Role.THERAPIST, Role.THERAPIST.label), (Role.ADMIN, Role.ADMIN.label)],
        widget=ChoiceRows(
            hints={
                Role.THERAPIST: _("Sees the patients who are assigned to them."),
                Role.ADMIN: _("Invites people and assigns them. Sees no ratings."),
            }
        ),
        initial=Role.THERAPIST,
        error_messages={"required": _("Choose a role.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)

    def clean_email(self) -> str:
        """Refuse an e-mail that somebody has already."""
        email = self.cleaned_data["email"]
        if reason := check_can_invite(email):
            raise forms.ValidationError(reason)
        return email


class AcceptInvitationForm(forms.Form):
    """The first password."""

    password = forms.CharField(
        label=_("Password"),
        help_text=_("10 characters or more. Three words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"} | SHOW_AND_HIDE),
        strip=False,
        error_messages={"required": _("Choose a password.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.helper = AppFormHelper(self)

    def clean_password(self) -> str:
        """Hold the password against the rules of the settings."""
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password


class LookForm(forms.Form):
    """Light or dark, how large, how strong."""

    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=Theme.choices,
        widget=ChoiceRows,
        error_messages={
            "required": _("Choose light or dark."),
            "invalid_choice": _("Choose light or dark from the list."),
        },
    )
    text_size = forms.ChoiceField(
        label=_("Text size"),
        choices=TextSize.choices,
        widget=ChoiceRows,
        error_messages={
            "required": _("Choose a text size."),
            "invalid_choice": _("Choose a text size from the list."),
        },
    )
    contrast = forms.ChoiceField(
        label=_("Colours"),
        choices=Contrast.choices,
        widget=ChoiceRows,
        error_messages={
            "required": _("Choose the colours."),
            "invalid_choice": _("Choose the colours from the list."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self)


class ReachForm(forms.Form):
    """The side that somebody sees and reaches best, and whether a bar marks the other edge."""

    reach = forms.ChoiceField(
        label=_("Which side do you see and reach best?"),
        help_text=_("Buttons and numbers move to that side."),
        choices=Reach.choices,
        widget=ChoiceRows,
        error_messages={
            "required": _("Choose a side."),
            "invalid_choice": _("Choose a side from the list."),
        },
    )
    has_anchor = forms.BooleanField(
        label=_("Show a bar at the other edge"),
        help_text=_("Look for the bar. The page starts or ends there."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = AppFormHelper(self, mark_optional=False)

    def clean(self) -> dict:
        """A bar at the other edge needs a side."""
        answer = super().clean()
        if answer.get("has_anchor") and answer.get("reach") == Reach.NONE:
            self.add_error("reach", _("Choose left or right. The bar needs a side."))
        return answer


class LanguageForm(forms.Form):
    """What somebody reads. One question, so its label is the h1."""

    language = language_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].label = _("My language")
        self.fields["language"].widget.label_is_heading = True
        self.helper = AppFormHelper(self)


def _plain_email(field: forms.Field) -> None:
    field.label = _("Email")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = "username"
    field.error_messages["required"] = _("Type your email.")
    field.error_messages["invalid"] = _("Type an email like name@example.org.")


def _plain_new_password(field: forms.Field) -> None:
    field.label = _("New password")
    field.widget.attrs |= SHOW_AND_HIDE
    field.help_text = _("10 characters or more. Three words are easy to remember.")
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = _("Choose a password.")
