/* What the four pictures share: fetching the page's own JSON, showing text as text, controls, notes and the tip under the pointer.
   Nothing here or in the pictures writes HTML: an article's words reach the page by textContent alone. */

/** PLOVER's quad class of an event type, in the codebook's order: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict. */
export const QUADS = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2,
  REQUEST: 3, ACCUSE: 3, REJECT: 3, THREATEN: 3, PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};

/** An element with properties ("class" and "aria-…" as attributes) and children; a string becomes text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The same in SVG. */
export function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Paints the element with this id from the JSON at its data-source, again whenever htmx brings it anew or with another source. */
export function drawPicture(id, paint) {
  const drawn = new WeakMap(); // element → the source that it shows
  const draw = async () => {
    const element = document.getElementById(id);
    if (!element || (drawn.get(element) === element.dataset.source && element.childElementCount)) return;
    const source = element.dataset.source;
    drawn.set(element, source);
    element.replaceChildren(make("p", { class: "picture-note" }, "Drawing …"));
    element.setAttribute("aria-busy", "true");
    try {
      const found = await fetchJson(source);
      if (element.dataset.source === source) await paint(element, found);
    } catch (error) {
      console.error(error);
      element.replaceChildren(make("p", { class: "error" }, `The picture could not be drawn: ${error.message} The table shows the same.`));
    }
    element.removeAttribute("aria-busy");
  };
  document.addEventListener("htmx:after:swap", draw);
  return draw();
}

export async function fetchJson(address) {
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`the server answered ${response.status}.`);
  return response.json();
}

/** Empties the picture and returns its rooms: a bar for controls, the canvas, and a note below. */
export function furnish(element, ...controls) {
  const bar = make("div", { class: "picture-bar" }, ...controls);
  const canvas = make("div", { class: "picture-canvas" });
  const note = make("p", { class: "picture-note" });
  element.replaceChildren(bar, canvas, note);
  return { bar, canvas, note };
}

export function showNothing(element) {
  element.replaceChildren(make("p", { class: "empty" }, "There is nothing to draw for this question."));
}

export function button(words, label, onclick) {
  return make("button", { type: "button", title: label, "aria-label": label, onclick }, words);
}

/** The choice of a name from [value, name] pairs. */
export function choice(id, label, options, chosen, onchange) {
  const select = make("select", { id, onchange: () => onchange(select.value) }, ...options.map(([value, name]) => make("option", { value }, name)));
  select.value = chosen;
  return make("label", {}, `${label} `, select);
}

export function statusLegend() {
  const known = ["happened", "ongoing", "planned", "demanded", "possible", "negated", "lapsed"];
  return known.map((status) => make("span", { class: `status status-${status}` }, status));
}

/** A custom property of the style sheet, so that canvases follow light and dark like everything else. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

let recolour = () => {};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => recolour());

/** What to do when light turns dark; a page has one picture, so the last one given counts. */
export function onThemeChange(react) {
  recolour = react;
}

const tip = make("div", { class: "picture-tip", "aria-hidden": "true", hidden: "" });

/** Shows lines of text beside the pointer; without lines the tip goes. */
export function showTip(lines, x, y) {
  tip.hidden = !lines?.length;
  if (tip.hidden) return;
  if (!tip.isConnected) document.body.append(tip);
  tip.replaceChildren(...lines.filter(Boolean).map((line) => make("div", {}, line)));
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 10 : y + 18}px`;
}
document.addEventListener("scroll", () => showTip(null), { passive: true });

const DRAG_PX = 4;

/** A drag that begins on a link ends on it too, for the link moves along: that is no click. */
export function ignoreDragged(element) {
  let from = [0, 0];
  element.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; }, true);
  element.addEventListener("click", (event) => {
    if (event.detail === 0 || Math.hypot(event.clientX - from[0], event.clientY - from[1]) <= DRAG_PX) return; // 0: by key
    event.preventDefault();
    event.stopPropagation();
  }, true);
}

export const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** Who did it to whom, in one line. */
export function parties(event) {
  const [actors, recipients] = [event.actors ?? [], event.recipients ?? []].map((names) => names.join(", "));
  return [actors, recipients].filter(Boolean).join(" → ") || "nobody named";
}

export const eventAddress = (id) => `/events/${encodeURIComponent(id)}`;
