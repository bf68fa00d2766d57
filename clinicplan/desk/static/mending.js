// An answer to a finding is posted without leaving the page: one stays where one was, and what is
// half typed elsewhere stays, too. Without this script the form posts, and the page comes back.
"use strict";

const told = (card) => one("p", card).textContent;

function halfTyped() {
  const kept = new Map();
  for (const card of all(".finding")) {
    const field = one("[name=value]", card);
    if (field && field.value !== field.defaultValue) kept.set(told(card), field.value);
  }
  return kept;
}

function typeAgain(kept) {
  for (const card of all(".finding")) {
    const field = one("[name=value]", card);
    if (!field || !kept.has(told(card)) || field.matches(".wrong")) continue;
    field.value = kept.get(told(card));
    const another = field.closest("details");
    if (another) another.open = true;
  }
}

// The cursor goes to what is wrong with this answer, else to the next finding.
function goOn(at) {
  const left = all(".finding");
  const next = left[Math.min(at, left.length - 1)];
  const wrong = one(".finding .wrong");
  const control = next && one(".answers button, .answers summary, .typed [name=value]", next);
  (wrong ?? control ?? one("#main")).focus();
  speak(wrong ? one(".hint.bad").textContent : `${one("#notice").textContent} ${one("#sum h1, #who h1").textContent}`);
}

async function answer(form, button) {
  const at = all(".finding").indexOf(form.closest(".finding"));
  const kept = halfTyped();
  const fields = new URLSearchParams(new FormData(form, button));
  document.activeElement.blur();
  const came = await fetch(form.action, { method: "POST", body: fields });
  const to = new URL(came.url);
  if (!came.ok || to.pathname !== location.pathname) {
    location.href = came.ok ? came.url : location.href;
    return;
  }
  await refresh();
  typeAgain(kept);
  goOn(Math.max(at, 0));
}

// A second click while the first is written is none.
let underWay = null;
document.addEventListener("submit", (event) => {
  if (!/\/mend\/(write|undo)$/.test(event.target.action)) return;
  event.preventDefault();
  underWay ??= answer(event.target, event.submitter).finally(() => { underWay = null; });
});
