// The three panes: side by side with a bar to draw, or one at a time where the window is narrow.

import { on } from "/static/state.js";

const NARROWEST = 360;
const STEP = 40;
const ORDER = ["ledgers", "middle", "page"];
const KEEP = "drafter.desk.page-width";

export function startPanes() {
  startSplitter();
  startViews();
  addEventListener("keydown", (event) => {
    if (event.key !== "F6") return;
    event.preventDefault();
    nextPane(event.shiftKey ? -1 : 1);
  });
}

function setWidth(width) {
  const most = Math.max(NARROWEST, innerWidth - NARROWEST - 200);
  const wide = Math.round(Math.min(most, Math.max(NARROWEST, width)));
  document.documentElement.style.setProperty("--page-width", `${wide}px`);
  localStorage.setItem(KEEP, String(wide));
}

function startSplitter() {
  const bar = document.getElementById("splitter");
  const page = document.getElementById("page");
  const kept = Number(localStorage.getItem(KEEP));
  if (kept) setWidth(kept);
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  bar.addEventListener("pointermove", (event) => {
    if (bar.hasPointerCapture(event.pointerId)) setWidth(innerWidth - event.clientX);
  });
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (step) setWidth(page.offsetWidth + step);
  });
}

export function showView(name) {
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll("#views [role=tab]")) {
    tab.setAttribute("aria-selected", String(tab.dataset.view === name));
  }
}

function startViews() {
  for (const tab of document.querySelectorAll("#views [role=tab]")) {
    tab.addEventListener("click", () => showView(tab.dataset.view));
  }
  showView("middle");
  // Where one pane hides the others, the one that was asked for comes to the front.
  on("select", ({ from }) => {
    if (from === "page" || from === "problem" || from === "undo") showView("middle");
  });
  on("value", () => showView("page"));
}

function nextPane(step) {
  const panes = ORDER.map((id) => document.getElementById(id)).filter((pane) => pane.offsetWidth);
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(now + step + panes.length) % panes.length];
  const first = "[tabindex='0'], button, textarea, input";
  const target = pane.querySelector("[data-home]") || pane.querySelector(first);
  if (target) target.focus();
}
