"""What django-allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from apps.accounts.models import User


class ClosedSignUp(DefaultAccountAdapter):
    """People come in by invitation only; wrong details get one sentence, whatever is wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The email or the password is not right. Type both again."),
        "too_many_login_attempts": _("Too many tries. Wait 5 minutes. Then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Nobody signs up without an invitation."""
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict) -> None:
        """Mail in the language of who gets it."""
        with override(user.mail_language):
            super().send_password_reset_mail(user, email, context)


def name_of(user: User) -> str:
    """Return the name that messages use."""
    return user.name
