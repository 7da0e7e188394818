"""A Word file in a compact notation: written onto the blank page, and read back as text.

One paragraph a line; a line without text is passed over::

    # 标题            Title                  > 附件：1.…      附件说明
    ## … to ##### …   heading 1 to 4         >> 附件：…       附件说明（单个）
    @组织             署名                    !附件1           附件标记
    @@日期            成文日期                !!标题           附件标题
    ---               a blank line that stays with the next paragraph
    [主送机关] 各位委员：                     any other style, by its name

`**…**` inside a line is a lead sentence (段旨句); ↵ is a line break, a tab is a tab.
Consecutive lines that begin with | are one table, its first row the header::

    |= 1 5 2                                  widths of the columns, before the first row
    | 序号 | 会议 | 人数 |
    |tr {%tr for m in 会议 %}|                a row with the tag in its first cell, the others empty
    | {{ m.序号 }} | {{ m.名称|书名 }} | [表格数字] {{ m.人数 }} |

¶ inside a cell begins another paragraph.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from lxml import etree

from drafter.word.layout.gongwen import make_blank, read_style_ids

TEXT_WIDTH = 8844
"""156 mm in twips."""

_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_URI}}}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"

_PREFIXES = {
    "##### ": "heading 4", "#### ": "heading 3", "### ": "heading 2", "## ": "heading 1",
    "# ": "Title", ">> ": "附件说明（单个）", "> ": "附件说明", "@@": "成文日期", "@": "署名",
    "!!": "附件标题", "!": "附件标记",
}  # fmt: skip
"""A prefix stands before those that it begins with."""

_CELL = re.compile(r"((?:\{\{.*?\}\}|\{%.*?%\}|[^|])*)\|")
_NAMED = re.compile(r"\[([^\[\]]+)\] ?")
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "↵"}


def docx(text: str) -> bytes:
    """The Word file that the notation describes. Raises KeyError for an unknown style name."""
    members = _members(make_blank())
    ids = read_style_ids(etree.fromstring(members[_STYLES]))
    root = etree.fromstring(members[_DOCUMENT])
    body = root[0]
    body.remove(body[0])
    for node in reversed(list(_blocks(text, ids))):
        body.insert(0, node)
    members[_DOCUMENT] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return _zip(members)


def outline(data: bytes) -> str:
    """The notation of a Word file's body: docx() turned round."""
    members = _members(data)
    ids = read_style_ids(etree.fromstring(members[_STYLES]))
    names = {key: name for name, key in ids.items()}
    body = etree.fromstring(members[_DOCUMENT])[0]
    lines: list[str] = []
    for node in body.iterchildren(f"{_W}p", f"{_W}tbl"):
        is_table = node.tag == f"{_W}tbl"
        lines += _read_table(node, names) if is_table else [_read_paragraph(node, names)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def _make(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    node = etree.Element(f"{_W}{tag}", {f"{_W}{k}": v for k, v in attributes.items()})
    node.extend(children)
    return node


def _blocks(text: str, ids: dict[str, str]) -> Iterator[etree._Element]:
    lines = [line for line in text.splitlines() if line.strip()]
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            yield from _tables(list(group), ids)
        else:
            yield from (_block(line, ids) for line in group)
    if lines and lines[-1].startswith("|"):
        yield _make("p")


def _block(line: str, ids: dict[str, str]) -> etree._Element:
    if line.strip() == "---":
        return _make("p", _make("pPr", _make("keepNext")))
    for prefix, style in _PREFIXES.items():
        if line.startswith(prefix):
            return _paragraph(line.removeprefix(prefix), style, ids)
    return _paragraph(line, "Normal", ids)


def _paragraph(text: str, style: str, ids: dict[str, str]) -> etree._Element:
    named = _NAMED.match(text)
    if named and named[1] in ids:
        text, style = text[named.end() :], named[1]
    paragraph = _make("p")
    if style != "Normal":
        paragraph.append(_make("pPr", _make("pStyle", val=ids[style])))
    for n, piece in enumerate(text.split("**")):
        if piece:
            paragraph.append(_run(piece, ids["段旨句"] if n % 2 else ""))
    return paragraph


def _run(text: str, style: str) -> etree._Element:
    run = _make("r")
    if style:
        run.append(_make("rPr", _make("rStyle", val=style)))
    marks = {mark: tag for tag, mark in _MARKS.items()}
    for piece in re.split("([\t↵])", text):
        if piece in marks:
            run.append(etree.Element(marks[piece]))
        elif piece:
            words = _make("t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
    return run


def _tables(lines: list[str], ids: dict[str, str]) -> Iterator[etree._Element]:
    """One table, or one for each |= line."""
    starts = [n for n, line in enumerate(lines) if n == 0 or line.startswith("|=")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _table(lines[start:end], ids)


def _table(lines: list[str], ids: dict[str, str]) -> etree._Element:
    rows = [_cells(line) for line in lines if not line.startswith("|=")]
    shares = [1] * max(map(len, rows))
    if lines[0].startswith("|="):
        shares = [int(share) for share in lines[0][2:].split()]
    columns = _widths(shares)
    table = _make("tbl", _table_properties(ids), _grid(columns))
    for n, cells in enumerate(rows):
        padded = cells + [""] * (len(columns) - len(cells))
        table.append(_row(padded, columns, "表头" if n == 0 else "表格文字", ids))
    return table


def _cells(line: str) -> list[str]:
    if line.startswith("|tr "):
        return [line[4:].rstrip().removesuffix("|")]
    return [cell.strip() for cell in _CELL.findall(line.strip()[1:])]


def _widths(shares: Sequence[int]) -> list[int]:
    """Whole twips in these shares that add up to the text width."""
    ends = [round(TEXT_WIDTH * part / sum(shares)) for part in accumulate(shares)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _table_properties(ids: dict[str, str]) -> etree._Element:
    return _make(
        "tblPr",
        _make("tblStyle", val=ids["公文表格"]),
        _make("tblW", w=str(TEXT_WIDTH), type="dxa"),
        _make("tblLayout", type="fixed"),
    )


def _grid(columns: list[int]) -> etree._Element:
    return _make("tblGrid", *(_make("gridCol", w=str(width)) for width in columns))


def _row(cells: list[str], columns: list[int], style: str, ids: dict[str, str]) -> etree._Element:
    row = _make("tr", _make("trPr", _make("cantSplit")))
    if style == "表头":
        row[0].append(_make("tblHeader"))
    for text, width in zip(cells, columns, strict=True):
        properties = _make(
            "tcPr", _make("tcW", w=str(width), type="dxa"), _make("vAlign", val="center")
        )
        paragraphs = [_paragraph(piece, style, ids) for piece in text.split("¶")]
        row.append(_make("tc", properties, *paragraphs))
    return row


def _read_paragraph(paragraph: etree._Element, names: dict[str, str], usual: str = "Normal") -> str:
    style = _style(paragraph, "pPr/pStyle", names) or "Normal"
    text = _read_runs(paragraph, names)
    if style == "Normal" and not text and paragraph.find(f"{_W}pPr/{_W}keepNext") is not None:
        return "---"
    if style == usual:
        return text
    prefixes = {name: prefix for prefix, name in _PREFIXES.items()}
    return prefixes.get(style, f"[{style}] ") + text


def _style(node: etree._Element, path: str, names: dict[str, str]) -> str:
    found = node.find("/".join(_W + step for step in path.split("/")))
    return "" if found is None else names.get(found.get(f"{_W}val", ""), "?")


def _read_runs(paragraph: etree._Element, names: dict[str, str]) -> str:
    pieces = [
        (_style(run, "rPr/rStyle", names) == "段旨句", _read_run(run))
        for run in paragraph.iter(f"{_W}r")
    ]
    text = ""
    for is_lead, group in groupby((piece for piece in pieces if piece[1]), lambda piece: piece[0]):
        words = "".join(words for _, words in group)
        text += f"**{words}**" if is_lead else words
    return text


def _read_run(run: etree._Element) -> str:
    return "".join(
        _MARKS.get(str(child.tag), child.text or "")
        for child in run.iterchildren(f"{_W}t", *_MARKS)
    )


def _read_table(table: etree._Element, names: dict[str, str]) -> list[str]:
    columns = [int(node.get(f"{_W}w", "0")) for node in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
    lines = [] if columns == _widths([1] * len(columns)) else [_read_widths(columns)]
    for n, row in enumerate(table.iterchildren(f"{_W}tr")):
        cells = [
            _read_cell(cell, names, "表头" if n == 0 else "表格文字")
            for cell in row.iterchildren(f"{_W}tc")
        ]
        is_tag = cells[0].startswith("{%tr") and not any(cells[1:])
        lines.append(f"|tr {cells[0]}|" if is_tag else f"| {' | '.join(cells)} |")
    return lines


def _read_widths(columns: list[int]) -> str:
    """The smallest whole shares that give these widths; the twips when none under 100 do."""
    for total in range(len(columns), 100):
        shares = [round(width * total / TEXT_WIDTH) for width in columns]
        if all(shares) and _widths(shares) == columns:
            return "|= " + " ".join(map(str, shares))
    return "|= " + " ".join(map(str, columns))


def _read_cell(cell: etree._Element, names: dict[str, str], usual: str) -> str:
    return "¶".join(_read_paragraph(p, names, usual) for p in cell.iter(f"{_W}p"))
