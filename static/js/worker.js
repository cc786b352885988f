/* The service worker. It keeps style sheets, Get help and the page for "no internet", each as a
   visitor sees it: no page of a record ever comes into its store. The network always comes first.

   The server puts a line before this text: const SITE = {release, helpAddress, files, help, offline}. A new
   release changes that line, and the browser then fills a new store and throws the old one away. */
/* global SITE */

const STORE = `pages-${SITE.release}`;
const LANGUAGE = "language"; // a store of its own, which holds one word
const PATIENCE = 3000; // ms: whoever needs help waits no longer for a slow network

async function fillStore() {
  const store = await caches.open(STORE);
  const pages = [...Object.values(SITE.help), ...Object.values(SITE.offline)];
  await Promise.all([...SITE.files, ...pages].map(async (address) => {
    // Without cookies the server cannot know who asks.
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    await store.put(address, answer);
  }));
}

async function emptyOldStores() {
  const names = await caches.keys();
  const old = names.filter((name) => name !== STORE && name !== LANGUAGE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("install", (event) => {
  event.waitUntil(fillStore().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(emptyOldStores().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  const { language } = event.data;
  event.waitUntil(caches.open(LANGUAGE).then((store) => store.put("/", new Response(language))));
});

/* The page in the language that is asked for, of the last page that was seen, or of the device. */
async function kept(pages, { url }) {
  const store = await caches.open(LANGUAGE);
  const seen = await (await store.match("/"))?.text();
  const chosen = [new URL(url).searchParams.get("language"), seen, ...navigator.languages];
  const wanted = chosen.filter(Boolean).map((name) => name.toLowerCase());
  const names = Object.keys(pages);
  const found = wanted.flatMap((name) => [
    names.find((known) => known === name),
    names.find((known) => known.split("-")[0] === name.split("-")[0]),
  ]);
  return caches.match(pages[found.find(Boolean) ?? names[0]]);
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function help(request) {
  const asked = fetch(request).catch(() => undefined);
  const answer = await Promise.race([asked, after(PATIENCE)]);
  return answer?.ok ? answer : (await kept(SITE.help, request)) ?? (await asked) ?? Response.error();
}

const page = (request) =>
  fetch(request).catch(async () => (await kept(SITE.offline, request)) ?? Response.error());

/* A page is not drawn before its style sheets are there: a server that never answers must not keep
   Get help from the screen. */
async function file(request, path) {
  const asked = fetch(request).catch(() => undefined);
  const answer = await Promise.race([asked, after(PATIENCE)]);
  return answer ?? (await caches.match(path)) ?? (await asked) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(pathname === SITE.helpAddress ? help(request) : page(request));
  } else if (SITE.files.includes(pathname)) {
    event.respondWith(file(request, pathname));
  }
});
