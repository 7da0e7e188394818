// Says that the page is being made, where that takes longer than one would call at once.

import { make, setText } from "/static/dom.js";
import { pieces } from "/static/page-pieces.js";
import { on, state } from "/static/state.js";
import { t } from "/static/texts.js";

const PATIENCE_MS = 500;

let box = null;
let words = null;
let bar = null;
let timer = 0;

export function startBusy(view) {
  words = make("span", { text: t("desk.page.first") });
  bar = make("progress", { "aria-label": t("desk.page.first") });
  box = make("p", { class: "page-busy", role: "status", hidden: true }, [words, bar]);
  view.pane.append(box);
  wait();
  on("data", () => pieces.version && tellBusy());
  on("lost", () => tellBusy({ failed: true }));
}

/** Looks whether the page is that of the data; failed: none is on its way. */
export function tellBusy({ failed = false } = {}) {
  if (!failed && pieces.digest !== state.digest) {
    wait();
    return;
  }
  clearTimeout(timer);
  timer = 0;
  box.hidden = true;
}

function wait() {
  if (timer) return;
  timer = setTimeout(() => {
    setText(words, t(pieces.version ? "desk.page.busy" : "desk.page.first"));
    bar.removeAttribute("value");
    box.hidden = false;
  }, PATIENCE_MS);
}

/** How much of a long page has been laid out. */
export function tellMeasured(done, total) {
  bar.max = total;
  bar.value = done;
}
