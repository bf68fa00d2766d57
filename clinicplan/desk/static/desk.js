// What the desk does without a click: it follows the workbook, finds in the page, keeps quiet else.
"use strict";

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const token = document.body.dataset.token;

// Words as they are compared: no case, no accents.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function speak(text) {
  one("#spoken").textContent = text;
}

const words = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// Find: each word that is typed must begin a word of the row.
function find(field) {
  const asked = words(field.value);
  const list = one(`#${field.dataset.find}`);
  let shown = 0;
  for (const row of all("[data-row]", list)) {
    const own = words(row.textContent);
    row.hidden = !asked.every((part) => own.some((word) => word.startsWith(part)));
    if (!row.hidden) shown += 1;
  }
  const none = one(`#${field.dataset.find}-none`);
  if (none) {
    none.hidden = shown > 0;
    list.hidden = shown === 0;
  }
}

function findAgain() {
  all("[data-find]").filter((field) => field.value).forEach(find);
}

// What somebody has ticked or unticked stays so.
function keepTicks(old, next) {
  const before = new Map(all("input[name=plan]", old).map((tick) => [tick.value, tick.checked]));
  all("input[name=plan]", next).forEach((tick) => {
    if (before.has(tick.value)) tick.checked = before.get(tick.value);
  });
}

// The page as it is now takes the place of the parts that follow the workbook.
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok && answer.status !== 404) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of all("[data-live]", page)) {
    const old = document.getElementById(fresh.id);
    if (!old || old.outerHTML === fresh.outerHTML) continue;
    const here = old.contains(document.activeElement) ? document.activeElement : null;
    if (here?.matches("input:not([type=checkbox], [type=radio]), textarea, select")) continue;
    const next = document.importNode(fresh, true);
    if (old.closest("[data-touched]")) keepTicks(old, next);
    old.replaceWith(next);
    if (here) all("a, input", next).find((same) => same.href === here.href && same.value === here.value)?.focus();
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
async function look(form) {
  const answer = await fetch(form.dataset.look, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (!answer.ok) return;
  const said = await answer.json();
  const picture = one("#look");
  if (said.picture && picture) {
    const next = new Image();
    next.onload = () => { picture.src = next.src; };
    next.src = said.picture;
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-look]");
  if (form) {
    clearTimeout(pause);
    pause = setTimeout(() => look(form), Number(form.dataset.after));
  }
  if (event.target.dataset.find) find(event.target);
});

document.addEventListener("keydown", (event) => {
  const finder = one("[data-find]");
  if (event.key === "Enter" && event.target.dataset?.find) {
    const first = all("[data-row]", one(`#${event.target.dataset.find}`)).find((row) => !row.hidden);
    const link = first && (first.matches("button") ? first : one("a", first));
    if (event.target.value && link) {
      event.preventDefault();
      link.click();
    }
  } else if (event.key === "Enter" && event.target.name?.startsWith("dose-")) {
    event.preventDefault();
    one("#find").focus();
    one("#find").select();
  } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && event.target.closest(".item.now")) {
    event.preventDefault();
    one(`.item.now button[value^=${event.key === "ArrowUp" ? "up" : "down"}]`)?.click();
  } else if (event.key === "Escape" && event.target.dataset?.find) {
    event.target.value = "";
    find(event.target);
  } else if (event.key === "Escape") {
    all("details[open]").forEach((menu) => {
      menu.open = false;
      one("summary", menu).focus();
    });
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (finder) finder.focus();
    else location.href = "/plans";
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "p") {
    const print = one("[data-print]");
    if (print) {
      event.preventDefault();
      print.click();
    }
  }
});

document.addEventListener("click", (event) => {
  const clear = event.target.closest("[data-clear]");
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

// A plan that is being written: a moment after the last key it is read, and what the patient reads
// and the page follow. No field that is typed in is touched. A button does its work in place.
let turn = 0;
async function write(form, button) {
  const mine = (turn += 1);
  const fields = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body: fields });
  if (!answer.ok || mine !== turn) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.action = new URL(answer.url).pathname;
  history.replaceState(null, "", form.action);
  if (!button) {
    for (const fresh of all("[data-part]", page)) {
      const old = document.getElementById(fresh.id);
      if (old && old.innerHTML !== fresh.innerHTML) old.replaceWith(document.importNode(fresh, true));
    }
    return;
  }
  const bench = one("#bench");
  const kept = all("[data-scroll]", bench).map((part) => [part.id, part.scrollTop]);
  bench.replaceWith(document.importNode(one("#bench", page), true));
  kept.forEach(([id, top]) => { document.getElementById(id).scrollTop = top; });
  (one("#bench [autofocus]") ?? one(`#bench [value="${CSS.escape(button.value)}"]`))?.focus();
  choose();
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!event.target.matches("form[data-write]") || button?.name !== "do") return;
  event.preventDefault();
  clearTimeout(pause);
  write(event.target, button);
});

// Tiles: found by words, position and balance together.
function choose() {
  const field = one("#find[data-find=tiles]");
  if (!field) return;
  find(field);
  const position = one("#position").value;
  const steady = one("#steady").checked;
  all("#tiles [data-row]").forEach((tile) => {
    const fits = (!position || tile.dataset.position === position) && !(steady && "balance" in tile.dataset);
    tile.hidden ||= !fits;
  });
}
document.addEventListener("input", (event) => {
  if (event.target.closest(".pictures")) choose();
  const form = event.target.form;
  if (!form?.matches("form[data-write]") || event.target.closest(".pictures")) return;
  clearTimeout(pause);
  pause = setTimeout(() => write(form), Number(form.dataset.after));
});

// The list to print: the sum follows the ticks, one tick stands for all.
function tally(form) {
  const ticks = all("input[name=plan]", form);
  const ticked = ticks.filter((tick) => tick.checked);
  const pages = ticked.reduce((sum, tick) => sum + Number(tick.dataset.pages), 0);
  if (one("[data-count]", form)) one("[data-count]", form).textContent = ticked.length;
  if (one("[data-count-pages]", form)) one("[data-count-pages]", form).textContent = pages;
  ticks.forEach((tick) => tick.closest("tr").classList.toggle("off", !tick.checked));
  const whole = one("[data-all]", form);
  if (whole) {
    whole.hidden = false;
    whole.checked = ticked.length === ticks.length;
    whole.indeterminate = ticked.length > 0 && !whole.checked;
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-tally]");
  if (!form) return;
  form.dataset.touched = "";
  if (event.target.matches("[data-all]")) {
    all("input[name=plan]", form).forEach((tick) => { tick.checked = event.target.checked; });
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
all("form[data-at-once]").forEach((form) => {
  if (!one("button[disabled]", form)) form.requestSubmit();
});

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
