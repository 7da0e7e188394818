// For who keeps the template: its fields, ledgers and figures in tables, proven after each change.

import { runJob } from "/static/api.js";
import { buttons, describeError, openDrawer, showWork } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { flushed, reload } from "/static/queue.js";
import { say } from "/static/state.js";
import { t } from "/static/texts.js";

let content = null;
let shown = null;
let busy = false;
const unfolded = new Set();

export function openKeeper() {
  content = openDrawer("keeper", t("desk.do.keeper"));
  shown = null;
  return work("keeper", {});
}

/** Asks the server to do it; what it refuses is told above the tables, which then show what holds. */
async function work(name, body) {
  if (busy) return;
  busy = true;
  const box = content;
  box.querySelectorAll("input, select, button").forEach((each) => (each.disabled = true));
  const wait = showWork(box, t("desk.keeper.working"));
  let trouble = null;
  try {
    await flushed();
    shown = await runJob(name, { template: shown ? shown.template : "", ...body }, wait.tell);
    if (name !== "keeper") {
      await reload();
      say(t("desk.keeper.saved"));
    }
  } catch (error) {
    trouble = describeError(error);
  }
  wait.end();
  busy = false;
  refill(box, trouble);
}

const change = (one) => work("redefine", { digest: shown.digest, changes: [one] });

function refill(box, trouble) {
  box.replaceChildren();
  if (trouble) box.append(trouble);
  if (!shown) return;
  box.append(make("p", { text: t("desk.keeper.says") }));
  const undo = button(t("desk.keeper.undo"), () => work("undo-template", {}));
  undo.disabled = !shown.undo;
  box.append(buttons(undo));
  if (shown.templates.length > 1) box.append(chooseTemplate());
  for (const table of shown.definitions) box.append(showTable(table));
}

function chooseTemplate() {
  const names = shown.templates.map((text) => make("option", { value: text, text }));
  const select = make("select", { "aria-label": t("desk.keeper.template") }, names);
  select.value = shown.template;
  select.addEventListener("change", () => work("keeper", { template: select.value }));
  return make("label", {}, [t("desk.keeper.template"), " ", select]);
}

function showTable(table) {
  const title = table.kind === "value" ? table.title : `${table.title} (${table.count})`;
  const box = make("details", { class: "keeper-table", "data-name": table.name }, [
    make("summary", { text: title }),
  ]);
  box.open = unfolded.has(table.name);
  box.addEventListener("toggle", () => {
    unfolded[box.open ? "add" : "delete"](table.name);
    if (box.open && box.children.length === 1) box.append(fillTable(table));
  });
  if (box.open) box.append(fillTable(table));
  return box;
}

function fillTable(table) {
  const heads = table.columns.map((column) => make("th", { text: column.title }));
  const rows = table.rows.map((cells, row) => showRow(table, cells, row));
  const parts = [make("thead", {}, [make("tr", {}, heads)]), make("tbody", {}, rows)];
  const box = make("div", { class: "keeper-scroll" }, [make("table", { class: "account-table" }, parts)]);
  if (table.kind !== "value") box.append(showAdding(table));
  return box;
}

function showRow(table, cells, row) {
  const tds = table.columns.map((column, at) =>
    make("td", {}, [showCell(table, column, cells[at], { row, name: cells[0], at })])
  );
  if (table.kind !== "value") {
    tds.push(make("td", { class: "keeper-row" }, [...showMoving(table, row), showRemoving(table, row)]));
  }
  return make("tr", {}, tds);
}

function showCell(table, column, text, { row, name, at }) {
  const renames = at === 0 && table.renames;
  if (!column.editable && !renames) return document.createTextNode(text);
  const label = t("desk.keeper.cell", { name, column: column.title });
  const box = column.kind === "yesno" ? makeAnswer(text) : makeInput(column, text);
  box.setAttribute("aria-label", label);
  box.addEventListener("change", () => {
    if (box.value === text) return;
    if (renames) work("rename", { old: text, new: box.value, table: table.name });
    else change({ op: "set", path: makePath(table, row, column), value: box.value, old: text });
  });
  return box;
}

function makePath(table, row, column) {
  if (table.kind === "value") return [table.name];
  return table.kind === "list" ? [table.name, row] : [table.name, row, column.name];
}

const ANSWERS = ["", "\u662f", "\u5426"];

function makeAnswer(text) {
  const box = make("select", {}, ANSWERS.map((each) => make("option", { value: each, text: each })));
  box.value = text;
  return box;
}

function makeInput(column, text) {
  const box = make("input", { type: "text", value: text, autocomplete: "off" });
  box.size = Math.min(Math.max(text.length * 2, 8), 40);
  if (!column.choices.length) return box;
  const id = "keeper-kinds";
  if (!document.getElementById(id)) {
    const list = column.choices.map((value) => make("option", { value }));
    document.body.append(make("datalist", { id }, list));
  }
  box.setAttribute("list", id);
  return box;
}

/** Up and down among the others, which is the order that the grid and the workbook have. */
function showMoving(table, row) {
  const move = (sign, key, to) => {
    const box = button(sign, () => change({ op: "move", ledger: table.name, at: row, to }));
    box.setAttribute("aria-label", t(key));
    box.title = t(key);
    box.disabled = to < 0 || to >= table.count;
    return box;
  };
  return [move("↑", "desk.menu.up", row - 1), move("↓", "desk.menu.down", row + 1)];
}

/** A row is deleted by a second click. */
function showRemoving(table, row) {
  const box = button(t("desk.keeper.remove"), () => {
    if (!box.classList.contains("sure")) {
      box.classList.add("sure");
      box.textContent = t("desk.keeper.sure");
      return;
    }
    change({ op: "remove", ledger: table.name, at: row });
  });
  box.addEventListener("blur", () => {
    box.classList.remove("sure");
    box.textContent = t("desk.keeper.remove");
  });
  return box;
}

function showAdding(table) {
  const [first, second] = table.columns;
  const asked = table.needs ? [first, second] : [first];
  const boxes = asked.map((column) => {
    const box = make("input", { type: "text", placeholder: column.title, autocomplete: "off" });
    box.setAttribute("aria-label", column.title);
    return box;
  });
  const add = () => {
    const values = {};
    asked.forEach((column, at) => (values[column.name] = boxes[at].value));
    if (!boxes[0].value.trim()) boxes[0].focus();
    else change({ op: "insert", ledger: table.name, at: table.count, values });
  };
  return buttons(...boxes, button(t("desk.keeper.add"), add));
}
