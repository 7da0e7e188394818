// One box at a time that opens at a cell: a list of choices, a calendar, a menu.

let box = null;

/** Opens a box at a rectangle of the window: below it, above where there is no room. */
export function openPopup(element, rectangle) {
  closePopup();
  box = element;
  box.classList.add("popup");
  // A click in the box must not take the keys away from the cell.
  box.addEventListener("mousedown", (event) => event.preventDefault());
  document.body.append(box);
  placePopup(rectangle);
}

export function placePopup({ left, top, bottom, width = 0 }) {
  if (!box) return;
  box.style.minWidth = `${width}px`;
  const below = innerHeight - bottom;
  const above = below < box.offsetHeight + 8 && top > below;
  box.style.left = `${Math.max(4, Math.min(left, innerWidth - box.offsetWidth - 4))}px`;
  box.style.top = `${Math.max(4, above ? top - box.offsetHeight - 2 : bottom + 2)}px`;
}

export function closePopup() {
  const old = box;
  // Forgotten first: taking a focused box away calls its own focusout.
  box = null;
  if (old) old.remove();
}

export function popup() {
  return box;
}
