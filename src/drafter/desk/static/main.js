// Starts the desk: asks for the year, puts the parts together, hands on what the server tells.

import { startActions } from "/static/actions.js";
import { get, openEvents, sayFarewell } from "/static/api.js";
import { button, make, setText } from "/static/dom.js";
import { isEditing } from "/static/editor.js";
import { startBars } from "/static/bars.js";
import { startGrid } from "/static/grid.js";
import { startLedgers } from "/static/ledgers.js";
import { askPage, startPage } from "/static/page.js";
import {
  comeBack, countPending, readProblems, redo, reload, resume, takeOutside, undo,
} from "/static/queue.js";
import { emit, on, say, setSaved, state } from "/static/state.js";
import { fillTexts, setTexts, t } from "/static/texts.js";
import { startPanes } from "/static/panes.js";

const find = (id) => document.getElementById(id);

async function start() {
  const asked = new URLSearchParams(location.search).get("year") || "";
  state.year = asked;
  const answer = await get("start");
  setTexts(answer.texts);
  Object.assign(state, { ...answer, start: answer });
  askPage();
  document.documentElement.lang = answer.lang === "en" ? "en" : "zh-CN";
  fillTexts(document);
  showYears(answer);
  startSaved();
  startHistory();
  startNotice();
  startSaveKey();
  startPanes();
  startLedgers();
  startGrid();
  // After the grid: a bar says how it is sorted now.
  startBars();
  await reload();
  resume();
  listen();
  startPage();
  startActions();
  document.body.dataset.ready = "yes";
}

function listen() {
  let lost = false;
  on("server:data", takeOutside);
  on("server:problems", readProblems);
  on("lost", () => {
    lost = true;
    setSaved("away");
  });
  on("reached", () => {
    if (lost) comeBack().catch(() => {});
    lost = false;
  });
  addEventListener("pagehide", sayFarewell);
  addEventListener("beforeunload", (event) => {
    if (!countPending() && !isEditing()) return;
    event.preventDefault();
    // What Chromium before 119 asks for.
    event.returnValue = "";
  });
  openEvents();
}

function showYears({ years, year }) {
  const box = find("year");
  for (const each of years) {
    const option = make("option", { value: each.name, text: t("desk.year", { year: each.name }) });
    box.append(option);
  }
  box.value = year;
  box.hidden = years.length < 2;
  document.title = `${t("desk.year", { year })} ${t("desk.title")}`;
  box.addEventListener("change", () => {
    location.search = `?year=${encodeURIComponent(box.value)}`;
  });
}

function startSaved() {
  const show = () => {
    const box = find("saved");
    box.className = state.saved;
    const n = countPending();
    const key = state.saved === "away" && !n ? "lost" : state.saved;
    setText(box, t(`desk.saved.${key}`, { n }));
  };
  on("saved", show);
  on("data", show);
  show();
}

function startHistory() {
  const show = () => {
    const { undo_label: back = "", redo_label: again = "" } = state.answer || {};
    find("undo").disabled = !state.undo && !countPending();
    find("redo").disabled = !state.redo;
    find("undo").title = t("desk.undo.title", { what: back });
    find("redo").title = t("desk.redo.title", { what: again });
  };
  addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const act = { z: event.shiftKey ? redo : undo, y: redo }[event.key.toLowerCase()];
    if (!act || !event.ctrlKey || isTyping || event.defaultPrevented) return;
    event.preventDefault();
    act();
  });
  find("undo").addEventListener("click", undo);
  find("redo").addEventListener("click", redo);
  on("data", show);
}

/** Ctrl+S is in everybody's fingers: it stores what is being typed, and no page is downloaded. */
function startSaveKey() {
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (document.activeElement) document.activeElement.dispatchEvent(new Event("change"));
    emit("store");
    say(t("desk.saves"));
  });
}

/** One line at the bottom; what is wrong stays there until it was read. */
function startNotice() {
  const box = find("notice");
  let timer = 0;
  const clear = () => {
    box.replaceChildren();
    box.className = "";
  };
  on("notice", ({ text, kind }) => {
    clearTimeout(timer);
    box.className = kind;
    box.replaceChildren(make("span", { text }));
    if (kind === "wrong") box.append(button(t("desk.close"), clear));
    else if (text) timer = setTimeout(clear, 8000);
  });
}

start().catch((error) => {
  // The texts may not have come: what the server said is all there is to show.
  document.body.append(make("p", { class: "failed", role: "alert", text: error.message }));
  say(error.message, "wrong");
});
