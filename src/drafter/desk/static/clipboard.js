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

const LOOKS = /<style[^]*?<\/style>|\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** What was copied as rows of cells. Excel and WPS put the same block there as a table too, which knows
    of merged cells; of a table of Word the text is no block, as its cells have lines. */
export function readCopied(text, html) {
  const block = readBlock(text);
  const table = html.includes("<t") ? readTable(html) : null;
  if (!table) return block;
  const plain = table.length === block.length ? block : table.map((row) => row.map((cell) => cell.text));
  return plain.map((row, at) => row.map((words, place) => words || wordsAbove(plain, table, at, place)));
}

/** A name that stands in a merged cell is that of each of its rows; a number would be counted twice. */
function wordsAbove(plain, table, at, place) {
  const { up = 0 } = (table[at] && table[at][place]) || {};
  const words = (up && plain[at - up] && plain[at - up][place]) || "";
  return /^[\d\s.,，%％-]*$/.test(words) ? "" : words;
}

/** The cells of the only table: {text, up: so many rows above its merged cell begins}. */
function readTable(html) {
  const plain = html.replace(LOOKS, ""); // the desk's policy allows none, and would complain of each
  const tables = new DOMParser().parseFromString(plain, "text/html").querySelectorAll("table");
  if (tables.length !== 1) return null;
  const grid = Array.from(tables[0].rows, () => []);
  Array.from(tables[0].rows).forEach((row, at) => {
    let place = 0;
    for (const cell of row.cells) {
      while (grid[at][place]) place += 1;
      for (let up = 0; up < cell.rowSpan && at + up < grid.length; up += 1) {
        for (let across = 0; across < cell.colSpan; across += 1) {
          const text = up || across ? "" : readLines(cell);
          grid[at + up][place + across] = { text, up: across ? 0 : up };
        }
      }
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell || { text: "", up: 0 }));
}

/** The words of a cell, a line a paragraph; where the HTML breaks its own lines there is a blank, or
    nothing between Chinese signs. */
function readLines(cell) {
  for (const end of cell.querySelectorAll("br")) end.replaceWith("\u2028");
  const paragraphs = cell.querySelectorAll("p");
  return Array.from(paragraphs.length ? paragraphs : [cell], ({ textContent }) => textContent
    .replace(/([^\x00-\xff])[\r\n]+(?=[^\x00-\xff])/g, "$1").replace(/[^\S\u2028]+/g, " ").trim()
    .replace(/ *\u2028 */g, "\n")).filter(Boolean).join("\n");
}

/** A block as Excel reads it back. */
export function writeBlock(rows) {
  return rows.map((row) => row.map(writeCell).join("\t")).join("\r\n");
}

function writeCell(text) {
  return /[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
