// What a reader gets when scripts run: charts to explore, tables to sort, the place in the contents. All of it is extra.
"use strict";

const TOOLTIPS = {
  nl: { "Download plot": "Figuur bewaren als SVG", Zoom: "Inzoomen", Pan: "Verschuiven", "Reset axes": "Assen herstellen" },
  fr: { "Download plot": "Enregistrer la figure en SVG", Zoom: "Agrandir", Pan: "Déplacer", "Reset axes": "Rétablir les axes" },
  en: { "Download plot": "Save the figure as SVG" },
};
const language = document.documentElement.lang.split("-")[0];

const loadPlotly = (() => {
  let loading = null;
  return () => {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = document.querySelector("script[src$='report.js']").src.replace(/report\.js$/, "plotly.js");
      script.onload = () => {
        const tooltips = TOOLTIPS[language] ?? {};
        Plotly.register({ moduleType: "locale", name: language, dictionary: tooltips, format: {} });
        resolve(Plotly);
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  };
})();

// Plotly sets a few styles as attributes, which the page's policy forbids; through the style object they may pass.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

// The maps in Plotly bring a style sheet as they load, which the policy forbids and no chart here needs.
const appendChild = document.head.appendChild;
document.head.appendChild = (node) =>
  node.localName === "style" && node.textContent ? node : appendChild.call(document.head, node);

const STILL = 640; // px: the width that a still chart is drawn for; where there is more it is enlarged, and so is its successor

// Give a chart the place of the still one, so that nothing moves; gives the width to draw it at.
function fit(picture, place, height) {
  const scale = Math.max(1, picture.clientWidth / STILL);
  const width = picture.clientWidth / scale;
  picture.style.height = `${height * scale}px`;
  place.style.width = `${width}px`;
  place.style.transformOrigin = "0 0";
  place.style.transform = scale === 1 ? "" : `scale(${scale})`;
  return width;
}

async function explore(data) {
  const picture = data.previousElementSibling;
  const still = picture.querySelector("svg");
  const alternative = document.createElement("span");
  alternative.setAttribute("role", "img");
  alternative.setAttribute("aria-label", still.getAttribute("aria-label"));
  const plot = JSON.parse(data.textContent);
  const place = document.createElement("div");
  const Plotly = await loadPlotly();
  const height = Number(data.dataset.height);
  const width = fit(picture, place, height);
  picture.append(place);
  const font = { ...plot.layout.font, family: "Rapport Sans" };
  const modebar = { bgcolor: "rgba(0,0,0,0)", color: "#5b6065", activecolor: "#1d4f5f" };
  const layout = { ...plot.layout, font, modebar, width, height };
  const configuration = {
    displaylogo: false,
    locale: language,
    modeBarButtons: [["toImage", "zoom2d", "pan2d", "resetScale2d"]],
    scrollZoom: false,
    toImageButtonOptions: { format: "svg", filename: data.closest("figure").id },
  };
  await Plotly.newPlot(place, plot.data, layout, configuration);
  place.querySelectorAll(".main-svg").forEach((layer) => layer.setAttribute("aria-hidden", "true"));
  still.classList.add("still-kept"); // for print; the buttons of the chart can't stand inside an image
  picture.prepend(alternative);
  new ResizeObserver(() => Plotly.relayout(place, { width: fit(picture, place, height) })).observe(picture);
}

function exploreWhenSeen() {
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((seen) => seen.isIntersecting)) {
      const picture = entry.target;
      watcher.unobserve(picture);
      if (picture.clientWidth < STILL) letScroll(picture); // on a narrow screen the still chart stays
      else explore(picture.parentElement.querySelector("script.plot")).catch(() => {}); // the still chart stays
    }
  }, { rootMargin: "200px" });
  document.querySelectorAll("figure .picture").forEach((picture) => watcher.observe(picture));
}

// What goes on beyond the edge is reached by keys as well, and says what it is.
function letScroll(picture) {
  if (picture.scrollWidth <= picture.clientWidth) return;
  picture.tabIndex = 0;
  picture.setAttribute("role", "region");
  picture.setAttribute("aria-label", picture.closest("figure").querySelector("figcaption").textContent);
}

const value = (row, column) => {
  const cell = row.cells[column];
  const number = Number.parseFloat(cell.dataset.sort ?? "");
  return Number.isNaN(number) ? { text: cell.textContent } : { number };
};

function compare(first, second) {
  if (first.number !== undefined && second.number !== undefined) return first.number - second.number;
  if (first.number !== undefined || second.number !== undefined) return first.number === undefined ? 1 : -1;
  return first.text.localeCompare(second.text, document.documentElement.lang);
}

function sort(table, head, column) {
  const direction = head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
  table.querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", direction);
  const body = table.tBodies[0];
  const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
  const totals = [...body.rows].filter((row) => row.classList.contains("total"));
  rows.sort((a, b) => {
    const [first, second] = [value(a, column), value(b, column)];
    const isWord = first.number === undefined || second.number === undefined;
    return isWord || direction === "ascending" ? compare(first, second) : compare(second, first);
  });
  body.append(...rows, ...totals);
}

function makeSortable(table) {
  if (table.tBodies.length > 1) return; // rows stay with their group
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const offset = table.tBodies[0].rows[0].cells.length - heads.length; // the stub spans the header rows
  if (offset < 0 || offset > 1 || table.tBodies[0].rows.length < 3) return;
  heads.forEach((head, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, head, index + offset));
  });
}

function followReading() {
  const links = new Map([...document.querySelectorAll(".side a")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((seen) => seen.isIntersecting)) {
      document.querySelectorAll(".side [aria-current]").forEach((link) => link.removeAttribute("aria-current"));
      links.get(entry.target.id).setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  links.forEach((_, id) => watcher.observe(document.getElementById(id)));
}

// A report has hundreds of columns: a table gets its buttons when it comes near, so that the page is there at once.
function prepareWhenNear() {
  const watcher = new IntersectionObserver((entries) => {
    const frames = entries.filter((seen) => seen.isIntersecting).map((entry) => entry.target);
    const fitting = frames.filter((frame) => frame.scrollWidth <= frame.clientWidth);
    fitting.forEach((frame) => frame.removeAttribute("tabindex")); // nothing to scroll
    frames.forEach((frame) => {
      watcher.unobserve(frame);
      makeSortable(frame.querySelector("table"));
    });
  }, { rootMargin: "800px" });
  document.querySelectorAll(".table-frame").forEach((frame) => watcher.observe(frame));
}

prepareWhenNear();
document.querySelector(".side-contents").open = matchMedia("(min-width: 64rem)").matches;
followReading();
// Plotly is two megabytes: it is fetched once the reader moves, and until then the still charts serve.
const MOVES = ["pointermove", "pointerdown", "touchstart", "keydown", "scroll"];
const started = new AbortController();
function start() {
  started.abort();
  exploreWhenSeen();
}
MOVES.forEach((move) => addEventListener(move, start, { passive: true, signal: started.signal }));
