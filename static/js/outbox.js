/* Answers that this device has not sent yet, and the way to send each exactly once.

   They wait in IndexedDB, sealed with a key that no script can read out. Beside the seal stand the
   mark of the person whose they are and the moment, and nothing of health. An answer goes when the
   server has said what became of it; the form's own key lets the server know a second send. */

const HEADER = "X-Outbox";
const PATIENCE = 20000; // ms for one answer; a network that is slower than this counts as none
const KEPT_DAYS = 30; // an answer can be about the last 14 days; after 30 nobody asks for it

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("outbox", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("answers", { keyPath: "id" });
      request.result.createObjectStore("cards");
      request.result.createObjectStore("keys");
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const { result } = request;
      result.onclose = result.onversionchange = () => { result.close(); opened = undefined; };
      resolve(result);
    };
  });
  opened.catch(() => { opened = undefined; });
  return opened;
}

/* Does one thing with one store; resolves when it is on the disk. */
async function within(store, mode, work) {
  const transaction = (await database()).transaction(store, mode, { durability: "strict" });
  const written = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  const result = await work(transaction.objectStore(store));
  await written;
  return result;
}

// --- The seal -----------------------------------------------------------------------------

async function key() {
  const known = await within("keys", "readonly", (keys) => done(keys.get("key")));
  if (known) return known;
  const use = ["encrypt", "decrypt"];
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, use);
  // Another tab may have been quicker: the first key stays.
  return within("keys", "readwrite", async (keys) => {
    const first = await done(keys.get("key"));
    if (!first) await done(keys.put(made, "key"));
    return first ?? made;
  });
}

async function seal(content) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(content));
  return { iv, text: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text) };
}

async function unseal({ iv, text }) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), text);
  return JSON.parse(new TextDecoder().decode(plain));
}

// --- What waits ---------------------------------------------------------------------------

/* The same form always has the same name. It is a hash, because addresses name days. */
async function formOf(address, fields) {
  const name = `${address} ${Object.fromEntries(fields).key}`;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

const ofForm = (form) => IDBKeyRange.bound(form, `${form} ~`);

const PRESS = "press";

/* What was said, however often it was pressed. */
const saidIn = ({ fields }) => JSON.stringify(fields.filter(([name]) => name !== PRESS));

/* Keeps an answer: {person, address, fields: [[name, value]…], label, urgent}. Returns its id.

   It takes the place of no other: what the same form said before is sent too, and before it. So a
   "yes" is never lost behind a later "no", and the history on the server shows both. Only the very
   same words again are no new answer, and what was refused is mended by the next one of its form. */
export async function keep({ person, address, fields, label, urgent = false }) {
  const content = { address, fields, label, urgent };
  const [form, sealed] = [await formOf(address, fields), await seal(content)];
  const former = (await waiting(person)).filter((one) => one.form === form);
  const last = former.at(-1);
  if (last?.refused === undefined && last && saidIn(last) === saidIn(content)) return last.id;
  const mended = former.filter((one) => one.refused !== undefined && !one.urgent);
  const id = `${form} ${crypto.randomUUID()}`;
  await within("answers", "readwrite", async (answers) => {
    for (const one of mended) answers.delete(one.id);
    // The device's clock may have been set back.
    const rows = await done(answers.getAll(ofForm(form)));
    const at = Math.max(Date.now(), ...rows.map((row) => row.at + 1));
    await done(answers.put({ id, form, person, at, sealed }));
  });
  return id;
}

/* The answers of this person in the order in which they were given; those that were refused carry
   the sentence that says why. */
export async function waiting(person) {
  const rows = await within("answers", "readonly", (answers) => done(answers.getAll()));
  const mine = rows.filter((row) => row.person === person).sort((a, b) => a.at - b.at);
  return Promise.all(mine.map(async (row) => ({ ...row, ...(await unseal(row.sealed)) })));
}

/* Whether an answer still waits: a browser without locks may have sent it from another tab. */
const isThere = ({ id }) =>
  within("answers", "readonly", async (answers) => Boolean(await done(answers.get(id))));

/* Keeps why an answer was refused, unless the person has given another one since; what says that
   something is wrong stays all the same. */
const refuse = ({ id, form, urgent }, refused) =>
  within("answers", "readwrite", async (answers) => {
    const rows = await done(answers.getAll(ofForm(form)));
    const row = rows.find((one) => one.id === id);
    if (!row) return;
    const isLast = rows.every((one) => one.at <= row.at);
    await done(isLast || urgent ? answers.put({ ...row, refused }) : answers.delete(id));
  });

export const remove = ({ id }) =>
  within("answers", "readwrite", (answers) => done(answers.delete(id)));

/* Removes all that is this person's, at sign-out. */
export async function forget(person) {
  await within("cards", "readwrite", (cards) => done(cards.clear()));
  await within("answers", "readwrite", async (answers) => {
    for (const row of await done(answers.getAll())) {
      if (row.person === person) answers.delete(row.id);
    }
  });
}

/* Removes what nobody has come back for. A clock may be wrong, and would lose an answer: both must
   say that the days are over, the device's from when it was given, and the server's (`now`) from the
   first time that it told, while the answer waited, what time it is. */
const forgetOld = (now) =>
  within("answers", "readwrite", async (answers) => {
    const before = (clock) => clock - KEPT_DAYS * 86400000;
    for (const row of await done(answers.getAll())) {
      if (row.since === undefined) answers.put({ ...row, since: now });
      else if (row.since < before(now) && row.at < before(Date.now())) answers.delete(row.id);
    }
  });

// --- The card: whom "Same as last time" would be for, on the page that shows without internet ---

/* One card, that of the person who used this device last; null takes it away. */
export async function putCard(person, card) {
  const row = card && { person, sealed: await seal(card) };
  await within("cards", "readwrite", (cards) =>
    done(row ? cards.put(row, "last") : cards.delete("last")));
}

export async function lastCard() {
  const row = await within("cards", "readonly", (cards) => done(cards.get("last")));
  return row && { person: row.person, ...(await unseal(row.sealed)) };
}

// --- Sending ------------------------------------------------------------------------------

/* One tab at a time. A browser without locks may send twice at once; the form's key then makes the
   server store it once. */
const alone = (work) => navigator.locks?.request("outbox", work) ?? work();

const post = (address, fields, token) =>
  fetch(address, {
    method: "POST",
    body: new URLSearchParams([...fields, ["csrfmiddlewaretoken", token]]),
    headers: { [HEADER]: "1" },
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });

/* The token of the page may be older than the last sign-in: a fresh one is asked for, once. */
async function sent({ address, fields }, tokens) {
  tokens.now ??= await tokens.fresh();
  const answer = await post(address, fields, tokens.now);
  if (answer.status !== 403) return answer;
  tokens.now = await tokens.fresh();
  return post(address, fields, tokens.now);
}

/* The server draws a page when a form is wrong: its summary says what to mend. */
function sentenceOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const summary = page.querySelectorAll(".error-summary li");
  const found = summary.length ? summary : page.querySelectorAll("main > h1 + p");
  return [...found].map((one) => one.textContent.trim()).join(" ");
}

let serverTime; // in ms, as the server told it while this was sent

/* What became of one answer: {kind: "saved", to} | {kind: "refused", sentence} |
   {kind: "failed", failure} | {kind: "unreachable" | "signed-out" | "somebody-else"}. */
async function outcomeOf(item, tokens) {
  try {
    const answer = await sent(item, tokens);
    const { status } = answer;
    if (status === 401) return { kind: "signed-out" };
    if (status === 409) return { kind: "somebody-else" };
    if (status === 500) return { kind: "failed", failure: answer.headers.get("X-Failure") ?? "" };
    // Busy, or a page of something that stands between us and the server.
    if (status > 500 || status === 429 || !answer.headers.has(HEADER)) return { kind: "unreachable" };
    serverTime = Date.parse(answer.headers.get("Date")) || serverTime;
    const text = await answer.text();
    const told = answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : {};
    if (told.to && answer.ok) return { kind: "saved", to: told.to };
    return { kind: "refused", sentence: told.sentence ?? sentenceOf(text), to: told.to };
  } catch {
    return { kind: "unreachable" };
  }
}

const STOPS = new Set(["unreachable", "signed-out", "somebody-else"]);

/* Sends what waits, oldest first, and returns [{id, kind, …}] of what was tried. A refused or
   failed answer never holds up that of another form; what its own form said later waits behind a
   failed one. Without a way to the server the rest waits too. */
export function flush(person, tokens) {
  return alone(async () => {
    const [told, held] = [[], new Set()];
    serverTime = undefined;
    for (const item of await waiting(person)) {
      if (item.refused !== undefined || held.has(item.form) || !(await isThere(item))) continue;
      const outcome = await outcomeOf(item, tokens);
      if (outcome.kind === "saved") await remove(item);
      if (outcome.kind === "refused") await refuse(item, outcome.sentence);
      if (outcome.kind === "failed") held.add(item.form);
      told.push({ id: item.id, ...outcome });
      if (STOPS.has(outcome.kind)) break;
    }
    if (serverTime) await forgetOld(serverTime);
    return told;
  });
}
