// What is wrong or lacking: the counts that are always in sight, and the lists they open.

import { button, make } from "/static/dom.js";
import { describeError, openDrawer, setDrawerTitle, showWork, shownDrawer } from "/static/dialogs.js";
import { runJob } from "/static/api.js";
import { findPiece } from "/static/page-findings.js";
import { bringIntoSight, light } from "/static/page-view.js";
import { view } from "/static/page.js";
import { showView } from "/static/panes.js";
import { flushed } from "/static/queue.js";
import { on, select, state } from "/static/state.js";
import { t } from "/static/texts.js";

/** Kinds in order of weight: what the server calls them. */
const KINDS = ["error", "gap", "warning", "hint"];
const FIRST = 200; // so many of a kind are listed; nobody reads more

export function startFindings() {
  const bar = document.getElementById("counts");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", t("desk.counts"));
  const show = () => {
    showCounts(bar);
    if (shownDrawer() === "findings") refill();
  };
  on("problems", show);
  on("data", show);
  show();
}

/** What is wrong now: a file that cannot be read hides what was found in it before. */
function listProblems() {
  const { broken } = state.answer || {};
  return broken ? [broken] : state.problems || [];
}

export function groupProblems(problems) {
  const groups = new Map(KINDS.map((kind) => [kind, []]));
  for (const problem of problems) (groups.get(problem.severity) || groups.get("hint")).push(problem);
  return groups;
}

function showCounts(bar) {
  const groups = groupProblems(listProblems());
  const list = [];
  for (const [kind, problems] of groups) {
    if (!problems.length) continue;
    const text = t(`desk.count.${kind}`, { n: problems.length });
    list.push(button(text, () => openFindings(kind), { class: `tally ${kind}` }));
  }
  if (!list.length) list.push(make("span", { class: "tally fine", text: t("desk.count.none") }));
  const words = (nodes) => nodes.map((node) => node.textContent).join();
  if (words(list) !== words(Array.from(bar.children))) bar.replaceChildren(...list);
}

let content = null;
let only = "";

/** Opens the list; kind: only that kind ("" for all). */
export function openFindings(kind = "") {
  only = kind;
  content = openDrawer("findings", t(only ? `desk.list.${only}` : "desk.list.all"));
  refill();
}

/** Asks for the whole check, then lists what it says. */
export async function openCheck() {
  openFindings();
  const box = content;
  const work = showWork(box, t("desk.check.working"));
  try {
    await flushed();
    const result = await runJob("check", {}, work.tell);
    work.end();
    if (content === box && shownDrawer() === "findings") refill(result.problems);
  } catch (error) {
    work.end();
    box.prepend(describeError(error));
  }
}

/** Lists the problems; where they are those listed already, nothing moves under the pointer. */
function refill(problems = listProblems()) {
  const signature = JSON.stringify([only, problems.map((one) => [one.code, one.message, one.path])]);
  if (content.signature === signature) return;
  content.signature = signature;
  const groups = groupProblems(problems);
  const kinds = KINDS.filter((kind) => (!only || kind === only) && groups.get(kind).length);
  const lists = kinds.map((kind) => listKind(kind, groups.get(kind)));
  if (!lists.length) lists.push(make("p", { class: "fine", text: t("desk.list.none") }));
  setDrawerTitle(t(only && kinds.length ? `desk.list.${only}` : "desk.list.all"));
  if (only && problems.length > (groups.get(only) || []).length) {
    lists.push(button(t("desk.list.show.all"), () => openFindings()));
  }
  content.replaceChildren(...lists);
}

function listKind(kind, problems) {
  const items = problems.slice(0, FIRST).map((problem) => make("li", {}, [describeItem(problem)]));
  if (problems.length > FIRST) {
    items.push(make("li", { text: t("desk.list.more", { n: problems.length - FIRST }) }));
  }
  return make("section", { class: `findings ${kind}` }, [
    make("h3", { text: t(`desk.count.${kind}`, { n: problems.length }) }),
    make("ol", {}, items),
  ]);
}

/** A problem as a line of a list: a button where it leads to its cell or its place on the page. */
export function describeItem(problem) {
  const leads = problem.path || problem.paragraph;
  const name = `finding-item ${problem.severity}`;
  const box = leads
    ? button("", () => goTo(problem), { class: name })
    : make("div", { class: name });
  box.append(make("span", { class: "problem-says", text: problem.message }));
  const place = describePlace(problem);
  if (place) box.append(make("span", { class: "problem-place", text: place }));
  if (problem.cure) box.append(make("span", { class: "problem-cure", text: problem.cure }));
  return box;
}

/** Where it is, as a clerk finds it: the ledger, which record, which column. */
function describePlace({ path, place = "" }) {
  const ledger = path && state.byName.get(path[0]);
  if (!ledger) return place;
  const [, at, name] = path;
  const column = ledger.columns.find((each) => each.name === name);
  const words = [ledger.title || ledger.name];
  if (typeof at === "number") words.push(t("desk.list.record", { n: at + 1 }));
  if (column && column.name) words.push(column.title || column.name);
  return words.join(" ");
}

/** Goes to the cell of a problem, or to its place on the page. */
export function goTo(problem) {
  if (problem.path && problem.path.length) {
    select(problem.path, "problem");
    return;
  }
  const piece = findPiece(problem.paragraph);
  if (!piece) return;
  showView("page");
  const marks = piece.el.querySelectorAll(`u[data-f="${CSS.escape(problem.code)}"]`);
  const target = marks[0] || piece.el;
  bringIntoSight(view, target);
  light(target);
}
