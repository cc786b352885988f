/* "Listen": the browser reads the page aloud, where it has a voice for the language of the page.
   Elsewhere, and without this script, there is no button. */
const button = document.querySelector("[data-listen]");
const voices = window.speechSynthesis;
const { lang } = document.documentElement;

const family = (name) => name.toLowerCase().split(/[-_]/)[0];
const voiceOfPage = () => voices.getVoices().find((voice) => family(voice.lang) === family(lang));

function say(speaks) {
  button.lastElementChild.textContent = speaks ? button.dataset.stop : button.dataset.listen;
}

function stop() {
  voices.cancel();
  say(false);
}

/* One line after the other: browsers break off what takes longer than some seconds. */
function read() {
  const main = document.querySelector("main");
  const lines = main.innerText.split("\n").map((line) => line.trim()).filter(Boolean);
  for (const line of lines) {
    const words = new SpeechSynthesisUtterance(line);
    words.lang = lang;
    words.voice = voiceOfPage();
    voices.speak(words);
    words.onerror = () => say(false);
    if (line === lines.at(-1)) words.onend = () => say(false);
  }
  say(true);
}

if (button && voices) {
  const offer = () => { button.hidden = !voiceOfPage(); };
  offer();
  voices.addEventListener?.("voiceschanged", offer); // some browsers learn their voices late
  button.addEventListener("click", () => (voices.speaking ? stop() : read()));
  addEventListener("pagehide", stop);
}
