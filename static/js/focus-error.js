/* Brings people who cannot see the page straight to what is wrong. Without this script the
   summary still stands first on the page and is read out, because it is an alert. */
document.querySelector("[data-focus-me]")?.focus();
