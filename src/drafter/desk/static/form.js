// The single values of the year as a form: each stored when one leaves its field.

import { make, setAttribute, setClass, setText } from "/static/dom.js";
import { said, titleOf, worst } from "/static/gridpaint.js";
import { newId, pathOf } from "/static/model.js";
import { edit, redo, undo } from "/static/queue.js";
import { select, state } from "/static/state.js";
import { t } from "/static/texts.js";

const PAUSE_MS = 700;

export function makeForm() {
  const element = make("form", { class: "form", hidden: true, autocomplete: "off" });
  element.addEventListener("submit", (event) => event.preventDefault());
  const fields = new Map();
  const update = () => {
    const ledgers = state.ledgers.filter((ledger) => ledger.kind !== "ledger");
    const places = ledgers.flatMap((ledger) => ledger.columns.map((column) => [ledger, column]));
    const keys = places.map(([ledger, column]) => keyOf(ledger.name, column.name));
    if (keys.join("\n") !== Array.from(fields.keys()).join("\n")) {
      fields.clear();
      places.forEach((place, index) => fields.set(keys[index], makeField(...place)));
      element.replaceChildren(...Array.from(fields.values(), (field) => field.element));
    }
    for (const field of fields.values()) field.update();
  };
  const find = (name, column = "") => {
    const all = Array.from(fields.values());
    return fields.get(keyOf(name, column)) || all.find((field) => field.name === name);
  };
  const focus = (name, column) => {
    const field = name ? find(name, column) : Array.from(fields.values())[0];
    if (field) field.input.focus();
  };
  const mark = (name) => {
    update();
    const field = find(name);
    if (field) field.element.scrollIntoView({ block: "nearest" });
  };
  return { element, update, focus, mark };
}

function keyOf(name, column) {
  return `${name}\u0001${column}`;
}

function makeField({ name }, column) {
  const ledger = () => state.byName.get(name);
  const input = makeInput(ledger(), column);
  const id = `value-${newId()}`;
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-help`);
  const title = ledger().title || name;
  const isPart = ledger().kind === "record";
  const inside = isPart ? t("desk.form.part", { title, name: titleOf(column) }) : "";
  const label = make("label", { for: id, text: inside || titleOf({ ...column, title }) });
  if (column.required) {
    label.append(make("b", { class: "required", text: "*", title: t("desk.required") }));
  }
  const help = make("p", { class: "help", id: `${id}-help` });
  const element = make("div", { class: "field" }, [label, input, help]);
  const field = { element, input, name, ledger, column, old: "", timer: 0, composing: false };
  listen(field);
  field.update = () => updateField(field, help);
  return field;
}

function makeInput(ledger, column) {
  const readOnly = Boolean(ledger.source) || !column.editable;
  if (column.choices.length || column.kind === "yesno") {
    const options = column.choices.length ? column.choices : t("desk.yesno").split(" ");
    const all = ["", ...options];
    const none = t("desk.choice.none");
    const items = all.map((value) => make("option", { value, text: value || none }));
    return make("select", { disabled: readOnly }, items);
  }
  if (ledger.kind === "list") return make("textarea", { rows: "4", readOnly });
  if (column.kind === "text") return make("textarea", { rows: "1", readOnly });
  const mode = column.kind === "integer" ? "numeric" : "text";
  return make("input", { type: "text", inputmode: mode, readOnly });
}

function textOf(ledger, column) {
  return ledger.rows.map((row) => row.cells[ledger.at.get(column.name)] || "").join("\n");
}

/** What the server says is shown, but never over what is being typed. */
function updateField(field, help) {
  const { input, element, column } = field;
  const ledger = field.ledger();
  if (!ledger) return;
  const text = textOf(ledger, column);
  if (document.activeElement !== input || input.value === field.old) {
    showValue(input, text);
    field.old = text;
  }
  const problems = ledger.rows.flatMap((row) => {
    const byColumn = state.problemsAt.get(row.id);
    return (byColumn && byColumn.get(column.name)) || [];
  });
  const isMarked = ledger.rows.some((row) => state.marked.ids.has(row.id));
  const lacks = column.required && !text ? " gap" : "";
  const kind = problems.length ? ` ${worst(problems)}` : lacks;
  setClass(element, `field${kind}${isMarked ? " marked" : ""}`);
  setAttribute(input, "aria-invalid", problems.length ? "true" : null);
  const how = ledger.kind === "list" ? t("desk.how.list.form") : t(`desk.how.${column.kind}`);
  const hint = column.help || ledger.help || how;
  setText(help, problems.length ? said(problems) : hint);
}

/** A value that is none of the choices stays to be seen in the list of them. */
function showValue(input, text) {
  const options = Array.from(input.options || []);
  if (input.tagName === "SELECT" && !options.some(({ value }) => value === text)) {
    input.append(make("option", { value: text, text }));
  }
  if (input.value !== text) input.value = text;
  fit(input);
}

function fit(input) {
  if (input.tagName !== "TEXTAREA") return;
  input.style.height = "";
  if (input.scrollHeight) input.style.height = `${Math.min(320, input.scrollHeight + 2)}px`;
}

function listen(field) {
  const { input, column } = field;
  const later = () => {
    clearTimeout(field.timer);
    field.timer = setTimeout(() => store(field), PAUSE_MS);
  };
  input.addEventListener("compositionstart", () => {
    field.composing = true;
    clearTimeout(field.timer);
  });
  input.addEventListener("compositionend", () => {
    field.composing = false;
    later();
  });
  input.addEventListener("input", () => {
    fit(input);
    if (!field.composing) later();
  });
  input.addEventListener("change", () => store(field));
  input.addEventListener("blur", () => store(field));
  input.addEventListener("focus", () => select(pathOf(field.ledger(), 0, column.name), "form"));
  input.addEventListener("keydown", (event) => keys(field, event));
}

function keys(field, event) {
  if (event.isComposing || event.keyCode === 229) return;
  const isList = field.ledger().kind === "list";
  const key = event.key.toLowerCase();
  if (key === "enter" && !isList && !event.altKey) store(field);
  else if (key === "escape") field.input.value = field.old;
  else if (event.ctrlKey && key === "z" && field.input.value === field.old) undo();
  else if (event.ctrlKey && key === "y" && field.input.value === field.old) redo();
  else return;
  event.preventDefault();
}

function store(field) {
  clearTimeout(field.timer);
  const { input, old, composing, column } = field;
  const ledger = field.ledger();
  const text = input.value.trim();
  if (composing || text === old.trim() || input.readOnly) return;
  field.old = input.value;
  const label = t("desk.did.set", { name: ledger.title || ledger.name });
  if (ledger.kind === "list") edit(lineChanges(ledger, text), label);
  else if (ledger.rows.length) {
    const { id } = ledger.rows[0];
    edit([{ op: "set", ledger: ledger.name, id, column: column.name, value: text, old }], label);
  }
}

/** A line of the box is an item of the list. */
function lineChanges(ledger, text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const column = ledger.columns[0].name;
  const { name, rows } = ledger;
  const changes = [];
  lines.forEach((value, index) => {
    const row = rows[index];
    if (!row) {
      const values = { [column]: value };
      changes.push({ op: "insert", ledger: name, id: newId(), before: null, values });
    } else if (row.cells[0] !== value) {
      changes.push({ op: "set", ledger: name, id: row.id, column, value, old: row.cells[0] });
    }
  });
  for (const { id } of rows.slice(lines.length)) changes.push({ op: "remove", ledger: name, id });
  return changes;
}
