/* Whether the person is on the way to another page: a script that reloads or leads on by itself
   would call them back, and the way to help must never be cut off. */
let leaving = false;

addEventListener("click", ({ target, defaultPrevented }) => {
  if (!defaultPrevented && target.closest?.("a[href]")) leaving = true;
});
addEventListener("pageshow", () => { leaving = false; });

export const isLeaving = () => leaving;
