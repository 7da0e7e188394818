// The card about a printed value: where it comes from, what it was last year, what it counts.

import { button, make } from "/static/dom.js";
import { select } from "/static/state.js";
import { t } from "/static/texts.js";

let card = null;
let onClose = null;

/** Shows what is known of a value, at the foot of the page pane. */
export function showCard(view, origin, { text, records, sources, close }) {
  closeCard();
  const lines = [];
  if (records.length) lines.push(line("desk.card.from", sources));
  else lines.push(make("p", { text: t("desk.card.typed") }));
  if (origin.before) lines.push(line("desk.card.before", origin.before));
  if (origin.definition) lines.push(line("desk.card.definition", origin.definition));
  const buttons = [button(t("desk.card.close"), dismiss)];
  if (records.length) {
    const go = () => select(records[0], "page");
    const isRecord = records[0].length > 1;
    const text = isRecord ? t("desk.card.first") : t("desk.card.change");
    buttons.unshift(button(text, go, { class: "strong" }));
  }
  card = make("aside", { class: "value-card", "aria-label": t("desk.card.label") }, [
    make("h2", { text: t("desk.card.title", { text }) }),
    ...lines,
    make("div", { class: "value-card-buttons" }, buttons),
  ]);
  card.setAttribute("aria-live", "polite");
  onClose = close;
  view.scroll.after(card); // above the drawer, where one is open
  document.addEventListener("keydown", closeOnEscape, true);
}

function line(key, text) {
  return make("p", {}, [make("b", { text: t(key) }), make("span", { text })]);
}

/** Takes the card away; the marks stay as they are. */
export function closeCard() {
  if (!card) return;
  document.removeEventListener("keydown", closeOnEscape, true);
  card.remove();
  card = null;
}

function dismiss() {
  const close = onClose;
  closeCard();
  if (close) close();
}

/** Before the drawer hears of it; in the grid the key means what was typed. */
function closeOnEscape(event) {
  if (event.key !== "Escape" || document.getElementById("middle").contains(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  dismiss();
}
