// What the mouse does in the grid: choosing, dragging, opening a cell, menus.

import { commit, editorField, isEditing, openEditor } from "/static/editor.js";
import { openHeadMenu, openMenu } from "/static/gridmenu.js";
import { countRows, moveTo, selection, textAt, view } from "/static/gridstate.js";
import { closePopup, popup } from "/static/popup.js";

/** The cell under the mouse: {row, column}; column -1 is the record's number. */
function cellAt(event) {
  const element = event.target.closest(".cell, .no");
  if (!element) return null;
  const row = Number(element.parentNode.dataset.row);
  const column = element.dataset.column === undefined ? -1 : Number(element.dataset.column);
  return { row, column };
}

function choose({ row, column }, keep) {
  const last = view.ledger.columns.length - 1;
  if (column >= 0) moveTo(row, column, keep);
  else {
    if (!keep) Object.assign(view, { anchorRow: row });
    Object.assign(view, { anchorColumn: last });
    moveTo(row, 0, true);
  }
}

export function startMouse(grid) {
  startChoosing(grid);
  grid.addEventListener("dblclick", (event) => {
    const isCurrent = event.target === editorField() || cellAt(event);
    if (isCurrent && !isEditing()) openEditor(textAt(), false);
  });
  grid.addEventListener("contextmenu", (event) => {
    const isCurrent = event.target === editorField() && !isEditing();
    if (!isCurrent && !cellAt(event)) return;
    event.preventDefault();
    openMenu(event.clientX, event.clientY);
  });
  grid.addEventListener("click", clickHead);
  addEventListener("mousedown", (event) => {
    if (popup() && !popup().contains(event.target) && !grid.contains(event.target)) closePopup();
  });
}

function startChoosing(grid) {
  let dragging = false;
  grid.addEventListener("mousedown", (event) => {
    const place = cellAt(event);
    if (!place) return;
    event.preventDefault();
    if (isEditing()) commit();
    closePopup();
    if (event.button === 0 || !isChosen(place)) choose(place, event.shiftKey);
    dragging = event.button === 0;
    editorField().focus({ preventScroll: true });
  });
  grid.addEventListener("mouseover", (event) => {
    if (event.buttons !== 1) dragging = false;
    const place = dragging && cellAt(event);
    if (place && countRows() > place.row) choose(place, true);
  });
  addEventListener("mouseup", () => {
    dragging = false;
  });
}

/** A click with the other button within the selection leaves it as it is. */
function isChosen({ row, column }) {
  const { top, bottom, left, right } = selection();
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** A click on a column's head chooses the column; its arrows open the ways to sort. */
function clickHead(event) {
  const head = event.target.closest(".th");
  if (!head || head.dataset.column === undefined) return;
  const index = Number(head.dataset.column);
  if (event.target.closest(".sort")) {
    openHeadMenu(index, head.getBoundingClientRect());
    return;
  }
  const last = Math.max(0, view.rows.length - 1);
  Object.assign(view, { anchorRow: last, anchorColumn: index });
  moveTo(0, index, true);
  editorField().focus({ preventScroll: true });
}
