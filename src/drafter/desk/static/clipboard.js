// Blocks of cells as Excel and WPS put them on the clipboard: tabs, lines, quoted cells.

/** The cells of a block; a quoted cell may hold tabs, line ends and doubled quotes. */
export function readBlock(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let at = 0;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const endCell = () => {
    row.push(cell.trim());
    cell = "";
  };
  while (at < source.length) {
    const letter = source[at];
    const quoted = letter === '"' && cell === "" ? readQuoted(source, at) : null;
    if (quoted) {
      cell = quoted.text;
      at = quoted.end;
      continue;
    }
    if (letter === "\t") endCell();
    else if (letter === "\n") {
      endCell();
      rows.push(row);
      row = [];
    } else cell += letter;
    at += 1;
  }
  endCell();
  rows.push(row);
  return rows;
}

/** A quoted cell; null where the quote closes nothing, and so is a sign of the text. */
function readQuoted(source, start) {
  let text = "";
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] !== '"') text += source[at];
    else if (source[at + 1] === '"') {
      text += '"';
      at += 1;
    } else {
      const next = source[at + 1];
      return next === undefined || next === "\t" || next === "\n" ? { text, end: at + 1 } : null;
    }
  }
  return null;
}

/** A block as Excel reads it back. */
export function writeBlock(rows) {
  return rows.map((row) => row.map(writeCell).join("\t")).join("\r\n");
}

function writeCell(text) {
  return /[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
