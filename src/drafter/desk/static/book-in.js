// Excel workbooks that came back: taken into the data one after the other, told and decided here.

import { buttons, openDrawer } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { doJob, fillResult } from "/static/jobs.js";
import { addPicker } from "/static/picker.js";
import { edit, flushed, reload } from "/static/queue.js";
import { state } from "/static/state.js";
import { t } from "/static/texts.js";

const chosen = [];

export function openBookIn() {
  addPicker(openDrawer("bookin", t("desk.do.bookin")), {
    chosen,
    ending: ".xlsx",
    name: "bookin",
    refusal: "desk.bookin.not.book",
    go: bringIn,
  });
}

async function bringIn() {
  const form = new FormData();
  for (const { file } of chosen) form.append("files", file, file.name);
  const result = await doJob("bookin", {
    title: t("desk.do.bookin"),
    working: t("desk.bookin.working"),
    body: form,
    tell: showBooks,
  });
  if (result) chosen.length = 0;
}

async function showBooks(content, { books = [] }) {
  await reload();
  for (const book of books) {
    const box = make("section", { class: "book" }, [make("h3", { text: book.name })]);
    for (const conflict of book.conflicts || []) box.append(showConflict(conflict));
    fillResult(box, { lines: book.lines, problems: book.problems });
    content.append(box);
  }
  content.append(buttons(button(t("desk.bookin.more"), openBookIn)));
}

/** A value that was changed here and in the workbook: one of them holds. */
function showConflict(conflict) {
  const { where } = conflict;
  const settle = (value) => {
    const text = t("desk.bookin.took", { where, value });
    box.replaceChildren(make("p", { class: "account", text }));
  };
  const take = async () => {
    edit([makeChange(conflict)], t("desk.did.set", { name: where }));
    await flushed();
    settle(conflict.filled);
  };
  const box = make("div", { class: "conflict" }, [
    make("p", { text: t("desk.bookin.conflict", conflict) }),
    buttons(
      button(t("desk.bookin.mine"), () => settle(conflict.there)),
      button(t("desk.bookin.theirs"), take, { class: "strong" })
    ),
  ]);
  return box;
}

function makeChange({ path, value }) {
  const ledger = state.byName.get(path[0]);
  const isRow = typeof path[1] === "number";
  const row = ledger.rows[isRow ? path[1] : 0];
  const column = isRow ? path[2] : path[1] || ledger.columns[0].name;
  const old = row.cells[ledger.at.get(column)] || "";
  return { op: "set", ledger: path[0], id: row.id, column, value, old };
}
