// How the sheets are seen: their size, which one is looked at, and printing them.

import { button, make } from "/static/dom.js";
import { t } from "/static/texts.js";

const SIZES = ["fit", "1", "1.25", "1.5"];
const REMEMBERED = "drafter.page.size";
const FLASH_MS = 2200;
const EDGE = 16; // pixels beside a sheet that fits the pane

let size = "fit";
let chooser = null;
let where = null;

/** Builds the bar above the sheets. */
export function startView(view) {
  size = recall();
  where = make("span", { class: "page-where" });
  chooser = make("select", { class: "page-size", "aria-label": t("desk.page.size") });
  for (const each of SIZES) {
    chooser.append(make("option", { value: each, text: nameSize(each) }));
  }
  chooser.value = size;
  chooser.addEventListener("change", () => setSize(view, chooser.value));
  const tools = [
    button("−", () => step(view, -1), { class: "page-step", "aria-label": t("desk.page.smaller") }),
    chooser,
    button("＋", () => step(view, 1), { class: "page-step", "aria-label": t("desk.page.larger") }),
    where,
    make("span", { class: "page-note", text: t("desk.page.note") }),
  ];
  view.pane.append(make("div", { class: "page-bar", role: "group" }, tools));
  view.scroll.addEventListener("scroll", () => tellWhere(view), { passive: true });
  if (window.ResizeObserver) new ResizeObserver(() => tellView(view)).observe(view.scroll);
  else window.addEventListener("resize", () => tellView(view));
}

function nameSize(each) {
  return each === "fit" ? t("desk.page.fit") : `${Number(each) * 100}%`;
}

function recall() {
  try {
    const kept = localStorage.getItem(REMEMBERED);
    return SIZES.includes(kept) ? kept : "fit";
  } catch (error) {
    return "fit"; // a browser that keeps nothing
  }
}

function step(view, by) {
  const next = SIZES.indexOf(size) + by;
  if (next >= 0 && next < SIZES.length) setSize(view, SIZES[next]);
}

function setSize(view, chosen) {
  size = chosen;
  chooser.value = chosen;
  try {
    localStorage.setItem(REMEMBERED, chosen);
  } catch (error) {
    // It is asked again next time.
  }
  const share = view.scroll.scrollTop / Math.max(1, view.scroll.scrollHeight);
  tellView(view);
  view.scroll.scrollTop = share * view.scroll.scrollHeight;
}

/** The sheets fit the pane again, after it or they became larger or smaller. */
export function tellView(view) {
  const room = view.scroll.clientWidth;
  const paper = view.stack.offsetWidth;
  if (!room || !paper) return; // the pane is not in sight
  const scale = size === "fit" ? Math.min(1.6, (room - 2 * EDGE) / paper) : Number(size);
  view.stack.style.transform = `scale(${scale})`;
  const holder = view.stack.parentNode;
  holder.style.width = `${paper * scale}px`;
  holder.style.height = `${view.stack.offsetHeight * scale}px`;
  tellWhere(view);
}

function tellWhere(view) {
  const middle = view.scroll.getBoundingClientRect().top + view.scroll.clientHeight / 2;
  const sheets = view.stack.children;
  let low = 0;
  let high = sheets.length - 1;
  while (low < high) {
    const half = (low + high) >> 1;
    if (sheets[half].getBoundingClientRect().bottom < middle) low = half + 1;
    else high = half;
  }
  const text = sheets.length ? t("desk.page.where", { n: low + 1, of: sheets.length }) : "";
  if (where.textContent !== text) where.textContent = text;
}

/** Scrolls an element of a sheet into sight, a third from the top, unless it is seen already. */
export function bringIntoSight(view, element) {
  const place = element.getBoundingClientRect();
  const frame = view.scroll.getBoundingClientRect();
  if (place.top >= frame.top + 8 && place.bottom <= frame.bottom - 8) return;
  view.scroll.scrollTop += place.top - frame.top - frame.height / 3;
}

/** Lights an element up for a moment. */
export function light(element) {
  element.classList.add("flash");
  setTimeout(() => element.classList.remove("flash"), FLASH_MS);
}
