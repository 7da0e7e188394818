// The versions of the report that were written, and taking one back.

import { buttons } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { doJob } from "/static/jobs.js";
import { t } from "/static/texts.js";

export function openHistory() {
  return doJob("history", {
    title: t("desk.do.history"),
    working: t("desk.history.working"),
    tell: showVersions,
  });
}

function showVersions(content, { versions = [] }) {
  if (!versions.length) {
    content.append(make("p", { text: t("desk.history.none") }));
    return;
  }
  content.append(make("p", { text: t("desk.history.says") }));
  content.append(make("ol", { class: "versions" }, versions.map(showVersion)));
}

function showVersion(version) {
  const item = make("li", {}, [
    make("b", { text: version.when }),
    make("span", { text: version.what || "" }),
  ]);
  if (version.current) item.append(make("em", { text: t("desk.history.current") }));
  else item.append(button(t("desk.history.restore"), () => ask(item, version)));
  return item;
}

/** Asks in the list itself: nothing covers what is being looked at. */
function ask(item, version) {
  if (item.querySelector(".ask")) return;
  const cancel = () => {
    question.remove();
    item.querySelector("button").focus();
  };
  const yes = button(t("desk.history.restore.yes"), () => restore(version), { class: "strong" });
  const question = make("div", { class: "ask" }, [
    make("p", { text: t("desk.history.restore.ask", { when: version.when }) }),
    buttons(yes, button(t("desk.history.cancel"), cancel)),
  ]);
  item.append(question);
  yes.focus();
}

function restore(version) {
  return doJob("restore", {
    title: t("desk.do.history"),
    working: t("desk.history.restoring"),
    body: { id: version.id },
  });
}
