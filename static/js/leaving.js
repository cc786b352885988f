/* Whether the person is on the way to another page: a script that reloads or leads on by itself
   would call them back, and the way to help must never be cut off. */
let leaving = false;

const withoutHash = ({ href }) => href.split("#")[0];

/* A call, a new tab, and a place on this very page (as in "There is a problem") lead away from
   nothing: an answer that is given after them must still go on by itself. */
function leadsAway(link, { ctrlKey, metaKey, shiftKey }) {
  if (ctrlKey || metaKey || shiftKey || link.origin !== location.origin) return false;
  return !link.hash || withoutHash(link) !== withoutHash(location);
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link && !event.defaultPrevented && leadsAway(link, event)) leaving = true;
});
addEventListener("pageshow", () => { leaving = false; });

export const isLeaving = () => leaving;
