/* The map: <div id="map-picture" data-source="/map.geojson?…"> and <div id="map-list"> for the events of the place that was chosen.
   A FeatureCollection of points with the fields of an event as properties. What is only known to be in a country is drawn as a ring on
   the country and as its shade, never as a dot on its capital. No tiles: outlines of states from Natural Earth. */
import { button, counted, drawPicture, eventAddress, fetchJson, furnish, ignoreDragged, make, makeSvg, parties, showNothing, showTip, statusLegend } from "./picture.js";

const WIDTH = 960, HEIGHT = 500;
const MOST_ZOOM = 24;
const FINE_ZOOM = 2.5; // from here on the coarse outlines look broken
const LARGEST_PX = 22;
const MOST_LISTED = 200;
const INHABITED = { type: "MultiPoint", coordinates: [[-180, 0], [180, 0], [0, -57], [0, 84]] }; // Antarctica would take a sixth of the room
const ATLAS = new URL("vendor/world-atlas/", import.meta.url);
const DRAWN = ["country", "region", "city"]; // the exact lie on top of the vague
const PRECISIONS = { country: "country", region: "region", city: "city", point: "city" };

drawPicture("map-picture", async (element, found) => {
  const [states, numbers] = await Promise.all([loadStates("110m"), fetchJson(new URL("state-numbers.json", import.meta.url))]);
  const places = toPlaces(found.features, new Map(states.map((state) => [state.key, state])), numbers);
  if (!places.length) return showNothing(element);
  const map = makeMap(states, places, numbers);
  const { canvas, note } = furnish(element, button("+", "Zoom in", () => map.zoom(1.6)), button("−", "Zoom out", () => map.zoom(1 / 1.6)),
    button("World", "Show the whole world", () => map.reset()), legend());
  canvas.append(map.svg);
  note.textContent = says(found.features, places);
});

function says(features, places) {
  const shown = places.reduce((sum, place) => sum + place.events.length, 0);
  const lost = features.length - shown;
  return `${counted(shown, "event")} in ${counted(places.length, "place")}.${lost ? ` ${counted(lost, "event")} without a known place: only in the table.` : ""} `
    + "Wheel or buttons zoom, drag moves, a circle lists its events. Outlines: Natural Earth, as that source draws borders.";
}

async function loadStates(scale) {
  const atlas = await fetchJson(new URL(`countries-${scale}.json`, ATLAS));
  return topojson.feature(atlas, atlas.objects.countries).features.map((shape) => ({ key: shape.id ?? shape.properties.name, name: shape.properties.name, shape }));
}

/** Events by place: those of one point together, those of a country on the middle of its main land. */
function toPlaces(features, stateByKey, numbers) {
  const places = new Map();
  for (const { geometry, properties } of features) {
    const precision = PRECISIONS[properties.precision] ?? (geometry ? "city" : "country");
    const state = stateByKey.get(numbers[properties.country]);
    const at = precision === "country" && state ? middleOf(state) : geometry?.coordinates;
    if (!at) continue;
    const key = `${precision} ${at.map((degrees) => degrees.toFixed(2)).join(" ")}`;
    if (!places.has(key)) places.set(key, { at, precision, name: (precision === "country" && state?.name) || properties.place || "unnamed place", country: properties.country, events: [] });
    places.get(key).events.push(properties);
  }
  return [...places.values()].sort((a, b) => b.events.length - a.events.length);
}

/** The middle of the largest piece of land: that of all of France lies in the sea off Spain, because of Guiana. */
function middleOf(state) {
  const { type, coordinates } = state.shape.geometry;
  const pieces = (type === "MultiPolygon" ? coordinates : [coordinates]).map((piece) => ({ type: "Polygon", coordinates: piece }));
  state.middle ??= d3.geoCentroid(pieces.reduce((most, piece) => d3.geoArea(piece) > d3.geoArea(most) ? piece : most));
  return state.middle;
}

function makeMap(states, places, numbers) {
  const projection = d3.geoEqualEarth().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], INHABITED);
  const path = d3.geoPath(projection);
  const land = makeSvg("g", { class: "land" }), circles = makeSvg("g", { class: "places" });
  const moving = makeSvg("g", {}, makeSvg("path", { class: "sea", d: path({ type: "Sphere" }) }), land);
  const svg = makeSvg("svg", { class: "map", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Map of events" }, moving, circles);
  for (const place of places) [place.x, place.y] = projection(place.at);
  const view = { x: 0, y: 0, k: 1 };
  let fine = false, grouped = 0;

  const drawLand = (shapes) => land.replaceChildren(...toLand(shapes, path, eventsByState(places, numbers)));
  const show = () => {
    [view.x, view.y] = [clamp(view.x, WIDTH * (1 - view.k), 0), clamp(view.y, HEIGHT * (1 - view.k), 0)];
    svg.classList.toggle("zoomed", view.k > 1);
    moving.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.k})`);
    circles.setAttribute("transform", `translate(${view.x} ${view.y})`);
    if (grouped !== view.k) circles.replaceChildren(...cluster(places, view.k, unit(svg)));
    grouped = view.k;
    if (view.k >= FINE_ZOOM && !fine) {
      fine = true;
      loadStates("50m").then(drawLand);
    }
  };
  const zoomAt = (factor, x, y) => {
    const k = clamp(view.k * factor, 1, MOST_ZOOM);
    [view.x, view.y] = [x - (x - view.x) * (k / view.k), y - (y - view.y) * (k / view.k)];
    view.k = k;
    show();
  };
  drawLand(states);
  Object.assign(view, whereMostIs(places));
  steer(svg, view, zoomAt, show);
  ignoreDragged(svg);
  new ResizeObserver(() => { grouped = 0; show(); }).observe(svg); // circles keep their size in pixels on a phone too
  return { svg, zoom: (factor) => zoomAt(factor, ...middleInView(places, view)), reset: () => { Object.assign(view, { x: 0, y: 0, k: 1 }); show(); } };
}

/** The part of the world with nine of ten events: Europe fills the picture when all happens there. */
function whereMostIs(places) {
  const enough = 0.9 * places.reduce((sum, place) => sum + place.events.length, 0);
  const most = [];
  for (let sum = 0, i = 0; sum < enough; i++) {
    most.push(places[i]);
    sum += places[i].events.length;
  }
  const [xs, ys] = [most.map((place) => place.x), most.map((place) => place.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = clamp(Math.min(WIDTH / (right - left + 120), HEIGHT / (bottom - top + 90)), 1, 5);
  return { k, x: WIDTH / 2 - (k * (left + right)) / 2, y: HEIGHT / 2 - (k * (top + bottom)) / 2 };
}

/** What the buttons zoom to: the middle of the events in view, else they would lead into the Sahara. */
function middleInView(places, { x, y, k }) {
  const seen = places.map((place) => ({ x: place.x * k + x, y: place.y * k + y, weight: place.events.length }))
    .filter((place) => place.x > 0 && place.x < WIDTH && place.y > 0 && place.y < HEIGHT);
  const total = seen.reduce((sum, place) => sum + place.weight, 0);
  const mean = (side) => seen.reduce((sum, place) => sum + place[side] * place.weight, 0) / total;
  return total ? [mean("x"), mean("y")] : [WIDTH / 2, HEIGHT / 2];
}

const clamp = (number, least, most) => Math.max(least, Math.min(most, number));

/** How many units of the drawing one pixel of the screen is. */
const unit = (svg) => svg.clientWidth ? Math.max(WIDTH / svg.clientWidth, HEIGHT / svg.clientHeight) : 1;

function eventsByState(places, numbers) {
  const counts = new Map();
  for (const place of places.filter((p) => p.precision === "country")) counts.set(numbers[place.country], place.events.length);
  return counts;
}

/** Four steps of shade are what the eye tells apart; each holds four times as many events as the one before. */
function toLand(states, path, counts) {
  return states.map(({ key, name, shape }) => {
    const count = counts.get(key) ?? 0;
    const step = count ? Math.min(4, 1 + Math.floor(Math.log(count) / Math.log(4))) : 0;
    return makeSvg("path", { d: path(shape), class: `state shade-${step}` }, makeSvg("title", {}, count ? `${name}: ${counted(count, "event")}` : name));
  });
}

/** Circles: places of one precision that would hide each other at this zoom are one; the largest comes first and names the group. */
function cluster(places, k, pixel) {
  const cell = 2 * LARGEST_PX * pixel / k; // who hides whom is looked for in the cells around, not among all
  const cells = new Map();
  const groups = [];
  for (const place of places) {
    const [column, row] = [Math.floor(place.x / cell), Math.floor(place.y / cell)];
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => cells.get(`${place.precision} ${column + i} ${row + j}`) ?? []));
    const near = around.find((g) => Math.hypot(g.x - place.x, g.y - place.y) * k < (radius(g.events.length) + radius(place.events.length)) * pixel);
    if (near && place.precision !== "country") {
      near.events.push(...place.events);
      near.more++;
      continue;
    }
    const group = { ...place, events: [...place.events], more: 0 };
    const here = `${place.precision} ${column} ${row}`;
    cells.set(here, [...(cells.get(here) ?? []), group]);
    groups.push(group);
  }
  return groups.sort((a, b) => DRAWN.indexOf(a.precision) - DRAWN.indexOf(b.precision)).map((group) => toCircle(group, k, pixel));
}

/** By the logarithm: a hundred events are more than ten, and neither hides half of Europe; the number stands in the circle. */
const radius = (count) => Math.min(6 + 4.5 * Math.log10(count), LARGEST_PX);

function toCircle({ x, y, precision, name: first, events, more }, k, pixel) {
  const name = more ? `${first} and ${counted(more, "place")} near it` : first;
  const words = `${name}: ${counted(events.length, "event")}${precision === "city" ? "" : `, known to the ${precision} only`}`;
  const circle = makeSvg("g", { class: `place ${precision} status-${commonest(events)}`, tabindex: "0", role: "button", "aria-label": words, transform: `translate(${x * k} ${y * k}) scale(${pixel})` },
    makeSvg("circle", { r: radius(events.length) }), makeSvg("text", { "aria-hidden": "true" }, events.length > 1 ? events.length.toLocaleString("en") : ""));
  circle.addEventListener("click", () => list(name, events));
  circle.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    list(name, events);
  });
  circle.addEventListener("pointermove", (event) => showTip([words], event.clientX, event.clientY));
  circle.addEventListener("pointerleave", () => showTip(null));
  return circle;
}

function commonest(events) {
  const counts = {};
  for (const { status } of events) counts[status] = (counts[status] ?? 0) + 1;
  return Object.keys(counts).reduce((most, status) => counts[status] > counts[most] ? status : most);
}

function list(name, events) {
  const room = document.getElementById("map-list");
  if (!room) return;
  const latest = [...events].sort((a, b) => (b.day ?? "") < (a.day ?? "") ? -1 : 1);
  const heading = make("h2", { tabindex: "-1" }, `${name}: ${counted(events.length, "event")}`);
  room.replaceChildren(heading, make("ol", { class: "map-events" }, ...latest.slice(0, MOST_LISTED).map(toLine)));
  if (events.length > MOST_LISTED) room.append(make("p", { class: "picture-note" }, `The latest ${MOST_LISTED} are listed.`));
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
}

function toLine(event) {
  return make("li", { "data-row": "" },
    make("a", { href: eventAddress(event.id) }, `${event.day ?? "day unknown"} · ${parties(event)}`), " ",
    make("span", { class: "type" }, event.type), " ", make("span", { class: `status status-${event.status}` }, event.status),
    make("div", { class: "event-words" }, event.words ?? ""));
}

/** Wheel, drag and two fingers. A wheel that can zoom no further scrolls the page. */
function steer(svg, view, zoomAt, show) {
  const pointers = new Map();
  const inside = (event) => {
    const { left, top, width, height } = svg.getBoundingClientRect();
    return [(event.clientX - left - width / 2) * unit(svg) + WIDTH / 2, (event.clientY - top - height / 2) * unit(svg) + HEIGHT / 2];
  };
  svg.addEventListener("wheel", (event) => {
    if (event.deltaY > 0 ? view.k <= 1 : view.k >= MOST_ZOOM) return;
    event.preventDefault();
    zoomAt(Math.exp(-clamp(event.deltaY, -120, 120) / 300), ...inside(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => pointers.set(event.pointerId, inside(event)));
  window.addEventListener("pointermove", (event) => {
    if (!pointers.has(event.pointerId)) return;
    const before = pointers.get(event.pointerId), now = inside(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other) return zoomAt(Math.hypot(now[0] - other[0], now[1] - other[1]) / Math.max(1, Math.hypot(before[0] - other[0], before[1] - other[1])), ...other);
    [view.x, view.y] = [view.x + now[0] - before[0], view.y + now[1] - before[1]];
    show();
  });
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, (event) => pointers.delete(event.pointerId));
}

function legend() {
  return make("span", { class: "legend" }, ...statusLegend(), ...[["city", "town or point"], ["region", "region only"], ["country", "country only"]].map(([precision, words]) =>
    make("span", {}, makeSvg("svg", { class: "map-sign", viewBox: "-8 -8 16 16", "aria-hidden": "true" }, makeSvg("g", { class: `place ${precision} status-happened` }, makeSvg("circle", { r: 6 }))), ` ${words}`)));
}
