/* Takes over the forms whose answers must not get lost: first into the outbox, then to the server.
   Says plainly what is saved and what waits. Without this script, or where the browser has no
   store, the forms are sent as ever. */
import { isLeaving } from "./leaving.js";
import { flush, forget, keep, lastCard, putCard, remove, waiting } from "./outbox.js";
import { fill, listed } from "./outbox-words.js";

const place = document.getElementById("outbox");
const { person, fresh, help } = place.dataset;
const [SHORTEST, LONGEST] = [5000, 300000]; // ms between two tries
const SLOW = 800; // ms after which the page says that it is saving
const URGENT = 3000; // ms after which help is shown, whatever the network does
const UNSEEN = "csrfmiddlewaretoken";

const tokens = {
  now: document.querySelector(`form[data-outbox] [name=${UNSEEN}]`)?.value,
  async fresh() {
    const answer = await fetch(fresh, { cache: "no-store", signal: AbortSignal.timeout(20000) });
    return (await answer.json()).token;
  },
};

// --- What the page says --------------------------------------------------------------------

/* The page of the form that an answer was given on: some forms are sent to an address below it. */
const pageOf = ({ address }) =>
  address.replace(/(?:(?<=\/(?:today|saved\/[^/]+)\/)[12]|note)\/$/, "");

function refusal(answer) {
  const note = new Map(answer.fields).get("note") ?? "";
  const part = fill("refused", { label: answer.label, sentence: answer.refused, typed: note });
  part.querySelector("[data-mend]").href = pageOf(answer);
  part.querySelector("[data-delete]").addEventListener("click", async () => {
    await remove(answer);
    show();
  });
  return part;
}

/* An answer that was changed waits twice, and is one answer to its person; an alarm stays one. */
const lastOfEachForm = (answers) =>
  [...new Map(answers.map((one) => [one.urgent ? one.id : one.form, one])).values()];

/* Shows what happened last, what waits, and what was refused. */
async function show(happened, facts = {}) {
  const answers = await waiting(person);
  const unsent = lastOfEachForm(answers).filter((one) => one.refused === undefined);
  const parts = answers.filter((one) => one.refused !== undefined).map(refusal);
  const name = happened ?? (unsent.length ? "waits" : "");
  if (name) {
    const part = fill(name, facts);
    part.querySelector("[data-list]")?.append(...listed(unsent));
    part.querySelector("[data-try]")?.addEventListener("click", attempt);
    part.querySelector("[data-see]")?.setAttribute("href", facts.to);
    parts.unshift(part);
  }
  const next = document.createElement("div");
  next.append(...parts);
  // What says the same stays: a button is not taken away from under a finger, nor read out again.
  if (next.innerHTML !== place.innerHTML) place.replaceChildren(...next.childNodes);
}

// --- Sending ---------------------------------------------------------------------------------

const given = new Set(); // ids of the answers that were given on this page
let wait = SHORTEST;
let timer;

function tryLater() {
  clearTimeout(timer);
  timer = setTimeout(attempt, wait);
  wait = Math.min(wait * 2, LONGEST);
}

/* Sends what waits, and tells how it went. An answer of this very page leads on when it is saved,
   be it by another tab. */
async function attempt() {
  clearTimeout(timer);
  const told = await flush(person, tokens);
  // Nothing that waited may call back somebody who is on the way to help.
  if (isLeaving() || document.querySelector("form[data-sending]")) return undefined;
  const ours = told.find(({ id, kind }) => given.has(id) && kind === "saved");
  if (ours) return location.assign(ours.to);
  const ids = new Set((await waiting(person)).map(({ id }) => id));
  if ([...given].some((id) => !ids.has(id))) return location.assign("/");
  const last = told.at(-1);
  if (last?.kind !== "saved") return tell(last);
  wait = SHORTEST;
  if (location.pathname.endsWith("/today/")) return location.reload(); // it still asks
  return last.to === location.pathname ? show() : show("saved", { to: last.to });
}

function tell(last) {
  if (last?.kind === "unreachable" || last?.kind === "failed") tryLater();
  return last && last.kind !== "refused" ? show(last.kind, last) : show();
}

const isUrgent = (form, submitter) =>
  "urgent" in form.dataset || (submitter?.name === "gate" && submitter.value !== "no");

/* Sends one form that the person has just pressed, and goes where the server leads. What only the
   server's own page can say (what is wrong, that one must sign in) is left to a plain send. */
async function send(form, submitter) {
  countPress(form);
  const urgent = isUrgent(form, submitter);
  const id = await keep({ ...answerOf(form, submitter), urgent });
  given.add(id);
  if (urgent) {
    const late = new Promise((go) => setTimeout(go, URGENT, []));
    const told = await Promise.race([flush(person, tokens), late]);
    // The server's address of the help also says whether the answer is saved.
    return location.assign(told.find((one) => one.id === id)?.to ?? help);
  }
  const slow = setTimeout(show, SLOW, "saving");
  const told = await flush(person, tokens);
  clearTimeout(slow);
  if (isLeaving()) return undefined; // to Get help, perhaps; what was not sent waits
  const ours = told.find((one) => one.id === id);
  const item = (await waiting(person)).find((one) => one.id === id);
  if (ours?.kind === "saved") return leave(form, ours.to);
  if (ours?.kind === "refused") {
    if (item) await remove(item);
    return plainly(form, submitter);
  }
  if (ours?.kind === "signed-out") return plainly(form, submitter);
  if (!item) return leave(form, "/"); // another tab has sent it
  delete form.dataset.sending;
  await tell(told.at(-1));
  return place.scrollIntoView({ block: "nearest" }); // the button may lie far below
}

/* What was refused before on this page is mended by what was saved now. */
async function leave(form, to) {
  const { address } = answerOf(form);
  const refused = (await waiting(person)).filter((one) => one.refused !== undefined);
  const mended = refused.filter((one) => one.address === address && !one.urgent);
  await Promise.all(mended.map(remove));
  location.assign(to);
}

/* Tells the server which press of the form it gets: the same one once more is a repeat, the next one
   an answer of its own, also with the words of an earlier one. */
function countPress(form) {
  const field = form.elements.namedItem("press") ?? form.appendChild(newPress());
  field.value = Number(field.value) + 1;
}

const newPress = () =>
  Object.assign(document.createElement("input"), { type: "hidden", name: "press" });

function answerOf(form, submitter) {
  const fields = [...new FormData(form)].filter(([name]) => name !== UNSEEN);
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  const { pathname, search } = new URL(form.action);
  const label = form.dataset.label ?? document.querySelector("h1").textContent;
  return { person, address: pathname + search, fields, label: label.trim() };
}

function plainly(form, submitter) {
  form.dataset.plain = "";
  form.requestSubmit(submitter);
}

function takeOver(event, work) {
  const { currentTarget: form, submitter } = event;
  if ("plain" in form.dataset) return;
  event.preventDefault();
  if ("sending" in form.dataset) return; // a trembling hand
  form.dataset.sending = "";
  work(form, submitter).catch(() => plainly(form, submitter)); // no store in this browser
}

for (const form of document.querySelectorAll("form[data-outbox]")) {
  form.addEventListener("submit", (event) => takeOver(event, send));
}

// --- Signing out: nothing of this person stays ---------------------------------------------

let warned = false;

async function signOut(form, submitter) {
  await flush(person, tokens);
  if (!warned && (await waiting(person)).length) {
    warned = true;
    delete form.dataset.sending;
    return show("leaving");
  }
  await forget(person);
  return plainly(form, submitter);
}

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", (event) => takeOver(event, signOut));
}

// --- At the start ----------------------------------------------------------------------------

/* Puts what was refused back into its form, so that it can be mended. */
async function refill(form) {
  const path = location.pathname + location.search;
  const refused = (await waiting(person)).filter((one) => one.refused !== undefined);
  const answer = refused.find((one) => pageOf(one) === path);
  for (const field of answer ? form.elements : []) {
    const typed = answer.fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (!typed.length || field.type === "hidden") continue;
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = typed.includes(field.value);
    } else {
      [field.value] = typed;
    }
    if (field.value) field.closest("details")?.setAttribute("open", "");
  }
}

/* Notes whose device this is and where "Same" goes, for the page that shows without internet. */
async function noteCard() {
  const card = document.querySelector("[data-card]");
  if (card) await putCard(person, { ...card.dataset });
  else if ((await lastCard())?.person !== person) await putCard(person, null);
}

async function start() {
  for (const form of document.querySelectorAll("form[data-outbox]")) await refill(form);
  await attempt();
  await noteCard();
}

const again = () => {
  wait = SHORTEST;
  attempt();
};

if (window.indexedDB && window.crypto?.subtle) {
  start();
  addEventListener("online", again);
  document.addEventListener("visibilitychange", () => document.hidden || again());
  // A page that comes back by Back takes answers again.
  addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sending;
      delete form.dataset.plain;
    }
  });
}
