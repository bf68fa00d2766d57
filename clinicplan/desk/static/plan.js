// New plan: what is typed is read, pictures are chosen, and each step has its key. desk.js comes first.
"use strict";

// A plan that is being written: a moment after the last key it is read, and what the patient reads
// and the page follow. No field that is typed in is touched. A button does its work in place, and
// the cursor goes to the first of `next` that is there.
// One post waits for the other: each tells of all exercises, so one that began before the answer to
// the last would leave out what that has put in.
let line = Promise.resolve();
let waiting = 0;
let keys = 0; // what is shown of a dose is one to what was typed so far, or it is dimmed
function write(what, next = []) {
  clearTimeout(pause);
  waiting += 1;
  const own = () => post(what, next).finally(() => {
    waiting -= 1;
    if (what && !leaving) idle();
  });
  line = line.then(own, own);
}

let leaving = false; // another page is on its way
function leave(address) {
  leaving = true;
  location.href = address;
}

async function post(what, next) {
  if (!what && waiting > 1) return; // what comes after it tells of it, too
  const form = one("#plan");
  const fields = new URLSearchParams(new FormData(form));
  const sent = keys;
  if (what) fields.set("do", what);
  const answer = await fetch(form.action, { method: "POST", body: fields });
  if (new URL(answer.url).pathname.startsWith("/print")) {
    leave(answer.url);
    return;
  }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!one("#bench", page)) {
    leave(answer.url);
    return;
  }
  await pressed;
  form.action = new URL(answer.url).pathname;
  history.replaceState(null, "", form.action);
  if (what) replaceBench(page, next, fields);
  else replaceParts(page);
  blame();
  one(".item.now .reads")?.setAttribute("aria-busy", sent !== keys);
  turn(one("#bench").dataset.shown);
  showAnswer(document.activeElement);
}

// What is typed of an exercise, and what the patient reads of it, are seen together.
function showAnswer(field) {
  const answer = field?.closest(".item.now") && one(".item.now .reads");
  if (!answer || !field.matches("input, select, textarea")) return;
  for (const part of [answer, field]) part.scrollIntoView({ block: "nearest" });
}
document.addEventListener("focusin", async ({ target }) => {
  await pressed;
  if (target === document.activeElement) showAnswer(target);
});

// What was typed, ticked or chosen while the answer was on its way.
function sinceThen(form, fields) {
  return all("input:not([type=hidden]), textarea, select", form).filter(({ name, type, value, checked }) => {
    if (type === "radio") return checked && fields.get(name) !== value;
    if (type === "checkbox") return checked !== fields.getAll(name).includes(value);
    return fields.has(name) && fields.get(name) !== value.replace(/\r?\n/g, "\r\n");
  });
}

// It stays, and so does the cursor in it; an exercise's fields go with the exercise.
const codes = (form) => all("input[name^=exercise-]", form).map(({ name, value }) => [name.slice(9), value]);
function nowCalled(name, before, after) {
  const [, key, at] = name.match(/^(.+)-(\d+)$/) ?? [];
  if (!at) return name;
  const [, code] = before.find(([place]) => place === at) ?? [];
  const [was, now] = [before, after].map((each) => each.filter(([, other]) => other === code));
  const nth = was.findIndex(([place]) => place === at);
  return now.length < was.length ? "" : `${key}-${now[nth][0]}`;
}
function keepField({ type, value, checked }, form, name) {
  const own = all(`[name="${CSS.escape(name)}"]`, form);
  const field = own.find((each) => each.value === value && ["radio", "checkbox"].includes(each.type)) ?? own[0];
  if (!field) return null;
  if (field.type === type && ["radio", "checkbox"].includes(type)) field.checked = checked;
  else if (field.type !== "checkbox") field.value = value;
  return field;
}

function replaceBench(page, next, fields) {
  const bench = one("#bench");
  const tops = all("[data-scroll]", bench).map((part) => [part.id, part.scrollTop]);
  const open = all("details.more", bench).map((more) => more.open);
  const filters = all("[data-filter]", bench).map(({ id, value, checked }) => [id, { value, checked }]);
  const [before, typing, here] = [codes(bench), sinceThen(one("#plan"), fields), document.activeElement];
  const caret = typing.includes(here) && here.matches("[type=text], textarea") && [here.selectionStart, here.selectionEnd];
  bench.replaceWith(document.importNode(one("#bench", page), true));
  const kept = new Map(typing.map((field) => [field, keepField(field, one("#plan"), nowCalled(field.name, before, codes(one("#plan"))))]));
  filters.forEach(([id, was]) => Object.assign(document.getElementById(id), was));
  tops.forEach(([id, top]) => { document.getElementById(id).scrollTop = top; });
  const mores = all("#bench details.more");
  if (!mores.some((more) => one(".hint.bad, .hint.look-at", more))) mores.forEach((more, at) => { more.open = open[at]; });
  choose();
  one("#kept > *")?.scrollIntoView({ block: "nearest" });
  const to = kept.get(here) ?? next.map((selector) => one(`#bench ${selector}`)).find(Boolean);
  to?.focus();
  if (caret && kept.get(here)?.matches("[type=text], textarea")) to.setSelectionRange(...caret);
  if (to?.matches("[aria-invalid=true]")) (to.closest(".item, label") ?? to).scrollIntoView({ block: "center" });
}

// A field that something is wrong with looks so as long as that is said beside it.
function blame() {
  for (const field of all("#plan [name]")) {
    const own = all(`#plan [data-at="${CSS.escape(field.name)}"]`);
    const isDose = field.matches(".item.now [name^=dose-]");
    if (!isDose && !own.length) continue;
    const isWrong = isDose ? Boolean(one(".item.now .reads .fault:not(.look)")) : own.some((said) => one(".bad", said));
    field.classList.toggle("wrong", isWrong);
    if (isWrong) field.setAttribute("aria-invalid", true);
    else field.removeAttribute("aria-invalid");
  }
}

function replaceParts(page) {
  for (const fresh of all("[data-part]", page)) {
    const old = document.getElementById(fresh.id);
    const isOther = fresh.dataset.part ? fresh.dataset.part !== old?.dataset.part : old?.innerHTML !== fresh.innerHTML;
    if (old && isOther) old.replaceWith(document.importNode(fresh, true));
  }
  if (one("#tiles:not(:has([tabindex]))")) choose();
  catchUp(one("#kept"));
}

// Where Excel has changed the plan meanwhile, and that was taken over, the fields are filled in
// anew; of the patient, the cursor stays in its field.
function catchUp(kept) {
  const base = one("#plan")?.elements.base;
  if (leaving || !base?.value || kept?.id !== "kept" || kept.dataset.base === base.value) return;
  const { name } = document.activeElement ?? {};
  write("follow", name && !/-\d+$/.test(name) ? [`#plan [name="${CSS.escape(name)}"]`] : []);
}
document.addEventListener("replaced", ({ detail }) => catchUp(detail));

// Where the cursor goes after a button: it stays on what leads through pictures and pages, else
// it goes to what is to be said next.
function after(button) {
  const same = [`[value="${CSS.escape(button.value)}"]`];
  if (button.matches("[data-save], [data-print], [value=rows]")) return ["[aria-invalid=true]", "[autofocus]", ...same];
  if (button.matches("[data-choice]")) return ["[data-choice]", "[data-save]"];
  if (button.value.startsWith("answer:")) return ["[aria-invalid=true]", `[name=dose-${button.value.slice(7).split(",")[0]}]`];
  if (button.value.startsWith("day:")) return [`[name=${button.value.slice(4).split("=")[0]}]`];
  if (button.id) return [`#${button.id}`, ...same];
  if (button.matches(".programme")) return same;
  if (button.matches(".tile") && one("#bench").dataset.shown === "pictures" && narrow.matches) return ["[name=why]", `[data-code="${button.dataset.code}"]`];
  return ["[autofocus]", ...same];
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!event.target.matches("form[data-write]") || button?.name !== "do") return;
  event.preventDefault();
  if (button.matches("[role=tab]")) turn(button.value.slice(5));
  else write(button.value, after(button));
});
document.addEventListener("input", (event) => {
  if (event.target.closest(".pictures")) choose();
  const form = event.target.form;
  if (!form?.matches("form[data-write]") || event.target.closest(".pictures")) return;
  keys += 1;
  if (event.target.closest(".item.now")) one(".item.now .reads")?.setAttribute("aria-busy", true);
  clearTimeout(pause);
  pause = setTimeout(write, Number(form.dataset.after), "");
});

// A day that is picked from the calendar is typed as the clinic's country types it.
document.addEventListener("change", ({ target }) => {
  if (!target.dataset?.day || !target.value) return;
  const [year, month, day] = target.value.split("-");
  const field = target.form.elements[target.dataset.day];
  field.value = (target.dataset.order === "month" ? [month, day, year] : [day, month, year]).join("/");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// In a narrow window New plan shows one of its parts at a time, as tabs.
const narrow = matchMedia("(max-width: 76rem)");
const single = matchMedia("(max-width: 47.99rem)");
function turn(to) {
  const bench = one("#bench");
  if (!bench) return;
  const part = to === "page" && !single.matches ? "plan" : to;
  bench.dataset.shown = one("[name=part]", bench).value = part;
  for (const tab of all("[role=tab]", bench)) {
    const isHere = tab.value === `part:${part}`;
    tab.setAttribute("aria-selected", isHere);
    tab.tabIndex = isHere ? 0 : -1;
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    if (narrow.matches) panel.setAttribute("role", "tabpanel");
    else panel.removeAttribute("role");
  }
}
[narrow, single].forEach((width) => width.addEventListener("change", () => turn(one("#bench")?.dataset.shown)));

function alongTabs(tab, key) {
  const tabs = all("[role=tab]", tab.parentElement).filter((each) => each.offsetParent);
  const to = { ArrowLeft: tabs.indexOf(tab) - 1, ArrowRight: tabs.indexOf(tab) + 1, Home: 0, End: -1 }[key];
  if (to === undefined) return false;
  const next = tabs.at(to % tabs.length);
  turn(next.value.slice(5));
  next.focus();
  return true;
}

// Tiles: found by words and filters together. They are one stop for Tab; arrows move among them,
// Space puts one in or takes it out, Enter puts it in and goes to its dose.
function choose() {
  const field = one("#find[data-find=tiles]");
  if (!field) return;
  find(field);
  const filters = all("select[data-filter]").filter((filter) => filter.value);
  const steady = one("#steady").checked;
  const tiles = all("#tiles [data-row]");
  for (const tile of tiles) {
    const fits = filters.every((filter) => tile.dataset[filter.id].split(" ").includes(filter.value));
    tile.hidden ||= !fits || (steady && "balance" in tile.dataset);
  }
  one("#tiles-none").hidden = tiles.some((tile) => !tile.hidden);
  one("#tiles").hidden = !one("#tiles-none").hidden;
  standOn(tiles.find((tile) => !tile.hidden));
}

function amongTiles(tile, key) {
  const tiles = all("#tiles .tile").filter((each) => !each.hidden);
  const across = tiles.filter((each) => each.offsetTop === tiles[0].offsetTop).length;
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[key];
  const to = key === "Home" ? tiles[0] : key === "End" ? tiles.at(-1) : by && tiles[tiles.indexOf(tile) + by];
  if (to) {
    to.focus();
  } else if (key === " ") {
    const [what, which] = tile.value.split(":");
    const dose = one(`[name="dose-${which}"]`)?.value; // what was typed is not thrown away by a key
    write(what === "open" && !dose ? `remove:${which}` : tile.value, dose ? ["[autofocus]"] : ["[name=why]", `[data-code="${tile.dataset.code}"]`]);
  } else if (key === "Enter") {
    turn("plan");
    tile.click();
  }
  return Boolean(to) || key === " " || key === "Enter" || by !== undefined;
}

choose();
turn(one("#bench")?.dataset.shown);
