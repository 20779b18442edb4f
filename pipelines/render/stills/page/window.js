// The window around the page: what Plotly asks of it before it draws. There is no clock, no network and no screen.
"use strict";

class Document extends Node {
  constructor() {
    super();
    this.defaultView = globalThis;
    this.readyState = "complete";
    this.hidden = false;
  }
  get nodeType() { return 9; }
  get nodeName() { return "#document"; }
  get documentElement() { return this.firstChild; }
  get head() { return this.documentElement.children[0]; }
  get body() { return this.documentElement.children[1]; }
  createElement(name) { return this.createElementNS("http://www.w3.org/1999/xhtml", name.toLowerCase()); }
  createElementNS(namespace, name) { return name === "canvas" ? new Canvas(name, namespace) : new Element(name, namespace); }
  createTextNode(text) { return new Text(String(text)); }
  createDocumentFragment() { return new DocumentFragment(); }
  getElementById(id) { return this.querySelector(`#${id}`); }
}

// Plotly fills a heat map's cells one by one; Python makes the picture.
class Canvas extends Element {
  constructor(name, namespace) { super(name, namespace); this.painted = []; }
  getContext(kind) {
    if (kind !== "2d") return null;
    const canvas = this;
    return {
      fillStyle: "#000",
      fillRect(x, y, width, height) { canvas.painted.push([this.fillStyle, x, y, width, height]); },
      clearRect() { canvas.painted.length = 0; },
      measureText: (text) => ({ width: measureText(text, "12", "").split(",")[0] * 1 }),
    };
  }
  toDataURL() { return paintedPicture(String(this.width), String(this.height), JSON.stringify(this.painted)); }
}

class XMLSerializer {
  serializeToString(node) { return node.outerHTML; }
}

// Of these Plotly makes one when it is read, for maps and for markup, and none while it draws a chart.
class TextDecoder {
  decode() { throw new Error("no bytes are read while a chart is drawn"); }
}
class DOMParser {
  parseFromString() { throw new Error("no markup is read while a chart is drawn"); }
}

const later = [];  // what Plotly postpones happens once the drawing is done, in the order asked
const postpone = (task) => later.push(task);

Object.assign(globalThis, {
  window: globalThis,
  self: globalThis,
  XMLSerializer,
  TextDecoder,
  DOMParser,
  HTMLCanvasElement: Canvas,
  devicePixelRatio: 1,
  innerWidth: 1280,
  innerHeight: 1024,
  navigator: { userAgent: "", platform: "", language: "en", maxTouchPoints: 0 },
  location: { href: "", protocol: "file:", search: "", hash: "" },
  screen: { width: 1280, height: 1024 },
  console: { log() {}, info() {}, warn() {}, error() {}, debug() {}, trace() {} },
  URL: { createObjectURL: () => "", revokeObjectURL() {} },
  Blob: class {},
  setTimeout: postpone,
  setInterval: () => 0,
  clearTimeout() {},
  clearInterval() {},
  requestAnimationFrame: postpone,
  cancelAnimationFrame() {},
  addEventListener() {},
  removeEventListener() {},
  dispatchEvent() { return true; },
  matchMedia: () => ({ matches: false, addListener() {}, addEventListener() {} }),
  getComputedStyle: (node) => node.style,
});

globalThis.document = new Document();
const root = document.appendChild(document.createElement("html"));
root.appendChild(document.createElement("head"));
root.appendChild(document.createElement("body"));

// Random numbers by seed: the same chart, the same bytes, whatever was drawn before.
let state = 1;
globalThis.seedRandom = (seed) => { state = seed | 0; };
Math.random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

// Draw one figure in two steps, for between them the engine does what Plotly promised; nothing of it stays behind.
let holder = null;
let failure = null;
globalThis.startDrawing = (figure, width, height, seed) => {
  const { data, layout } = JSON.parse(figure);
  seedRandom(seed);
  failure = null;
  holder = document.body.appendChild(document.createElement("div"));
  Object.assign(holder, { clientWidth: width, clientHeight: height, offsetWidth: width, offsetHeight: height });
  try {
    Plotly.newPlot(holder, data, { ...layout, width, height }, { staticPlot: true }).catch((error) => { failure = error; });
    while (later.length) later.shift()();
  } catch (error) {
    failure = error;
  }
};
globalThis.finishDrawing = () => {
  try {
    if (failure) throw failure;
    return Plotly.Snapshot.toSVG(holder, "svg");
  } finally {
    later.length = 0;
    holder.remove();
  }
};
