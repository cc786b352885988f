"""The admin's people list, the page that an invitation leads to, and how pages look and speak."""

import logging
from contextlib import contextmanager
from urllib.parse import urlencode

from allauth.account import views as allauth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts import access, actions
from apps.accounts.forms import AcceptInvitationForm, InviteForm, LanguageForm, LookForm, ReachForm
from apps.accounts.models import Invitation, User
from apps.accounts.wording import language_in_words, look_in_words
from apps.core.languages import can_choose
from apps.core.permissions import allow
from apps.core.roles import Role

logger = logging.getLogger(__name__)

PEOPLE_PER_PAGE = 50
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def invitation_link(request):
    """Return the function that turns an invitation's token into an absolute address."""
    return lambda token: request.build_absolute_uri(
        reverse("accounts:accept-invitation", args=[token])
    )


def say_invited(request, person) -> None:
    """Tell that the link is on its way."""
    messages.success(
        request,
        _("Invitation sent to %(email)s. It works for %(days)s days.")
        % {"email": person.email, "days": settings.INVITATION_DAYS},
    )


@contextmanager
def mail_failure_told(request, sentence: str = ""):
    """Tell when the mail server refuses: what was asked is stored, only the mail is missing.

    `sentence` says so; without one, that the account is made.
    """
    try:
        yield
    except OSError as error:
        logger.error("An invitation could not be mailed: %s", type(error).__name__)
        made = _("The account is made. The email could not be sent. Try again later.")
        messages.warning(request, sentence or made)


@require_safe
@allow(Role.ADMIN)
def people(request):
    """List everybody with role, state and last sign-in."""
    state, role = request.GET.get("state", ""), request.GET.get("role", "")
    found = access.people_for(request.user, state=state, role=role)
    return render(
        request,
        "accounts/people.html",
        {
            "page": Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
            "query": urlencode({"state": state, "role": role}) + "&",
            "state": state,
            "states": User.State.choices,
            "role": role,
            "roles": Role.choices,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def invite(request):
    """Invite a therapist or an admin."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            with mail_failure_told(request):
                person = actions.invite(
                    by=request.user, link_to=invitation_link(request), **form.cleaned_data
                )
                say_invited(request, person)
            return redirect("accounts:people")
        except ValidationError as error:
            form.add_error("email", error)
    return render(request, "accounts/invite.html", {"form": form})


@require_POST
@allow(Role.ADMIN)
def invite_again(request, user_id):
    """Mail a new link to somebody who has not joined."""
    person = access.invited_person_or_404(request.user, user_id)
    with mail_failure_told(request):
        actions.invite_again(by=request.user, person=person, link_to=invitation_link(request))
        say_invited(request, person)
    return redirect("accounts:people")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def turn_off(request, user_id):
    """Ask once more, then close the account."""
    person = access.person_or_404(request.user, user_id)
    reason = access.check_can_turn_off(person)
    if request.method == "POST" and not reason:
        try:
            actions.turn_off(by=request.user, person=person)
        except ValidationError as error:
            reason = error.message
        else:
            messages.success(request, _("%(name)s is off.") % {"name": person.name})
            return redirect("accounts:people")
    return render(request, "accounts/turn_off.html", {"person": person, "reason": reason})


@require_POST
@allow(Role.ADMIN)
def turn_on(request, user_id):
    """Open a closed account again."""
    person = access.person_or_404(request.user, user_id)
    actions.turn_on(by=request.user, person=person)
    messages.success(request, _("%(name)s is on again.") % {"name": person.name})
    return redirect("accounts:people")


@login_not_required
def sign_out(request):
    """Sign out; the browser forgets pictures too. What waits to be sent: static/js/answers.js."""
    response = allauth.logout(request)
    if not request.user.is_authenticated:
        response["Clear-Site-Data"] = '"cache"'
    return response


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def accept_invitation(request, token):
    """Choose a password and come in; unknown, used and expired links get the same page."""
    try:
        invitation = access.open_invitation_or_404(token)
    except Http404:
        return render(request, "accounts/invitation_over.html", status=404)
    form = AcceptInvitationForm(request.POST or None, user=invitation.user)
    if form.is_valid():
        try:
            read_in = get_language() if can_choose() else ""
            user = actions.accept_invitation(
                invitation=invitation, language=read_in, **form.cleaned_data
            )
        except Invitation.DoesNotExist:
            return render(request, "accounts/invitation_over.html", status=404)
        login(request, user, backend=BACKEND)
        return redirect("core:home")
    return render(
        request, "accounts/accept_invitation.html", {"form": form, "person": invitation.user}
    )


@require_safe
@allow(Role.HELPER, Role.THERAPIST, Role.ADMIN)
def own_settings(request):
    """Show how everything is set, in one row each; patients have My details."""
    return render(
        request,
        "accounts/settings.html",
        {
            "looks_like": look_in_words(request.user),
            "language": language_in_words(request.user, get_language()),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*Role)
def look(request):
    """Choose light or dark, the size of text, and the colours; the next page has them."""
    person = request.user
    now = {"theme": person.theme, "text_size": person.text_size, "contrast": person.contrast}
    form = LookForm(request.POST or None, initial=now)
    if form.is_valid():
        actions.set_look(by=person, **form.cleaned_data)
        messages.success(request, _("Saved. Your pages look like this now."))
        return redirect("accounts:look")
    return render(request, "accounts/look.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT)
def reach(request):
    """Choose the side that I see and reach best."""
    person = request.user
    now = {"reach": person.reach, "has_anchor": person.has_anchor}
    form = ReachForm(request.POST or None, initial=now)
    if form.is_valid():
        actions.set_reach(by=person, **form.cleaned_data)
        messages.success(request, _("Saved. Your pages look like this now."))
        return redirect("accounts:reach")
    return render(request, "accounts/reach.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*Role)
def language(request):
    """Choose the language of my pages and mails."""
    now = {"language": request.user.language or get_language()}
    form = LanguageForm(request.POST or None, initial=now)
    if form.is_valid():
        person = actions.choose_language(by=request.user, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Saved. Your pages speak this language now."))
        return redirect("accounts:language")
    return render(request, "accounts/language.html", {"form": form})
