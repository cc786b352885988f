/* Two kindnesses about focus; every page works without them. */

/* Brings people who cannot see the page straight to what is wrong. Without this the summary
   still stands first on the page and is read out, because it is an alert. */
document.querySelector("[data-focus-me]")?.focus();

/* A browser shows only the first line of a text box that gets focus; the rest may lie under the
   bar at the bottom. */
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
});
