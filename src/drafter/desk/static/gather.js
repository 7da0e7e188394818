// Copies that came back: chosen or dropped, each with the name of whoever wrote in it, brought in.

import { openDrawer } from "/static/dialogs.js";
import { make } from "/static/dom.js";
import { doJob } from "/static/jobs.js";
import { addPicker } from "/static/picker.js";
import { t } from "/static/texts.js";

const chosen = [];

export function openGather() {
  addPicker(openDrawer("gather", t("desk.do.gather")), {
    chosen,
    ending: ".docx",
    name: "gather",
    refusal: "desk.gather.not.word",
    go: bringIn,
    extra: askName,
  });
}

function askName(one) {
  const name = make("input", {
    type: "text",
    value: one.name,
    placeholder: t("desk.gather.who"),
    "aria-label": t("desk.gather.who.of", { name: one.file.name }),
  });
  name.addEventListener("input", () => {
    one.name = name.value;
  });
  return name;
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
  if (result) chosen.length = 0;
}
