// What the desk does without a click: it follows the workbook, finds in the page, keeps quiet else.
"use strict";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const token = document.body.dataset.token;

// What the desk said of a part; what was opened, ticked or found in it since is no other answer.
const asSaid = new WeakMap(all("[data-live]").map((part) => [part, part.outerHTML]));

// Words as they are compared: no case, no accents.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function speak(text) {
  one("#spoken").textContent = text;
}

const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// One slip of the finger: a letter too many, too few, another one, or two changed over.
function isSlip(part, word) {
  if (part.length < 4 || part[0] !== word[0] || /\d/.test(part)) return false;
  let at = 0;
  while (at < part.length && part[at] === word[at]) at += 1;
  const [rest, own] = [part.slice(at), word.slice(at)];
  const turned = own.length > 1 && own[1] + own[0] + own.slice(2);
  return own.startsWith(rest.slice(1)) || own.slice(1).startsWith(rest) || own.slice(1).startsWith(rest.slice(1)) || (turned && turned.startsWith(rest));
}

// Find: each word that is typed must begin a word of the row; but for a slip, where none does.
function find(field) {
  const asked = words(field.value);
  const list = one(`#${field.dataset.find}`);
  const rows = all("[data-row]", list).map((row) => [row, words(row.textContent)]);
  const show = (fits) => rows.filter(([row, own]) => {
    row.hidden = !asked.every((part) => own.some((word) => fits(part, word)));
    return !row.hidden;
  }).length;
  let shown = show((part, word) => word.startsWith(part));
  list.toggleAttribute("data-near", !shown);
  if (!shown) shown = show((part, word) => word.startsWith(part) || isSlip(part, word));
  const none = one(`#${field.dataset.find}-none`);
  if (none) {
    none.hidden = shown > 0;
    list.hidden = shown === 0;
  }
}

function findAgain() {
  all("[data-find]").filter((field) => field.value).forEach(find);
}

// What somebody has ticked or unticked stays so, whether the list is in the part or round it.
function keepTicks(old, next) {
  const within = one("[data-touched]", old);
  if (!within && !old.closest("[data-touched]")) return;
  const before = new Map(all("input[name=plan]:enabled", old).map((tick) => [tick.value, tick.checked]));
  all("input[name=plan]:enabled", next).forEach((tick) => {
    if (before.has(tick.value)) tick.checked = before.get(tick.value);
  });
  if (within) one("[data-tally]", next)?.setAttribute("data-touched", "");
}

const isSame = (each, other) => each.tagName === other.tagName
  && ["href", "name", "value", "formAction"].every((key) => each[key] === other[key])
  && each.parentElement.dataset.keep === other.parentElement.dataset.keep;

// As long as somebody presses, nothing moves: what is let go over another place is no click.
let pressed = Promise.resolve();
let letGo = () => {};
addEventListener("pointerdown", () => {
  letGo();
  pressed = new Promise((done) => { letGo = done; });
}, true);
for (const end of ["pointerup", "pointercancel", "contextmenu", "keydown"]) {
  addEventListener(end, () => setTimeout(letGo), true); // the click comes first
}
addEventListener("blur", () => letGo()); // let go elsewhere
addEventListener("pointermove", ({ buttons }) => buttons || letGo(), true);

// What is half typed, or open, stays so.
function keepTyped(old, next) {
  const before = new Map(all("[data-keep]", old).map((each) => [each.dataset.keep, each]));
  for (const now of all("[data-keep]", next)) {
    const was = before.get(now.dataset.keep);
    if (was && now.matches("details")) now.open = was.open;
    else if (was && was.value !== was.defaultValue && !now.matches(".wrong")) now.value = was.value;
  }
}

// The page as it is now takes the place of the parts that follow the workbook.
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok && answer.status !== 404) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await pressed;
  for (const fresh of all("[data-live]", page)) {
    const old = document.getElementById(fresh.id);
    if (!old || [old.outerHTML, asSaid.get(old)].includes(fresh.outerHTML)) continue;
    const here = old.contains(document.activeElement) ? document.activeElement : null;
    if (here?.matches("input:not([type=checkbox], [type=radio]), textarea, select")) continue;
    const next = document.importNode(fresh, true);
    asSaid.set(next, fresh.outerHTML);
    keepTicks(old, next);
    keepTyped(old, next);
    old.dispatchEvent(new CustomEvent("replaced", { bubbles: true, detail: next }));
    old.replaceWith(next);
    atOnce(next);
    if (here) all("a, input, button, summary", next).find((each) => isSame(each, here))?.focus();
  }
  document.body.dataset.number = page.body.dataset.number ?? "";
  findAgain();
  all("[data-tally]").forEach(tally);
  speak(one("#chip .standing")?.textContent ?? "");
}

function follow() {
  let lostAt = 0;
  const events = new EventSource("/events");
  events.onopen = () => {
    lostAt = 0;
    one("#lost").hidden = true;
  };
  events.onmessage = (event) => {
    if (event.data !== document.body.dataset.number) refresh();
  };
  events.onerror = () => {
    lostAt ||= Date.now();
    if (Date.now() - lostAt > 2500 || events.readyState === EventSource.CLOSED) {
      one("#lost").hidden = false;
      if (events.readyState === EventSource.CLOSED) setTimeout(follow, 3000);
    }
  };
}

// A form whose page is drawn beside it: a moment after the last key it is posted, and the picture
// is fetched. The old one stays until the new one is there.
let pause = 0;
function put(picture, address) {
  const next = new Image();
  next.onload = () => { picture.src = next.src; picture.hidden = false; };
  next.src = address;
}
// The square has the colour that is printed; while somebody drags in its picker it is left alone.
function dress({ colour, logo_colour: ofLogo }) {
  const [swatch, field, take] = [one(".swatch"), one("#colour"), one("#from-logo")];
  if (!swatch.dataset.picking) swatch.value = colour;
  field.placeholder = colour.toUpperCase();
  take.hidden = !ofLogo || ofLogo === field.value.toUpperCase();
  take.dataset.take = ofLogo;
}
function take(button) {
  const field = one("#colour");
  field.value = button.dataset.take;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
async function look(form) {
  const fields = new FormData(form);
  for (const file of all("input[type=file]", form)) fields.delete(file.name);
  const answer = await fetch(form.dataset.look, { method: "POST", body: new URLSearchParams(fields) });
  if (!answer.ok) return;
  const said = await answer.json();
  if (said.picture) put(one("#look"), said.picture);
  if (said.logo) put(one("#logo-picture"), said.logo);
  dress(said);
  one("#look-said").textContent = said.said;
  one("#colour-said").textContent = said.colour_said;
}

all("form[data-look-now]").forEach(look); // what was typed before stands there again

// A logo is handed in as soon as it is chosen; the form says only which one it is.
async function takeLogo(field) {
  const [file] = field.files;
  if (!file) return;
  const fields = new FormData();
  fields.set("token", token);
  fields.set("logo_file", file);
  const answer = await fetch("/logo", { method: "POST", body: fields });
  const said = answer.ok ? await answer.json() : { said: await answer.text() };
  field.value = "";
  one("#logo-said").textContent = said.said;
  if (!said.number) return;
  one("#logo-name").textContent = said.name;
  field.form.elements.logo_chosen.value = said.number;
  look(field.form);
}
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-logo]")) takeLogo(target);
  if (target.matches(".swatch")) {
    delete target.dataset.picking;
    look(target.form);
  }
});

// What was wrong with a field is said until it says something else.
one("form[data-look] .wrong, .side-nav .wrong")?.focus();
function unblame(field) {
  const why = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  if (!why?.id.startsWith("no-") || !field.value.trim()) return;
  why.hidden = true;
  field.classList.remove("wrong");
  field.removeAttribute("aria-invalid");
}
document.addEventListener("input", (event) => {
  const { target } = event;
  if (target.matches("form[data-look] .wrong, .side-nav .wrong")) unblame(target);
  if (target.dataset.colour) {
    target.dataset.picking = "";
    document.getElementById(target.dataset.colour).value = target.value;
  }
  const swatch = target.id && one(`[data-colour="${CSS.escape(target.id)}"]`);
  if (swatch && /^#?[0-9a-f]{6}$/i.test(target.value)) swatch.value = `#${target.value.replace("#", "")}`;
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-look]");
  if (form) {
    clearTimeout(pause);
    pause = setTimeout(() => look(form), Number(form.dataset.after));
  }
  if (event.target.dataset.find) find(event.target);
});

// Keys that mean something anywhere: with Ctrl (or Command), and by themselves.
const withCtrl = {
  k() {
    const finder = one("[data-find]");
    turn("pictures");
    if (finder) finder.select();
    else location.href = "/plans";
    return true;
  },
  p() { return press(one("[data-print]")); },
  s() {
    press(one("[data-save]"));
    return true; // never the browser's own: it would write the page, with its names, to the disk
  },
};

function press(button) {
  button?.click();
  return Boolean(button);
}

// Enter in Find takes the first picture that is left, of which the whole words were typed where
// there is one, else that of a name which begins so, before one that is told so; one that is taken stands in its dose. Of patients it opens the only one that is
// left. Where there are several it goes to one of them, so that somebody looks whose plan it is.
function takeFirst(field) {
  const asked = words(field.value);
  const left = all("[data-row]", one(`#${field.dataset.find}`)).filter((row) => !row.hidden);
  const hasAll = (row) => asked.every((part) => words(row.textContent).includes(part));
  const begun = (row) => asked.every((part) => words(row.dataset.name ?? "").some((word) => word.startsWith(part)));
  const first = left.find(hasAll) ?? left.find(begun) ?? left[0];
  if (!field.value || !first) return false;
  if (!first.matches("button") && (left.length > 1 || first.closest("[data-near]"))) {
    one("a", first).focus();
    return true;
  }
  turn("plan");
  press(first.matches("button") ? first : one("a", first));
  field.value = "";
  return true;
}

// Enter in a dose goes to the next exercise, after the last one back to Find.
function goOn(dose) {
  if (press(one(".item.now ~ .item button[value^='open:']"))) return true;
  return withCtrl.k();
}

// Escape gives back what was there, else empties Find, else closes what is open.
function giveBack(field) {
  const { before, find: list } = field.dataset;
  const was = list ? "" : before ?? field.value;
  if (was === field.value) return all("details.chip[open], details.reason[open]").map(close).length > 0;
  field.value = was;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function close(menu) {
  menu.open = false;
  one("summary", menu).focus();
}

function typed(event) {
  const { key, target } = event;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return withCtrl[key.toLowerCase()]?.();
  if (event.altKey && key === "ArrowUp") return press(one(".item.now [value^=up]"));
  if (event.altKey && key === "ArrowDown") return press(one(".item.now [value^=down]"));
  if (target.matches("[role=tab]")) return alongTabs(target, key);
  if (target.matches(".tile")) return amongTiles(target, key);
  if (key === "Escape") return giveBack(target);
  if (key !== "Enter" || event.isComposing) return false;
  if (target.dataset.find) return takeFirst(target);
  if (target.name === "why") return press(one("[data-enter=why]"));
  if (target.name?.startsWith("side-")) return !one(".item.now [name^=dose-]").focus();
  return target.name?.startsWith("dose-") && goOn(target);
}
document.addEventListener("keydown", (event) => {
  if (typed(event)) event.preventDefault();
});
document.addEventListener("keyup", (event) => {
  if (event.key === " " && event.target.matches?.(".tile")) event.preventDefault();
});
const standOn = (tile) => all("#tiles .tile").forEach((each) => { each.tabIndex = each === tile ? 0 : -1; });
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(".tile")) standOn(target);
  if (target.matches("[name^=dose-], [name^=note-]")) target.dataset.before = target.value;
});
// A side that is clicked is said: the cursor goes on to the dose. Arrows go on choosing.
document.addEventListener("click", (event) => {
  if (event.detail && event.target.closest(".segments label")) setTimeout(() => one(".item.now [name^=dose-]").focus());
});

document.addEventListener("click", (event) => {
  const clear = event.target.closest("[data-clear]");
  const fromLogo = event.target.closest("[data-take]");
  if (fromLogo) take(fromLogo);
  const copy = event.target.closest("[data-copy]");
  const row = event.target.closest("tr.goes");
  if (clear) {
    const field = document.getElementById(clear.dataset.clear);
    field.value = "";
    find(field);
    field.focus();
  } else if (copy) {
    navigator.clipboard?.writeText(document.getElementById(copy.dataset.copyFrom)?.value ?? copy.dataset.copy);
    speak(copy.title);
  } else if (row && !event.target.closest("a, button, input, label") && !getSelection().toString()) {
    one("a", row)?.click();
  }
  all("details.chip[open]").filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
});

// The list to print: the sum follows the ticks, one tick stands for all.
function tally(form) {
  const ticks = all("input[name=plan]:enabled", form);
  const ticked = ticks.filter((tick) => tick.checked);
  const pages = ticked.reduce((sum, tick) => sum + Number(tick.dataset.pages), 0);
  all("[data-count]", form).forEach((count) => { count.textContent = ticked.length; });
  if (one("[data-count-pages]", form)) one("[data-count-pages]", form).textContent = pages;
  const go = one("[data-go]:not([aria-busy])", form);
  const [single, several] = go?.dataset.go.split("|") ?? [];
  if (go) go.lastChild.data = ticked.length === 1 ? single : several.replace("2", ticked.length);
  ticks.forEach((tick) => tick.closest("tr").classList.toggle("off", !tick.checked));
  const whole = one("[data-all]", form);
  if (whole) {
    whole.hidden = false;
    whole.checked = ticks.length > 0 && ticked.length === ticks.length;
    whole.indeterminate = ticked.length > 0 && !whole.checked;
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-tally]");
  if (!form) return;
  form.dataset.touched = "";
  if (event.target.matches("[data-all]")) {
    all("input[name=plan]:enabled", form).forEach((tick) => { tick.checked = event.target.checked; });
  }
  tally(form);
});
all("[data-tally]").forEach(tally);

// A workbook that is dropped anywhere is copied into the clinic's folder and opened there.
document.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  one("[data-drop]")?.classList.add("over");
});
document.addEventListener("dragleave", () => one("[data-drop]")?.classList.remove("over"));
document.addEventListener("drop", async (event) => {
  const [file] = event.dataTransfer.files;
  if (!file) return;
  event.preventDefault();
  const headers = { "X-Token": token, "X-Name": encodeURIComponent(file.name) };
  const answer = await fetch("/workbook/drop", { method: "POST", headers, body: file });
  const said = answer.ok ? await answer.json() : { said: await answer.text() };
  if (said.go) location.href = said.go;
  const notice = document.createElement("p");
  notice.className = "notice mend";
  notice.textContent = said.said ?? "";
  if (said.said) one("#notice").replaceChildren(notice);
  speak(said.said ?? "");
});

// What a page is for begins at once; without this script a click begins it.
function atOnce(within) {
  all("form[data-at-once]", within).forEach((form) => {
    if (!one("button[disabled]", form)) form.requestSubmit();
  });
}
atOnce(document);

// What takes a while says so on its button, and a second press is none.
function busy(button) {
  if (!button?.dataset.busy) return;
  button.setAttribute("aria-busy", true);
  [button.dataset.busy, button.lastChild.data] = [button.lastChild.data, button.dataset.busy];
  speak(button.lastChild.data);
}
function idle() {
  for (const button of all("[data-busy][aria-busy]")) {
    button.removeAttribute("aria-busy");
    [button.dataset.busy, button.lastChild.data] = [button.lastChild.data, button.dataset.busy];
  }
}
document.addEventListener("submit", (event) => {
  if (event.submitter?.getAttribute("aria-busy")) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else {
    busy(event.submitter);
  }
}, true);
addEventListener("pageshow", ({ persisted }) => persisted && idle()); // with the browser's Back

// The printer's window comes up by itself, and again by the button.
for (const button of all("[data-print-frame]")) {
  const paper = document.getElementById(button.dataset.printFrame);
  const print = () => {
    paper.contentWindow.focus();
    paper.contentWindow.print();
  };
  button.hidden = false;
  button.addEventListener("click", print);
  paper.addEventListener("load", () => setTimeout(print, 300), { once: true });
}

findAgain();
if (document.body.dataset.number !== undefined || one("[data-live]")) follow();
