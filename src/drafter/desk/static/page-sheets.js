// Sheets of paper: the elements that show the pages, changed only where a page changed.

import { listNotes } from "/static/page-flow.js";
import { copyShell, pieces, toPixels } from "/static/page-pieces.js";
import { t } from "/static/texts.js";

/** Makes the papers shown in `stack` equal to these pages; those that stay as they were are left. */
export function showPages(stack, pages) {
  while (stack.children.length > pages.length) stack.lastElementChild.remove();
  const counts = countPages(pages);
  pages.forEach((page, i) => {
    const paper = stack.children[i] || stack.appendChild(makePaper(i + 1));
    const signature = page.items.map(sign).join(" ") + page.notes.join();
    if (paper.signature !== signature) {
      paper.signature = signature;
      fill(paper, page.items);
      fillNotes(paper, page.notes);
    }
    const margins = [page.section, page.number, page.first, pages.length].map((x) => JSON.stringify(x)).join();
    if (paper.margins === margins) return;
    paper.margins = margins;
    shape(paper, page);
    fillMargins(paper, page, { pages: pages.length, section: counts.get(page.section) });
  });
}

function countPages(pages) {
  const counts = new Map();
  for (const { section } of pages) counts.set(section, (counts.get(section) || 0) + 1);
  return counts;
}

function sign({ piece, from, to, again }) {
  const table = piece.kind === "row" && pieces.byKey.get(piece.table);
  const made = table ? `${table.revision}/${piece.revision}` : piece.revision;
  return `${made}@${from || 0}-${to || ""}${again ? "again" : ""}`;
}

function makePaper(n) {
  const paper = document.createElement("section");
  paper.className = "paper";
  paper.setAttribute("aria-label", t("desk.page.sheet", { n }));
  for (const name of ["top", "body", "notes", "bottom"]) {
    paper[name] = document.createElement("div");
    paper[name].className = `paper-${name}`;
    paper.append(paper[name]);
  }
  paper.shells = new Map();
  return paper;
}

/** The size of a paper and its margins, from its section. */
function shape(paper, { section }) {
  const set = (element, lengths) => {
    for (const [name, points] of Object.entries(lengths)) element.style[name] = `${points}pt`;
  };
  const sides = { left: section.left, right: section.right };
  set(paper, { width: section.width, minHeight: section.height });
  set(paper.body, { marginLeft: section.left, marginRight: section.right, paddingTop: section.top });
  set(paper.top, { ...sides, top: section.header });
  set(paper.bottom, { ...sides, bottom: section.footer });
  set(paper.notes, { ...sides, bottom: section.bottom });
}

function fill(paper, items) {
  const nodes = [];
  const rows = new Map();
  for (const item of items) {
    if (item.piece.kind !== "row") {
      nodes.push(item.to === undefined ? item.piece.el : clip(item));
      continue;
    }
    const shell = takeShell(paper, item.piece.table);
    if (!rows.has(shell)) {
      rows.set(shell, []);
      nodes.push(shell);
    }
    rows.get(shell).push(item.again ? copy(item.piece) : item.piece.el);
  }
  for (const [shell, list] of rows) setChildren(shell.tBodies[0], list);
  setChildren(paper.body, nodes);
}

function takeShell(paper, key) {
  const made = (pieces.byKey.get(key) || {}).revision;
  const known = paper.shells.get(key);
  if (known && known.made === made) return known;
  const shell = copyShell(key);
  shell.made = made;
  paper.shells.set(key, shell);
  return shell;
}

function clip({ piece, from, to }) {
  const frame = document.createElement("div");
  const slide = document.createElement("div");
  frame.className = "clip";
  frame.style.height = `${to - from}px`;
  slide.style.marginTop = `${-from}px`;
  slide.append(from ? copy(piece) : piece.el);
  frame.append(slide);
  return frame;
}

/** The rest of a piece that a page cuts, or a table's head again. */
function copy(piece) {
  const twin = piece.el.cloneNode(true);
  twin.classList.add("twin");
  piece.twins = [...(piece.twins || []).filter((one) => one.isConnected), twin];
  return twin;
}

/** The copies of a piece that are on the pages. */
export function listTwins(piece) {
  return (piece.twins || []).filter((twin) => twin.isConnected);
}

function fillNotes(paper, numbers) {
  setChildren(paper.notes, listNotes(numbers).map((piece) => piece.el));
  paper.notes.hidden = !numbers.length;
}

function fillMargins(paper, page, counts) {
  for (const [name, box] of [["headers", paper.top], ["footers", paper.bottom]]) {
    const keys = chooseMargin(page, page.section[name] || {}) || [];
    const found = keys.map((key) => pieces.byKey.get(key)).filter((piece) => piece && piece.el);
    box.replaceChildren(...found.map((piece) => piece.el.cloneNode(true)));
    write(box, "page-no", formatNumber(page.number, page.section.format));
    write(box, "page-count", String(counts.pages));
    write(box, "section-count", String(counts.section));
  }
}

function chooseMargin({ section, number, first }, choices) {
  if (first && section.first) return choices.first;
  if (pieces.frame.evenOdd && number % 2 === 0) return choices.even;
  return choices.default;
}

function write(box, name, text) {
  for (const field of box.getElementsByClassName(name)) field.textContent = text;
}

const ROMAN = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

function formatNumber(number, format) {
  if (format === "numberInDash") return `- ${number} -`;
  if (format !== "lowerRoman" && format !== "upperRoman") return String(number);
  let rest = number;
  let text = "";
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return format === "upperRoman" ? text.toUpperCase() : text;
}

/** Puts these nodes into parent, and leaves alone those that stand right: they keep focus and looks. */
function setChildren(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of Array.from(parent.childNodes)) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, i) => {
    const there = parent.childNodes[i] || null;
    if (there !== node) parent.insertBefore(node, there);
  });
}
