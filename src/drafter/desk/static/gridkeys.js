// The grid's keys, as in Excel.

import { calendarOpen, moveDay } from "/static/calendar.js";
import { clearCells, fillDown } from "/static/cellops.js";
import { choicesOpen, moveChoice } from "/static/choices.js";
import {
  arrowsLeave, cancelEdit, commit, editorField, isComposing, isEditing, openEditor,
} from "/static/editor.js";
import { openFind } from "/static/find.js";
import { openMenu } from "/static/gridmenu.js";
import { ROW } from "/static/gridpaint.js";
import { countRows, moveTo, textAt, view } from "/static/gridstate.js";
import { redo, undo } from "/static/queue.js";
import { duplicateRows, insertRows, moveRows, removeRows } from "/static/rowops.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function startKeys(grid) {
  editorField().addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    const act = isEditing() ? whileEditing(event) : whileMoving(event, grid);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function whileEditing(event) {
  const { key, shiftKey, altKey, ctrlKey } = event;
  const back = shiftKey ? -1 : 1;
  if (key === "Enter" && (altKey || ctrlKey)) return insertLineEnd;
  if (key === "Enter") return () => enter(back);
  if (key === "Tab") return () => tab(back);
  if (key === "Escape") return cancelEdit;
  if (choicesOpen() && ARROWS[key] && ARROWS[key][0]) return () => walkChoices(ARROWS[key][0]);
  if (calendarOpen() && altKey && ARROWS[key]) return () => walkDays(ARROWS[key]);
  if (arrowsLeave() && ARROWS[key] && !shiftKey && !ctrlKey) return () => commit(...ARROWS[key]);
  return null;
}

function walkChoices(step) {
  editorField().value = moveChoice(step);
}

function walkDays([rows, columns]) {
  editorField().value = moveDay(rows * 7 + columns);
}

function insertLineEnd() {
  const field = editorField();
  field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input"));
}

/** Enter goes down; after a line was filled with Tab it goes to the line's beginning. */
function enter(step) {
  const column = view.tabColumn;
  if (isEditing()) commit();
  view.tabColumn = null;
  moveTo(view.row + step, column === null ? view.column : column);
}

function tab(step) {
  const start = view.tabColumn === null ? view.column : view.tabColumn;
  if (isEditing()) commit();
  const last = view.ledger.columns.length - 1;
  const next = view.column + step;
  if (next > last) moveTo(view.row + 1, 0);
  else if (next < 0) moveTo(view.row - 1, last);
  else moveTo(view.row, next);
  view.tabColumn = next > last || step < 0 ? null : start;
}

function whileMoving(event, grid) {
  const { key, shiftKey, altKey } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl) return withCtrl(event);
  if (altKey) return withAlt(key);
  if (ARROWS[key]) return () => step(...ARROWS[key], shiftKey);
  const page = Math.max(1, Math.floor(grid.clientHeight / ROW) - 2);
  const columns = view.ledger.columns.length;
  switch (key) {
    case "Enter": return () => enter(shiftKey ? -1 : 1);
    case "Tab": return leavesGrid(shiftKey) ? null : () => tab(shiftKey ? -1 : 1);
    case "F2": return () => openEditor(textAt(), false);
    case "F3": return openFind;
    case "Home": return () => moveTo(view.row, 0, shiftKey);
    case "End": return () => moveTo(view.row, columns - 1, shiftKey);
    case "PageUp": return () => moveTo(Math.max(0, view.row - page), view.column, shiftKey);
    case "PageDown": return () => moveTo(view.row + page, view.column, shiftKey);
    case "Delete": case "Backspace": return clearCells;
    case "Escape": return () => moveTo(view.row, view.column);
    case "ContextMenu": return menuAtCell;
    case "F10": return shiftKey ? menuAtCell : null;
    case " ": return shiftKey ? selectRow : null;
    default: return null;
  }
}

/** Before the first cell and after the last one Tab goes on through the window. */
function leavesGrid(back) {
  const { row, column } = view;
  if (back) return row === 0 && column === 0;
  return row >= countRows() - 1 && column === view.ledger.columns.length - 1;
}

function step(rows, columns, keep) {
  view.tabColumn = null;
  moveTo(view.row + rows, view.column + columns, keep);
}

function selectRow() {
  Object.assign(view, { anchorRow: view.row, anchorColumn: 0 });
  moveTo(view.row, view.ledger.columns.length - 1, true);
}

function menuAtCell() {
  const { left, bottom } = editorField().getBoundingClientRect();
  openMenu(left, bottom);
}

function withAlt(key) {
  if (key === "ArrowDown" || key === "ArrowUp") return () => moveRows(ARROWS[key][0]);
  return null;
}

function withCtrl({ key, shiftKey }) {
  const lastRow = Math.max(0, view.rows.length - 1);
  const lastColumn = view.ledger.columns.length - 1;
  switch (key.toLowerCase()) {
    case "z": return shiftKey ? redo : undo;
    case "y": return redo;
    case "d": return fillDown;
    case "f": return openFind;
    case "+": case "=": return insertRows;
    case "-": return removeRows;
    case "enter": return duplicateRows;
    case "a": return () => {
      Object.assign(view, { anchorRow: 0, anchorColumn: 0 });
      moveTo(lastRow, lastColumn, true);
    };
    case "home": return () => moveTo(0, 0, shiftKey);
    case "end": return () => moveTo(lastRow, lastColumn, shiftKey);
    case "arrowup": return () => moveTo(0, view.column, shiftKey);
    case "arrowdown": return () => moveTo(lastRow, view.column, shiftKey);
    case "arrowleft": return () => moveTo(view.row, 0, shiftKey);
    case "arrowright": return () => moveTo(view.row, lastColumn, shiftKey);
    default: return null;
  }
}
