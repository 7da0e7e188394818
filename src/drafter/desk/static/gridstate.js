// What the grid shows and where one is in it; a place is (shown row, column), a record has its id.

import { emit, select, state } from "/static/state.js";
import { cell, pathOf } from "/static/model.js";

export const view = {
  name: "",
  ledger: null,
  /** The records in the order shown; after them stands the empty row for a new one. */
  rows: [],
  row: 0,
  column: 0,
  anchorRow: 0,
  anchorColumn: 0,
  /** {column, down}: how the records are sorted for looking, or null. */
  sort: null,
  order: null,
  /** Where Enter goes back to after a line was filled with Tab. */
  tabColumn: null,
  found: "",
};

export function editable() {
  return Boolean(view.ledger) && !view.ledger.source;
}

/** How many rows are shown, the empty one for a new record too. */
export function countRows() {
  return view.rows.length + (editable() ? 1 : 0);
}

export function columnAt(index = view.column) {
  return view.ledger.columns[index];
}

export function rowAt(index = view.row) {
  return view.rows[index];
}

export function textAt(row = view.row, column = view.column) {
  const record = view.rows[row];
  return record ? record.cells[column] || "" : "";
}

export function problemsOf(row, column) {
  const record = view.rows[row];
  const byColumn = record && state.problemsAt.get(record.id);
  return (byColumn && byColumn.get(column === null ? "" : columnAt(column).name)) || [];
}

export function conflictOf(row, column) {
  const record = view.rows[row];
  if (!record || !state.conflicts.length) return null;
  const name = columnAt(column).name;
  return state.conflicts.find((each) => each.id === record.id && each.column === name) || null;
}

/** The rectangle that is selected: first and last row and column. */
export function selection() {
  return {
    top: Math.min(view.row, view.anchorRow),
    bottom: Math.max(view.row, view.anchorRow),
    left: Math.min(view.column, view.anchorColumn),
    right: Math.max(view.column, view.anchorColumn),
  };
}

/** The records in the selection, the empty last row left out. */
export function selectedRows() {
  const { top, bottom } = selection();
  return view.rows.slice(top, bottom + 1);
}

export function openGrid(name) {
  Object.assign(view, { name, sort: null, order: null, row: 0, column: 0, anchorRow: 0 });
  Object.assign(view, { anchorColumn: 0, tabColumn: null, found: "" });
  refresh();
}

/** Reads the ledger anew; one stays at the record where one was, wherever it is now. */
export function refresh() {
  const ids = [view.row, view.anchorRow].map((index) => (view.rows[index] || {}).id);
  const last = view.row >= view.rows.length && view.rows.length > 0;
  view.ledger = state.byName.get(view.name) || null;
  view.rows = view.ledger ? sorted(view.ledger.rows) : [];
  if (!view.ledger) return;
  const [row, anchor] = ids.map((id) => view.rows.findIndex((each) => each.id === id));
  view.row = row >= 0 ? row : last ? view.rows.length : view.row;
  view.anchorRow = anchor >= 0 ? anchor : view.row;
  clamp();
}

function clamp() {
  const lastRow = Math.max(0, countRows() - 1);
  const lastColumn = Math.max(0, view.ledger.columns.length - 1);
  for (const key of ["row", "anchorRow"]) view[key] = Math.max(0, Math.min(lastRow, view[key]));
  for (const key of ["column", "anchorColumn"]) {
    view[key] = Math.max(0, Math.min(lastColumn, view[key]));
  }
}

/** Moves to a place; `keep` leaves the other corner of the selection where it is. */
export function moveTo(row, column, keep = false) {
  view.row = row;
  view.column = column;
  if (!keep) Object.assign(view, { anchorRow: row, anchorColumn: column });
  clamp();
  emit("moved");
  announce();
}

let timer = 0;
/** The page follows when one rests on a record, not on every step of a held arrow key. */
function announce() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const record = rowAt();
    if (!record || !view.ledger) return;
    const at = view.ledger.rows.findIndex((row) => row.id === record.id);
    if (at >= 0) select(pathOf(view.ledger, at, columnAt().name), "grid");
  }, 120);
}

export function sortBy(column, down) {
  view.sort = column === null ? null : { column, down };
  view.order = null;
  if (view.sort) view.order = orderOf(view.ledger, column, down);
  refresh();
  emit("moved");
}

function orderOf(ledger, column, down) {
  const compare = new Intl.Collator("zh-CN", { numeric: true }).compare;
  const rows = ledger.rows.slice();
  rows.sort((one, other) => {
    const a = cell(ledger, one, column);
    const b = cell(ledger, other, column);
    // Empty cells stand last either way, as in Excel.
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    return down ? compare(b, a) : compare(a, b);
  });
  return rows.map((row) => row.id);
}

/** Records in the order of the last sort; what was added since stands last. */
function sorted(rows) {
  if (!view.order) return rows;
  const places = new Map(view.order.map((id, index) => [id, index]));
  const placeOf = (row) => (places.has(row.id) ? places.get(row.id) : rows.length);
  return rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => placeOf(a.row) - placeOf(b.row) || a.index - b.index)
    .map(({ row }) => row);
}
