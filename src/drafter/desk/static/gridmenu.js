// The menu at a cell, the menu at a column's head, and the buttons below the grid.

import { clearCells, copied, fillDown } from "/static/cellops.js";
import { button, make } from "/static/dom.js";
import { editorField, openEditor } from "/static/editor.js";
import { openFind } from "/static/find.js";
import { columnAt, editable, selectedRows, sortBy, textAt, view } from "/static/gridstate.js";
import { closePopup, openPopup } from "/static/popup.js";
import { addRow, duplicateRows, insertRows, moveRows, removeRows, unsort } from "/static/rowops.js";
import { t } from "/static/texts.js";

/** What can be done at a cell: key of its text, its own keys, the deed, whether it changes data. */
const DEEDS = [
  ["desk.menu.edit", "F2", () => openEditor(textAt(), false), true],
  ["desk.menu.copy", "Ctrl+C", copySelection, false],
  ["desk.menu.fill", "Ctrl+D", fillDown, true],
  ["desk.menu.clear", "Delete", clearCells, true],
  null,
  ["desk.menu.insert", "Ctrl++", insertRows, true],
  ["desk.menu.duplicate", "Ctrl+Enter", duplicateRows, true],
  ["desk.menu.remove", "Ctrl+-", removeRows, true],
  ["desk.menu.up", "Alt+↑", () => moveRows(-1), true],
  ["desk.menu.down", "Alt+↓", () => moveRows(1), true],
  null,
  ["desk.menu.find", "Ctrl+F", openFind, false],
];

function copySelection() {
  navigator.clipboard.writeText(copied());
}

export function openMenu(left, top) {
  const items = DEEDS.map((deed) => {
    if (!deed) return make("hr");
    const [key, keys, act, changes] = deed;
    return item(t(key), keys, act, changes && !editable());
  });
  show(items, { left, top, bottom: top });
}

/** How a column is sorted, for looking only. */
export function openHeadMenu(index, rectangle) {
  const { name } = columnAt(index);
  const items = [
    item(t("desk.sort.up"), "", () => sortBy(name, false)),
    item(t("desk.sort.down"), "", () => sortBy(name, true)),
    item(t("desk.sort.none"), "", unsort, !view.sort),
    make("p", { text: t("desk.sort.note") }),
  ];
  show(items, rectangle);
}

function item(text, keys, act, disabled = false) {
  const inside = [make("span", { text }), make("kbd", { text: keys })];
  const element = make("button", { type: "button", role: "menuitem", disabled }, inside);
  element.addEventListener("click", () => {
    closeMenu();
    act();
  });
  return element;
}

function closeMenu() {
  closePopup();
  editorField().focus({ preventScroll: true });
}

function show(items, rectangle) {
  const menu = make("div", { class: "menu", role: "menu" }, items);
  openPopup(menu, rectangle);
  const usable = items.filter((each) => each.tagName === "BUTTON" && !each.disabled);
  if (usable.length) usable[0].focus();
  menu.addEventListener("keydown", (event) => {
    const now = usable.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) usable[(now + step + usable.length) % usable.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") closeMenu();
    else return;
    event.preventDefault();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget)) closePopup();
  });
}

function named(key) {
  return { "aria-label": t(key), title: t(key) };
}

/** The buttons below the grid. */
export function makeTools() {
  const back = (act) => () => {
    act();
    editorField().focus({ preventScroll: true });
  };
  const count = make("span", { class: "count", role: "status" });
  const buttons = [
    button(t("desk.tool.add"), back(addRow), { class: "strong" }),
    button(t("desk.tool.insert"), back(insertRows), { title: t("desk.menu.insert") }),
    button(t("desk.tool.duplicate"), back(duplicateRows)),
    button(t("desk.tool.remove"), back(removeRows), { title: t("desk.menu.remove") }),
    button("↑", back(() => moveRows(-1)), named("desk.menu.up")),
    button("↓", back(() => moveRows(1)), named("desk.menu.down")),
    button(t("desk.tool.find"), openFind, { title: "Ctrl+F" }),
  ];
  const element = make("div", { class: "tools", role: "toolbar", "aria-label": t("desk.tools") });
  element.append(...buttons);
  const update = () => {
    buttons.slice(0, 6).forEach((each, index) => {
      each.disabled = !editable() || (index > 0 && !selectedRows().length);
    });
    const chosen = selectedRows().length;
    const key = chosen > 1 ? "desk.count.chosen" : "desk.count";
    count.textContent = t(key, { n: view.rows.length, chosen });
  };
  return { element, count, update };
}
