/* The timeline: <div id="timeline-picture" data-source="/timeline.json?…" data-group="type|actor">.
   Each event is a link, out of the tab order: the table below the picture is the way by keyboard. */
import { QUADS, button, choice, counted, drawPicture, eventAddress, furnish, ignoreDragged, make, parties, showNothing, showTip, statusLegend } from "./picture.js";

const MOST = 400; // on 2 cores 400 stand after 0.7 s and zoom smoothly; 5,000 took 2.6 s, then 0.4 s for each step of a zoom
const MOST_ACTORS = 12;
const DAY_MS = 86_400_000;
const OTHERS = "others";
const GROUPS = [["type", "event type"], ["actor", "who acts"]];

drawPicture("timeline-picture", (element, found) => {
  const dated = found.rows.filter((event) => firstDay(event));
  if (!dated.length) return showNothing(element);
  const shown = mostReported(dated);
  paint(element, shown, element.dataset.group === "actor" ? "actor" : "type", says(found, dated, shown));
});

function says(found, dated, shown) {
  const undated = found.rows.length - dated.length;
  return [
    shown.length < dated.length ? `The ${counted(shown.length, "event")} with the most independent reports of ${dated.length.toLocaleString("en")} are drawn; the table has all.` : "",
    undated ? `${counted(undated, "event")} without a day: only in the table.` : "",
    found.next ? "There are more events than this page holds: narrow the question to see them." : "",
    "Drag to move, Ctrl and wheel to zoom.",
  ].filter(Boolean).join(" ");
}

function mostReported(events) {
  return [...events].sort((a, b) => b.origins - a.origins || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

function paint(element, events, grouping, words) {
  const { canvas, note } = furnish(element,
    choice("timeline-group", "Rows by", GROUPS, grouping, (chosen) => paint(element, events, chosen, words)),
    button("+", "Zoom in", () => timeline.zoomIn(0.5)), button("−", "Zoom out", () => timeline.zoomOut(0.5)),
    button("All", "Show all days", () => timeline.fit()), make("span", { class: "legend" }, ...statusLegend()));
  note.textContent = words;
  const groupOf = grouping === "actor" ? byActor(events) : (event) => event.type;
  const groups = [...new Set(events.map(groupOf))].sort(grouping === "actor" ? othersLast(events, groupOf) : byQuad);
  const timeline = new vis.Timeline(canvas, new vis.DataSet(events.map((event) => toDrawn(event, groupOf(event)))),
    groups.map((name, order) => ({ id: name, order, className: QUADS[name] ? `quad-${QUADS[name]}` : "" })), options(events, grouping));
  showAtOnce(timeline);
  listen(timeline, canvas, new Map(events.map((event) => [event.id, event])));
}

/** Given a first and last day, vis-timeline stays hidden until it is drawn again after its first move, which its clock would bring only after a second. */
function showAtOnce(timeline) {
  const redraw = () => {
    timeline.off("rangechanged", redraw);
    timeline.redraw();
  };
  timeline.on("rangechanged", redraw);
}

function options(events, grouping) {
  const [start, end] = middleDays(events);
  return {
    start, end,
    template: (drawn) => link(drawn.event, grouping),
    groupTemplate: (group) => make("span", {}, group?.id ?? ""),
    groupOrder: "order",
    maxHeight: "75vh", verticalScroll: true, zoomKey: "ctrlKey", orientation: "top", selectable: false, showTooltips: false,
    margin: { item: { horizontal: 6, vertical: 3 }, axis: 4 },
    zoomMin: 3 * DAY_MS, zoomMax: 200 * 365 * DAY_MS, showCurrentTime: true,
    xss: { disabled: false }, // nothing is given as HTML; this holds if that ever changes
  };
}

/** The window without the first and last of fifty events, so that one event of 1945 does not press the others into a line. */
function middleDays(events) {
  const days = events.map((event) => toDate(firstDay(event)).getTime()).sort((a, b) => a - b);
  const cut = days.length < 10 ? 0 : Math.ceil(days.length / 50);
  const first = days[cut], last = days[days.length - 1 - cut];
  const margin = Math.max(3 * DAY_MS, (last - first) * 0.06);
  return [first - margin, last + 2 * margin];
}

const firstDay = (event) => event.earliest ?? event.day ?? event.latest;

/** Midnight here of an ISO day: `new Date("2022-02-08")` would be midnight in Greenwich, the evening before in Washington. */
function toDate(day) {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return new Date(year, (month || 1) - 1, date || 1);
}

function toDrawn(event, group) {
  const start = toDate(firstDay(event));
  const last = toDate(event.latest ?? firstDay(event));
  const lasts = last > start;
  return {
    id: event.id, group, event, start, type: lasts ? "range" : "point",
    end: lasts ? new Date(last.getTime() + DAY_MS) : undefined, // the last day is part of it
    className: `status-${event.status} quad-${QUADS[event.type] ?? 0}${event.deny ? " denied" : ""}`,
  };
}

function link(event, grouping) {
  const words = grouping === "actor" ? `${event.type.toLowerCase()} ${(event.recipients ?? []).join(", ")}` : parties(event);
  return make("a", { href: eventAddress(event.id), tabindex: "-1", draggable: "false" }, words);
}

/** The dot and the bar of an event answer like its words, which are a link. */
function listen(timeline, canvas, eventById) {
  const scrolling = canvas.querySelector(".vis-panel.vis-left"); // by the arrow keys too
  for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "Timeline: scroll with the arrow keys"]]) scrolling.setAttribute(name, value);
  ignoreDragged(canvas);
  canvas.addEventListener("pointermove", (moved) => showTip(explain(eventById.get(timeline.getEventProperties(moved).item)), moved.clientX, moved.clientY));
  canvas.addEventListener("pointerleave", () => showTip(null));
  timeline.on("click", ({ item: id, event }) => { if (eventById.has(id) && !event.target.closest("a")) location.href = eventAddress(id); });
}

function explain(event) {
  if (!event) return null;
  const days = event.latest && event.latest !== firstDay(event) ? `${firstDay(event)} to ${event.latest}` : firstDay(event);
  return [
    `${days}${event.place ? `, ${event.place}` : ""}`, `${event.type}${event.modes?.length ? ` (${event.modes.join(", ")})` : ""}, ${event.status}`,
    parties(event), event.words, `${counted(event.origins, "independent report")}${event.deny ? `, denied by ${event.deny}` : ""}`,
  ];
}

function byActor(events) {
  const counts = new Map();
  events.forEach((event) => counts.set(event.actors?.[0], (counts.get(event.actors?.[0]) ?? 0) + 1));
  counts.delete(undefined);
  const busiest = new Set([...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_ACTORS).map(([name]) => name));
  return (event) => busiest.has(event.actors?.[0]) ? event.actors[0] : OTHERS;
}

function othersLast(events, groupOf) {
  const counts = new Map();
  events.forEach((event) => counts.set(groupOf(event), (counts.get(groupOf(event)) ?? 0) + 1));
  return (a, b) => (a === OTHERS) - (b === OTHERS) || counts.get(b) - counts.get(a);
}

function byQuad(a, b) {
  const order = Object.keys(QUADS);
  return order.indexOf(a) - order.indexOf(b);
}
