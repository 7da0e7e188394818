// A month to pick a day from, beside the cell in which a date can just as well be typed.

import { button, make } from "/static/dom.js";
import { closePopup, openPopup, popup } from "/static/popup.js";
import { state } from "/static/state.js";
import { t } from "/static/texts.js";

let month = null;

const two = (number) => String(number).padStart(2, "0");
const written = (day) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

/** The day a text speaks of, 2021-03-05 or 3.5 in the year's own year; null where it is none. */
function readDay(text) {
  const numbers = (text.normalize("NFKC").match(/\d+/g) || []).map(Number);
  const year = Number((state.year.match(/\d{4}/) || [])[0]) || new Date().getFullYear();
  if (numbers.length === 2) numbers.unshift(year);
  if (numbers.length !== 3) return null;
  const day = new Date(numbers[0], numbers[1] - 1, numbers[2]);
  return day.getMonth() === numbers[1] - 1 ? day : null;
}

/** Opens at what the cell says, else at the month last looked at. */
export function openCalendar(text, rectangle, pick) {
  const now = readDay(text);
  const year = Number((state.year.match(/\d{4}/) || [])[0]) || new Date().getFullYear();
  const start = now || (month && month.day) || new Date(year, 0, 1);
  const label = t("desk.calendar");
  const element = make("div", { class: "calendar", role: "dialog", "aria-label": label });
  month = { element, pick, day: start, chosen: now };
  openPopup(element, rectangle);
  draw();
}

export function closeCalendar() {
  if (calendarOpen()) closePopup();
}

export function calendarOpen() {
  return month !== null && popup() === month.element;
}

/** What was typed moves the calendar along. */
export function followTyped(text) {
  const day = readDay(text);
  if (!day) return;
  Object.assign(month, { day, chosen: day });
  draw();
}

/** Arrows walk through the days; says what day stands chosen now. */
export function moveDay(days) {
  const { day, chosen } = month;
  const next = chosen ? new Date(day.getFullYear(), day.getMonth(), day.getDate() + days) : day;
  Object.assign(month, { day: next, chosen: next });
  draw();
  return written(next);
}

function turn(months) {
  month.day = new Date(month.day.getFullYear(), month.day.getMonth() + months, 1);
  draw();
}

function draw() {
  const { day, chosen, element, pick } = month;
  const first = new Date(day.getFullYear(), day.getMonth(), 1);
  const days = new Date(day.getFullYear(), day.getMonth() + 1, 0).getDate();
  const top = make("div", { class: "month" }, [
    button("‹", () => turn(-1), { "aria-label": t("desk.month.before"), tabindex: "-1" }),
    make("span", { text: t("desk.month", { year: day.getFullYear(), month: day.getMonth() + 1 }) }),
    button("›", () => turn(1), { "aria-label": t("desk.month.after"), tabindex: "-1" }),
  ]);
  const weekdays = Array.from(t("desk.weekdays"));
  const names = weekdays.map((name) => make("span", { class: "weekday", text: name }));
  // Weeks begin on Monday, as calendars of offices do.
  const empty = Array.from({ length: (first.getDay() + 6) % 7 }, () => make("span"));
  const cells = Array.from({ length: days }, (_, index) => {
    const date = new Date(day.getFullYear(), day.getMonth(), index + 1);
    const isChosen = chosen && written(date) === written(chosen);
    const properties = { tabindex: "-1", class: isChosen ? "day at" : "day" };
    return button(String(index + 1), () => pick(written(date)), properties);
  });
  element.replaceChildren(top, make("div", { class: "days" }, [...names, ...empty, ...cells]));
}
