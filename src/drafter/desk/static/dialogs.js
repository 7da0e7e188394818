// The drawer beside the grid: lists, accounts and questions. It covers nothing that is being typed.

import { button, make, setText } from "/static/dom.js";
import { t } from "/static/texts.js";

let drawer = null;
let opener = null;
let shown = "";

const ONE_PANE = "(max-width: 1099px)";

/** Puts the drawer below the page, or over all panes where only one of them is seen. */
export function startDrawer() {
  drawer = document.getElementById("panel");
  drawer.setAttribute("role", "region");
  const query = matchMedia(ONE_PANE);
  const settle = () => (query.matches ? document.body : document.getElementById("page")).append(drawer);
  query.addEventListener("change", settle);
  settle();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || drawer.hidden) return;
    if (!drawer.contains(document.activeElement) && isTyping(document.activeElement)) return;
    event.preventDefault();
    closeDrawer();
  });
}

function isTyping(element) {
  return element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.value !== "";
}

/** Opens the drawer, or shows another thing in it. name: what it shows; gives the box to fill.
    quiet: the focus stays where it is, since somebody may be typing. */
export function openDrawer(name, title, { quiet = false } = {}) {
  const active = document.activeElement;
  if (drawer.hidden || !drawer.contains(active)) opener = active;
  shown = name;
  const heading = make("h2", { text: title, tabindex: "-1" });
  const content = make("div", { class: "drawer-content" });
  drawer.replaceChildren(
    make("header", {}, [heading, button("×", closeDrawer, { "aria-label": t("desk.drawer.close") })]),
    content
  );
  drawer.setAttribute("aria-label", title);
  drawer.dataset.name = name;
  drawer.hidden = false;
  if (!quiet) heading.focus({ preventScroll: true });
  return content;
}

/** Another heading for what the drawer shows: what it told of has changed. */
export function setDrawerTitle(title) {
  const heading = drawer.querySelector("header h2");
  if (heading && heading.textContent !== title) heading.textContent = title;
  drawer.setAttribute("aria-label", title);
}

/** What the drawer shows now: a name, "" when it is closed. */
export function shownDrawer() {
  return drawer && !drawer.hidden ? shown : "";
}

export function closeDrawer() {
  if (drawer.hidden) return;
  const inside = drawer.contains(document.activeElement);
  shown = "";
  drawer.hidden = true;
  drawer.replaceChildren();
  if (inside && opener && opener.isConnected) opener.focus({ preventScroll: true });
}

/** A problem as a sentence: what is wrong, where, what to do. */
export function describeProblem(problem) {
  const box = make("div", { class: `problem ${problem.severity || "error"}`, role: "alert" });
  box.append(make("p", { class: "problem-says", text: problem.message || t("desk.job.failed") }));
  if (problem.place) box.append(make("p", { class: "problem-place", text: problem.place }));
  if (problem.cure) box.append(make("p", { class: "problem-cure", text: problem.cure }));
  return box;
}

/** An error of a job as a sentence: the server's words, or that it is out of reach. */
export function describeError(error) {
  if (error.problem) return describeProblem(error.problem);
  return describeProblem({ message: t("desk.job.away"), cure: t("desk.job.away.cure") });
}

const PATIENCE_MS = 500;

/** Says that something is at work, once it takes longer than one would call at once. */
export function showWork(content, text) {
  const words = make("p", { text });
  // Each second anew: a screen reader hears of the work, not of each of them.
  const clock = make("p", { class: "work-clock", "aria-hidden": "true" });
  const bar = make("progress", { "aria-label": text });
  const box = make("div", { class: "work", role: "status", hidden: true }, [words, bar, clock]);
  content.append(box);
  const timer = setTimeout(() => {
    box.hidden = false;
  }, PATIENCE_MS);
  return {
    tell({ seconds, waits }) {
      setText(words, waits ? t("desk.job.waits", { text }) : text);
      clock.textContent = t("desk.job.seconds", { n: seconds });
    },
    end() {
      clearTimeout(timer);
      box.remove();
    },
  };
}

/** A row of buttons. */
export function buttons(...list) {
  return make("div", { class: "drawer-buttons" }, list.filter(Boolean));
}
