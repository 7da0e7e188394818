// Files chosen or dropped into the drawer, kept until they are sent.

import { buttons } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { t } from "/static/texts.js";

const MOST_BYTES = 20 * 1024 * 1024; // what the server takes

/** A place for files in the drawer. chosen: [{file, …}], which stays when the drawer is closed.
    ending: what their names end in. name: of its action. go: sends them. extra: a box beside each. */
export function addPicker(content, { chosen, ending, name, refusal, go, extra = () => null }) {
  const id = `${name}-files`;
  const input = make("input", { type: "file", accept: ending, multiple: true, id, class: "unseen" });
  const list = make("div", { class: "copies" });
  const said = make("p", { class: "problem-says", role: "status" });
  const send = button(t("desk.gather.go"), go, { class: "strong", disabled: !chosen.length });
  const show = () => {
    list.replaceChildren(...chosen.map((one) => showFile(one, chosen, extra, show)));
    send.disabled = !chosen.length;
  };
  const add = (files) => {
    said.textContent = takeFiles(Array.from(files), chosen, ending, refusal);
    show();
  };
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  const choose = make("label", { for: id, class: "drop" }, [
    make("b", { text: t(`desk.${name}.choose`) }),
    make("span", { text: t("desk.gather.drop") }),
  ]);
  takeDrops(content, choose, add);
  content.append(make("p", { text: t(`desk.${name}.says`) }), input, choose, said, list, buttons(send));
  show();
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

/** Takes what is of the kind and is not there yet; gives a sentence about what is not. */
function takeFiles(files, chosen, ending, refusal) {
  const wrong = [];
  for (const file of files) {
    if (!file.name.toLowerCase().endsWith(ending)) wrong.push(t(refusal, { name: file.name }));
    else if (file.size > MOST_BYTES) wrong.push(t("desk.gather.large", { name: file.name }));
    else if (!chosen.some((one) => one.file.name === file.name && one.file.size === file.size)) {
      chosen.push({ file, name: "" });
    }
  }
  return wrong.join(" ");
}

function showFile(one, chosen, extra, show) {
  const drop = button(t("desk.gather.remove"), () => {
    chosen.splice(chosen.indexOf(one), 1);
    show();
  });
  const parts = [make("span", { text: one.file.name }), extra(one), drop].filter(Boolean);
  return make("div", { class: "copy" }, parts);
}
