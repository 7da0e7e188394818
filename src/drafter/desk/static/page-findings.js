// Findings on the page: underlined where they stand, each telling what it says.

import { pieces } from "/static/page-pieces.js";
import { listTwins } from "/static/page-sheets.js";

const FEW = 12;
const MOST = 40; // characters: a paragraph that is underlined from end to end cannot be read

/** Underlines each finding that has a place on the page; pieces with the same ones stay untouched. */
export function underlineFindings(problems) {
  const wanted = new Map();
  for (const finding of problems || []) {
    const piece = finding.paragraph && (finding.part || "body") === "body" ? findPiece(finding.paragraph) : null;
    if (!piece) continue;
    if (!wanted.has(piece)) wanted.set(piece, []);
    wanted.get(piece).push(finding);
  }
  for (const piece of pieces.order) {
    if (!piece.el || piece.kind === "table") continue;
    const findings = wanted.get(piece) || [];
    const signature = findings.map((one) => `${one.code} ${one.paragraph} ${one.column}`).join("|");
    if (piece.underlined === signature || (!piece.underlined && !signature)) continue;
    piece.underlined = signature;
    underline(piece, piece.el, findings);
    for (const twin of listTwins(piece)) underline(piece, twin, findings);
  }
}

/** The piece that holds this paragraph of the body, counted from 1. */
export function findPiece(paragraph) {
  return (
    pieces.order.find(({ kind, part, paragraphs: [first, last] }) => {
      return part === "body" && kind !== "table" && kind !== "end" && first <= paragraph && paragraph <= last;
    }) || null
  );
}

function underline(piece, element, findings) {
  for (const old of Array.from(element.querySelectorAll("u[data-f]"))) {
    const parent = old.parentNode;
    old.replaceWith(...old.childNodes);
    parent.normalize();
  }
  for (const finding of findings) {
    const name = finding.paragraph - piece.paragraphs[0];
    const paragraph = element.querySelector(`[data-p="${name}"]`);
    if (paragraph) wrapWords(paragraph, finding);
  }
}

/** Wraps the words of a finding; of one about the whole paragraph its first ones. */
function wrapWords(paragraph, finding) {
  const start = finding.column ? finding.column - 1 : 0;
  const end = start + Math.min((finding.column && finding.width) || FEW, MOST);
  let at = 0;
  for (const node of listSigns(paragraph)) {
    const length = node.nodeType === Node.TEXT_NODE ? node.length : 1;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    at += length;
    if (from < to && node.nodeType === Node.TEXT_NODE) wrapText(node, from, to, finding);
  }
}

/** What counts as a paragraph's text: its texts and line breaks, but no label of a numbering, and
    nothing of a paragraph inside of it. */
function listSigns(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode(node) {
      if (node.nodeType === Node.TEXT_NODE || node.tagName === "BR") return NodeFilter.FILTER_ACCEPT;
      return node.matches("[data-x], [data-p]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function wrapText(node, from, to, finding) {
  const words = from ? node.splitText(from) : node;
  if (to - from < words.length) words.splitText(to - from);
  const mark = document.createElement("u");
  mark.dataset.f = finding.code;
  mark.dataset.says = [finding.message, finding.cure].filter(Boolean).join("\n");
  mark.className = `finding ${finding.severity}`;
  words.replaceWith(mark);
  mark.append(words);
}
