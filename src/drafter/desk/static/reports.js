// The buttons that write a file or look at last year: each asks, works, and tells what came of it.

import { openBookIn } from "/static/book-in.js";
import { buttons, openDrawer } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { groupProblems, openFindings } from "/static/findings.js";
import { doJob } from "/static/jobs.js";
import { state } from "/static/state.js";
import { t } from "/static/texts.js";

/** Draft or final; what keeps a final from being made is said before it is tried. */
export function openGenerate() {
  const groups = groupProblems(state.problems || []);
  const lacking = groups.get("gap").length;
  const wrong = groups.get("error").length;
  const content = openDrawer("generate", t("desk.do.generate"));
  const choice = (final, words) =>
    make("div", { class: "answer" }, [
      make("p", { text: words }),
      button(t(final ? "desk.generate.final" : "desk.generate.draft"), () => generate(final), {
        class: final && (lacking || wrong) ? "" : "strong",
        "data-final": String(final),
      }),
    ]);
  content.append(
    choice(false, t("desk.generate.draft.says")),
    choice(true, t(lacking || wrong ? "desk.generate.final.not" : "desk.generate.final.says", {
      n: lacking + wrong,
    }))
  );
  if (lacking || wrong) {
    content.append(buttons(button(t("desk.generate.look"), () => openFindings(wrong ? "error" : "gap"))));
  }
  const first = content.querySelector("button");
  first.focus({ preventScroll: true });
}

function generate(final) {
  return doJob("generate", {
    title: t("desk.do.generate"),
    working: t("desk.generate.working"),
    body: { final },
    otherwise: () => final && buttons(button(t("desk.generate.draft.instead"), () => generate(false))),
  });
}

export function openCompare() {
  return doJob("compare", { title: t("desk.do.compare"), working: t("desk.compare.working") });
}

export function openReview() {
  return doJob("review", { title: t("desk.do.review"), working: t("desk.review.working") });
}

export function openClean() {
  return doJob("clean", { title: t("desk.do.clean"), working: t("desk.clean.working") });
}

/** overwrite: one that people have filled in is kept as a backup, and written anew. */
export function openWorkbook({ overwrite = false } = {}) {
  return doJob("workbook", {
    title: t("desk.do.workbook"),
    working: t("desk.workbook.working"),
    body: { overwrite },
    otherwise: ({ problem }) => problem && problem.code === "D640" && buttons(
      button(t("desk.do.bookin"), openBookIn, { class: "strong" }),
      button(t("desk.workbook.anew"), () => openWorkbook({ overwrite: true }))
    ),
  });
}

export function openPdf() {
  return doJob("pdf", { title: t("desk.do.pdf"), working: t("desk.pdf.working") });
}
