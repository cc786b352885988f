"""The language of pages and mails: the person's own, else the device's, else the clinic's."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from apps.accounts import actions, mails
from apps.accounts.models import User
from apps.care import actions as care
from apps.core.languages import KNOWN
from apps.core.roles import Role
from tests.accounts.test_settings import PRODUCTION, read
from tests.cast import PASSWORD, make_person

THREE = [("en-gb", "English"), ("es", "Español"), ("zh-hant", "繁體中文")]
pytestmark = pytest.mark.django_db

OPEN = ["account_login", "account_reset_password", "core:help", "progress:methods"]


@pytest.fixture
def three(settings):
    """Offer three languages, whatever the site speaks already."""
    settings.LANGUAGES = THREE


def speaks(answer) -> str:
    """Return the language that an answer claims, in its head and in its header."""
    said = re.search(r'<html lang="([^"]+)"', answer.content.decode()).group(1)
    assert said == answer["Content-Language"]
    return said


def test_every_language_of_the_site_may_be_stored(settings):
    """The database knows them by name."""
    assert {code for code, _name in settings.LANGUAGES} <= set(KNOWN)


@pytest.mark.parametrize("name", OPEN)
def test_a_visitor_chooses_with_a_link(three, name):
    """Each language by its own name; the choice is kept in a cookie."""
    client, url = Client(), reverse(name)
    answer = client.get(url, headers={"accept-language": "zh-Hant,en;q=0.5"})
    assert speaks(answer) == "zh-hant"
    html = " ".join(answer.content.decode().split())
    for code, own in THREE:
        assert f'href="?language={code}" lang="{code}" hreflang="{code}"' in html
        assert own in html
    assert "Accept-Language" in answer["Vary"]
    assert speaks(client.get(f"{url}?language=es")) == "es"
    assert speaks(client.get(url, headers={"accept-language": "zh-Hant"})) == "es"
    cookie = client.cookies["django_language"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_the_link_keeps_where_one_was_going(three):
    """What stands in the address beside it."""
    html = Client().get(f"{reverse('account_login')}?next=/my/details/").content.decode()
    assert 'href="?next=%2Fmy%2Fdetails%2F&amp;language=es"' in html


def test_a_language_that_there_is_not_is_no_choice(three):
    """No cookie, no error."""
    for code in ("xx", "", "es'", "<script>", "fr"):
        client = Client()
        assert speaks(client.get(reverse("core:help"), {"language": code})) == "en-gb"
        assert "django_language" not in client.cookies


def test_one_language_is_no_choice(cast, settings):
    """Nothing is offered where there is nothing to choose."""
    settings.LANGUAGES = THREE[:1]
    assert "languages" not in Client().get(reverse("account_login")).content.decode()
    for who, page in (("rosa", "care:details"), ("ana", "accounts:settings")):
        assert "My language" not in cast.client(who).get(reverse(page)).content.decode()
    assert "do they read" not in cast.client("ana").get(reverse("accounts:invite")).content.decode()


@pytest.mark.parametrize("name", ["rosa", "mateo", "amara", "ana"])
def test_a_person_chooses_and_the_device_has_no_say(three, cast, name):
    """From the next page on, on every device."""
    client, url = cast.client(name), reverse("accounts:language")
    client.cookies["django_language"] = "zh-hant"
    assert speaks(client.get(url)) == "zh-hant"
    assert client.post(url, {"language": "es"}).url == url
    answer = client.get(url)
    assert speaks(answer) == "es"
    assert 'lang="es">Español' in answer.content.decode()
    assert speaks(client.get(f"{reverse('core:help')}?language=zh-hant")) == "es"
    home = client.get("/", follow=True).content.decode()
    assert "Idioma" not in home.split("<body")[0]
    assert 'class="languages"' not in home


def test_a_language_that_is_no_longer_offered_is_not_spoken(cast, settings):
    """The choice stays in the row."""
    actions.choose_language(by=cast.amara, language="zh-hant")
    settings.LANGUAGES = THREE[:2]
    assert speaks(cast.client("amara").get(reverse("core:help"))) == "en-gb"
    cast.amara.refresh_from_db()
    assert cast.amara.mail_language == "en-gb"


def test_my_details_have_a_row_for_it(three, cast):
    """Where there is a choice."""
    client = cast.client("rosa")
    assert "My language" in client.get(reverse("care:details")).content.decode()
    assert "My language" in cast.client("ana").get(reverse("accounts:settings")).content.decode()
    actions.choose_language(by=cast.rosa.user, language="zh-hant")
    assert "繁體中文" in client.get(reverse("care:details")).content.decode()


def test_a_page_that_cannot_be_read_is_answered_in_the_language_of_its_reader(three):
    """Not in that of whoever was served before."""
    with translation.override("es"):
        answer = Client().get("/help/?x=%00")
    assert answer.status_code == 400
    assert answer["Content-Language"] == "en-gb"


class TestMails:
    """In the language of whoever gets them."""

    @pytest.fixture(autouse=True)
    def _words(self, three, monkeypatch):
        """Let every mail begin with the language in which it was written."""
        written = mails.send_mail

        def send(subject, text, *rest):
            return written(f"{translation.get_language()}: {subject}", text, *rest)

        monkeypatch.setattr(mails, "send_mail", send)

    def sent(self) -> tuple[str, str]:
        """Return the language of the newest mail and its text."""
        return mail.outbox[-1].subject.partition(":")[0], mail.outbox[-1].body

    @pytest.mark.parametrize(("language", "written_in"), [("es", "es"), ("", "zh-hant")])
    def test_an_invitation(self, cast, settings, language, written_in):
        """As the inviter said, else as the clinic speaks; its page speaks the same."""
        settings.LANGUAGE_CODE = "zh-hant"
        user = User(email="lin@example.org", name="Lin Hua", role=Role.HELPER, language=language)
        mails.send_invitation(user=user, invited_by=cast.ana, link="https://x.example/i/")
        found, text = self.sent()
        assert found == written_in
        assert f"https://x.example/i/?language={written_in}" in text

    def test_the_inviter_says_what_they_read(
        self, cast, django_capture_on_commit_callbacks, client
    ):
        """On each of the three forms; the person then reads the page and keeps the language."""
        forms = {
            "accounts:invite": ("ana", {"role": "therapist"}),
            "care:register-patient": (
                "ana",
                {"therapist": cast.ben.pk, "discipline": "physiotherapist"},
            ),
            "care:allow-helper": ("rosa", {}),
        }
        for number, (name, (who, form)) in enumerate(forms.items()):
            form |= {"name": "New Person", "email": f"p{number}@example.org", "language": "es"}
            with django_capture_on_commit_callbacks(execute=True):
                assert cast.client(who).post(reverse(name), form).status_code == 302
            found, text = self.sent()
            assert found == "es", name
            person = User.objects.get(email=form["email"])
            assert person.language == "es"
            page = re.search(r"http://testserver(\S+)", text).group(1)
            visitor = Client()
            assert speaks(visitor.get(page)) == "es"
            assert visitor.post(page.partition("?")[0], {"password": PASSWORD}).status_code == 302
            person.refresh_from_db()
            assert person.language == "es"

    def test_a_helper_is_told_in_their_own(self, cast, django_capture_on_commit_callbacks):
        """Whatever the patient reads."""
        actions.choose_language(by=cast.mateo, language="es")
        asked = {"by": cast.george.user, "patient": cast.george, "name": "X", "link_to": str}
        with django_capture_on_commit_callbacks(execute=True), translation.override("zh-hant"):
            care.allow_helper(email=cast.mateo.email, **asked)
        assert self.sent()[0] == "es"
        actions.choose_language(by=cast.ben, language="es")
        with django_capture_on_commit_callbacks(execute=True), translation.override("zh-hant"):
            care.allow_helper(email=cast.ben.email, **asked)
        assert self.sent()[0] == "es"

    def test_nobody_known_is_told_in_the_language_of_the_page(self):
        """It is all that is known of them."""
        form = {"email": "nobody@example.org"}
        Client().post(f"{reverse('account_reset_password')}?language=es", form)
        assert self.sent()[0] == "es"


def test_a_new_password_is_mailed_in_the_own_language(three, cast, monkeypatch):
    """Whatever the page spoke on which somebody asked for it."""
    actions.choose_language(by=cast.amara, language="es")
    spoken = []
    monkeypatch.setattr(
        "allauth.account.adapter.DefaultAccountAdapter.send_mail",
        lambda *_given: spoken.append(translation.get_language()),
    )
    Client().post(reverse("account_reset_password"), {"email": cast.amara.email})
    assert spoken == ["es"]


def test_who_joins_keeps_the_language_of_the_page(three, cast):
    """An invitation that says nothing about it."""
    lea = make_person("Lea", Role.HELPER)
    lea.is_active = False
    lea.save()
    links = []
    actions.invite_again(by=cast.ana, person=lea, link_to=links.append)
    invitation = lea.invitations.latest("created_at")
    actions.accept_invitation(invitation=invitation, password=PASSWORD, language="zh-hant")
    lea.refresh_from_db()
    assert lea.language == "zh-hant"


def test_the_language_of_the_clinic_comes_from_the_environment():
    """One that the site does not speak stops the start with a sentence."""
    wrong = read(PRODUCTION | {"CLINIC_LANGUAGE": "tlh"})
    assert wrong.returncode
    assert "CLINIC_LANGUAGE is 'tlh': set it to en-gb" in wrong.stderr
    assert not read(PRODUCTION | {"CLINIC_LANGUAGE": "en-gb"}).returncode
