// The pieces of the page as the server sends them: their elements, their order, their heights.

/** digest: of the text that the page was made of. */
export const pieces = { order: [], byKey: new Map(), version: "", digest: "", frame: null };

const ROW = "row";
const POINT = 96 / 72; // pixels of a point

export function toPixels(points) {
  return points * POINT;
}

/** The width of the text of a section, in pixels. */
export function widthOf(section) {
  return toPixels(section.width - section.left - section.right);
}

/** Takes an answer of /api/page. Gives what is new, each with the piece it stands for: [{piece, before}].
    What is the same stays the same element, also where the answer is a whole page again. */
export function takeAnswer(answer) {
  const { order: before, byKey: known } = pieces;
  const [head, tail, shift] = answer.kept || [0, 0, 0];
  const behind = before.slice(before.length - tail);
  if (shift) behind.forEach((piece) => moveParagraphs(piece, shift));
  const middle = answer.pieces.map((given) => {
    const html = answer.html[given.key];
    const old = known.get(given.key);
    const same = old && (html === undefined || html === old.html);
    return same ? Object.assign(old, describe(given)) : create(given, html);
  });
  const order = [...before.slice(0, head), ...middle, ...behind];
  const byKey = new Map(order.map((piece) => [piece.key, piece]));
  Object.assign(pieces, { order, byKey, version: answer.version, digest: answer.digest });
  pieces.frame = answer.frame || pieces.frame;
  return pairWithGone(before, order, known);
}

/** What is new beside what went from the same place: a paragraph that reads otherwise has a new key. */
function pairWithGone(before, order, known) {
  const at = new Map(before.map((piece, i) => [piece.key, i]));
  const fresh = [];
  let next = 0; // in `before`: behind the last piece that stayed
  for (const piece of order) {
    if (known.get(piece.key) === piece) {
      next = at.get(piece.key) + 1;
      continue;
    }
    const candidate = before[next];
    const gone = candidate && !pieces.byKey.has(candidate.key) ? candidate : null;
    if (gone) next += 1;
    fresh.push({ piece, before: gone });
  }
  return fresh;
}

function moveParagraphs(piece, by) {
  const [first, last] = piece.paragraphs;
  if (piece.part === "body" && first) piece.paragraphs = [first + by, last + by];
}

function describe({ kind, table, paragraphs, part = "body", section = 0 }) {
  return { kind, table, paragraphs, part, section };
}

let revision = 0;

function create(given, html) {
  const piece = { key: given.key, html, height: null, lines: null, ...describe(given) };
  piece.revision = revision += 1;
  const parsed = document.createElement("template");
  parsed.innerHTML = html || ""; // made and escaped by the server alone
  const isWhole = piece.kind === "table" || piece.kind === ROW;
  piece.el = isWhole ? parsed.content.firstElementChild : wrap(parsed.content);
  if (piece.el) dress(piece);
  return piece;
}

function wrap(content) {
  const box = document.createElement("div");
  box.className = "piece";
  box.append(content);
  return box;
}

function dress(piece) {
  piece.el.dataset.key = piece.key;
  const opening = piece.kind === ROW ? piece.el : piece.el.firstElementChild || piece.el;
  const has = (name) => opening.classList.contains(name);
  piece.keepsNext = has("kn");
  piece.keepsLines = has("kl");
  piece.breaksPage = has("pb");
  piece.watchesWidows = has("wc");
  piece.isHead = piece.kind === ROW && has("head");
  piece.breaksInside = piece.kind === "p" && piece.el.querySelector("br.page") !== null;
  piece.notes = Array.from(piece.el.querySelectorAll("[data-note]"), (mark) => Number(mark.dataset.note));
  piece.texts = [];
  for (const value of piece.el.querySelectorAll("i[data-v]")) {
    const n = Number(value.dataset.v);
    piece.texts[n] = (piece.texts[n] || "") + readText(value);
    value.tabIndex = -1;
    value.setAttribute("role", "button");
  }
}

/** The words of an element: without labels and the blanks that only set letters apart. */
export function readText(element) {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (!node.matches("[data-x]")) text += readText(node);
  }
  return text;
}

/** The piece that an element of the page stands in, or undefined. */
export function pieceOf(element) {
  const box = element.closest("[data-key]");
  return box ? pieces.byKey.get(box.dataset.key) : undefined;
}

let room = null;

/** Where pieces are laid out to be measured, as wide as their section; never seen. */
function makeRoom(piece) {
  if (!room) {
    room = document.createElement("div");
    room.className = "measuring sheet";
    room.setAttribute("aria-hidden", "true");
    document.body.append(room);
  }
  const box = document.createElement("div");
  box.style.width = `${widthOf(pieces.frame.sections[piece.section])}px`;
  room.append(box);
  return box;
}

/** Measures these pieces, all in one layout. */
export function measure(fresh) {
  const boxes = new Map();
  const shells = new Map();
  for (const piece of fresh) {
    if (!isMeasured(piece)) continue;
    if (!boxes.has(piece.section)) boxes.set(piece.section, makeRoom(piece));
    const box = boxes.get(piece.section);
    (piece.kind === ROW ? findShell(shells, piece, box) : box).append(piece.el);
  }
  for (const piece of fresh) {
    piece.height = isMeasured(piece) ? piece.el.getBoundingClientRect().height : 0;
    piece.lines = null;
  }
  if (room) room.replaceChildren();
}

function isMeasured(piece) {
  return piece.el && piece.kind !== "table" && piece.kind !== "end";
}

function findShell(shells, piece, box) {
  let shell = shells.get(piece.table);
  if (!shell) {
    shell = copyShell(piece.table);
    shells.set(piece.table, shell);
    box.append(shell);
  }
  return shell.tBodies[0];
}

/** An empty table like the one that a row belongs to. */
export function copyShell(key) {
  const table = pieces.byKey.get(key);
  const shell = table && table.el ? table.el.cloneNode(true) : document.createElement("table");
  delete shell.dataset.key;
  if (!shell.tBodies.length) shell.append(document.createElement("tbody"));
  return shell;
}

/** Where lines end, in pixels from the piece's top, and after which a page must end: asked only of
    a piece that a page cuts. */
export function findLines(piece) {
  if (piece.lines) return piece.lines;
  const home = piece.el.parentNode;
  const next = piece.el.nextSibling;
  makeRoom(piece).append(piece.el);
  const top = piece.el.getBoundingClientRect().top;
  const ends = [];
  for (const paragraph of piece.el.children) ends.push(...listLineEnds(paragraph, top));
  if (!ends.length) ends.push(piece.height);
  ends[ends.length - 1] = piece.height;
  piece.lines = ends;
  piece.pageEnds = new Set();
  for (const mark of piece.el.querySelectorAll("br.page")) {
    const at = mark.getBoundingClientRect().top - top;
    piece.pageEnds.add(1 + ends.findIndex((end) => end > at + 1));
  }
  if (home) home.insertBefore(piece.el, next);
  room.replaceChildren();
  return ends;
}

function listLineEnds(paragraph, top) {
  const style = getComputedStyle(paragraph);
  const space = paragraph.getBoundingClientRect();
  const before = parseFloat(style.paddingTop) || 0;
  const inner = space.height - before - (parseFloat(style.paddingBottom) || 0);
  const line = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.3;
  const count = Math.max(1, Math.round(inner / line));
  const first = space.top - top + before;
  return Array.from({ length: count }, (_, i) => first + ((i + 1) * inner) / count);
}
