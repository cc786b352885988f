"""People who sign in, how their pages look, and the invitations that let them in."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from apps.core.languages import KNOWN, is_offered
from apps.core.roles import Role


class Theme(models.TextChoices):
    """Light or dark."""

    DEVICE = "device", _("Like my phone or computer")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class TextSize(models.TextChoices):
    """How large everything is."""

    USUAL = "usual", _("Usual")
    LARGE = "large", _("Large")
    LARGEST = "largest", _("Largest")


class Contrast(models.TextChoices):
    """How strongly text and lines stand out."""

    DEVICE = "device", _("Like my phone or computer")
    MORE = "more", _("Black and white")


class Reach(models.TextChoices):
    """The side that the person sees and reaches best."""

    NONE = "none", _("Both sides")
    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")


class UserQuerySet(models.QuerySet):
    """Questions about many people."""

    def active(self) -> "UserQuerySet":
        """People who can sign in now."""
        return self.filter(is_active=True)

    def therapists(self) -> "UserQuerySet":
        """Therapists who can sign in now."""
        return self.active().filter(role=Role.THERAPIST)

    def admins(self) -> "UserQuerySet":
        """Admins who can sign in now."""
        return self.active().filter(role=Role.ADMIN)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Finds people by their e-mail, whatever its capitals."""

    def get_by_natural_key(self, email: str) -> "User":
        """Return the person with this e-mail."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person with one role. Public ids are random, so they count nobody."""

    class State(models.TextChoices):
        """What the people list says of somebody."""

        INVITED = "invited", _("Invited")
        ACTIVE = "active", _("Active")
        OFF = "off", _("Off")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("email"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    is_active = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True)
    turned_off_at = models.DateTimeField(null=True)
    # Part of every session's seal: a new value ends all open sessions at once.
    session_seal = models.UUIDField(default=uuid.uuid4, editable=False)
    # How the pages look and speak: every request loads this row anyway.
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(max_length=6, choices=Theme.choices, default=Theme.DEVICE)
    text_size = models.CharField(max_length=7, choices=TextSize.choices, default=TextSize.USUAL)
    contrast = models.CharField(max_length=6, choices=Contrast.choices, default=Contrast.DEVICE)
    reach = models.CharField(max_length=5, choices=Reach.choices, default=Reach.NONE)
    has_anchor = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_email"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | models.Q(turned_off_at=None),
                name="user_turned_off_is_not_active",
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *KNOWN]), name="user_language_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(theme__in=Theme.values), name="user_theme_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(text_size__in=TextSize.values), name="user_text_size_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(contrast__in=Contrast.values), name="user_contrast_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(reach__in=Reach.values), name="user_reach_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(has_anchor=False) | ~models.Q(reach=Reach.NONE),
                name="user_anchor_needs_a_side",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """The name to greet with."""
        return self.name.split(" ")[0]

    @property
    def state(self) -> "User.State":
        """Invited, active or off."""
        if self.turned_off_at:
            return self.State.OFF
        return self.State.ACTIVE if self.is_active else self.State.INVITED

    @property
    def own_look(self) -> dict[str, str]:
        """What the style sheet is told about this person: only what differs from the usual."""
        look = {}
        if self.theme != Theme.DEVICE:
            look["theme"] = self.theme
        if self.text_size != TextSize.USUAL:
            look["size"] = self.text_size
        if self.contrast != Contrast.DEVICE:
            look["contrast"] = self.contrast
        if self.reach != Reach.NONE:
            look["reach"] = self.reach
        if self.has_anchor:
            look["anchor"] = Reach.RIGHT if self.reach == Reach.LEFT else Reach.LEFT
        return look

    @property
    def mail_language(self) -> str:
        """The language of mails to this person: the chosen one, else the clinic's."""
        return self.language if is_offered(self.language) else settings.LANGUAGE_CODE

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Seal sessions with the password and with `session_seal`."""
        return salted_hmac(
            "apps.accounts.User",
            f"{self.password}{self.session_seal}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class Invitation(models.Model):
    """A one-time link by mail. Only the hash of its token is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} ({self.created_at:%Y-%m-%d})"

    @property
    def is_open(self) -> bool:
        """Whether the link can still be used."""
        return self.used_at is None and self.expires_at > timezone.now()
