// Next year: its data file made from this one, and what was carried over confirmed one by one.

import { post } from "/static/api.js";
import { buttons, describeError, openDrawer, shownDrawer } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { doJob, fillResult } from "/static/jobs.js";
import { flushed, reload } from "/static/queue.js";
import { on, select, state } from "/static/state.js";
import { t } from "/static/texts.js";

export function openNewYear() {
  const content = openDrawer("new", t("desk.do.new"));
  const go = button(t("desk.new.go"), makeNewYear, { class: "strong" });
  content.append(make("p", { text: t("desk.new.says") }), buttons(go));
  go.focus({ preventScroll: true });
}

function makeNewYear() {
  return doJob("new", {
    title: t("desk.do.new"),
    working: t("desk.new.working"),
    tell(content, result) {
      fillResult(content, result);
      if (!result.year) return;
      offerYear(result.year);
      const open = make("a", {
        class: "button strong",
        href: `/?${new URLSearchParams({ year: result.year })}`,
        text: t("desk.new.open", { year: result.year }),
      });
      content.append(buttons(open));
      open.focus({ preventScroll: true });
    },
  });
}

/** The new year can be chosen at the top too, once the drawer is closed. */
function offerYear(year) {
  const box = document.getElementById("year");
  if (Array.from(box.options).some((option) => option.value === year)) return;
  box.prepend(make("option", { value: year, text: t("desk.year", { year }) }));
  box.hidden = false;
}

const listCarried = () => (state.answer && state.answer.carried) || [];

let notice = null;

/** A button beside the counts as long as something carried over waits to be confirmed. */
export function startCarried(open) {
  notice = button("", open, { class: "tally carried", hidden: true });
  const bar = document.getElementById("counts");
  bar.after(notice);
  const show = () => {
    const n = listCarried().length;
    notice.hidden = !n;
    notice.textContent = t("desk.carried.count", { n });
    if (shownDrawer() === "carried") refill();
  };
  on("data", show);
  show();
}

let content = null;

/** What was carried over, one after the other: it holds, or it is changed in the grid. */
export function openCarried() {
  content = openDrawer("carried", t("desk.carried.title"));
  refill();
}

function refill() {
  const list = listCarried();
  const focused = content.contains(document.activeElement);
  if (!list.length) {
    content.replaceChildren(make("p", { class: "fine", text: t("desk.carried.none") }));
    return;
  }
  content.replaceChildren(
    make("p", { text: t("desk.carried.says", { n: list.length }) }),
    make("ol", { class: "carried" }, list.map(showCarried))
  );
  if (focused) content.querySelector("button").focus({ preventScroll: true });
}

function showCarried(one) {
  const item = make("li", {}, [
    make("b", { text: one.name || "" }),
    make("span", { text: one.text || "" }),
    one.note ? make("em", { text: one.note }) : "",
  ]);
  const confirm = button(t("desk.carried.confirm"), () => confirmOne(one, item), { class: "strong" });
  const change = one.path && button(t("desk.carried.change"), () => select(one.path, "problem"));
  item.append(buttons(confirm, change || null));
  return item;
}

async function confirmOne(one, item) {
  const locked = item.querySelectorAll("button");
  locked.forEach((each) => (each.disabled = true));
  try {
    await flushed();
    await post("do/mark", { line: one.line });
    await reload();
  } catch (error) {
    locked.forEach((each) => (each.disabled = false));
    item.append(describeError(error));
  }
}
