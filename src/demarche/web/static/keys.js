/* The keyboard: "/" searches, "g" and a letter goes to a page, "j" and "k" walk through the rows, "?" shows the help. <dialog id="keys-help">
   stands in the page; a button with data-opens="keys-help" opens it too. A single letter may collide with speech input, so the keys can
   be switched off in the dialog (WCAG 2.1.4). */
const PAGES = { h: "/", t: "/timeline", a: "/agenda", p: "/positions", n: "/network", m: "/map", f: "/figures", q: "/quotes" };
const G_LASTS_MS = 1500;
const OFF = "demarche.keys-off";
let afterG = 0; // until when a letter follows "g"

const isTyping = (target) => target.isContentEditable || target.matches?.("input:not([type=range], [type=checkbox], [type=radio]), textarea, select");

function walk(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  if (!row) return;
  const target = row.matches("a, button") ? row : row.querySelector("a[href], button") ?? row;
  if (target === row && !row.hasAttribute("tabindex")) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function search() {
  const field = document.getElementById("search-field");
  field?.focus();
  field?.select();
}

/** Looked up each time: htmx may have brought another page meanwhile. */
function openHelp() {
  const help = document.getElementById("keys-help");
  if (!help) return;
  if (!help.querySelector(".keys-switch")) help.append(makeSwitch());
  help.showModal();
}

function makeSwitch() {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"));
  const label = document.createElement("label");
  label.className = "keys-switch";
  label.append(box, " Keys are on");
  return label;
}

const KEYS = { "/": search, "?": openHelp, j: () => walk(1), k: () => walk(-1), g: () => { afterG = performance.now() + G_LASTS_MS; } };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]") || localStorage.getItem(OFF)) return;
  const page = performance.now() < afterG ? PAGES[event.key] : null;
  afterG = 0;
  if (page) location.href = page;
  else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("[data-opens=keys-help]")) openHelp();
});
