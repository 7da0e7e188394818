// Jobs of the buttons: asked for, watched, and what came of them said in the drawer.

import { runJob } from "/static/api.js";
import { showConflicts } from "/static/conflicts.js";
import { buttons, describeError, openDrawer, showWork } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { describeItem } from "/static/findings.js";
import { flushed } from "/static/queue.js";
import { say } from "/static/state.js";
import { t } from "/static/texts.js";

const running = new Set();

/** Runs a job and shows its account; gives the result, or null where it failed or runs already.
    otherwise: puts below what went wrong what can be done instead. */
export async function doJob(name, { title, working, body = {}, tell = fillResult, otherwise }) {
  if (running.has(name)) {
    say(t("desk.job.running"));
    return null;
  }
  running.add(name);
  const content = openDrawer(name, title);
  const work = showWork(content, working);
  const again = () => (content.isConnected ? content : openDrawer(name, title, { quiet: true }));
  try {
    await flushed();
    const result = await runJob(name, body, work.tell);
    work.end();
    await tell(again(), result);
    return result;
  } catch (error) {
    work.end();
    const { problems = [] } = error;
    const box = again();
    box.append(problems.length ? listProblems(problems, t("desk.job.failed")) : describeError(error));
    if (otherwise) box.append(...[otherwise(error)].filter(Boolean));
    return null;
  } finally {
    running.delete(name);
  }
}

/** The account of a job: its lines, what it wrote, what must be decided, what is wrong. */
export function fillResult(content, result) {
  const { lines = [], problems = [], conflicts = [], tables = [] } = result;
  if (conflicts.length) showConflicts(content, conflicts); // first of all: somebody must decide
  for (const line of lines) content.append(make("p", { class: "account", text: line }));
  const files = listFiles(result);
  if (files) content.append(files);
  for (const table of tables) content.append(showTable(table));
  if (problems.length) {
    content.append(listProblems(problems, t("desk.job.problems", { n: problems.length })));
  }
}

function listFiles({ file = null, files = [], folder = false }) {
  const all = file ? [file, ...files] : files;
  if (!all.length && !folder) return null;
  const links = all.map(({ name, url }) =>
    make("a", { class: "button strong", href: url, download: name, text: t("desk.job.download", { name }) })
  );
  const opening = folder && button(t("desk.job.folder"), openFolder);
  return buttons(...links, opening);
}

async function openFolder() {
  try {
    await runJob("open-folder", {});
  } catch (error) {
    say(error.problem ? error.problem.message : t("desk.job.away"), "wrong");
  }
}

const SHOWN = 8;

function listProblems(problems, title) {
  const box = make("section", { class: "job-problems" });
  box.append(make("h3", { text: title }));
  const list = (some) => some.map(describeItem);
  box.append(...list(problems.slice(0, SHOWN)));
  if (problems.length > SHOWN) {
    const more = button(t("desk.list.more", { n: problems.length - SHOWN }), () => {
      more.replaceWith(...list(problems.slice(SHOWN)));
    });
    box.append(more);
  }
  return box;
}

function showTable({ title, head, rows }) {
  const cells = (tag, texts) => texts.map((text) => make(tag, { text }));
  return make("table", { class: "account-table" }, [
    title ? make("caption", { text: title }) : "",
    make("thead", {}, [make("tr", {}, cells("th", head))]),
    make("tbody", {}, rows.map((row) => make("tr", {}, cells("td", row)))),
  ]);
}
