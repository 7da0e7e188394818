// The buttons at the top: what each does, and the menu of those that are needed seldom.

import { openCompare, openReview, openClean, openPdf, openGenerate, openWorkbook } from "/static/reports.js";
import { openAdopt } from "/static/adopt.js";
import { openBookIn } from "/static/book-in.js";
import { startDrawer } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { openCheck, openFindings, startFindings } from "/static/findings.js";
import { openGather } from "/static/gather.js";
import { openHistory } from "/static/history.js";
import { openKeeper } from "/static/keeper.js";
import { openCarried, openNewYear, startCarried } from "/static/new-year.js";
import { state } from "/static/state.js";
import { t } from "/static/texts.js";

/** Name of a text, what the button does, and how wide a window has to be to show it beside the menu. */
function listActions() {
  const { pdf = false } = state.features || {};
  return {
    shown: [
      ["check", openCheck, "wide"],
      ["gaps", () => openFindings("gap"), "wide"],
      ["compare", openCompare, "middling"],
      ["gather", openGather, "middling"],
    ],
    menu: [
      ["review", openReview],
      ["clean", openClean],
      pdf && ["pdf", openPdf],
      ["print", () => window.print()],
      ["history", openHistory],
      ["workbook", () => openWorkbook()],
      ["bookin", openBookIn],
      ["new", openNewYear],
      ["keeper", openKeeper],
      ["adopt", openAdopt],
    ].filter(Boolean),
  };
}

export function startActions() {
  startDrawer();
  startFindings();
  const bar = document.getElementById("actions");
  const { shown, menu } = listActions();
  for (const [name, act, from] of shown) bar.append(makeAction(name, act, `only-${from}`));
  bar.append(makeMenu(shown, menu), makeAction("generate", openGenerate, "strong"));
  startCarried(openCarried);
}

function makeAction(name, act, kind = "") {
  const title = t(`desk.do.${name}.title`);
  return button(t(`desk.do.${name}`), act, { class: kind, title, "data-do": name });
}

/** The menu; in a narrow window the other buttons stand in it too. */
function makeMenu(shown, menu) {
  const list = make("div", { class: "more-list", role: "menu", hidden: true });
  const opener = button(t("desk.do.more"), () => toggle(list.hidden), {
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "data-do": "more",
  });
  const toggle = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) listSeen(list)[0].focus();
  };
  const choose = (act) => () => {
    toggle(false);
    opener.focus();
    act();
  };
  for (const [name, act, from] of shown) list.append(makeItem(name, choose(act), `not-${from}`));
  for (const [name, act] of menu) list.append(makeItem(name, choose(act)));
  const box = make("div", { class: "more" }, [opener, list]);
  box.addEventListener("keydown", (event) => takeMenuKey(event, list, opener, toggle));
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) toggle(false);
  });
  return box;
}

function makeItem(name, act, kind = "") {
  const item = makeAction(name, act, kind);
  item.setAttribute("role", "menuitem");
  item.tabIndex = -1;
  return item;
}

const listSeen = (list) => Array.from(list.children).filter((item) => item.offsetParent);

function takeMenuKey(event, list, opener, toggle) {
  if (list.hidden) {
    if (event.key !== "ArrowDown") return;
    toggle(true);
  } else if (event.key === "Escape") {
    toggle(false);
    opener.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const items = listSeen(list);
    const at = items.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    items[(at + items.length) % items.length].focus();
  } else return;
  event.preventDefault();
}
