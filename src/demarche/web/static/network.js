/* The network of actors: <div id="network-picture" data-source="/network.json?…">. Size: events; shape: kind; width: events of the pair;
   colour: PLOVER's score; dashed: nothing happened yet. The table below the picture is the way by keyboard. */
import { button, colour, counted, drawPicture, furnish, make, onThemeChange, showNothing, showTip } from "./picture.js";

const SHAPES = {
  state: ["round-rectangle", "■"], person: ["ellipse", "●"], organisation: ["diamond", "◆"], office: ["pentagon", "⬟"],
  group: ["triangle", "▲"], media: ["rhomboid", "▰"], place: ["star", "★"],
};
const FULL_SCORE = 8; // PLOVER's scores reach ±10, but a pair's mean is rarely past 8
const NAMED = 24; // more names than this hide each other when the whole graph is shown

drawPicture("network-picture", (element, found) => {
  if (!found.edges.length) return showNothing(element);
  forgetStyleElement();
  const { bar, canvas, note } = furnish(element);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${counted(found.nodes.length, "actor")} and ${counted(found.edges.length, "pair")}. The table says the same.`);
  const graph = cytoscape({ container: canvas, elements: toElements(found), style: styles(), minZoom: 0.05, maxZoom: 5, boxSelectionEnabled: false });
  layOut(graph);
  bar.append(...monthSliders(found.months, (from, to) => showMonths(graph, from, to)),
    button("+", "Zoom in", () => zoom(graph, 1.4)), button("−", "Zoom out", () => zoom(graph, 1 / 1.4)), button("All", "Show all", () => showAll(graph)), legend(found.nodes));
  note.textContent = "Click an actor to open its page; drag to move, wheel to zoom: more names come up.";
  showMonths(graph, 0, found.months.length - 1);
  listen(graph, canvas);
  onThemeChange(() => graph.style(styles()));
});

/** Cytoscape adds a <style> element unless one with this id is there; the policy forbids it, so its one rule stands in pictures.css. */
function forgetStyleElement() {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) document.head.append(make("meta", { id }));
}

function toElements({ nodes, edges, months }) {
  const order = new Map(months.map((month, index) => [month, index]));
  const most = Math.max(...nodes.map((node) => node.events), 1);
  return [
    ...nodes.map((node, rank) => ({ group: "nodes", position: spiral(rank), data: { ...node, rank, size: 9 + 33 * Math.sqrt(node.events / most), shape: (SHAPES[node.kind] ?? SHAPES.person)[0] } })),
    ...edges.map((edge) => ({ group: "edges", data: { id: `${edge.source} ${edge.target}`, ...edge, months: edge.months.map((m) => ({ ...m, at: order.get(m.month) })) } })),
  ];
}

/** The same graph gives the same picture: it starts from a spiral in the order of the answer, and nothing is drawn by lot. */
const spiral = (at) => ({ x: 120 * Math.sqrt(at) * Math.cos(at * 2.4), y: 120 * Math.sqrt(at) * Math.sin(at * 2.4) });

function layOut(graph) {
  graph.layout({
    name: "cose", animate: false, randomize: false, numIter: graph.nodes().length > 150 ? 500 : 1000,
    nodeRepulsion: () => 400_000, idealEdgeLength: () => 100, gravity: 0.4, componentSpacing: 60,
  }).run();
  // The forces know nothing of the canvas: a round graph on a wide one would leave half of it empty.
  const { w, h } = graph.nodes().boundingBox({ includeLabels: false });
  const stretch = Math.min(2, Math.max(0.5, (graph.width() / graph.height()) * (h / w)));
  graph.nodes().positions((node) => ({ x: node.position("x") * stretch, y: node.position("y") }));
  showAll(graph);
}

/** Twice: names keep their size on the screen, so how much room they take is known only at the new zoom. */
function showAll(graph) {
  for (let turn = 0; turn < 2; turn++) {
    graph.fit(undefined, 12);
    graph.scratch("_whole", graph.zoom());
    graph.style().update();
  }
}

function styles() {
  const [ink, card, soft, focus] = ["ink", "card", "soft", "link"].map(colour);
  // Names and lines keep their size on the screen, signs grow at half the pace; the smaller actors are named as room comes.
  const size = (node) => node.data("size") / Math.sqrt(node.cy().zoom());
  const name = (node) => node.hasClass("near") || node.data("rank") < NAMED * (node.cy().zoom() / node.cy().scratch("_whole")) ** 2 ? node.data("name") : "";
  return [
    { selector: "node", style: {
      width: size, height: size, shape: "data(shape)", label: name, color: ink, "background-color": card, "border-width": (node) => 2 / node.cy().zoom(), "border-color": soft, "z-index": (node) => 10_000 - node.data("rank"),
      "font-size": (node) => 12 / node.cy().zoom(), "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": (node) => 3 / node.cy().zoom(),
      "text-outline-color": card, "text-outline-width": (node) => 2.5 / node.cy().zoom(), "text-wrap": "ellipsis", "text-max-width": (node) => 130 / node.cy().zoom() } },
    { selector: "edge", style: {
      width: (edge) => Math.min(0.6 + 0.9 * Math.sqrt(edge.scratch("_n") ?? 1), 10) / edge.cy().zoom(), "line-color": (edge) => scoreColour(edge.scratch("_score")), "curve-style": "haystack", opacity: 0.85,
      "line-style": (edge) => edge.scratch("_score") === null ? "dashed" : "solid" } },
    { selector: ".away", style: { display: "none" } },
    { selector: "node.pale", style: { opacity: 0.25 } },
    { selector: "edge.pale", style: { opacity: 0.06 } },
    { selector: "node.near", style: { "border-color": focus, "z-index": 20_000 } },
  ];
}

/** Blue for cooperation, grey for neither, orange-red for conflict: told apart with each kind of colour blindness. */
function scoreColour(score) {
  const [middle, end] = [colour("score-middle"), colour((score ?? 0) >= 0 ? "score-cooperation" : "score-conflict")].map(toRgb);
  const part = Math.min(Math.abs(score ?? 0) / FULL_SCORE, 1) ** 0.7; // bent, so that a score of 2 is no longer grey
  return `rgb(${middle.map((from, i) => Math.round(from + (end[i] - from) * part)).join(",")})`;
}

const toRgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Counts and scores of the months chosen; what has none of them goes, what stays keeps its place. */
function showMonths(graph, from, to) {
  graph.batch(() => {
    graph.edges().forEach((edge) => {
      const months = edge.data("months").filter((month) => month.at >= from && month.at <= to);
      const sum = (name) => months.reduce((total, month) => total + month[name], 0);
      const happened = sum("cooperation") + sum("conflict");
      const weighed = months.reduce((total, month) => total + (month.score ?? 0) * (month.cooperation + month.conflict), 0);
      edge.scratch({ _n: happened + sum("hoped"), _score: happened ? weighed / happened : null, _cooperation: sum("cooperation"), _conflict: sum("conflict"), _hoped: sum("hoped") });
      edge.toggleClass("away", edge.scratch("_n") === 0);
    });
    graph.nodes().forEach((node) => { node.toggleClass("away", node.connectedEdges().every((edge) => edge.hasClass("away"))); });
  });
  graph.style().update();
}

function monthSliders(months, show) {
  if (months.length < 2) return [];
  const slider = (id, value) => make("input", { type: "range", id, min: 0, max: months.length - 1, value, oninput: (event) => moved(event.target) });
  const from = slider("network-from", 0), to = slider("network-month", months.length - 1);
  const output = make("output", { for: "network-from network-month" });
  const tell = () => {
    output.textContent = from.value === to.value ? months[to.value] : `${months[from.value]} to ${months[to.value]}`;
    [from, to].forEach((range) => range.setAttribute("aria-valuetext", months[range.value]));
  };
  const moved = (slid) => { // one pushes the other along
    if (+from.value > +to.value) (slid === from ? to : from).value = slid.value;
    tell();
    show(+from.value, +to.value);
  };
  tell();
  return [make("label", {}, "From ", from), make("label", {}, "to ", to), output];
}

function zoom(graph, factor) {
  graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
}

function listen(graph, canvas) {
  let waiting = 0;
  graph.on("zoom", () => { waiting ||= requestAnimationFrame(() => { waiting = 0; graph.style().update(); }); });
  graph.on("tap", "node", (event) => { location.href = `/actors/${encodeURIComponent(event.target.id())}`; });
  graph.on("mouseover", "node", ({ target, originalEvent }) => {
    canvas.classList.add("over-link");
    graph.elements().difference(target.closedNeighborhood()).addClass("pale");
    target.closedNeighborhood().nodes().addClass("near");
    tell([target.data("name"), [target.data("kind"), target.data("country")].filter(Boolean).join(", "), counted(target.data("events"), "event")], originalEvent);
  });
  graph.on("mouseover", "edge", ({ target, originalEvent }) => {
    const score = target.scratch("_score");
    tell([`${target.source().data("name")} and ${target.target().data("name")}`,
      `${target.scratch("_cooperation")} of cooperation, ${target.scratch("_conflict")} of conflict, ${target.scratch("_hoped")} not happened`,
      score === null ? "" : `score ${score > 0 ? "+" : ""}${score.toFixed(1)}`], originalEvent);
  });
  graph.on("mouseout", "node, edge", () => {
    canvas.classList.remove("over-link");
    graph.elements().removeClass("pale near");
    showTip(null);
  });
}

const tell = (lines, { clientX, clientY }) => showTip(lines, clientX, clientY);

function legend(nodes) {
  const kinds = Object.keys(SHAPES).filter((kind) => nodes.some((node) => node.kind === kind));
  return make("span", { class: "legend" },
    ...kinds.map((kind) => make("span", {}, `${SHAPES[kind][1]} ${kind}`)),
    make("span", {}, "cooperation ", make("span", { class: "scale-bar", "aria-hidden": "true" }), " conflict"),
    make("span", {}, "┄ planned, feared, demanded"));
}
