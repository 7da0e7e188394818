// Looking for words in the ledger that is open.

import { button, make, setText } from "/static/dom.js";
import { editorField } from "/static/editor.js";
import { moveTo, view } from "/static/gridstate.js";
import { emit } from "/static/state.js";
import { t } from "/static/texts.js";

let bar = null;
let field = null;
let count = null;

export function makeFind() {
  const label = t("desk.find");
  field = make("input", { type: "search", "aria-label": label, placeholder: label });
  count = make("span", { role: "status" });
  bar = make("div", { class: "find", role: "search", hidden: true }, [
    field,
    button(t("desk.find.before"), () => go(-1)),
    button(t("desk.find.next"), () => go(1)),
    count,
    button(t("desk.close"), closeFind),
  ]);
  field.addEventListener("input", () => {
    view.found = field.value.trim().toLowerCase();
    go(0);
  });
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") closeFind();
    else if ((event.key === "Enter" && event.target === field) || event.key === "F3") {
      go(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
  });
  return bar;
}

export function openFind() {
  bar.hidden = false;
  view.found = field.value.trim().toLowerCase();
  field.focus();
  field.select();
  emit("moved");
}

export function closeFind() {
  if (bar.hidden) return;
  bar.hidden = true;
  view.found = "";
  count.textContent = "";
  emit("moved");
  editorField().focus({ preventScroll: true });
}

function hits() {
  const places = [];
  view.rows.forEach((row, at) => {
    row.cells.forEach((text, column) => {
      if (text.toLowerCase().includes(view.found)) places.push([at, column]);
    });
  });
  return places;
}

/** To the next hit from where one is, round the end; step 0 stays on a hit. */
function go(step) {
  const places = view.found ? hits() : [];
  const here = view.row * 1000 + view.column;
  const order = places.map(([row, column]) => row * 1000 + column);
  const isNext = (at) => (step ? at > here : at >= here);
  let next = step < 0 ? lastBefore(order, here) : order.findIndex(isNext);
  if (next < 0) next = step < 0 ? order.length - 1 : 0;
  if (places.length) moveTo(...places[next]);
  else emit("moved");
  field.focus();
  const values = { n: next + 1, all: places.length };
  if (!view.found) setText(count, "");
  else setText(count, t(places.length ? "desk.find.at" : "desk.find.none", values));
}

function lastBefore(order, here) {
  let last = -1;
  order.forEach((at, index) => {
    if (at < here) last = index;
  });
  return last;
}
