// What is done to many cells at once: copy, paste, clear, fill down.

import { readCopied, writeBlock } from "/static/clipboard.js";
import { columnAt, editable, moveTo, rowAt, selection, textAt, view } from "/static/gridstate.js";
import { titleOf } from "/static/gridpaint.js";
import { newId } from "/static/model.js";
import { edit } from "/static/queue.js";
import { say } from "/static/state.js";
import { t } from "/static/texts.js";

export function copied() {
  const { top, bottom, left, right } = selection();
  const rows = [];
  for (let row = top; row <= Math.min(bottom, Math.max(top, view.rows.length - 1)); row += 1) {
    const cells = [];
    for (let column = left; column <= right; column += 1) cells.push(textAt(row, column));
    rows.push(cells);
  }
  say(t("desk.copied", { n: rows.length, columns: right - left + 1 }));
  return writeBlock(rows);
}

/** False, with a word about it, where this ledger is only to be looked at. */
export function mayEdit() {
  if (!editable()) say(t("desk.fixed.ledger"));
  return editable();
}

function setCell(row, column, value, changes) {
  const record = rowAt(row);
  const old = textAt(row, column);
  if (!record || old === value || !columnAt(column).editable) return;
  const { name } = columnAt(column);
  changes.push({ op: "set", ledger: view.name, id: record.id, column: name, value, old });
}

export function clearCells() {
  if (!mayEdit()) return;
  const { top, bottom, left, right } = selection();
  const changes = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) setCell(row, column, "", changes);
  }
  edit(changes, t("desk.did.clear", { n: changes.length }));
}

/** Fills the selection with its first row; a single row takes the one above it. */
export function fillDown() {
  if (!mayEdit()) return;
  const { top, bottom, left, right } = selection();
  const source = top === bottom ? top - 1 : top;
  if (source < 0) return;
  const changes = [];
  for (let row = source + 1; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      setCell(row, column, textAt(source, column), changes);
    }
  }
  edit(changes, t("desk.did.fill", { n: changes.length }));
}

/** Puts a block from Excel or WPS in; rows that are too many become new records. */
export function paste(text, html = "") {
  if (!text || !mayEdit()) return;
  const { rows, columns, left } = placeBlock(repeated(dropEmptyEnd(readCopied(text, html))));
  const { top } = selection();
  const changes = [];
  const added = [];
  rows.forEach((cells, index) => {
    if (rowAt(top + index)) {
      cells.forEach((value, place) => {
        if (columns[place] !== undefined) setCell(top + index, columns[place], value, changes);
      });
    } else if (cells.some((value, place) => value && columns[place] !== undefined)) {
      added.push(newRecord(cells, columns));
    }
  });
  edit([...changes, ...added], t("desk.did.paste", { n: rows.length }));
  tell({ rows, columns, added, changes });
  const last = Math.max(...columns.filter((column) => column !== undefined), left);
  moveTo(top + rows.length - 1, last);
  moveTo(top, left, true);
}

/** Without the empty lines below it: whole columns of Excel are a million, and a line too many that
    was copied along must not clear the records that stand there. */
function dropEmptyEnd(block) {
  let end = block.length;
  while (end && block[end - 1].every((value) => !value)) end -= 1;
  return end ? block.slice(0, end) : block;
}

function newRecord(cells, columns) {
  const values = {};
  cells.forEach((value, place) => {
    const column = columns[place] === undefined ? null : columnAt(columns[place]);
    if (column && column.editable && value) values[column.name] = value;
  });
  return { op: "insert", ledger: view.name, id: newId(), before: null, values };
}

/** A block is repeated where the selection is just so many times as large, as Excel does it. */
function repeated(block) {
  const { top, bottom, left, right } = selection();
  const high = bottom - top + 1;
  const wide = right - left + 1;
  const times = (length, room) => (room > length && room % length === 0 ? room / length : 1);
  const width = block.reduce((most, row) => Math.max(most, row.length), 0);
  const across = times(width, wide);
  const rows = block.map((row) => {
    const padded = [...row, ...Array(width - row.length).fill("")];
    return Array.from({ length: across }, () => padded).flat();
  });
  return Array.from({ length: times(block.length, high) }, () => rows).flat();
}

/** Which column each cell of the block goes to: by a header that came along, else side by side. */
function placeBlock(rows) {
  const names = new Map();
  view.ledger.columns.forEach((column, index) => {
    for (const name of [column.name, column.title, titleOf(column)]) names.set(name, index);
  });
  const head = rows[0];
  const isHead = rows.length > 1 && head.length > 1 && head.every((name) => names.has(name));
  const { left } = selection();
  if (isHead) {
    const columns = head.map((name) => names.get(name));
    return { rows: rows.slice(1), columns, left: Math.min(...columns) };
  }
  const count = view.ledger.columns.length;
  const columns = head.map((_, index) => (left + index < count ? left + index : undefined));
  return { rows, columns, left };
}

/** Nothing is left out in silence: cells beyond the last column, columns that cannot be edited. */
function tell({ rows, columns, added, changes }) {
  const beyond = [];
  for (const cells of rows) {
    cells.forEach((value, place) => {
      if (value && columns[place] === undefined) beyond.push(value);
    });
  }
  const fixed = columns.filter((column) => column !== undefined && !columnAt(column).editable);
  if (beyond.length) {
    const some = beyond.slice(0, 6).join("、");
    say(t("desk.paste.beyond", { n: beyond.length, some }), "wrong");
  } else if (fixed.length) {
    const some = fixed.map((column) => columnAt(column).name).join("、");
    say(t("desk.paste.fixed", { some }), "wrong");
  } else say(t("desk.pasted", { n: rows.length, added: added.length, cells: changes.length }));
}
