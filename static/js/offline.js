/* The page that shows when there is no internet: what waits on this device, and the one answer that
   can be given without knowing anything of the record. */
import { isLeaving } from "./leaving.js";
import { keep, lastCard, waiting } from "./outbox.js";
import { listed } from "./outbox-words.js";

const list = document.querySelector("[data-waiting]");
const offer = document.querySelector("[data-offer]");

/* The device's own calendar says which day it is; toISOString would give the day in Greenwich. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const isAbout = (answer, address, day) =>
  answer.address === address && new Map(answer.fields).get("for_date") === day;

async function show() {
  const card = await lastCard();
  if (!card) return;
  const answers = await waiting(card.person);
  const given = answers.some((answer) => isAbout(answer, card.address, today()));
  const answered = card.answered === "yes" && card.on === today();
  list.hidden = !answers.length;
  list.querySelector("ul").replaceChildren(...listed(answers));
  offer.hidden = given || answered || card.same !== "yes";
  offer.querySelector("[data-name]").textContent = card.name;
}

offer.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button || offer.hidden) return;
  offer.hidden = true; // a trembling hand
  const { person, address } = await lastCard();
  const fields = Object.entries({
    key: crypto.randomUUID(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
    for_date: today(),
    offline: "on",
    person,
  });
  await keep({ person, address, fields, label: button.textContent.trim() });
  await show();
  list.focus();
});

addEventListener("online", () => isLeaving() || location.reload());
if (window.indexedDB && window.crypto?.subtle) show();
