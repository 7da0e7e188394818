// Ledgers as values: each record keeps an id of its own, by which an edit finds it again.

/** So many changed records at most are compared with one another when records came or went. */
const MOST_COMPARED = 200;

let lastId = 0;

export function newId() {
  lastId += 1;
  return lastId;
}

/** A ledger as the server gives it, its records named as in the ledger before it. */
export function readLedger(json, before) {
  const rows = json.rows.map((cells) => ({ id: 0, cells }));
  carryIds(rows, before ? before.rows : []);
  const at = new Map(json.columns.map((column, index) => [column.name, index]));
  return { ...json, rows, at };
}

function sameCells(one, other) {
  const a = one.cells;
  const b = other.cells;
  return a.length === b.length && a.every((cell, index) => cell === b[index]);
}

/** Gives rows the ids of the rows they were before; what is new gets a new one. */
export function carryIds(rows, before) {
  const most = Math.min(rows.length, before.length);
  let top = 0;
  while (top < most && sameCells(rows[top], before[top])) {
    rows[top].id = before[top].id;
    top += 1;
  }
  let end = 0;
  const fromEnd = (list) => list[list.length - 1 - end];
  while (end < most - top && sameCells(fromEnd(rows), fromEnd(before))) {
    fromEnd(rows).id = fromEnd(before).id;
    end += 1;
  }
  carryMiddle(rows.slice(top, rows.length - end), before.slice(top, before.length - end));
}

function carryMiddle(rows, before) {
  const byText = new Map();
  for (const row of before) {
    const key = row.cells.join("\u0001");
    byText.set(key, [...(byText.get(key) || []), row]);
  }
  const taken = new Set();
  for (const row of rows) {
    const same = (byText.get(row.cells.join("\u0001")) || []).shift();
    if (same) {
      row.id = same.id;
      taken.add(same);
    }
  }
  pairRest(rows.filter((row) => !row.id), before.filter((row) => !taken.has(row)));
}

/** Edited records: in order where as many came as went, else the most alike. */
function pairRest(rows, before) {
  if (rows.length === before.length) {
    rows.forEach((row, index) => {
      row.id = before[index].id;
    });
    return;
  }
  const pairs = [];
  rows.slice(0, MOST_COMPARED).forEach((row, place) => {
    before.slice(0, MOST_COMPARED).forEach((each, from) => {
      const score = alike(row.cells, each.cells);
      if (score >= 0.5) pairs.push({ row, each, score, apart: Math.abs(place - from) });
    });
  });
  pairs.sort((a, b) => b.score - a.score || a.apart - b.apart);
  const taken = new Set();
  for (const { row, each } of pairs) {
    if (row.id || taken.has(each)) continue;
    row.id = each.id;
    taken.add(each);
  }
  for (const row of rows) row.id = row.id || newId();
}

function alike(cells, others) {
  let filled = 0;
  let same = 0;
  cells.forEach((cell, index) => {
    if (cell || others[index]) filled += 1;
    if (cell && cell === others[index]) same += 1;
  });
  return filled ? same / filled : 1;
}

export function indexOf(ledger, id) {
  return ledger.rows.findIndex((row) => row.id === id);
}

export function cell(ledger, row, column) {
  return (row && row.cells[ledger.at.get(column)]) || "";
}

/** The ledgers with changes put in; neither the map nor a ledger in it is written to. */
export function applyChanges(byName, changes) {
  const result = new Map(byName);
  const own = new Map();
  for (const change of changes) {
    const ledger = ownLedger(result, own, change.ledger);
    if (ledger) applyOne(ledger, own.get(change.ledger), change);
  }
  return result;
}

function ownLedger(result, own, name) {
  const ledger = result.get(name);
  if (!ledger || own.has(name)) return ledger;
  const copy = { ...ledger, rows: ledger.rows.slice() };
  result.set(name, copy);
  own.set(name, { index: null });
  return copy;
}

function placeOf(ledger, own, id) {
  if (!own.index) own.index = new Map(ledger.rows.map((row, index) => [row.id, index]));
  const index = own.index.get(id);
  return index === undefined ? -1 : index;
}

function applyOne(ledger, own, change) {
  if (change.op === "set") {
    const at = placeOf(ledger, own, change.id);
    if (at < 0) return;
    const cells = ledger.rows[at].cells.slice();
    cells[ledger.at.get(change.column)] = change.value;
    ledger.rows[at] = { id: change.id, cells };
    return;
  }
  own.index = null;
  if (change.op === "insert") {
    const cells = ledger.columns.map((column) => change.values[column.name] || "");
    ledger.rows.splice(placeBefore(ledger, change.before), 0, { id: change.id, cells });
    return;
  }
  const at = indexOf(ledger, change.id);
  if (at < 0) return;
  const [row] = ledger.rows.splice(at, 1);
  if (change.op === "move") ledger.rows.splice(placeBefore(ledger, change.before), 0, row);
}

function placeBefore(ledger, before) {
  const at = before === null ? -1 : indexOf(ledger, before);
  return at < 0 ? ledger.rows.length : at;
}

/** Changes as the server reads them, by the place each record has when its turn comes. */
export function writeChanges(byName, changes) {
  const written = [];
  const gone = [];
  let ledgers = byName;
  let run = [];
  // Sets move no record: a run of them needs one pass only.
  const flush = () => {
    ledgers = run.length ? applyChanges(ledgers, run) : ledgers;
    run = [];
  };
  for (const change of changes) {
    if (change.op !== "set") flush();
    const one = writeOne(ledgers.get(change.ledger), change);
    if (one) written.push(one);
    else gone.push(change);
    run.push(change);
    if (change.op !== "set") flush();
  }
  return { written, gone };
}

function writeOne(ledger, change) {
  if (!ledger) return null;
  if (change.op === "insert") {
    const filled = Object.entries(change.values).filter(([, value]) => value !== "");
    const values = Object.fromEntries(filled);
    return { op: "insert", ledger: change.ledger, at: placeBefore(ledger, change.before), values };
  }
  const at = cachedIndex(ledger, change.id);
  if (at === undefined) return null;
  if (change.op === "set") {
    const path = pathOf(ledger, at, change.column);
    return { op: "set", path, value: change.value, old: change.old };
  }
  const old = textsOf(ledger, ledger.rows[at]);
  if (change.op === "remove") return { op: "remove", ledger: change.ledger, at, old };
  const rest = { ...ledger, rows: ledger.rows.filter((row) => row.id !== change.id) };
  return { op: "move", ledger: change.ledger, at, to: placeBefore(rest, change.before), old };
}

const indexes = new WeakMap();

function cachedIndex(ledger, id) {
  if (!indexes.has(ledger.rows)) {
    indexes.set(ledger.rows, new Map(ledger.rows.map((row, index) => [row.id, index])));
  }
  return indexes.get(ledger.rows).get(id);
}

export function textsOf(ledger, row) {
  const texts = {};
  ledger.columns.forEach((column, index) => {
    if (row.cells[index]) texts[column.name] = row.cells[index];
  });
  return texts;
}

/** Where a cell is in the data: a single value has no record, a record of its own no number. */
export function pathOf(ledger, at, column) {
  if (ledger.kind === "value") return [ledger.name];
  if (ledger.kind === "list") return [ledger.name, at];
  if (ledger.kind === "record") return [ledger.name, column];
  return column ? [ledger.name, at, column] : [ledger.name, at];
}

/** The number of the record and the column that a path speaks of. */
export function placeOfPath(ledger, path) {
  if (ledger.kind === "record") return { at: 0, column: path[1] || "" };
  const at = path.length > 1 ? path[1] : 0;
  return { at, column: ledger.kind === "ledger" ? path[2] || "" : ledger.columns[0].name };
}

/** Changes that the server would read, back in terms of ids (what a reload had kept). */
export function readChanges(byName, written) {
  let ledgers = byName;
  const changes = [];
  for (const one of written) {
    const change = readOne(ledgers, one);
    if (!change) continue;
    changes.push(change);
    ledgers = applyChanges(ledgers, [change]);
  }
  return changes;
}

function readOne(ledgers, one) {
  const name = one.op === "set" ? one.path[0] : one.ledger;
  const ledger = ledgers.get(name);
  if (!ledger) return null;
  const rowAt = (at) => (ledger.rows[at] ? ledger.rows[at].id : null);
  if (one.op === "set") {
    const { at, column } = placeOfPath(ledger, one.path);
    const id = rowAt(at);
    return id && { op: "set", ledger: name, id, column, value: one.value, old: one.old };
  }
  if (one.op === "insert") {
    const values = one.values;
    return { op: "insert", ledger: name, id: newId(), before: rowAt(one.at), values };
  }
  const id = rowAt(one.at);
  if (!id) return null;
  if (one.op === "remove") return { op: "remove", ledger: name, id };
  const rest = ledger.rows.filter((row) => row.id !== id);
  return { op: "move", ledger: name, id, before: rest[one.to] ? rest[one.to].id : null };
}
