"""The site as an app: its manifest, its worker, and the weight of its scripts."""

import gzip
import json
import struct

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from apps.core import installed
from tests.server import ROOT

LANGUAGES = [code for code, _name in settings.LANGUAGES]
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
HEAVIEST = 20_000  # bytes of all scripts together, after gzip


def size_of(png: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG states."""
    return struct.unpack(">II", png[16:24])


def test_the_manifest_makes_the_site_an_app(db):
    """Every icon is there in the size that is promised, one of them for phones that cut."""
    answer = Client().get("/app.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    facts = answer.json()
    assert facts["start_url"] == facts["scope"] == "/"
    assert facts["display"] == "standalone"
    assert (facts["lang"], facts["dir"]) == ("en-gb", "ltr")
    for icon in facts["icons"]:
        path = ROOT / icon["src"].lstrip("/")
        assert "{}x{}".format(*size_of(path.read_bytes())) == icon["sizes"]
    assert {icon["purpose"] for icon in facts["icons"]} == {"any", "maskable"}
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in facts["icons"]}


def test_the_worker_is_served_for_the_whole_site(db):
    """It is never cached, so that a new release reaches every device."""
    answer = Client().get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
    first = answer.content.decode().splitlines()[0]
    site = json.loads(first.removeprefix("const SITE = ").removesuffix(";"))
    assert list(site["help"]) == LANGUAGES
    for address in [*site["help"].values(), *site["offline"].values()]:
        assert Client().get(address).status_code == 200
    for address in site["files"]:
        assert (ROOT / address.lstrip("/")).exists(), address


def test_another_number_is_another_release(db, settings):
    """Who changes the clinic's phone changes what devices keep."""
    before = installed.worker()
    settings.CLINIC_PHONE = "01632 960 999"
    assert installed.worker() != before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["help-in", "offline"])
def test_the_kept_pages_know_nobody(cast, page, language):
    """They are fetched without cookies; what a visitor gets names no record."""
    answer = Client().get(reverse(f"core:{page}", args=[language]))
    html = answer.content.decode()
    assert f'<html lang="{language}"' in html
    assert "sessionid" not in answer.cookies
    assert "/patients/" not in html
    assert Client().get(reverse(f"core:{page}", args=["xx"])).status_code == 404


def test_a_token_makes_no_session(cast):
    """Whoever asks again and again stays signed in no longer for it."""
    client = cast.client("rosa")
    answer = client.get(reverse("core:outbox"))
    assert len(answer.json()["token"]) == 64
    assert "no-store" in answer["Cache-Control"]
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_signing_out_empties_the_browsers_own_cache(cast):
    """Pages of a record are never stored, but pictures are, for their own person."""
    answer = cast.client("rosa").post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache"'


def test_all_scripts_together_are_light():
    """A cheap phone has to load and to understand them."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in SCRIPTS}
    assert sum(sizes.values()) <= HEAVIEST, sizes


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_why_it_is_there(path):
    """Small modules, each with its reason first, none with a name for the whole page."""
    code = path.read_text()
    assert code.startswith(("/*", "//"))
    assert len(code.splitlines()) <= 300
    assert "window." not in code.replace("window.speech", "").replace("window.crypto", "").replace(
        "window.indexedDB", ""
    )
