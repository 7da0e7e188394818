// Copies that came back: chosen or dropped, each with the name of whoever wrote in it, brought in.

import { buttons, openDrawer } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { doJob } from "/static/jobs.js";
import { t } from "/static/texts.js";

const MOST_BYTES = 20 * 1024 * 1024; // what the server takes

/** What is chosen stays when the drawer is closed: {file, name}. */
let chosen = [];

export function openGather() {
  const content = openDrawer("gather", t("desk.do.gather"));
  const input = make("input", {
    type: "file",
    accept: ".docx",
    multiple: true,
    id: "gather-files",
    class: "unseen",
  });
  const list = make("div", { class: "copies" });
  const said = make("p", { class: "problem-says", role: "status" });
  const add = (files) => {
    said.textContent = takeFiles(Array.from(files));
    showChosen(list, go);
  };
  const go = button(t("desk.gather.go"), bringIn, { class: "strong", disabled: !chosen.length });
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  const choose = make("label", { for: "gather-files", class: "drop" }, [
    make("b", { text: t("desk.gather.choose") }),
    make("span", { text: t("desk.gather.drop") }),
  ]);
  takeDrops(content, choose, add);
  content.append(make("p", { text: t("desk.gather.says") }), input, choose, said, list, buttons(go));
  showChosen(list, go);
}

function takeDrops(content, target, add) {
  content.addEventListener("dragover", (event) => {
    event.preventDefault();
    target.classList.add("over");
  });
  content.addEventListener("dragleave", () => target.classList.remove("over"));
  content.addEventListener("drop", (event) => {
    event.preventDefault();
    target.classList.remove("over");
    add(event.dataTransfer.files);
  });
}

/** Takes what is a Word file and is not there yet; gives a sentence about what is not. */
function takeFiles(files) {
  const wrong = [];
  for (const file of files) {
    if (!/\.docx$/i.test(file.name)) wrong.push(t("desk.gather.not.word", { name: file.name }));
    else if (file.size > MOST_BYTES) wrong.push(t("desk.gather.large", { name: file.name }));
    else if (!chosen.some((one) => one.file.name === file.name && one.file.size === file.size)) {
      chosen.push({ file, name: "" });
    }
  }
  return wrong.join(" ");
}

function showChosen(list, go) {
  list.replaceChildren(...chosen.map((one) => showCopy(one, list, go)));
  go.disabled = !chosen.length;
}

function showCopy(one, list, go) {
  const name = make("input", {
    type: "text",
    value: one.name,
    placeholder: t("desk.gather.who"),
    "aria-label": t("desk.gather.who.of", { name: one.file.name }),
  });
  name.addEventListener("input", () => {
    one.name = name.value;
  });
  const drop = button(t("desk.gather.remove"), () => {
    chosen = chosen.filter((other) => other !== one);
    showChosen(list, go);
  });
  return make("div", { class: "copy" }, [make("span", { text: one.file.name }), name, drop]);
}

async function bringIn() {
  const form = new FormData();
  for (const { file, name } of chosen) {
    form.append("files", file, file.name);
    form.append("names", name.trim());
  }
  const result = await doJob("gather", {
    title: t("desk.do.gather"),
    working: t("desk.gather.working"),
    body: form,
  });
  if (result) chosen = [];
}
