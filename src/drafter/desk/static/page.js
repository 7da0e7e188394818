// The page pane: the report as it will be, sheet by sheet, and how it follows what is typed.

import { get, tab } from "/static/api.js";
import { make } from "/static/dom.js";
import { startBusy, tellBusy, tellMeasured } from "/static/page-busy.js";
import { underlineFindings } from "/static/page-findings.js";
import { paginate } from "/static/page-flow.js";
import { measure, pieces, takeAnswer } from "/static/page-pieces.js";
import { showPages } from "/static/page-sheets.js";
import { startValues, tellValues } from "/static/page-values.js";
import { light, startView, tellView } from "/static/page-view.js";
import { emit, on, state } from "/static/state.js";
import { t } from "/static/texts.js";

const MOST_LIT = 60; // pieces: with more, it is another template or year, and all of it is new
const STEP = 250; // pieces: a layout of some hundredths of a second
const ANCHORS = 30; // pieces in sight of which one most likely stays

export const view = { pane: null, scroll: null, stack: null, said: null };

let early = null;

/** Asks for the first page while the rest of the desk is being put together. */
export function askPage() {
  early = get("page", { tab });
  early.catch(() => {}); // startPage hears of it
}

/** Builds the pane and shows the first page; resolves when it stands. */
export async function startPage() {
  view.pane = document.getElementById("page");
  view.scroll = make("div", { class: "page-scroll" });
  view.stack = make("div", { class: "page-stack sheet" });
  view.said = make("p", { class: "page-said", role: "status", hidden: true });
  view.scroll.append(make("div", { class: "page-room" }, [view.stack]));
  startView(view);
  view.pane.append(view.said, view.scroll);
  startBusy(view);
  startValues(view);
  on("server:page", showAnswer);
  on("problems", underline);
  on("reached", catchUp);
  try {
    await showAnswer(await (early || get("page", { tab })));
  } catch (error) {
    tellBusy({ failed: true });
    view.said.hidden = false;
    view.said.textContent = error.problem ? error.message : t("desk.job.away");
  }
}

let turn = Promise.resolve();

/** Shows an answer after those that came before it. */
export function showAnswer(answer) {
  turn = turn.then(() => show(answer)).catch((error) => console.error(error));
  return turn;
}

async function show(given) {
  const answer = await makeFit(given);
  if (!answer) return;
  await loadStyle(answer.frame);
  const first = !pieces.version;
  const fresh = takeAnswer(answer);
  tellState(answer);
  if (!pieces.frame || !pieces.order.length) {
    view.stack.replaceChildren();
    tellBusy();
    return;
  }
  await draw(fresh);
  tellBusy();
  if (!first) flash(fresh);
  emit("page", { fresh: fresh.map((one) => one.piece.key), first });
}

/** Says where the page is not what the data say: they have errors that give none. */
function tellState({ stale = false }) {
  const text = stale ? t("desk.page.stale") : pieces.order.length ? "" : t("desk.page.none");
  view.said.hidden = !text;
  view.said.textContent = text;
}

/** An answer that can be put on what is shown: another one is asked for where one was missed. */
async function makeFit(answer) {
  if (!answer.from || answer.from === pieces.version) return answer;
  if (answer.version === pieces.version) return null; // asked for meanwhile
  const missed = await get("page", { tab, have: pieces.version });
  return !missed.from || missed.from === pieces.version ? missed : get("page", { tab });
}

/** Asks for what was missed while the server was out of reach. */
async function catchUp() {
  if (!pieces.version) return;
  try {
    await showAnswer(await get("page", { tab, have: pieces.version }));
  } catch (error) {
    // The bar at the top says that the server is away; the next `reached` asks again.
  }
}

let styles = null;

/** The looks of this frame, loaded before anything is measured. Rules only come, none changes, so
    what was measured stays right. */
function loadStyle(frame) {
  if (!frame) return null;
  const href = `/page.css?${new URLSearchParams({ year: state.year, v: frame.css })}`;
  if (styles && styles.getAttribute("href") === href) return null;
  return new Promise((resolve) => {
    const link = make("link", { rel: "stylesheet", href });
    const done = () => {
      if (styles) styles.remove();
      styles = link;
      resolve();
    };
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    document.head.append(link);
  });
}

/** Lays out what is new, and shows it; what is looked at stays where it is. */
async function draw(fresh) {
  const heirs = new Map();
  for (const { piece, before } of fresh) if (before) heirs.set(before.key, piece.key);
  await measureInSteps(listUnmeasured(fresh));
  const focus = keepFocus();
  const anchors = findAnchors();
  showPages(view.stack, paginate());
  underline();
  tellView(view);
  restoreAnchor(anchors);
  tellValues(heirs);
  restoreFocus(focus, heirs);
}

/** Underlines what was found on this page; of another one it would be under other words. */
function underline() {
  if (state.problemsDigest === pieces.digest) underlineFindings(state.problems);
}

/** Measures a long report in steps, so that its first page is seen at once and keys are answered. */
async function measureInSteps(fresh) {
  const list = Array.from(fresh);
  for (let at = 0; at < list.length; at += STEP) {
    measure(list.slice(at, at + STEP));
    if (at + STEP >= list.length) break;
    if (!view.stack.children.length) {
      showPages(view.stack, paginate());
      tellView(view);
    }
    tellMeasured(at + STEP, list.length);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What is new, and the rows of a table whose columns are. */
function listUnmeasured(fresh) {
  const list = new Set(fresh.map((one) => one.piece));
  const tables = new Set();
  for (const piece of list) if (piece.kind === "table") tables.add(piece.key);
  for (const piece of pieces.order) {
    if (piece.kind === "row" && tables.has(piece.table)) list.add(piece);
  }
  return list;
}

/** The pieces in sight, from the top, and how far each stands from there. */
function findAnchors() {
  const frame = view.scroll.getBoundingClientRect();
  const found = [];
  for (const paper of view.stack.children) {
    if (paper.getBoundingClientRect().bottom <= frame.top) continue;
    if (paper.getBoundingClientRect().top >= frame.bottom) break;
    for (const box of paper.body.querySelectorAll("[data-key]:not(.twin)")) {
      const place = box.getBoundingClientRect();
      if (place.bottom > frame.top) found.push({ key: box.dataset.key, offset: place.top - frame.top });
      if (found.length >= ANCHORS) return found;
    }
  }
  return found;
}

function restoreAnchor(anchors) {
  const anchor = anchors.find(({ key }) => pieces.byKey.has(key));
  if (!anchor) return;
  const { el } = pieces.byKey.get(anchor.key);
  const top = view.scroll.getBoundingClientRect().top;
  const moved = el.getBoundingClientRect().top - top - anchor.offset;
  if (el.isConnected && Math.abs(moved) >= 1) view.scroll.scrollTop += moved;
}

function keepFocus() {
  const value = document.activeElement;
  if (!value || !view.stack.contains(value)) return null;
  const box = value.closest("[data-key]");
  return box && { value, key: box.dataset.key, n: value.dataset.v };
}

function restoreFocus(focus, heirs) {
  if (!focus || document.activeElement === focus.value) return;
  const piece = pieces.byKey.get(focus.key) || pieces.byKey.get(heirs.get(focus.key));
  const value = piece && piece.el.querySelector(`[data-v="${focus.n}"]`);
  if (value) value.focus({ preventScroll: true });
}

/** Lights up what changed: the values that say something else, or the whole piece. */
function flash(fresh) {
  if (fresh.length > MOST_LIT) return;
  for (const { piece, before } of fresh) {
    if (!piece.el || piece.kind === "table" || piece.kind === "end") continue;
    const values = before ? listChanged(piece, before) : [];
    for (const element of values.length ? values : [piece.el]) light(element);
  }
}

function listChanged(piece, before) {
  if (before.texts.length !== piece.texts.length) return [];
  const values = Array.from(piece.el.querySelectorAll("i[data-v]"));
  return values.filter(({ dataset: { v } }) => before.texts[v] !== piece.texts[v]);
}
