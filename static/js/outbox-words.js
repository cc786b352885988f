/* How what waits is written on a page. The words come from templates in the page, so that they are
   translated; texts that somebody typed are only ever set as text. */

/* Returns a copy of the template with each place data-NAME filled by facts.NAME. */
export function fill(template, facts = {}) {
  const part = document.getElementById(`outbox-${template}`).content.cloneNode(true);
  for (const [name, text] of Object.entries(facts)) {
    for (const node of part.querySelectorAll(`[data-${name}]`)) {
      node.textContent = text;
      node.hidden = !text;
    }
  }
  return part;
}

const moment = new Intl.DateTimeFormat(document.documentElement.lang, {
  weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit",
});

/* Returns a line for each answer: what it is about, and when it was given. */
export const listed = (answers) =>
  answers.map(({ label, at }) =>
    Object.assign(document.createElement("li"), { textContent: `${label} (${moment.format(at)})` }));
