// The list of choices at a cell: typing narrows it, arrows go through it.

import { make } from "/static/dom.js";
import { closePopup, openPopup, popup } from "/static/popup.js";
import { t } from "/static/texts.js";

let list = null;

/** Opens the list; `pick` gets what is chosen with the mouse. */
export function openChoices(options, now, rectangle, pick) {
  const element = make("div", { class: "choices", role: "listbox", id: "choices" });
  list = { element, options, pick, at: options.indexOf(now), shown: options, typed: "" };
  openPopup(element, rectangle);
  draw();
}

export function closeChoices() {
  if (list) closePopup();
  list = null;
}

export function choicesOpen() {
  return list !== null && popup() === list.element;
}

/** Shows the choices in which the letters typed stand; those that begin with them come first. */
export function filterChoices(typed) {
  if (!list) return;
  const text = typed.trim();
  const having = list.options.filter((option) => option.includes(text));
  having.sort((a, b) => Number(b.startsWith(text)) - Number(a.startsWith(text)));
  list.typed = text;
  list.shown = text ? having : list.options;
  list.at = text ? 0 : -1;
  draw();
}

/** Goes up or down the list; gives what stands marked then. */
export function moveChoice(step) {
  const count = list.shown.length;
  if (!count) return list.typed;
  list.at = (Math.max(list.at, step < 0 ? 0 : -1) + step + count) % count;
  draw();
  return list.shown[list.at];
}

/** What Enter takes: the marked choice, else what was typed. */
export function chosenText(typed) {
  if (!list || list.shown.includes(typed)) return typed;
  const option = list.shown[list.at];
  return option === undefined ? typed : option;
}

function draw() {
  const items = list.shown.map((option, index) => {
    const item = make("div", {
      class: index === list.at ? "option at" : "option",
      role: "option",
      id: `choice-${index}`,
      "aria-selected": String(index === list.at),
      text: option || t("desk.choice.none"),
    });
    item.addEventListener("click", () => list.pick(option));
    return item;
  });
  if (!items.length) {
    const text = t("desk.choice.unknown", { text: list.typed });
    items.push(make("div", { class: "none", text }));
  }
  list.element.replaceChildren(...items);
  const at = list.element.children[list.at];
  if (at) at.scrollIntoView({ block: "nearest" });
}
