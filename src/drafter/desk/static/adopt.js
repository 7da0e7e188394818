// A template of last year's report: its figures in their sentences, to be named, kept, fixed, dropped.

import { runJob } from "/static/api.js";
import { buttons, describeError, openDrawer, showWork } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { fillResult } from "/static/jobs.js";
import { t } from "/static/texts.js";

let content = null;
let year = null; // of a report that does not say it

export function openAdopt() {
  content = openDrawer("adopt", t("desk.do.adopt"));
  const input = make("input", { type: "file", accept: ".docx", class: "unseen", id: "adopt-file" });
  input.addEventListener("change", () => {
    if (input.files.length) send(input.files[0]);
    input.value = ""; // the same file may be chosen again
  });
  const choose = make("label", { for: "adopt-file", class: "drop" }, [
    make("b", { text: t("desk.adopt.choose") }),
  ]);
  year = make("input", { type: "text", inputmode: "numeric", size: "6", autocomplete: "off" });
  const asking = make("label", {}, [t("desk.adopt.year"), " ", year]);
  content.append(make("p", { text: t("desk.adopt.says") }), asking, input, choose);
}

async function work(name, body, text, tell) {
  const box = content;
  box.querySelectorAll(".problem").forEach((each) => each.remove());
  const wait = showWork(box, text);
  try {
    const result = await runJob(name, body, wait.tell);
    wait.end();
    tell(box, result);
  } catch (error) {
    wait.end();
    box.prepend(describeError(error));
    box.scrollTop = 0;
  }
}

function send(file) {
  const form = new FormData();
  form.append("files", file, file.name);
  form.append("year", year.value.trim());
  return work("adopt", form, t("desk.adopt.working"), showFound);
}

function showFound(box, found) {
  const name = make("input", { type: "text", value: found.template, autocomplete: "off" });
  const rows = found.figures.map((figure) => makeRow(figure, found.choices));
  const titles = ["sentence", "kind", "called", "choice", "origin"];
  const heads = titles.map((key) => make("th", { text: t(`desk.adopt.${key}`) }));
  const table = make("table", { class: "account-table found" }, [
    make("thead", {}, [make("tr", {}, heads)]),
    make("tbody", {}, rows.map((row) => row.element)),
  ]);
  const go = button(t("desk.adopt.go"), () => write(found, name.value, rows), { class: "strong" });
  box.replaceChildren(
    make("p", { text: t("desk.adopt.found", { year: found.year_found, n: found.figures.length }) }),
    make("label", {}, [t("desk.adopt.name"), " ", name]),
    make("div", { class: "keeper-scroll" }, [table]),
    buttons(go)
  );
  fillResult(box, { problems: found.problems });
}

function makeRow(figure, choices) {
  const [before, text, after] = figure.sentence;
  const name = make("input", { type: "text", value: figure.name, autocomplete: "off" });
  name.setAttribute("aria-label", `${t("desk.adopt.called")} ${text}`);
  const choice = make("select", {}, choices.map((each) => make("option", { value: each, text: each })));
  choice.setAttribute("aria-label", `${t("desk.adopt.choice")} ${text}`);
  choice.value = figure.choice;
  const typed = make("input", { type: "checkbox" });
  const element = make("tr", { "data-number": String(figure.number) }, [
    make("td", {}, [before, make("mark", { text }), after, make("em", { text: figure.doubt })]),
    make("td", { text: figure.kind }),
    make("td", {}, [name]),
    make("td", {}, [choice]),
    make("td", {}, [figure.origin, " ", make("label", {}, [typed, " ", t("desk.adopt.typed")])]),
  ]);
  const read = () => ({
    number: figure.number, name: name.value, choice: choice.value, typed: typed.checked,
  });
  const unchanged = () =>
    name.value === figure.name && choice.value === figure.choice && !typed.checked;
  return { element, read, unchanged };
}

function write(found, template, rows) {
  const choices = rows.filter((row) => !row.unchanged()).map((row) => row.read());
  const { report, called, year_found } = found;
  const body = { report, called, template, choices, year: String(year_found) };
  return work("adopt-write", body, t("desk.adopt.writing"), (box, result) => {
    box.replaceChildren();
    fillResult(box, result);
    const href = `/?${new URLSearchParams({ year: result.year })}`;
    const text = t("desk.adopt.open", { year: result.year });
    box.append(buttons(make("a", { class: "button strong", href, text })));
  });
}
