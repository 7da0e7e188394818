// The field over the current cell: always focused, so that the first letter, also of an input
// method, is typed into it; nothing is taken over while letters are being composed.

import { calendarOpen, closeCalendar, followTyped, openCalendar } from "/static/calendar.js";
import {
  choicesOpen, chosenText, closeChoices, filterChoices, openChoices,
} from "/static/choices.js";
import { button, make } from "/static/dom.js";
import { lengthOf, placeOf, titleOf } from "/static/gridpaint.js";
import { columnAt, editable, moveTo, rowAt, textAt, view } from "/static/gridstate.js";
import { newId } from "/static/model.js";
import { placePopup, popup } from "/static/popup.js";
import { edit } from "/static/queue.js";
import { keepInTab, say, state } from "/static/state.js";
import { t } from "/static/texts.js";

const KEEP = "drafter.desk.typing";
const MOST_HIGH = 260;
const MOST_WIDE = 460;

/** What is being typed: {id (null for a new record), ledger, column, old, typing}, or null. */
let editing = null;
let field = null;
let opener = null;
let composing = false;
let leaving = false;

export function startEditor(body) {
  field = make("textarea", { class: "editor", spellcheck: false, rows: "1", "data-home": "" });
  opener = button("▾", () => openEditor(textAt(), false), { class: "opener", tabindex: "-1" });
  opener.addEventListener("mousedown", (event) => event.preventDefault());
  body.append(field, opener);
  field.addEventListener("compositionstart", () => {
    composing = true;
    if (!editing) openEditor(null, true);
  });
  field.addEventListener("compositionend", () => {
    composing = false;
    if (!editing) field.value = "";
    typed();
    if (leaving) commit();
  });
  field.addEventListener("input", () => {
    if (!editing) openEditor(null, true);
    typed();
  });
  field.addEventListener("blur", leave);
}

export function editorField() {
  return field;
}

export function isEditing() {
  return editing !== null;
}

export function isComposing(event) {
  // 229 is what browsers say of a key that an input method has taken.
  return composing || event.isComposing || event.keyCode === 229;
}

/** True while arrows leave the cell, as after typing straight onto it. */
export function arrowsLeave() {
  return editing !== null && editing.typing;
}

/** Leaving the field for something else in the window stores what was typed. */
function leave() {
  if (!editing || !document.hasFocus()) return;
  leaving = composing;
  if (!composing) commit();
}

function typed() {
  if (!editing) return;
  grow();
  keepTyped();
  if (composing) return;
  if (choicesOpen()) filterChoices(field.value);
  if (calendarOpen()) followTyped(field.value);
}

/** Puts the field over the current cell; what is being typed stays in its own cell. */
export function placeEditor({ focus = true } = {}) {
  if (!view.ledger || !view.ledger.columns.length) return;
  const { row, column } = editing ? editingPlace() : view;
  const place = placeOf(row, column);
  field.style.left = `${place.left}px`;
  field.style.top = `${place.top}px`;
  field.style.minWidth = `${place.width}px`;
  if (!editing) {
    field.value = "";
    field.style.width = `${place.width}px`;
    field.style.height = `${place.height}px`;
    field.setAttribute("aria-label", spoken());
  } else grow();
  const { kind, choices } = columnAt(column);
  const opens = kind === "date" || optionsOf(columnAt(column)) !== null;
  opener.hidden = !opens || !editable() || editing !== null;
  opener.style.left = `${place.left + place.width - 32}px`;
  opener.style.top = `${place.top + 4}px`;
  opener.setAttribute("aria-label", choices.length ? t("desk.choice.open") : t("desk.calendar"));
  if (popup()) placePopup(field.getBoundingClientRect());
  if (focus) field.focus({ preventScroll: true });
}

function editingPlace() {
  const at = view.rows.findIndex((row) => row.id === editing.id);
  return { row: at < 0 ? view.row : at, column: view.ledger.at.get(editing.column) };
}

/** What is read out of a cell: where it is and what stands in it. */
function spoken() {
  const n = view.row + 1;
  const values = { n, name: titleOf(columnAt()), text: textAt() || t("desk.empty") };
  return rowAt() ? t("desk.cell", values) : t("desk.cell.new", values);
}

function optionsOf(column) {
  const options = column.choices.length ? column.choices : null;
  if (!options && column.kind !== "yesno") return null;
  const all = options || Array.from(t("desk.yesno").split(" "));
  return column.required ? all : ["", ...all];
}

/** Opens the cell: with what stands in it, or (text null) with what is being typed onto it. */
export function openEditor(text, typing) {
  const column = columnAt();
  if (!editable() || !column.editable) {
    field.value = "";
    say(editable() ? t("desk.fixed.column") : t("desk.fixed.ledger"));
    return;
  }
  const record = rowAt();
  const id = record ? record.id : null;
  editing = { id, ledger: view.name, column: column.name, old: textAt(), typing };
  if (text !== null) {
    field.value = text;
    field.setSelectionRange(text.length, text.length);
  }
  field.classList.add("open");
  view.editing = true;
  placeEditor();
  const rectangle = field.getBoundingClientRect();
  const options = optionsOf(column);
  if (options) openChoices(options, textAt(), rectangle, pick);
  else if (column.kind === "date") openCalendar(textAt(), rectangle, pick);
  if (options && text === null) filterChoices(field.value);
}

function pick(text) {
  field.value = text;
  closeChoices();
  commit();
  field.focus({ preventScroll: true });
}

/** As wide and high as what is typed; a long text gets room to be read. */
function grow() {
  const { row, column } = editingPlace();
  const place = placeOf(row, column);
  const isLong = lengthOf(field.value) + 20 > place.width;
  field.style.width = `${isLong ? Math.max(place.width, MOST_WIDE) : place.width}px`;
  field.style.height = `${place.height}px`;
  field.style.height = `${Math.min(MOST_HIGH, Math.max(place.height, field.scrollHeight + 4))}px`;
  field.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function close() {
  editing = null;
  leaving = false;
  view.editing = false;
  field.classList.remove("open");
  field.value = "";
  closeChoices();
  closeCalendar();
  sessionStorage.removeItem(KEEP);
}

export function cancelEdit() {
  close();
  placeEditor();
}

/** Stores what was typed; with a way to go, the cell beside comes next. */
export function commit(rows = 0, columns = 0) {
  if (!editing) return;
  const value = chosenText(field.value).trim();
  const { id, ledger, column, old } = editing;
  close();
  store({ id, ledger, column, old, value });
  if (rows || columns) moveTo(view.row + rows, view.column + columns);
  else placeEditor({ focus: false });
}

function store({ id, ledger, column, old, value }) {
  if (value === old) return;
  const label = t("desk.did.set", { name: column });
  if (id === null) {
    const record = newId();
    const values = { [column]: value };
    edit([{ op: "insert", ledger, id: record, before: null, values }], t("desk.did.add"));
    const row = view.rows.findIndex((each) => each.id === record);
    if (row >= 0) Object.assign(view, { row, anchorRow: row });
  } else edit([{ op: "set", ledger, id, column, value, old }], label);
}

/** Half-typed text outlives a reload of the page. */
function keepTyped() {
  if (!editing) return;
  const record = rowAt();
  const { ledger, column, old } = editing;
  const kept = { ledger, column, old, cells: record ? record.cells : null, text: field.value };
  keepInTab(KEEP, JSON.stringify({ year: state.year, ...kept }));
}

/** What was half typed when the page was loaded anew: opened again by the grid. */
export function takeTyped() {
  const kept = JSON.parse(sessionStorage.getItem(KEEP) || "null");
  return kept && kept.year === state.year && state.byName.has(kept.ledger) ? kept : null;
}

/** Opens the record's cell again; where the record is not the same any more the text is told. */
export function reopenTyped({ column, old, cells, text }) {
  const all = cells && cells.join("\u0001");
  const isSame = (each) => each.cells.join("\u0001") === all;
  const row = all ? view.rows.findIndex(isSame) : view.rows.length;
  const at = view.ledger.at.get(column);
  if (row < 0 || at === undefined) {
    sessionStorage.removeItem(KEEP);
    say(t("desk.typed.homeless", { text }), "wrong");
    return;
  }
  moveTo(row, at);
  openEditor(text, false);
  if (!editing) return;
  editing.old = old;
  keepTyped();
}
