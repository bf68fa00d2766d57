// An answer to a finding is posted without leaving the page: one stays where one was, and what is
// half typed elsewhere stays, too. Without this script the form posts, and the page comes back.
"use strict";

const told = (card) => one("p", card).textContent;

// What is half typed, or open, stays so when the page follows the workbook.
document.addEventListener("replaced", ({ target, detail }) => {
  const before = new Map(all(".finding", target).map((card) => [told(card), card]));
  for (const card of all(".finding", detail)) {
    const [now, was] = [card, before.get(told(card))].map((each) => each && one("[name=value]", each));
    if (!now || !was || now.matches(".wrong")) continue;
    if (was.value !== was.defaultValue) now.value = was.value;
    const [another, opened] = [now, was].map((field) => field.closest("details"));
    if (another && opened?.open) another.open = true;
  }
});

// The cursor goes to what is wrong with this answer, else to the next finding; not while one
// has begun to type somewhere else.
function goOn(at) {
  const left = all(".finding");
  const next = left[Math.min(at, left.length - 1)];
  const wrong = one(".finding .wrong");
  const control = next && one(".answers button, .answers summary, .typed [name=value]", next);
  if (document.activeElement === document.body) (wrong ?? control ?? one("#main")).focus();
  wrong?.closest(".finding").scrollIntoView({ block: "nearest" });
  speak(wrong ? one(".hint.bad").textContent : `${one("#notice").textContent} ${one("#sum h1, #who h1").textContent}`);
}

// An answer that has waited is one to what is shown now: an answer before it has made the page anew.
function renewed(fields, said) {
  const now = said && all(".finding").find((card) => told(card) === said);
  if (now) fields.set("finding", one("[name=finding]", now).value);
}

async function answer(form, fields, at) {
  const came = await fetch(form.action, { method: "POST", body: fields });
  const to = new URL(came.url);
  if (!came.ok || to.pathname !== location.pathname) {
    location.href = came.ok ? came.url : location.href;
    return;
  }
  await refresh();
  goOn(Math.max(at, 0));
}

// One after the other; a second click on the same finding, while it is written, is none.
let underWay = Promise.resolve();
const posted = new Set();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!/\/mend\/(write|undo)$/.test(form.action)) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  const mark = fields.get("finding") ?? "undo";
  if (posted.has(mark)) return;
  posted.add(mark);
  const card = form.closest(".finding");
  const [at, said] = [all(".finding").indexOf(card), card && told(card)];
  document.activeElement.blur();
  underWay = underWay.then(() => renewed(fields, said)).then(() => answer(form, fields, at)).catch(() => location.reload()).finally(() => posted.delete(mark));
});
