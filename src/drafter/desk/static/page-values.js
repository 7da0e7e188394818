// Printed values: a click leads to their records, a record chosen in the grid leads to them.

import { get } from "/static/api.js";
import { closeCard, showCard } from "/static/page-card.js";
import { pieceOf, pieces, readText } from "/static/page-pieces.js";
import { listTwins } from "/static/page-sheets.js";
import { hideTip, startTips } from "/static/page-tips.js";
import { bringIntoSight, light } from "/static/page-view.js";
import { isSettledAt } from "/static/queue.js";
import { markRecords, on, say, select, state } from "/static/state.js";
import { t } from "/static/texts.js";

const VALUE = "i[data-v]";
const PAUSE_MS = 120;
const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

let view = null;
let marked = []; // {piece, value}: those that the record or cell chosen is printed in
let opened = null; // {piece, value} that the card tells of

export function startValues(shown) {
  view = shown;
  view.scroll.tabIndex = 0;
  view.stack.addEventListener("click", (event) => {
    const value = event.target.closest(VALUE);
    if (value && !isSelecting()) openValue(value);
  });
  view.stack.addEventListener("keydown", takeKey);
  view.scroll.addEventListener("scroll", () => later("rove", rove), { passive: true });
  startTips(view, askOrigin);
  on("select", ({ path, from }) => {
    if (from === "page") return;
    wanted = path;
    later("places", showWanted);
  });
  on("page", showWanted);
  on("value", ({ piece, n }) => goToValue(piece, n));
}

/** Whether words of the page are selected: then the click has ended that, and asks nothing. */
function isSelecting() {
  const { isCollapsed, anchorNode } = getSelection();
  return !isCollapsed && view.stack.contains(anchorNode);
}

const timers = {};

/** Does it after a pause; what was waiting under this name is given up. */
function later(name, action) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(action, PAUSE_MS);
}

/** After the page was drawn: the marks are put on again, one value is reached by Tab. heirs: the keys
    of pieces that went, with those that stand for them. */
export function tellValues(heirs) {
  for (const one of marked) one.piece = heirs.get(one.piece) || one.piece;
  paintMarks();
  rove();
}

/** The elements of a value: a piece that a page cuts has it twice. */
function findValues(key, n) {
  const piece = pieces.byKey.get(key);
  const boxes = piece && piece.el ? [piece.el, ...listTwins(piece)] : [];
  return boxes.flatMap((box) => Array.from(box.querySelectorAll(`i[data-v="${n}"]`)));
}

/** The one of them that is not cut off. */
function findSeen(values) {
  return values.find(isWhole) || values[0];
}

function isWhole(value) {
  const frame = value.closest(".clip");
  if (!frame) return true;
  const place = value.getBoundingClientRect();
  const seen = frame.getBoundingClientRect();
  return place.top >= seen.top - 4 && place.bottom <= seen.bottom + 4;
}

const origins = { version: "", asked: new Map() };

/** What is known of a printed value: its records, last year's, its definition; asked once. */
export function askOrigin(value) {
  const piece = pieceOf(value);
  if (!piece) return Promise.resolve(null);
  if (origins.version !== pieces.version) {
    origins.version = pieces.version;
    origins.asked.clear();
  }
  const name = `${piece.key} ${value.dataset.v}`;
  if (!origins.asked.has(name)) {
    const asked = get("origin", { version: pieces.version, piece: piece.key, value: value.dataset.v });
    asked.catch(() => origins.asked.delete(name));
    origins.asked.set(name, asked);
  }
  return origins.asked.get(name);
}

async function openValue(value) {
  const piece = pieceOf(value);
  hideTip();
  let origin = null;
  try {
    origin = await askOrigin(value);
  } catch (error) {
    say(error.problem ? error.problem.message : t("desk.job.away"), "wrong");
    return;
  }
  if (!origin) return;
  if (origin.gap) {
    closeCard();
    setMarks([{ piece: piece.key, value: Number(value.dataset.v) }]);
    select(origin.gap, "page", { edit: true });
    return;
  }
  opened = { piece: piece.key, value: Number(value.dataset.v) };
  const shown = opened; // follows the piece when it is printed anew
  setMarks([opened]);
  const records = listRecords(origin);
  const text = origin.text || readText(value);
  // Nothing can be told of what the template itself prints, a date of today or a row's number.
  if (!records.length && !origin.before && !origin.definition) {
    closeCard();
    markRecords([]);
    say(t("desk.card.typed"));
    return;
  }
  markRecords(records, records.length ? describeRecords(text, records) : "");
  showCard(view, origin, {
    text,
    records,
    sources: describeSources(records),
    close: () => {
      opened = null;
      setMarks([]);
      markRecords([]);
      const again = findSeen(findValues(shown.piece, shown.value));
      if (again) again.focus({ preventScroll: true });
    },
  });
  bringIntoSight(view, findSeen(findValues(shown.piece, shown.value)) || value);
}

/** The records of a value, each once: of a cell its record. */
function listRecords(origin) {
  const found = new Map();
  for (const path of [...(origin.records || []), ...(origin.cells || [])]) {
    const record = path.length > 1 && typeof path[1] === "number" ? path.slice(0, 2) : path.slice(0, 1);
    found.set(record.join("\n"), record);
  }
  return Array.from(found.values());
}

function describeRecords(text, records) {
  return t("desk.page.records", { text, from: describeSources(records) });
}

/** 报告24条、会议12条. */
function describeSources(records) {
  const counts = new Map();
  for (const [name, at] of records) {
    if (at !== undefined) counts.set(name, (counts.get(name) || 0) + 1);
  }
  const names = Array.from(counts, ([name, n]) => t("desk.page.count", { ledger: titleOf(name), n }));
  const single = records.filter((path) => path.length === 1).map(([name]) => titleOf(name));
  return [...names, ...single].join(t("desk.page.and"));
}

function titleOf(name) {
  const ledger = state.byName.get(name);
  return (ledger && ledger.title) || name;
}

let asking = 0;

let wanted; // the place that was chosen and has not been looked for yet

/** Looks for what was chosen once the page is that of the data: the other one is on its way, and
    has to be waited for as long as it is asked of the one before. */
function showWanted() {
  if (wanted === undefined || !isSettledAt(pieces.digest)) return;
  const path = wanted;
  wanted = undefined;
  showPlaces(path);
}

/** Marks where a record stands on the page, its chosen cell above all; the first is scrolled to. */
async function showPlaces(path) {
  const turn = (asking += 1);
  if (!path || !pieces.version) return setMarks([]);
  const { version } = pieces;
  let places = null;
  try {
    places = await get("places", { path: JSON.stringify(path) });
  } catch (error) {
    return; // The page may lag behind: nothing is marked rather than something wrong.
  }
  if (turn !== asking) return;
  if (pieces.version !== version) {
    if (wanted === undefined) wanted = path;
    return showWanted();
  }
  const { values: record, cell } = places;
  closeCard();
  opened = null;
  setMarks([...record, ...cell.map((one) => ({ ...one, isExact: true }))]);
  showFirst(cell.length ? cell : record);
}

function showFirst(places) {
  const order = new Map(pieces.order.map((piece, i) => [piece.key, i]));
  const first = places
    .filter((one) => order.has(one.piece))
    .sort((a, b) => order.get(a.piece) - order.get(b.piece) || a.value - b.value)[0];
  const value = first && findSeen(findValues(first.piece, first.value));
  if (value) bringIntoSight(view, value);
}

function setMarks(values) {
  marked = values;
  paintMarks();
}

function paintMarks() {
  const wanted = new Map();
  for (const { piece, value, isExact = false } of marked) {
    for (const one of findValues(piece, value)) wanted.set(one, isExact);
  }
  for (const value of view.stack.querySelectorAll(".hot")) {
    if (!wanted.has(value)) value.classList.remove("hot", "exact");
  }
  wanted.forEach((isExact, value) => {
    value.classList.add("hot");
    value.classList.toggle("exact", isExact);
  });
}

function goToValue(key, n) {
  const value = findSeen(findValues(key, n));
  if (!value) return;
  bringIntoSight(view, value);
  light(value);
}

function takeKey(event) {
  const value = event.target.closest(VALUE);
  if (!value || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    openValue(value);
  } else if (KEYS[event.key]) {
    event.preventDefault();
    moveFocus(value, KEYS[event.key]);
  }
}

function moveFocus(value, by) {
  const all = Array.from(view.stack.querySelectorAll(VALUE)).filter(isWhole);
  const next = all[all.indexOf(value) + by];
  if (!next) return;
  setRoving(next);
  next.focus({ preventScroll: true });
  bringIntoSight(view, next);
}

let roving = null;

/** One value of the page is reached by Tab: the first that is seen; from there by arrows. */
function rove() {
  if (view.stack.contains(document.activeElement)) {
    const value = document.activeElement.closest(VALUE);
    if (value) return setRoving(value);
  }
  const frame = view.scroll.getBoundingClientRect();
  for (const sheet of view.stack.children) {
    const place = sheet.getBoundingClientRect();
    if (place.bottom < frame.top) continue;
    if (place.top > frame.bottom) break;
    for (const value of sheet.querySelectorAll(VALUE)) {
      if (value.getBoundingClientRect().top >= frame.top && isWhole(value)) return setRoving(value);
    }
  }
}

function setRoving(value) {
  if (roving && roving !== value) roving.tabIndex = -1;
  roving = value;
  value.tabIndex = 0;
}
