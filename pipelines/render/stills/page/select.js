// Find nodes by a selector: the forms that Plotly and its D3 use, and no others. What is not known is refused, not guessed.
"use strict";

const PART = /^(?:([a-zA-Z][\w-]*|\*)|#([\w-]+)|\.([\w-]+)|\[([\w:-]+)(?:([~^$*|]?=)["']?([^"'\]]*)["']?)?\]|:(first-child|last-child|scope|not)(?:\(([^)]*)\))?)/;
const COMPARE = {
  "=": (has, asked) => has === asked,
  "^=": (has, asked) => has.startsWith(asked),
  "$=": (has, asked) => has.endsWith(asked),
  "*=": (has, asked) => has.includes(asked),
  "~=": (has, asked) => has.split(/\s+/).includes(asked),
};
const known = new Map();

// A selector as alternatives, each a row of steps from left to right: how it follows, and what holds for the node.
function parsed(selector) {
  if (!known.has(selector)) known.set(selector, selector.split(",").map((part) => steps(part.trim(), selector)));
  return known.get(selector);
}

function steps(text, whole) {
  const row = [];
  for (const [, follows, compound] of text.matchAll(/\s*([>+~]?)\s*((?:\[[^\]]*\]|\([^)]*\)|[^\s>+~[(])+)/g)) {
    row.push({ follows: follows || (row.length ? " " : ""), holds: tests(compound, whole) });
  }
  if (!row.length) throw new Error(`selector not known: '${whole}'`);
  return row;
}

function tests(compound, whole) {
  const held = [];
  let rest = compound;
  while (rest) {
    const part = PART.exec(rest);
    if (!part) throw new Error(`selector not known: '${whole}'`);
    held.push(test(part));
    rest = rest.slice(part[0].length);
  }
  return (node, root) => held.every((holds) => holds(node, root));
}

function test([, tag, id, name, attribute, compare, asked, state, inner]) {
  if (tag) return (node) => tag === "*" || node.localName.toLowerCase() === tag.toLowerCase();
  if (id) return (node) => node.id === id;
  if (name) return (node) => node.classList.contains(name);
  if (attribute && !compare) return (node) => node.hasAttribute(attribute);
  if (attribute) return (node) => node.hasAttribute(attribute) && COMPARE[compare](node.getAttribute(attribute), asked);
  if (state === "scope") return (node, root) => node === root;
  if (state === "not") { const excluded = tests(inner, inner); return (node, root) => !excluded(node, root); }
  const end = state === "first-child" ? 0 : -1;
  return (node) => node.parentNode?.children.at(end) === node;
}

function fits(node, row, last, root) {
  const step = row[last];
  if (node?.nodeType !== 1 || !step.holds(node, root)) return false;
  if (last === 0) return step.follows !== ">" || node.parentNode === root;
  if (step.follows === ">") return fits(node.parentNode, row, last - 1, root);
  if (step.follows !== " ") throw new Error(`selector not known: '${step.follows}'`);
  for (let above = node.parentNode; above; above = above.parentNode) if (fits(above, row, last - 1, root)) return true;
  return false;
}

function* below(node) {
  for (const child of node.childNodes) {
    if (child.nodeType !== 1) continue;
    yield child;
    yield* below(child);
  }
}

Object.assign(Node.prototype, {
  querySelectorAll(selector) {
    const rows = parsed(selector);
    return [...below(this)].filter((node) => rows.some((row) => fits(node, row, row.length - 1, this)));
  },
  querySelector(selector) {
    const rows = parsed(selector);
    for (const node of below(this)) if (rows.some((row) => fits(node, row, row.length - 1, this))) return node;
    return null;
  },
  matches(selector) { return parsed(selector).some((row) => fits(this, row, row.length - 1, null)); },
  closest(selector) {
    for (let node = this; node?.nodeType === 1; node = node.parentNode) if (node.matches(selector)) return node;
    return null;
  },
  getElementsByTagName(tag) { return this.querySelectorAll(tag); },
  getElementsByClassName(name) { return this.querySelectorAll("." + name); },
});
