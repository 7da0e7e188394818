// Edits on their way: shown at once, sent one after the other, kept until the server has them.

import { Away, get, post, Refused, tab } from "/static/api.js";
import {
  applyChanges, newId, placeOfPath, readChanges, readLedger, writeChanges,
} from "/static/model.js";
import { emit, keepInTab, say, select, setSaved, state } from "/static/state.js";
import { t } from "/static/texts.js";

/** Ledgers as the server has them; state.ledgers are these with what is pending. */
let base = new Map();
let order = [];
let early = null; // problems of a text whose own answer has not come yet
let pending = [];
let sending = false;
let timer = 0;
const waitingForAll = [];
const RETRY_MS = 1500;
const MOST_SHOWN = 20;

const keep = () => `drafter.desk.edits.${state.year}`;

/** Puts changes in at once and sends them; the label says what undoing it would take back. */
export function edit(changes, label) {
  if (!changes.length) return;
  enqueue({ changes, label });
}

export function undo() {
  const last = pending[pending.length - 1];
  if (last && last.changes && !last.tries) {
    pending.pop();
    show();
    keepPending();
    settle();
  } else enqueue({ ask: "undo" });
}

export function redo() {
  enqueue({ ask: "redo" });
}

function enqueue(batch) {
  // By its id the server knows a batch that is sent again because the answer was lost.
  pending.push({ id: `${tab}-${newId()}-${Date.now().toString(36)}`, ...batch });
  show();
  keepPending();
  setSaved(state.saved === "saved" ? "saving" : state.saved);
  send();
}

/** Resolves when the server has everything. */
export function flushed() {
  if (!pending.length) return Promise.resolve();
  send();
  return new Promise((resolve) => waitingForAll.push(resolve));
}

/** Whether what is shown is what the server has, and that is the text of this digest. */
export function isSettledAt(digest) {
  return !pending.length && digest === state.digest;
}

export function countPending() {
  return pending.length;
}

function settle() {
  if (pending.length) return;
  setSaved("saved");
  for (const resolve of waitingForAll.splice(0)) resolve();
}

/** What is shown: the server's ledgers with all that is on its way. */
function show() {
  let byName = base;
  for (const batch of pending) if (batch.changes) byName = applyChanges(byName, batch.changes);
  state.byName = byName;
  state.ledgers = order.map((name) => byName.get(name));
  emit("data");
}

async function send() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  while (pending.length) {
    const batch = pending[0];
    batch.tries = (batch.tries || 0) + 1;
    try {
      await sendBatch(batch);
    } catch (error) {
      const why = error instanceof Broken ? "broken" : whyWaiting(error);
      if (!why) throw error;
      setSaved(why);
      timer = setTimeout(send, RETRY_MS);
      break;
    }
  }
  sending = false;
  settle();
}

/** The data file cannot be read just now: edits wait until it was mended. */
class Broken extends Error {}

/** Why edits wait; "" where they were refused for good. */
function whyWaiting(error) {
  if (error instanceof Away) return "away";
  if (!(error instanceof Refused)) return "";
  // Started again, the server does not know this tab until the desk is opened once more.
  return error.status === 403 ? "shut" : "";
}

async function sendBatch(batch) {
  try {
    const answer = batch.ask ? await post(batch.ask, { id: batch.id }) : await postChanges(batch);
    pending.shift();
    takeIn(answer, batch);
    if (answer.focus && batch.ask) select(answer.focus, "undo");
  } catch (error) {
    if (!(error instanceof Refused) || whyWaiting(error)) throw error;
    await reload();
    if (state.answer.broken) throw new Broken(error.message);
    pending.shift();
    takeBack(batch, error.problem);
  }
  keepPending();
  if (pending.length) setSaved("saving");
}

function postChanges(batch) {
  const { written, gone } = writeChanges(base, batch.changes);
  batch.gone = gone;
  batch.written = batch.changes.filter((change) => !gone.includes(change));
  return post("edit", { id: batch.id, digest: state.digest, changes: written, label: batch.label });
}

/** A refused batch is off the table, and what was typed is shown with the reason. */
function takeBack(batch, problem) {
  const changes = (batch.changes || []).map((change) => ({ ...change, text: typedText(change) }));
  const typed = changes.filter(({ text }) => text);
  for (const change of typed.slice(0, MOST_SHOWN)) {
    addConflict(change, { reason: "refused", problem, mine: change.text });
  }
  show();
  if (!typed.length) say([problem.message, problem.cure].filter(Boolean).join(" "), "wrong");
}

function typedText({ op, value, values }) {
  if (op === "set") return value;
  return op === "insert" ? Object.values(values).filter(Boolean).join(" ") : "";
}

function takeIn(answer, batch) {
  // Sent twice, it may have been put in the first time: only the whole tells.
  const missed = batch.tries > 1 || (answer.base && answer.base !== state.digest);
  const written = batch.written || [];
  const conflicts = (answer.conflicts || []).filter(({ index }) => written[index]);
  if (batch.changes && batch.tries === 1) {
    const refused = new Set(conflicts.map(({ index }) => written[index]));
    base = applyChanges(base, written.filter((change) => !refused.has(change)));
  }
  readAnswer(answer, batch);
  for (const conflict of conflicts) addConflict(written[conflict.index], conflict);
  for (const change of batch.gone || []) {
    addConflict(change, { reason: "gone", mine: change.value });
  }
  if (missed) reload().catch(() => {});
}

function addConflict(change, { mine, theirs = "", who = "", reason = "changed", problem = null }) {
  if (change.op !== "set" && reason !== "refused") {
    say(t("desk.conflict.record"), "wrong");
    return;
  }
  const { ledger, id, column } = change;
  const rest = state.conflicts.filter((each) => each.id !== id || each.column !== column);
  state.conflicts = [...rest, { ledger, id, column, mine, theirs, who, reason, problem }];
  emit("conflicts");
}

export function dropConflict(conflict) {
  state.conflicts = state.conflicts.filter((each) => each !== conflict);
  emit("conflicts");
}

/** Takes in an answer of /api/data, /api/edit or an event: whole ledgers by name. */
function readAnswer(answer, batch = pending[0]) {
  const next = new Map(base);
  const expected = expect(batch);
  for (const json of answer.ledgers || []) {
    const fits = expected.get(json.name);
    const before = fits && fits.rows.length === json.rows.length ? fits : base.get(json.name);
    next.set(json.name, readLedger(json, before));
  }
  if (answer.whole) {
    order = answer.ledgers.map((json) => json.name);
    for (const name of base.keys()) if (!order.includes(name)) next.delete(name);
  }
  base = next;
  state.digest = answer.digest || state.digest;
  for (const name of ["undo", "redo"]) if (answer[name] !== undefined) state[name] = answer[name];
  state.answer = { ...state.answer, ...answer };
  if (answer.problems) readProblems(answer);
  else if (early) readProblems(early);
  show();
}

/** The ledgers with a batch that may be in them already: what it adds is known again by its id. */
function expect(batch) {
  return batch && batch.changes && batch.tries ? applyChanges(base, batch.changes) : new Map();
}

/** Takes in what is wrong with the text that is shown; what is told of another one waits for it. */
export function readProblems(told) {
  early = told.digest === state.digest ? null : told;
  if (early) return;
  const { problems } = told;
  state.problems = problems;
  state.problemsDigest = told.digest;
  state.problemsAt = new Map();
  for (const problem of problems) {
    if (!problem.path || !problem.path.length) continue;
    const ledger = base.get(problem.path[0]);
    if (!ledger || !ledger.columns.length) continue;
    const { at, column } = placeOfPath(ledger, problem.path);
    const row = ledger.rows[at];
    if (!row) continue;
    const byColumn = state.problemsAt.get(row.id) || new Map();
    byColumn.set(column, [...(byColumn.get(column) || []), problem]);
    state.problemsAt.set(row.id, byColumn);
  }
  emit("problems", problems);
}

/** Asks for the whole year: at the start, and when something may have been missed. */
export async function reload() {
  readAnswer({ ...(await get("data")), whole: true });
}

/** The file was changed outside, or by somebody else at another machine. */
export function takeOutside(message) {
  if (message.base && message.base !== state.digest) {
    reload().catch(() => {});
    return;
  }
  readAnswer({ ...message, whole: message.base === "" });
  if (message.why === "outside") say(t("desk.changed.outside"));
  else if (message.why === "other") say(t("desk.changed.other", { who: message.who || "" }));
}

/** After the way was broken: look at what is there now, then send what waits. */
export async function comeBack() {
  await reload();
  setSaved(pending.length ? "saving" : "saved");
  send();
}

/** What waits is kept in the tab, so that a reload in the middle loses nothing. */
function keepPending() {
  const kept = [];
  let ledgers = base;
  for (const batch of pending) {
    if (!batch.changes) continue;
    const { id, label, changes } = batch;
    kept.push({ id, label, changes: writeChanges(ledgers, changes).written });
    ledgers = applyChanges(ledgers, changes);
  }
  if (kept.length) keepInTab(keep(), JSON.stringify(kept));
  else sessionStorage.removeItem(keep());
}

/** Takes up what a reload left unsent; the server knows by its id what it had already. */
export function resume() {
  const kept = JSON.parse(sessionStorage.getItem(keep()) || "[]");
  for (const { id, label, changes } of kept) {
    pending.push({ id, label, changes: readChanges(state.byName, changes), tries: 1 });
    show();
  }
  if (pending.length) setSaved("saving");
  send();
}
