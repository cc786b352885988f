"""Listen: read aloud where the browser has a voice, and nothing offered elsewhere."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.looks

# A browser with voices of these languages, that remembers what it was told to say.
VOICES = """
const said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  said,
  speaking: false,
  getVoices: () => LANGUAGES.map((lang) => ({ lang })),
  speak(words) { this.speaking = true; said.push(words); },
  cancel() { this.speaking = false; said.length = 0; },
} });
"""


@pytest.mark.parametrize(("languages", "offered"), [(["de-DE", "en_US"], True), (["de-DE"], False)])
def test_the_page_is_read_in_its_own_language(demo_server, browser_page, languages, offered):
    """Line by line, until Stop or the end."""
    page = browser_page(demo_server)
    page.add_init_script(VOICES.replace("LANGUAGES", str(languages)))
    page.goto("/help/")
    button = page.locator("[data-listen]")
    if not offered:
        expect(button).to_be_hidden()
        return
    expect(button).to_have_text("Listen")
    button.click()
    expect(button).to_have_text("Stop")
    said = page.evaluate("speechSynthesis.said.map(({ text, lang }) => [text, lang])")
    assert said[0] == ["Get help", "en-gb"]
    assert len(said) > 20
    assert all(text.strip() for text, _lang in said)
    button.click()
    expect(button).to_have_text("Listen")
    assert page.evaluate("speechSynthesis.said.length") == 0
    button.click()
    page.evaluate("() => { const { said } = speechSynthesis; said.at(-1).onend(); }")
    expect(button).to_have_text("Listen")


def test_without_scripts_there_is_no_button(demo_server, browser_page):
    """No control that does nothing."""
    page = browser_page(demo_server, java_script=False)
    page.goto("/help/")
    expect(page.locator("[data-listen]")).to_be_hidden()
