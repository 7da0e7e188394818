// Which piece stands on which page: lines, headings that keep with what follows, notes, sections.

import { findLines, pieces, toPixels } from "/static/page-pieces.js";

const SLACK = 0.6; // pixels: heights are fractions, and a full page must stay full
const NOTE_RULE = 12; // pixels between the text and its notes
const LOOK_AHEAD = 6; // headings that follow one another

/** The pages: [{section, number, first, items, notes}]; an item is {piece, from, to, again}: the
    pixels of a piece that a page cuts; again: the head of a table, repeated. */
export function paginate() {
  const { sections } = pieces.frame;
  const flow = new Flow(sections);
  const order = listFlow();
  order.forEach((piece, i) => flow.take(piece, order, i));
  return flow.pages;
}

/** The pieces of the body as far as they are measured, then the endnotes. */
function listFlow() {
  const measured = pieces.order.findIndex((piece) => piece.height === null);
  if (measured >= 0) return pieces.order.slice(0, measured).filter((piece) => piece.part === "body");
  const body = pieces.order.filter((piece) => piece.part === "body" && piece.kind !== "aside");
  const end = [].concat(...(pieces.frame.endnotes || [])).map((key) => pieces.byKey.get(key));
  return [...body, ...end.filter(Boolean)];
}

class Flow {
  constructor(sections) {
    this.sections = sections;
    this.pages = [];
    this.head = [];
    this.section = -1;
    this.breaksNext = false;
  }

  get page() {
    return this.pages[this.pages.length - 1];
  }

  take(piece, order, i) {
    if (piece.kind === "end") return;
    if (piece.section !== this.section) this.enter(piece.section);
    if (piece.kind === "table") {
      this.head = [];
      return;
    }
    if (piece.isHead) this.head.push(piece);
    const begun = this.page.items.length > 0;
    if (begun && (piece.breaksPage || this.breaksNext || !this.isRoomFor(order, i))) this.open(piece);
    this.breaksNext = false;
    if (piece.kind === "row" || (!piece.breaksInside && this.fits(this.weigh(piece)))) {
      this.put({ piece }, piece.height, piece.notes);
    } else this.cut(piece);
  }

  enter(index) {
    const section = this.sections[index];
    const goesOn = this.pages.length && section.type === "continuous" && this.isSamePaper(section);
    this.section = index;
    if (goesOn) return;
    this.addPage(section.start, true);
    const number = this.page.number;
    if (section.type === "evenPage" && number % 2) this.page.number += 1;
    if (section.type === "oddPage" && number % 2 === 0) this.page.number += 1;
  }

  isSamePaper(section) {
    const { width, height } = this.page.section;
    return section.width === width && section.height === height;
  }

  addPage(start, first) {
    const section = this.sections[this.section];
    const next = this.pages.length ? this.page.number + 1 : 1;
    const room = toPixels(section.height - section.top - section.bottom);
    const number = start === null || start === undefined ? next : start;
    this.pages.push({ section, number, first, items: [], notes: [], room, used: 0 });
  }

  open(piece) {
    this.addPage(null, false);
    if (piece.kind !== "row" || piece.isHead) return;
    for (const head of this.head) this.put({ piece: head, again: true }, head.height);
  }

  put(item, height, notes = []) {
    this.page.items.push(item);
    this.page.used += height + this.weighNotes(notes);
    this.page.notes.push(...notes);
  }

  fits(height) {
    return this.page.used + height <= this.page.room + SLACK;
  }

  weigh(piece) {
    return piece.height + this.weighNotes(piece.notes);
  }

  weighNotes(notes) {
    if (!notes || !notes.length) return 0;
    const rule = this.page.notes.length ? 0 : NOTE_RULE;
    return rule + listNotes(notes).reduce((sum, piece) => sum + piece.height, 0);
  }

  /** Whether a piece may begin here: a heading wants the beginning of what follows it. Lines are
      looked at only where the whole does not fit. */
  isRoomFor(order, i) {
    const kept = listKept(order, i);
    const last = kept.pop();
    const before = kept.reduce((sum, piece) => sum + this.weigh(piece), 0);
    if (this.fits(before + this.weigh(last))) return true;
    return before > this.page.room || this.fits(before + this.findLeast(last));
  }

  /** How much of a piece that does not fit must stand together at its beginning. */
  findLeast(piece) {
    const whole = piece.kind === "row" || (piece.keepsLines && piece.height < this.page.room);
    if (whole) return this.weigh(piece);
    const lines = findLines(piece);
    if (!piece.watchesWidows || lines.length === 1) return lines[0];
    return lines.length < 4 ? this.weigh(piece) : lines[1];
  }

  cut(piece) {
    const lines = findLines(piece);
    const endOf = (n) => (n ? lines[n - 1] : 0);
    let notes = piece.notes;
    for (let from = 0; from < lines.length; notes = []) {
      const to = this.findCut(piece, lines, from, this.weighNotes(notes));
      if (to === from) {
        this.open(piece);
        continue;
      }
      this.put({ piece, from: endOf(from), to: endOf(to) }, endOf(to) - endOf(from), notes);
      from = to;
      if (from < lines.length) this.open(piece);
    }
    this.breaksNext = piece.pageEnds.has(lines.length);
  }

  /** The line after which the page ends; `from` where none fits on a page that has begun. */
  findCut(piece, lines, from, beside) {
    const start = from ? lines[from - 1] : 0;
    let to = from;
    while (to < lines.length && this.fits(lines[to] - start + beside)) {
      to += 1;
      if (piece.pageEnds.has(to)) return to;
    }
    if (piece.watchesWidows && to === lines.length - 1 && to - from > 2) to -= 1;
    return to === from && !this.page.items.length ? from + 1 : to; // a line higher than a page
  }
}

/** A piece and those that it must stand with: headings, and the one behind them. */
function listKept(order, i) {
  const kept = [order[i]];
  for (let at = i + 1; at < order.length && kept.length < LOOK_AHEAD; at += 1) {
    if (!kept[kept.length - 1].keepsNext || order[at].section !== order[i].section) break;
    if (order[at].kind !== "table" && order[at].kind !== "end") kept.push(order[at]);
  }
  return kept;
}

/** The pieces of these notes. */
export function listNotes(numbers) {
  const keys = [].concat(...numbers.map((n) => pieces.frame.notes[n - 1] || []));
  return keys.map((key) => pieces.byKey.get(key)).filter(Boolean);
}
