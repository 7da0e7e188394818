// The desk's texts in the reader's language; the server hands them out, none is typed in a module.

let texts = {};

export function setTexts(all) {
  texts = all;
}

/** The text of a key with its {names} filled in; the key itself where it is not known. */
export function t(key, values = {}) {
  const text = texts[key] === undefined ? key : texts[key];
  return text.replace(/\{(\w+)\}/g, (whole, name) =>
    values[name] === undefined ? whole : String(values[name])
  );
}

/** Fills what the page itself says: data-text is shown, data-label is read out. */
export function fillTexts(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
}
