// Draws the rows in sight and no others: two thousand records scroll as twenty do.

import { make, setAttribute, setClass, setText } from "/static/dom.js";
import {
  columnAt, conflictOf, countRows, editable, problemsOf, selection, textAt, view,
} from "/static/gridstate.js";
import { state } from "/static/state.js";
import { t } from "/static/texts.js";

export const ROW = 36;
export const HEAD = 40;
export const NUMBER = 56;
const OPENER = 24;
const AROUND = 6;
const WIDE_LETTER = 16;
const NARROW_LETTER = 9;
const LOOKED_AT = 300;
/** A column of texts gives way down to this, so that the others come into sight. */
const NARROWEST = 240;
const LEAST = { date: 136, integer: 92, decimal: 92, figure: 92, yesno: 84 };

const parts = { grid: null, head: null, body: null };
let drawn = new Map();
/** Rows that went out of sight, to be used again for those that come into it. */
let spare = [];
let widths = [];
let lefts = [];

export function startPaint(grid, head, body) {
  Object.assign(parts, { grid, head, body });
}

/** About how many pixels a text takes. */
export function lengthOf(text) {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0) > 0x2e7f ? WIDE_LETTER : NARROW_LETTER;
  return width;
}

function naturalWidth(column, index) {
  const texts = view.ledger.rows.slice(0, LOOKED_AT).map((row) => lengthOf(row.cells[index] || ""));
  texts.sort((a, b) => a - b);
  // A few long texts are cut off; a date or a number is not.
  const share = isText(column) ? 0.9 : 1;
  const usual = texts.length ? texts[Math.floor((texts.length - 1) * share)] : 0;
  const choices = Math.max(0, ...column.choices.map(lengthOf));
  const title = lengthOf(titleOf(column)) + (column.required ? 18 : 0) + 34;
  // A list of choices has a button of its own in the cell that one is at.
  const around = column.choices.length ? 26 + OPENER : 26;
  const most = column.choices.length ? 290 : 380;
  return Math.max(LEAST[column.kind] || 100, title, Math.min(most, Math.max(usual, choices) + around));
}

export function titleOf(column) {
  const title = column.title || column.name;
  return column.unit ? t("desk.column.unit", { title, unit: column.unit }) : title;
}

/** Columns as wide as what stands in them; what is left over goes to the texts. */
export function layOut() {
  const columns = view.ledger.columns;
  widths = columns.map(naturalWidth);
  const free = parts.grid.clientWidth - NUMBER - widths.reduce((sum, each) => sum + each, 0) - 2;
  const texts = columns.map((column, index) => index).filter((index) => isText(columns[index]));
  for (const index of texts) {
    const wanted = widths[index] + Math.floor(free / texts.length);
    widths[index] = Math.max(Math.min(widths[index], NARROWEST), wanted);
  }
  lefts = [];
  widths.reduce((sum, width) => (lefts.push(sum), sum + width), NUMBER);
  drawHead();
  dropRows();
}

function isText(column) {
  return column.kind === "text" && !column.choices.length;
}

export function placeOf(row, column) {
  return { left: lefts[column], top: row * ROW, width: widths[column], height: ROW };
}

function dropRows() {
  for (const element of drawn.values()) element.remove();
  drawn = new Map();
  spare = [];
}

function drawHead() {
  const cells = view.ledger.columns.map((column, index) => {
    const inside = [make("span", { class: "title", text: titleOf(column) })];
    if (column.required) {
      inside.push(make("b", { class: "required", text: "*", title: t("desk.required") }));
    }
    const title = t("desk.sort.open", { name: column.name });
    inside.push(make("button", { type: "button", class: "sort", tabindex: "-1", title }));
    const properties = { class: "th", role: "columnheader", title: column.help || "" };
    const head = make("div", properties, inside);
    head.dataset.column = index;
    head.setAttribute("aria-colindex", index + 2);
    head.style.width = `${widths[index]}px`;
    return head;
  });
  const label = t("desk.number");
  const corner = make("div", { class: "th corner", role: "columnheader", "aria-label": label });
  parts.head.replaceChildren(corner, ...cells);
  const total = lefts[lefts.length - 1] + widths[widths.length - 1];
  parts.head.style.width = `${total}px`;
  parts.body.style.width = `${total}px`;
}

/** Brings rows, texts and marks up to date. */
export function paint() {
  if (!view.ledger) return;
  const count = countRows();
  parts.body.style.height = `${Math.max(1, count) * ROW}px`;
  setAttribute(parts.grid, "aria-rowcount", String(count + 1));
  setAttribute(parts.grid, "aria-colcount", String(view.ledger.columns.length + 1));
  paintHead();
  paintRows(true);
}

/** The rows in sight; while scrolling only those are written that have just come into it. */
export function paintRows(all) {
  const top = parts.grid.scrollTop;
  const first = Math.max(0, Math.floor(top / ROW) - AROUND);
  const last = Math.ceil((top + parts.grid.clientHeight) / ROW) + AROUND;
  const end = Math.min(countRows() - 1, last);
  for (const [index, element] of drawn) {
    if (index >= first && index <= end) continue;
    drawn.delete(index);
    spare.push(element);
  }
  const chosen = selection();
  for (let index = first; index <= end; index += 1) {
    const isNew = !drawn.has(index);
    if (isNew) drawn.set(index, placeRow(spare.pop() || makeRow(), index));
    if (isNew || all) paintRow(drawn.get(index), index, chosen);
  }
  for (const element of spare.splice(4)) element.remove();
  for (const element of spare) element.hidden = true;
}

function paintHead() {
  const { left, right } = selection();
  Array.from(parts.head.children).forEach((head, place) => {
    const index = place - 1;
    const isSorted = view.sort && index >= 0 && view.sort.column === columnAt(index).name;
    const sort = isSorted ? view.sort : null;
    const here = index >= left && index <= right ? " here" : "";
    if (index >= 0) setClass(head, `th${here}${sort ? (sort.down ? " down" : " up") : ""}`);
    setAttribute(head, "aria-sort", sort ? (sort.down ? "descending" : "ascending") : null);
  });
}

function makeRow() {
  const row = make("div", { class: "row", role: "row" });
  row.append(make("div", { class: "no", role: "rowheader" }));
  view.ledger.columns.forEach((column, place) => {
    const properties = { class: "cell", role: "gridcell", "aria-colindex": String(place + 2) };
    const element = make("div", properties);
    element.style.width = `${widths[place]}px`;
    element.dataset.column = place;
    row.append(element);
  });
  parts.body.append(row);
  return row;
}

function placeRow(row, index) {
  row.hidden = false;
  row.style.transform = `translateY(${index * ROW}px)`;
  row.dataset.row = index;
  row.setAttribute("aria-rowindex", String(index + 2));
  return row;
}

function paintRow(element, index, chosen) {
  const record = view.rows[index];
  const isMarked = record && state.marked.ids.has(record.id);
  const inRows = index >= chosen.top && index <= chosen.bottom;
  const about = problemsOf(index, null);
  const classes = ["row", isMarked && "marked", !record && "new", inRows && "here"];
  setClass(element, classes.filter(Boolean).join(" "));
  const number = element.firstChild;
  setText(number, record ? String(numberOf(record, index)) : "＋");
  setClass(number, about.length ? `no ${worst(about)}` : "no");
  setAttribute(number, "title", about.length ? said(about) : null);
  view.ledger.columns.forEach((column, place) => {
    const isIn = inRows && place >= chosen.left && place <= chosen.right;
    paintCell(element.children[place + 1], index, place, isIn);
  });
}

/** A record's number is its place in the data, also while sorted for looking. */
function numberOf(record, index) {
  if (!view.order) return index + 1;
  return view.ledger.rows.findIndex((row) => row.id === record.id) + 1;
}

function paintCell(element, row, place, isIn) {
  const column = columnAt(place);
  const text = textAt(row, place);
  const problems = problemsOf(row, place);
  const lacks = !text && column.required && row < view.rows.length;
  const isHere = row === view.row && place === view.column;
  let name = `cell k-${column.kind}`;
  if (problems.length) name += ` ${worst(problems)}`;
  else if (lacks) name += " gap";
  if (conflictOf(row, place)) name += " conflict";
  if (isIn) name += " chosen";
  if (isHere) name += " current";
  if (view.found && text.toLowerCase().includes(view.found)) name += " found";
  if (!column.editable && editable()) name += " fixed";
  setClass(element, name);
  setText(element, text);
  const room = widths[place] - 16;
  const isCut = text.length * WIDE_LETTER > room && lengthOf(text) > room;
  setAttribute(element, "title", problems.length ? said(problems) : isCut ? text : null);
  setAttribute(element, "aria-selected", isIn ? "true" : null);
  const isWrong = problems.some((each) => each.severity === "error");
  setAttribute(element, "aria-invalid", isWrong ? "true" : null);
}

const RANKS = ["error", "gap", "warning", "hint"];

export function worst(problems) {
  return RANKS.find((rank) => problems.some((each) => each.severity === rank)) || "hint";
}

export function said(problems) {
  return problems.map((each) => [each.message, each.cure].filter(Boolean).join(" ")).join("\n");
}

/** Whether a row is seen in a grid so high. */
export function isInSight(row, height) {
  const top = row * ROW - parts.grid.scrollTop;
  return top >= 0 && top + ROW <= height - HEAD;
}

/** Scrolls so that a place is seen, past the sticky header and numbers. */
export function bringIntoSight(row, column) {
  const { grid } = parts;
  const { left, top, width } = placeOf(row, column);
  const high = grid.clientHeight - HEAD;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + ROW > grid.scrollTop + high) grid.scrollTop = top + ROW - high;
  const wide = grid.clientWidth;
  if (left - NUMBER < grid.scrollLeft) grid.scrollLeft = left - NUMBER;
  else if (left + width > grid.scrollLeft + wide) {
    grid.scrollLeft = Math.min(left - NUMBER, left + width - wide);
  }
}
