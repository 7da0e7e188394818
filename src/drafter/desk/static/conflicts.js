// Places where a hand and the data say different things: settled one by one.

import { post } from "/static/api.js";
import { buttons, describeError } from "/static/dialogs.js";
import { button, make } from "/static/dom.js";
import { t } from "/static/texts.js";

/** Shows the first place that waits; each answer leads to the next one. */
export function showConflicts(content, conflicts) {
  const box = make("section", { class: "conflicts", tabindex: "-1" });
  content.append(box);
  const waiting = conflicts.slice();
  const settled = [];
  const show = () => {
    const total = waiting.length + settled.length;
    if (!waiting.length) {
      box.replaceChildren(make("h3", { text: t("desk.settle.done", { n: total }) }), ...settled);
      return;
    }
    const number = t("desk.settle.number", { n: settled.length + 1, of: total });
    box.replaceChildren(make("h3", { text: number }), showOne(waiting[0], settle));
  };
  const settle = (conflict, line) => {
    waiting.shift();
    settled.push(make("p", { class: "account", text: line }));
    show();
    (box.querySelector("button") || box).focus({ preventScroll: true });
  };
  show();
}

function showOne(conflict, settle) {
  const { place, what, old, hand, new: data, text, choices = ["hand", "data"] } = conflict;
  const box = make("div", { class: "conflict" });
  const title = [what, place].filter(Boolean).join(t("desk.page.at"));
  if (title) box.append(make("p", { class: "problem-place", text: title }));
  if (text && !choices.length) box.append(make("p", { text }));
  const answers = [];
  if (choices.includes("hand")) answers.push(showChoice(conflict, "hand", hand, settle, box));
  if (choices.includes("data")) answers.push(showChoice(conflict, "data", data, settle, box));
  if (old) box.append(line("desk.settle.old", old));
  if (!answers.length) {
    if (hand) box.append(line("desk.settle.hand", hand));
    if (data) box.append(line("desk.settle.data", data));
  }
  box.append(...answers);
  const later = () => settle(conflict, t("desk.settle.left", { what: title || hand || data }));
  box.append(buttons(button(t("desk.settle.later"), later)));
  return box;
}

function line(key, text) {
  return make("p", {}, [make("b", { text: t(key) }), make("span", { text })]);
}

function showChoice(conflict, choice, words, settle, box) {
  const take = async () => {
    lock(box, true);
    try {
      const answer = await post("do/settle", { id: conflict.id, choice });
      const lines = answer.lines || [];
      settle(conflict, lines.join(" ") || t(`desk.settle.took.${choice}`, { words }));
    } catch (error) {
      lock(box, false);
      box.append(describeError(error));
    }
  };
  return make("div", { class: `answer ${choice}` }, [
    make("p", {}, [make("b", { text: t(`desk.settle.${choice}`) })]),
    make("blockquote", { text: words || t("desk.settle.nothing") }),
    button(t(`desk.settle.take.${choice}`), take),
  ]);
}

function lock(box, locked) {
  for (const each of box.querySelectorAll("button")) each.disabled = locked;
}
