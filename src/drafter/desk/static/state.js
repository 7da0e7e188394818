// What all parts of the desk look at, and how they tell one another that it changed.

const listeners = new Map();

export const state = {
  year: "",
  years: [],
  features: {},
  lan: false,
  who: "",
  /** Ledgers in order as they are shown: the server's with the edits that are on their way. */
  ledgers: [],
  byName: new Map(),
  /** The text that is shown, and that which `problems` are about: they are told after it. */
  digest: "",
  problems: [],
  problemsDigest: "",
  /** Record's id → column's name ("" for the record) → problems. */
  problemsAt: new Map(),
  undo: 0,
  redo: 0,
  /** "saved" | "saving" | "away": shown at the top. */
  saved: "saved",
  conflicts: [],
  /** The ledger in the grid, "" for the form of single values. */
  open: "",
  selected: null,
  marked: { ids: new Set(), text: "" },
};

export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, []);
  listeners.get(name).push(listener);
}

export function emit(name, what) {
  for (const listener of listeners.get(name) || []) listener(what);
}

/** Goes to a place of the data, [ledger, 3, column]; `from` says who asks, `edit` opens it. */
export function select(path, from, { edit = false } = {}) {
  state.selected = path;
  emit("select", { path, from, edit });
}

/** Shows the records a printed value comes from; no paths take the marks off. */
export function markRecords(paths, text = "") {
  const ids = new Set();
  for (const path of paths) {
    const ledger = state.byName.get(path[0]);
    const row = ledger && ledger.rows[Number(path[1]) || 0];
    if (row) ids.add(row.id);
  }
  state.marked = { ids, text };
  emit("marked", { paths, text });
}

/** Asks the page to go to a printed value. */
export function showValue(piece, n) {
  emit("value", { piece, n });
}

/** A line at the bottom; kind "wrong" stays until the next one. */
export function say(text, kind = "") {
  emit("notice", { text, kind });
}

export function setSaved(saved) {
  if (state.saved === saved) return;
  state.saved = saved;
  emit("saved", saved);
}

/** Keeps a text in the tab for a reload; what is too much for the browser is not kept, and goes on
    without. */
export function keepInTab(name, text) {
  try {
    sessionStorage.setItem(name, text);
  } catch (error) {
    sessionStorage.removeItem(name); // an older one must not come back instead
  }
}
