// How large a node is when drawn: text from the font's own widths, shapes from their points, groups from what they hold.
"use strict";

const EMPTY = null;
const number = (text, fallback = 0) => { const read = parseFloat(text); return Number.isFinite(read) ? read : fallback; };
const joined = (one, other) => !one ? other : !other ? one : [
  Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])];
const around = (points) => points.reduce((box, [x, y]) => joined(box, [x, y, x, y]), EMPTY);

// a matrix [a, b, c, d, e, f] as SVG writes it
const IDENTITY = [1, 0, 0, 1, 0, 0];
const times = (m, n) => [
  m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5]];
const moved = (m, [x, y]) => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
const shift = (x, y = 0) => [1, 0, 0, 1, x, y];
const turn = (degrees) => {
  const angle = degrees * Math.PI / 180;
  return [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
};
const MAKES = {
  translate: shift,
  scale: (x, y = x) => [x, 0, 0, y, 0, 0],
  rotate: (degrees, x = 0, y = 0) => times(times(shift(x, y), turn(degrees)), shift(-x, -y)),
  matrix: (...parts) => parts,
};

function matrix(node) {
  let made = IDENTITY;
  for (const [, verb, given] of (node.getAttribute("transform") ?? "").matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    made = times(made, MAKES[verb](...given.split(/[\s,]+/).filter(Boolean).map(Number)));
  }
  if (node.localName === "svg" && node.parentNode?.namespaceURI === SVG) made = times(made, shift(number(node.getAttribute("x")), number(node.getAttribute("y"))));
  return made;
}

function through(m, box) {
  if (!box || m === IDENTITY) return box;
  return around([[box[0], box[1]], [box[2], box[1]], [box[0], box[3]], [box[2], box[3]]].map((point) => moved(m, point)));
}

// what a node says itself, else what holds around it
function inherited(node, name) {
  for (let at = node; at?.nodeType === 1; at = at.parentNode) {
    const said = at.style.getPropertyValue(name) || at.getAttribute(name);
    if (said) return said;
  }
  return "";
}

function fontSize(node) {
  if (node?.nodeType !== 1) return 12;
  const said = node.style.getPropertyValue("font-size") || node.getAttribute("font-size");
  if (!said) return fontSize(node.parentNode);
  if (said.endsWith("%")) return fontSize(node.parentNode) * number(said) / 100;
  if (said.endsWith("em")) return fontSize(node.parentNode) * number(said);
  return number(said, 12);
}

const offset = (node, name) => {
  const said = node.getAttribute(name) ?? "";
  return said.endsWith("em") ? number(said) * fontSize(node) : number(said);
};

// Lines of a text: each starts where an x is given; a part without one goes on where the last stopped.
function textBox(text) {
  let [x, y, box, line, width] = [0, 0, EMPTY, null, 0];
  const finish = () => {
    if (!line) return;
    const left = x - width * ({ middle: 0.5, end: 1 }[inherited(line.node, "text-anchor")] ?? 0);
    box = joined(box, [left, y - line.ascent, left + width, y + line.descent]);
    [line, width] = [null, 0];
  };
  const read = (node) => {
    if (node.nodeType === 3) {
      const size = fontSize(node.parentNode);
      const [advance, , ascent, descent] = measured(node.data, size, inherited(node.parentNode, "font-weight"));
      line ??= { node: node.parentNode, ascent: 0, descent: 0 };
      line.ascent = Math.max(line.ascent, ascent);
      line.descent = Math.max(line.descent, descent);
      width += advance;
      return;
    }
    if (node.hasAttribute("x") || node.hasAttribute("y")) {
      finish();
      if (node.hasAttribute("x")) x = number(node.getAttribute("x"));
      if (node.hasAttribute("y")) y = number(node.getAttribute("y"));
    }
    const [across, down] = [offset(node, "dx"), offset(node, "dy")];
    if (down && node.localName === "tspan" && node.classList.contains("line")) finish();
    x += across;
    y += down;
    node.childNodes.forEach(read);
  };
  read(text);
  finish();
  return box;
}

const widths = new Map();
function measured(text, size, weight) {
  const key = `${weight}|${size}|${text}`;
  if (!widths.has(key)) widths.set(key, measureText(text, String(size), weight).split(",").map(Number));
  return widths.get(key);
}

const ARITY = { M: 2, L: 2, T: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, A: 7, Z: 0 };
function pathBox(path) {
  const points = [];
  let at = [0, 0];
  let start = at;
  for (const [, letter, given] of path.matchAll(/([MLTHVCSQAZ])([^MLTHVCSQAZ]*)/gi)) {
    const verb = letter.toUpperCase();
    const from = letter === verb ? () => [0, 0] : () => at;
    const numbers = (given.match(/[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
    if (verb === "Z") at = start;
    for (let place = 0; ARITY[verb] && place + ARITY[verb] <= numbers.length; place += ARITY[verb]) {
      const part = numbers.slice(place, place + ARITY[verb]);
      const [left, top] = from();
      if (verb === "H") at = [left + part[0], at[1]];
      else if (verb === "V") at = [at[0], top + part[0]];
      else {
        if (verb === "C" || verb === "S" || verb === "Q") for (let pair = 0; pair + 2 < part.length; pair += 2) points.push([left + part[pair], top + part[pair + 1]]);
        if (verb === "A") points.push(...arcEnds(at, part, [left, top]));
        at = [left + part.at(-2), top + part.at(-1)];
      }
      if (verb === "M" && place === 0) start = at;
      points.push(at);
    }
  }
  return around(points);
}

// the circle's box around the arc's middle: never smaller than what is drawn
function arcEnds([x, y], [rx, ry, , , , endX, endY], [left, top]) {
  const [middleX, middleY] = [(x + left + endX) / 2, (y + top + endY) / 2];
  return [[middleX - rx, middleY - ry], [middleX + rx, middleY + ry]];
}

function box(node) {
  const read = (name) => number(node.getAttribute(name));
  switch (node.localName) {
    case "text": case "tspan": return textBox(node);
    case "rect": case "image": return [read("x"), read("y"), read("x") + read("width"), read("y") + read("height")];
    case "circle": return [read("cx") - read("r"), read("cy") - read("r"), read("cx") + read("r"), read("cy") + read("r")];
    case "line": return around([[read("x1"), read("y1")], [read("x2"), read("y2")]]);
    case "path": return pathBox(node.getAttribute("d") ?? "");
    case "defs": case "clipPath": return EMPTY;
    default: return node.children.reduce((held, child) => joined(held, through(matrix(child), box(child))), EMPTY);
  }
}

const asRectangle = (found) => {
  const [left, top, right, bottom] = found ?? [0, 0, 0, 0];
  return { x: left, y: top, left, top, right, bottom, width: right - left, height: bottom - top };
};

Object.assign(Element.prototype, {
  getBBox() { return asRectangle(box(this)); },
  getBoundingClientRect() {
    if (this.namespaceURI !== SVG) return asRectangle([0, 0, this.clientWidth, this.clientHeight]);
    if (this.localName === "svg" && this.parentNode?.namespaceURI !== SVG) return asRectangle([0, 0, number(this.getAttribute("width")), number(this.getAttribute("height"))]);
    let found = box(this);
    for (let at = this; at?.namespaceURI === SVG; at = at.parentNode) found = through(matrix(at), found);
    return asRectangle(found);
  },
  getComputedTextLength() { return this.getBBox().width; },
  getCTM() { return { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }; },
  getScreenCTM() { return this.getCTM(); },
});
