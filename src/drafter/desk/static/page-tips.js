// A word beside what the pointer or the focus is on: last year's value, a finding's message.

import { make } from "/static/dom.js";
import { t } from "/static/texts.js";

const PAUSE_MS = 250;
const ABOUT = "i[data-v], u[data-f]";

let tip = null;
let timer = 0;
let shown = null;

/** origin: asks what is known of a printed value. */
export function startTips(view, origin) {
  tip = make("div", { class: "page-tip", role: "tooltip", id: "page-tip", hidden: true });
  document.body.append(tip);
  const begin = (event) => {
    const element = event.target.closest && event.target.closest(ABOUT);
    if (!element || !view.stack.contains(element)) return;
    clearTimeout(timer);
    timer = setTimeout(() => showTip(element, origin), event.type === "focusin" ? 0 : PAUSE_MS);
  };
  view.stack.addEventListener("mouseover", begin);
  view.stack.addEventListener("focusin", begin);
  view.stack.addEventListener("mouseout", hideTip);
  view.stack.addEventListener("focusout", hideTip);
  view.scroll.addEventListener("scroll", hideTip, { passive: true });
}

export function hideTip() {
  clearTimeout(timer);
  if (tip && !tip.hidden) tip.hidden = true;
  if (shown) shown.removeAttribute("aria-describedby");
  shown = null;
}

async function showTip(element, origin) {
  hideTip();
  shown = element;
  const value = element.closest("i[data-v]");
  const lines = listFindings(element);
  if (value && value.classList.contains("gap")) lines.push(t("desk.tip.gap"));
  place(element, lines);
  if (!value) return;
  const known = await origin(value).catch(() => null);
  if (shown !== element || !known) return;
  if (known.before) lines.push(t("desk.tip.before", { before: known.before }));
  place(element, lines);
}

function listFindings(element) {
  const found = [];
  for (let one = element.closest("u[data-f]"); one; one = one.parentElement.closest("u[data-f]")) {
    found.push(one.dataset.says);
  }
  const inner = element.querySelectorAll("u[data-f]");
  inner.forEach((one) => found.push(one.dataset.says));
  return Array.from(new Set(found)).filter(Boolean);
}

function place(element, lines) {
  if (!lines.length) return;
  tip.replaceChildren(...lines.map((text) => make("p", { text })));
  tip.hidden = false;
  element.setAttribute("aria-describedby", "page-tip");
  const at = element.getClientRects()[0] || element.getBoundingClientRect();
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const above = at.top - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(8, Math.min(at.left, room))}px`;
  tip.style.top = `${above > 8 ? above : at.bottom + 6}px`;
}
