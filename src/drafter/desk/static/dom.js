// Elements made without markup: what stands in them is always text.

/** An element with properties (class, text, on…, aria…, data…) and what stands in it. */
export function make(tag, properties = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children);
  return element;
}

function setProperty(element, name, value) {
  if (value === undefined || value === null) return;
  if (name === "text") element.textContent = value;
  else if (name === "class") element.className = value;
  else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (typeof value === "boolean" && !name.includes("-")) element[name] = value;
  else element.setAttribute(name, value);
}

export function button(text, onclick, properties = {}) {
  return make("button", { type: "button", text, onclick, ...properties });
}

/** Sets a text only where it differs: a screen reader and the layout stay quiet otherwise. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setClass(element, name) {
  if (element.className !== name) element.className = name;
}

export function setAttribute(element, name, value) {
  if (value === null) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}
