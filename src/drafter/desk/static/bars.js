// Bars above the grid: what two people wrote into one cell, a ledger kept in Excel, the sorting.

import { Refused, runJob } from "/static/api.js";
import { button, make } from "/static/dom.js";
import { view } from "/static/gridstate.js";
import { indexOf } from "/static/model.js";
import { dropConflict, edit, flushed } from "/static/queue.js";
import { unsort } from "/static/rowops.js";
import { markRecords, on, say, state } from "/static/state.js";
import { t } from "/static/texts.js";

export function startBars() {
  for (const name of ["data", "conflicts", "marked", "moved", "opened"]) on(name, draw);
}

let shown = "";

function draw() {
  const box = document.getElementById("bars");
  const conflicts = state.conflicts.map(conflictBar);
  const wanted = [brokenBar(), ...conflicts, excelBar(), sortBar(), markedBar()].filter(Boolean);
  // Buttons that are being pressed must not be taken away under the finger.
  const key = wanted.map((bar) => bar.textContent).join("\n");
  if (key === shown && !state.conflicts.length) return;
  if (key === shown && box.children.length === wanted.length) return;
  shown = key;
  box.replaceChildren(...wanted);
}

function bar(kind, text, buttons) {
  return make("div", { class: `bar ${kind}`, role: kind === "wrong" ? "alert" : "note" }, [
    make("span", { text }),
    ...buttons,
  ]);
}

function brokenBar() {
  const { broken } = state.answer || {};
  if (!broken) return null;
  const { place, message, cure } = broken;
  return bar("wrong", [place, message, cure].filter(Boolean).join(" "), []);
}

function conflictBar(conflict) {
  const { ledger: name, id, column, mine, theirs, who, reason, problem } = conflict;
  const ledger = state.byName.get(name);
  const at = ledger ? indexOf(ledger, id) : -1;
  const single = at < 0 || ledger.kind !== "ledger";
  const place = single ? name : t("desk.place", { name, n: at + 1, column });
  const by = who || t("desk.somebody");
  const values = { place, mine: shorten(mine), theirs: shorten(theirs), who: by };
  if (reason === "refused") {
    const { message = "", cure = "" } = problem || {};
    const text = [t("desk.conflict.refused", values), message, cure].filter(Boolean).join(" ");
    return bar("wrong", text, [button(t("desk.conflict.known"), () => dropConflict(conflict))]);
  }
  if (reason === "gone" || at < 0) {
    const text = t("desk.conflict.gone", { ...values, place: single ? name : `${name} ${column}` });
    return bar("wrong", text, [button(t("desk.conflict.known"), () => dropConflict(conflict))]);
  }
  const takeMine = () => {
    dropConflict(conflict);
    const change = { op: "set", ledger: name, id, column, value: mine, old: theirs };
    edit([change], t("desk.did.set", { name: column || name }));
  };
  return bar("wrong", t("desk.conflict", values), [
    button(t("desk.conflict.mine"), takeMine),
    button(t("desk.conflict.theirs"), () => dropConflict(conflict)),
  ]);
}

function shorten(text) {
  if (!text) return t("desk.empty");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A ledger kept in a workbook of its own is only shown, until it is moved into the data. */
function excelBar() {
  const ledger = state.byName.get(state.open);
  if (!ledger || !ledger.source) return null;
  return bar("", t("desk.excel", { file: ledger.source }), [
    button(t("desk.excel.import"), () => runOn("import", ledger.name, t("desk.excel.imported"))),
    button(t("desk.excel.open"), () => runOn("open-folder", ledger.name, "")),
  ]);
}

async function runOn(job, ledger, done) {
  try {
    await flushed();
    await runJob(job, { ledger });
    say(done);
  } catch (error) {
    const { message = "", cure = "" } = error instanceof Refused ? error.problem : {};
    say(message ? `${message} ${cure}` : t("desk.saved.away", { n: 0 }), "wrong");
  }
}

function sortBar() {
  if (!view.sort || !state.open) return null;
  const text = t("desk.sorted", { name: view.sort.column });
  return bar("", text, [button(t("desk.sort.none"), unsort)]);
}

/** Only above the records that are marked: they say nothing about another ledger. */
function markedBar() {
  const open = state.ledgers.filter(({ name, kind }) =>
    state.open ? name === state.open : kind !== "ledger"
  );
  const isHere = ({ rows }) => rows.some(({ id }) => state.marked.ids.has(id));
  if (!state.marked.ids.size || !open.some(isHere)) return null;
  const text = state.marked.text || t("desk.marked", { n: state.marked.ids.size });
  return bar("marked", text, [button(t("desk.marked.off"), () => markRecords([]))]);
}
