/* Starts the service worker, and tells it the language of the page, so that Get help speaks it
   without internet too. Waits for the page: nothing of it is needed at once. */
addEventListener("load", async () => {
  await navigator.serviceWorker?.register("/sw.js");
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  active?.postMessage({ language: document.documentElement.lang });
});
