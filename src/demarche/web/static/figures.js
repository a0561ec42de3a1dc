/* Figures over time: <div id="figures-picture" data-source="/figures.json?…">; the choice of what is counted is <select id="figures-counted">,
   made here. Vega compiles expressions to functions unless it is given its interpreter, which the policy needs. */
import { expressionInterpreter } from "./vendor/vega-interpreter/vega-interpreter.js";
import { choice, colour, counted, drawPicture, furnish, onThemeChange, showNothing, showTip } from "./picture.js";

const MOST_SPEAKERS = 7; // more colours can't be told apart; the others share one
const LOG_FROM = 200; // largest by smallest: beyond it the small ones lie on the axis
const OTHERS = "others";
const SHORT_NUMBER = "datum.value >= 1e9 ? format(datum.value / 1e9, ',~r') + ' bn' : datum.value >= 1e6 ? format(datum.value / 1e6, ',~r') + ' m' : format(datum.value, ',~r')";
const SHAPES = ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "triangle-right", "triangle-left"];

drawPicture("figures-picture", (element, found) => {
  const series = toSeries(found.rows.filter((figure) => figure.published));
  if (!series.size) return showNothing(element);
  const first = [...series.keys()][0];
  let chosen = first;
  const show = (key) => { chosen = key; paint(rooms, series.get(key)); };
  const rooms = furnish(element, choice("figures-counted", "Counted:", [...series].map(([key, s]) => [key, `${s.name} (${s.rows.length})`]), first, show));
  onThemeChange(() => show(chosen));
  return show(first);
});

/** What is counted and in which unit → its figures, the most told first: people and dollars share no axis. */
function toSeries(figures) {
  const series = new Map();
  for (const figure of figures) {
    const key = `${figure.counted}\n${figure.unit}`;
    if (!series.has(key)) series.set(key, { name: nameOf(figure), unit: figure.unit, rows: [] });
    series.get(key).rows.push(figure);
  }
  return new Map([...series].sort((a, b) => b[1].rows.length - a[1].rows.length));
}

// `counted` groups what is the same without inflection; people read the words of the first figure.
const nameOf = ({ of, counted, unit }) => !of ? unit || counted : !unit || of.includes(unit) ? of : `${of}, ${unit}`;

async function paint({ canvas, note }, series) {
  const { points, speakers } = toPoints(series.rows);
  const log = isWide(points);
  const compiled = vegaLite.compile(toSpec({ points, speakers, log, name: series.unit || series.name, width: canvas.clientWidth })).spec;
  canvas.replaceChildren();
  const view = new vega.View(vega.parse(compiled, null, { ast: true }), { expr: expressionInterpreter, renderer: "svg", container: canvas, hover: true, loader: noLoader() });
  view.tooltip((_, event, drawn, words) => showTip(words ? drawn.datum?.lines : null, event.clientX, event.clientY));
  view.addEventListener("click", (_, drawn) => { if (drawn?.datum?.article) location.href = drawn.datum.article; });
  await view.runAsync();
  label(canvas, series);
  note.textContent = `${counted(points.length, "figure")}${log ? "; each step of the scale is ten times the one before" : ""}. Click one to read its article.`;
}

/** A picture loads nothing, whatever a spec may say. */
function noLoader() {
  return { load: () => Promise.reject(new Error("nothing is loaded")), sanitize: () => Promise.reject(new Error("nothing is linked")), http: null, file: null };
}

function label(canvas, series) {
  const svg = canvas.querySelector("svg");
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", `Figures of ${series.name} over time. The table says the same.`);
}

function toPoints(rows) {
  const speakerOf = (row) => row.according_to ?? row.holder ?? row.source?.outlet ?? "the outlet";
  const counts = new Map();
  for (const row of rows) counts.set(speakerOf(row), (counts.get(speakerOf(row)) ?? 0) + 1);
  const loudest = new Set([...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST_SPEAKERS).map(([name]) => name));
  const known = [...loudest, OTHERS];
  const points = rows.map((row) => ({
    day: row.published.slice(0, 10), value: row.value, speaker: loudest.has(speakerOf(row)) ? speakerOf(row) : OTHERS,
    article: row.source?.key ? `/articles/${encodeURIComponent(row.source.key)}` : null,
    lines: [`${row.text}${row.of ? ` ${row.of}` : ""}`, `${speakerOf(row)}, ${row.published.slice(0, 10)}`, row.words, row.source?.outlet ?? ""],
  }));
  return { points, speakers: known.filter((name) => points.some((point) => point.speaker === name)) };
}

function isWide(points) {
  const values = points.map((point) => point.value);
  return values.every((value) => value > 0) && Math.max(...values) / Math.min(...values) > LOG_FROM;
}

function toSpec({ points, speakers, log, name, width }) {
  const narrow = width < 560;
  const encode = { field: "speaker", type: "nominal", title: "according to" };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json", width: "container", height: 340, autosize: { type: "fit-x", contains: "padding" },
    data: { values: points },
    mark: { type: "point", filled: true, size: 70, opacity: 0.85, cursor: "pointer" },
    encoding: {
      x: { field: "day", type: "temporal", title: null, scale: { type: "utc", padding: 12 }, axis: { format: "%-d %b %Y", labelOverlap: true, tickCount: narrow ? 3 : 7, grid: false } },
      y: { field: "value", type: "quantitative", title: name, scale: log ? { type: "log" } : { zero: true }, axis: { labelExpr: SHORT_NUMBER, tickCount: 6 } },
      color: { ...encode, scale: { domain: speakers, range: speakerColours(speakers) }, legend: { orient: narrow ? "bottom" : "right", columns: narrow ? 1 : null } },
      shape: { ...encode, scale: { domain: speakers, range: SHAPES } },
      tooltip: { field: "article" }, // only that there is one: its lines come from the point
    },
    config: look(),
  };
}

const speakerColours = (speakers) => speakers.map((name, at) => colour(`speaker-${name === OTHERS ? MOST_SPEAKERS + 1 : at + 1}`));

function look() {
  const [ink, soft, line] = ["ink", "soft", "line"].map(colour);
  const words = { labelColor: soft, titleColor: ink, labelFont: "system-ui, sans-serif", titleFont: "system-ui, sans-serif", labelFontSize: 12, titleFontSize: 12 };
  return {
    background: "transparent", view: { stroke: null },
    axis: { ...words, gridColor: line, domainColor: soft, tickColor: soft, titleFontWeight: 500 }, legend: { ...words, labelLimit: 190, symbolSize: 90 },
  };
}
