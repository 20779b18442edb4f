// The nodes of a page, as far as Plotly builds, changes and copies them. What it does not ask for is not there.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const PREFIXES = {
  "http://www.w3.org/1999/xlink": "xlink",
  "http://www.w3.org/2000/xmlns/": "xmlns",
  "http://www.w3.org/XML/1998/namespace": "xml",
};
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const dashed = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

function decoded(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? whole) : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10)));
}

class Style {
  constructor() { this.values = new Map(); }
  setProperty(name, value) {
    const text = value === null || value === undefined ? "" : String(value);
    if (text === "") this.values.delete(name); else this.values.set(name, text);
  }
  getPropertyValue(name) { return this.values.get(name) ?? ""; }
  removeProperty(name) { this.values.delete(name); }
  get cssText() { return [...this.values].map(([name, value]) => `${name}: ${value};`).join(" "); }
  set cssText(text) {
    this.values.clear();
    for (const part of text.split(";")) {
      const colon = part.indexOf(":");
      if (colon > 0) this.setProperty(part.slice(0, colon).trim(), part.slice(colon + 1).trim());
    }
  }
}

// style.strokeWidth is the property stroke-width, as in a browser
const byProperty = {
  get: (style, name) => {
    if (typeof name === "symbol" || name in style) {
      const part = style[name];
      return typeof part === "function" ? part.bind(style) : part;
    }
    return style.getPropertyValue(dashed(name));
  },
  set: (style, name, value) => {
    if (name in style) style[name] = value; else style.setProperty(dashed(name), value);
    return true;
  },
};

class Node {
  constructor() { this.childNodes = []; this.parentNode = null; }
  get ownerDocument() { return globalThis.document; }
  get firstChild() { return this.childNodes[0] ?? null; }
  get lastChild() { return this.childNodes.at(-1) ?? null; }
  get children() { return this.childNodes.filter((child) => child.nodeType === 1); }
  get parentElement() { return this.parentNode?.nodeType === 1 ? this.parentNode : null; }
  get nextSibling() { return this.beside(1); }
  get previousSibling() { return this.beside(-1); }
  beside(step) {
    const row = this.parentNode?.childNodes ?? [];
    return row[row.indexOf(this) + step] ?? null;
  }
  contains(other) {
    for (let node = other; node; node = node.parentNode) if (node === this) return true;
    return false;
  }
  remove() { this.parentNode?.removeChild(this); }
  appendChild(child) { return this.insertBefore(child, null); }
  insertBefore(child, next) {
    if (child.nodeType === 11) {
      for (const part of [...child.childNodes]) this.insertBefore(part, next);
      return child;
    }
    child.remove();
    const place = next ? this.childNodes.indexOf(next) : this.childNodes.length;
    if (place < 0) throw new Error("insertBefore: the next node is not a child");
    this.childNodes.splice(place, 0, child);
    child.parentNode = this;
    return child;
  }
  removeChild(child) {
    const place = this.childNodes.indexOf(child);
    if (place < 0) throw new Error("removeChild: not a child");
    this.childNodes.splice(place, 1);
    child.parentNode = null;
    return child;
  }
  replaceChild(child, old) {
    this.insertBefore(child, old);
    return this.removeChild(old);
  }
  get textContent() { return this.childNodes.map((child) => child.textContent).join(""); }
  set textContent(text) {
    for (const child of [...this.childNodes]) this.removeChild(child);
    const written = text === null || text === undefined ? "" : String(text);
    if (written) this.appendChild(new Text(written));
  }
  addEventListener() {}  // a still picture hears nothing
  removeEventListener() {}
  dispatchEvent() { return true; }
}

class Text extends Node {
  constructor(text) { super(); this.data = text; }
  get nodeType() { return 3; }
  get nodeName() { return "#text"; }
  get nodeValue() { return this.data; }
  set nodeValue(text) { this.data = String(text); }
  get textContent() { return this.data; }
  set textContent(text) { this.data = String(text); }
  get outerHTML() { return escaped(this.data); }
  cloneNode() { return new Text(this.data); }
}

class DocumentFragment extends Node {
  get nodeType() { return 11; }
  get nodeName() { return "#document-fragment"; }
}

class ClassList {
  constructor(element) { this.element = element; }
  get names() { return (this.element.getAttribute("class") ?? "").split(/\s+/).filter(Boolean); }
  set names(names) { this.element.setAttribute("class", [...new Set(names)].join(" ")); }
  contains(name) { return this.names.includes(name); }
  add(...names) { this.names = [...this.names, ...names]; }
  remove(...names) { this.names = this.names.filter((name) => !names.includes(name)); }
}

class Element extends Node {
  constructor(name, namespace) {
    super();
    this.namespaceURI = namespace;
    this.localName = name;
    this.attributes_ = new Map();
    this.style_ = new Proxy(new Style(), byProperty);
    this.classList = new ClassList(this);
    this.clientWidth = this.clientHeight = this.offsetWidth = this.offsetHeight = 0;
  }
  get nodeType() { return 1; }
  get tagName() { return this.namespaceURI === SVG ? this.localName : this.localName.toUpperCase(); }
  get nodeName() { return this.tagName; }
  get style() { return this.style_; }
  set style(text) { this.style_.cssText = text; }
  get id() { return this.getAttribute("id") ?? ""; }
  set id(name) { this.setAttribute("id", name); }
  get className() { return this.namespaceURI === SVG ? { baseVal: this.getAttribute("class") ?? "" } : this.getAttribute("class") ?? ""; }
  set className(names) { this.setAttribute("class", names); }
  get attributes() { return [...this.attributes_].map(([name, value]) => ({ name, value, nodeName: name, nodeValue: value })); }
  getAttribute(name) {
    if (name === "style") return this.style_.cssText || null;
    return this.attributes_.get(name) ?? null;
  }
  hasAttribute(name) { return this.getAttribute(name) !== null; }
  setAttribute(name, value) {
    if (name === "style") this.style_.cssText = String(value); else this.attributes_.set(name, String(value));
  }
  removeAttribute(name) { if (name === "style") this.style_.cssText = ""; else this.attributes_.delete(name); }
  setAttributeNS(namespace, name, value) { this.setAttribute(qualified(namespace, name), value); }
  getAttributeNS(namespace, name) { return this.getAttribute(qualified(namespace, name)); }
  hasAttributeNS(namespace, name) { return this.hasAttribute(qualified(namespace, name)); }
  removeAttributeNS(namespace, name) { this.removeAttribute(qualified(namespace, name)); }
  cloneNode(deep) {
    const copy = globalThis.document.createElementNS(this.namespaceURI, this.localName);
    for (const [name, value] of this.attributes_) copy.setAttribute(name, value);
    copy.style_.cssText = this.style_.cssText;
    if (deep) for (const child of this.childNodes) copy.appendChild(child.cloneNode(true));
    return copy;
  }
  get innerHTML() { return this.childNodes.map((child) => child.outerHTML).join(""); }
  set innerHTML(text) {  // only Plotly's own way to decode an entity
    if (/[<>]/.test(text)) throw new Error(`innerHTML of markup is not kept: ${text.slice(0, 40)}`);
    this.textContent = decoded(text);
  }
  get outerHTML() {
    const style = this.style_.cssText;
    const written = [...this.attributes_, ...(style ? [["style", style]] : [])]
      .map(([name, value]) => ` ${name}="${escaped(value).replace(/"/g, "&quot;")}"`).join("");
    return `<${this.localName}${written}>${this.innerHTML}</${this.localName}>`;
  }
}

function qualified(namespace, name) {
  const prefix = PREFIXES[namespace];
  return !prefix || name.includes(":") || name === prefix ? name : `${prefix}:${name}`;
}

Object.assign(globalThis, { Node, Text, DocumentFragment, Element, HTMLElement: Element, SVGElement: Element, SVG });
