// The grid of the ledger that is open: put together here, with what the mouse does.

import { copied, clearCells, mayEdit, paste } from "/static/cellops.js";
import { make, setClass, setText } from "/static/dom.js";
import {
  commit, editorField, isEditing, openEditor, placeEditor, reopenTyped, startEditor, takeTyped,
} from "/static/editor.js";
import { makeFind, openFind } from "/static/find.js";
import { makeForm } from "/static/form.js";
import { startKeys } from "/static/gridkeys.js";
import { makeTools } from "/static/gridmenu.js";
import { startMouse } from "/static/gridmouse.js";
import {
  bringIntoSight, isInSight, layOut, paint, paintRows, said, startPaint, titleOf, worst,
} from "/static/gridpaint.js";
import {
  columnAt, moveTo, openGrid, problemsOf, refresh, textAt, view,
} from "/static/gridstate.js";
import { openLedger } from "/static/ledgers.js";
import { closePopup, popup } from "/static/popup.js";
import { on, state } from "/static/state.js";
import { t } from "/static/texts.js";

let root = null;
let grid = null;
let help = null;
let note = null;
let tools = null;
let form = null;
let columns = "";

export function startGrid() {
  const sheet = document.getElementById("sheet");
  form = makeForm();
  root = makeGrid();
  sheet.append(form.element, root);
  startEditor(grid.lastChild);
  startKeys(grid);
  startClipboard();
  startMouse(grid);
  startListening();
}

function makeGrid() {
  const head = make("div", { class: "head", role: "row", "aria-rowindex": "1" });
  const body = make("div", { class: "body", role: "rowgroup" });
  grid = make("div", { class: "grid", role: "grid", "aria-multiselectable": "true" }, [head, body]);
  help = make("p", { class: "help" });
  note = make("p", { class: "note", role: "status" });
  tools = makeTools();
  startPaint(grid, head, body);
  return make("div", { class: "table", hidden: true }, [
    help,
    makeFind(),
    grid,
    make("div", { class: "under" }, [note, tools.count]),
    tools.element,
  ]);
}

function startListening() {
  on("opened", open);
  on("data", update);
  on("problems", draw);
  on("conflicts", draw);
  on("marked", showMarked);
  on("moved", moved);
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !event.ctrlKey || event.key.toLowerCase() !== "f") return;
    event.preventDefault();
    openFind();
  });
  on("focus", focusOpen);
  on("store", () => commit());
  on("select", ({ path, from, edit }) => {
    if (from !== "grid" && from !== "form" && path) goTo(path, edit);
  });
  new ResizeObserver(() => requestAnimationFrame(resize)).observe(grid);
  grid.addEventListener("scroll", () => requestAnimationFrame(scrolled), { passive: true });
}

/** Shows a ledger, or the form where the name is empty. */
function open(name) {
  if (isEditing()) commit();
  closePopup();
  form.element.hidden = name !== "";
  root.hidden = name === "";
  view.ledger = null;
  if (name === "") {
    form.update();
    return;
  }
  openGrid(name);
  columns = "";
  grid.scrollTop = 0;
  grid.scrollLeft = 0;
  grid.setAttribute("aria-label", view.ledger ? view.ledger.title || name : name);
  update();
}

const size = { width: 0, height: 0 };

/** A cell that one was looking at stays in sight when a message below takes some of the room. */
function resize() {
  if (!view.ledger || !grid.clientWidth) return;
  if (size.width !== grid.clientWidth) layOut();
  const wasSeen = isInSight(view.row, size.height);
  Object.assign(size, { width: grid.clientWidth, height: grid.clientHeight });
  if (wasSeen) bringIntoSight(view.row, view.column);
  draw();
}

let started = false;

/** New data: rows are drawn again, and the cell being typed in is left alone. */
function update() {
  if (!started && state.ledgers.length) {
    started = true;
    resumeTyped();
  }
  if (root.hidden) {
    form.update();
    return;
  }
  refresh();
  if (!view.ledger) {
    if (state.ledgers.length) openLedger("");
    return;
  }
  const now = JSON.stringify(view.ledger.columns);
  if (columns !== now) {
    columns = now;
    layOut();
  }
  draw();
}

/** A cell half typed before the page was loaded anew is opened again. */
function resumeTyped() {
  const kept = takeTyped();
  if (!kept) return;
  openLedger(kept.ledger);
  reopenTyped(kept);
}

function draw() {
  if (root.hidden || !view.ledger) return;
  paint();
  placeEditor({ focus: false });
  tools.update();
  showHelp();
  showNote();
}

function scrolled() {
  if (root.hidden || !view.ledger) return;
  paintRows(false);
  if (popup()) placeEditor({ focus: false });
}

function moved() {
  if (root.hidden || !view.ledger) return;
  bringIntoSight(view.row, view.column);
  draw();
}

function focusOpen() {
  if (root.hidden) form.focus();
  else editorField().focus({ preventScroll: true });
}

/** Above the grid: what the column asks for. */
function showHelp() {
  const column = columnAt();
  const kind = column.choices.length ? "choice" : column.kind;
  // The template's own words come first; how a kind is typed is said where they say nothing.
  const says = column.help.replace(/。$/, "") || t(`desk.how.${kind}`);
  const parts = [says, column.required ? t("desk.required") : t("desk.optional")];
  const text = parts.filter(Boolean).join(t("desk.semicolon"));
  help.replaceChildren(make("b", { text: titleOf(column) }), ` ${text}`);
}

/** Below the grid: what is wrong with the cell, else its whole text where it is cut off. */
function showNote() {
  const problems = [...problemsOf(view.row, view.column), ...problemsOf(view.row, null)];
  const text = problems.length ? said(problems) : textAt();
  setClass(note, problems.length ? `note ${worst(problems)}` : "note");
  setText(note, text);
}

function showMarked() {
  if (!state.marked.ids.size) {
    draw();
    return;
  }
  const has = (ledger) => ledger.rows.some((row) => state.marked.ids.has(row.id));
  const ledger = view.ledger && has(view.ledger) ? view.ledger : state.ledgers.find(has);
  if (!ledger) return;
  openLedger(ledger.kind === "ledger" ? ledger.name : "");
  if (root.hidden) {
    form.mark(ledger.name);
    return;
  }
  const first = view.rows.findIndex((row) => state.marked.ids.has(row.id));
  bringIntoSight(first, view.column);
  draw();
}

/** Goes to a place that was asked for from elsewhere. */
function goTo(path, edit) {
  const ledger = state.byName.get(path[0]);
  if (!ledger) return;
  if (isEditing()) commit();
  if (ledger.kind !== "ledger") {
    openLedger("");
    form.focus(path[0], ledger.kind === "record" ? path[1] : ledger.columns[0].name);
    return;
  }
  openLedger(path[0]);
  const record = ledger.rows[path[1] || 0];
  const row = record ? view.rows.findIndex((each) => each.id === record.id) : view.rows.length;
  const column = path.length > 2 ? ledger.at.get(path[2]) || 0 : view.column;
  moveTo(Math.max(0, row), column);
  editorField().focus({ preventScroll: true });
  if (edit) openEditor(textAt(), false);
}

function startClipboard() {
  const field = editorField();
  const isOpen = () => isEditing() || !view.ledger;
  field.addEventListener("copy", (event) => {
    if (isOpen()) return;
    event.clipboardData.setData("text/plain", copied());
    event.preventDefault();
  });
  field.addEventListener("cut", (event) => {
    if (isOpen()) return;
    event.preventDefault();
    if (!mayEdit()) return;
    event.clipboardData.setData("text/plain", copied());
    clearCells();
  });
  field.addEventListener("paste", (event) => {
    if (isOpen()) return;
    event.preventDefault();
    const { clipboardData: data } = event;
    paste(data.getData("text/plain"), data.getData("text/html"));
  });
}
