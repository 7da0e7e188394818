// The list at the left: the single values, and each ledger with its count and what is wrong in it.

import { make, setText } from "/static/dom.js";
import { emit, on, state } from "/static/state.js";
import { t } from "/static/texts.js";
import { showView } from "/static/panes.js";

/** Where the single values stand in the list: no ledger has an empty name. */
export const FORM = "";

export function startLedgers() {
  on("data", draw);
  on("problems", draw);
  on("opened", draw);
}

/** Puts a ledger (or the form of single values) into the middle. */
export function openLedger(name) {
  if (state.open === name && state.opened) return;
  state.open = name;
  state.opened = true;
  emit("opened", name);
}

function entries() {
  const form = state.ledgers.filter((ledger) => ledger.kind !== "ledger");
  const list = state.ledgers.filter((ledger) => ledger.kind === "ledger");
  const all = list.map((ledger) => ({
    name: ledger.name,
    title: ledger.title || ledger.name,
    help: ledger.help || "",
    count: ledger.rows.length,
    wrong: countWrong(ledger),
  }));
  if (!form.length) return all;
  const wrong = form.reduce((sum, ledger) => sum + countWrong(ledger), 0);
  return [{ name: FORM, title: t("desk.form"), count: "", wrong }, ...all];
}

/** Errors and gaps count; a hint is no fault. */
function countWrong(ledger) {
  const own = state.problems.filter(({ path }) => path && path[0] === ledger.name);
  return own.filter(({ severity }) => severity === "error" || severity === "gap").length;
}

function draw() {
  const box = document.getElementById("ledgers");
  const all = entries();
  const first = all.find((each) => each.name !== FORM) || all[0];
  if (!state.opened && first) openLedger(first.name);
  while (box.children.length > all.length) box.lastChild.remove();
  while (box.children.length < all.length) box.append(makeEntry());
  all.forEach((entry, index) => fill(box.children[index], entry));
}

function makeEntry() {
  const entry = make("button", { type: "button", class: "ledger" }, [
    make("span", { class: "name" }),
    make("span", { class: "wrong" }),
    make("span", { class: "count" }),
  ]);
  entry.addEventListener("click", () => {
    openLedger(entry.dataset.name);
    showView("middle");
    emit("focus");
  });
  entry.addEventListener("keydown", (event) => {
    const next = { ArrowDown: entry.nextSibling, ArrowUp: entry.previousSibling }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  return entry;
}

function fill(element, { name, title, help = "", count, wrong }) {
  const [shownName, shownWrong, shownCount] = element.children;
  element.dataset.name = name;
  shownName.title = help;
  element.classList.toggle("open", name === state.open);
  if (name === state.open) element.setAttribute("aria-current", "true");
  else element.removeAttribute("aria-current");
  setText(shownName, title);
  setText(shownCount, String(count));
  setText(shownWrong, wrong ? String(wrong) : "");
  shownWrong.title = wrong ? t("desk.ledger.wrong", { n: wrong }) : "";
  shownCount.title = count === "" ? "" : t("desk.ledger.count", { n: count });
}
