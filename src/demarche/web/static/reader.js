/* The reader: pointing at a fact lights up its words, pointing at words their facts. The page reads the same without it.
   Marks carry data-facts="e1 s2", entries of the list data-fact="e1". */
const lit = new Set();
const marksOf = (id) => document.querySelectorAll(`[data-facts~="${CSS.escape(id)}"]`);
const entriesOf = (id) => document.querySelectorAll(`[data-fact="${CSS.escape(id)}"]`);
const idsOf = (element) => element.dataset.fact ? [element.dataset.fact] : element.dataset.facts.split(" ").filter(Boolean);
const found = (target) => target instanceof Element ? target.closest("[data-fact], [data-facts]") : null;
let held = false; // by a click: stays lit while the pointer wanders, until Escape or another click

function darken() {
  lit.forEach((element) => element.classList.remove("lit"));
  lit.clear();
}

function light(element) {
  darken();
  for (const id of idsOf(element)) for (const other of [...marksOf(id), ...entriesOf(id)]) lit.add(other);
  lit.forEach((other) => other.classList.add("lit"));
}

function point({ target }) {
  if (held) return;
  const element = found(target);
  if (element) light(element);
  else darken();
}

/** From words to the first of their facts in the list, from a fact to its first words. */
function follow(element) {
  const [id] = idsOf(element);
  const other = element.dataset.fact ? marksOf(id)[0] : entriesOf(id)[0];
  if (!other) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  other.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  if (!other.matches("a, button, [tabindex]")) other.tabIndex = -1;
  other.focus({ preventScroll: true });
}

document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);
document.addEventListener("click", (event) => {
  const element = found(event.target);
  held = false;
  if (!element) return darken();
  // A link, a button or a field inside does its own work, and whoever marks words to copy them does not want to be carried off.
  if (event.target.closest("a, button, input, select, summary, label") || !getSelection().isCollapsed) return light(element);
  light(element);
  follow(element);
  held = true;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    held = false;
    darken();
  } else if (event.key === "Enter" && event.target.matches?.("[data-fact], [data-facts]") && !event.target.matches("a, button")) {
    event.target.click();
  }
});
