// The versions of the report that were written, and taking one back.

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
  else item.append(button(t("desk.history.restore"), () => restore(version)));
  return item;
}

/** The version comes as a file beside the report, which stays as it is: nothing has to be asked. */
function restore(version) {
  return doJob("restore", {
    title: t("desk.do.history"),
    working: t("desk.history.restoring"),
    body: { id: version.id },
  });
}
