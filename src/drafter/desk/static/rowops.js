// What is done to whole records: add, insert, duplicate, delete, move.

import { mayEdit } from "/static/cellops.js";
import { moveTo, selectedRows, selection, sortBy, view } from "/static/gridstate.js";
import { newId, textsOf } from "/static/model.js";
import { edit } from "/static/queue.js";
import { say } from "/static/state.js";
import { t } from "/static/texts.js";

export function addRow() {
  if (mayEdit()) moveTo(view.rows.length, 0);
}

/** Sorted for looking, a record has no place above or below another: that order is not kept. */
function inOrder() {
  if (!view.order) return true;
  say(t("desk.sort.first"), "wrong");
  return false;
}

/** So many empty records above the selection as it has rows. */
export function insertRows() {
  if (!mayEdit() || !inOrder()) return;
  const { top, bottom } = selection();
  if (top >= view.rows.length) return;
  const before = view.rows[top].id;
  const changes = [];
  for (let row = top; row <= Math.min(bottom, view.rows.length - 1); row += 1) {
    changes.push({ op: "insert", ledger: view.name, id: newId(), before, values: {} });
  }
  edit(changes, t("desk.did.insert", { n: changes.length }));
  moveTo(top, 0);
}

export function duplicateRows() {
  const rows = selectedRows();
  if (!rows.length || !mayEdit()) return;
  const { bottom } = selection();
  const next = view.order ? null : view.rows[bottom + 1];
  const before = next ? next.id : null;
  const changes = rows.map((row) => {
    const values = textsOf(view.ledger, row);
    return { op: "insert", ledger: view.name, id: newId(), before, values };
  });
  edit(changes, t("desk.did.duplicate", { n: rows.length }));
  moveTo(view.order ? view.rows.length - rows.length : bottom + 1, view.column);
  say(t("desk.duplicated", { n: rows.length }));
}

export function removeRows() {
  const rows = selectedRows();
  if (!rows.length || !mayEdit()) return;
  const { top } = selection();
  const changes = rows.map((row) => ({ op: "remove", ledger: view.name, id: row.id }));
  edit(changes, t("desk.did.remove", { n: rows.length }));
  moveTo(Math.min(top, view.rows.length), view.column);
  say(t("desk.removed", { n: rows.length }));
}

/** Moves the selected records one up or down. */
export function moveRows(step) {
  const rows = selectedRows();
  if (!rows.length || !mayEdit() || !inOrder()) return;
  const { top, bottom, left, right } = selection();
  const beside = step < 0 ? view.rows[top - 1] : view.rows[bottom + 1];
  if (!beside) return;
  // The one record beside goes to the other side of them all: one change, whatever their number.
  const after = step < 0 ? view.rows[bottom + 1] : view.rows[top];
  const before = after ? after.id : null;
  edit([{ op: "move", ledger: view.name, id: beside.id, before }], t("desk.did.move"));
  moveTo(top + step, left);
  moveTo(Math.min(bottom, view.rows.length - 1) + step, right, true);
}

export function unsort() {
  sortBy(null, false);
}
