"""The page of a preview as HTML: what it shows, what it never shows, what its keys say."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import asides
import drafter
import small
from drafter import InsertRecord, MoveRecord, RemoveRecord, SetValue
from drafter.checks.matching.page_text import draft_text
from drafter.commands.previewing.previewer import Preview
from drafter.desk.page import (
    Piece,
    cutting,
    kept,
    page_frame,
    page_picture,
    page_pieces,
    page_style,
)
from drafter.word.package.archive import DOCUMENT
from pictures import png
from previews import Previewer, edit_text, open_year, read_pieces

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;</i></p>{{ 7*7 }}"
ALLOWED = {
    "p": {"class", "data-p"}, "span": {"class", "data-p", "data-x"}, "i": {"class", "data-v"},
    "br": {"class"}, "img": {"data-x", "src", "width", "height", "alt"},
    "sup": {"class", "data-x", "data-note", "data-endnote"},
    "table": {"class"}, "colgroup": set(), "col": {"class"}, "tbody": set(), "tr": {"class"},
    "td": {"class", "colspan", "rowspan"},
}  # fmt: skip
"""The elements and attributes that a page is made of."""
LISTED = "{%p for m in 会议 %}\n{{ m.主题 }}在{{ m.日期|日期 }}\n{%p endfor %}"


class Paragraphs(HTMLParser):
    """The text of each paragraph of a piece, and of each printed value, as a reader counts it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: dict[int, str] = {}
        self.values: dict[int, str] = {}
        self._open: list[tuple[str, int | None, bool]] = []
        self._numbers: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert set(given) <= ALLOWED[tag], (tag, given)
        if tag == "br":
            self.handle_data("\n")
        if tag in ("br", "img", "col"):
            return
        self._open.append((tag, None, "data-x" in given))
        if "data-p" in given:
            self._numbers.append(int(given["data-p"] or 0))
            self.paragraphs[self._numbers[-1]] = ""
            self._open[-1] = (tag, self._numbers[-1], False)
        if tag == "i":
            self._open[-1] = (tag, int(given["data-v"] or 0), False)

    def handle_endtag(self, tag: str) -> None:
        opened, number, _ = self._open.pop()
        assert opened == tag
        if number is not None and tag != "i":
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        if any(beside for _, _, beside in self._open):
            return
        self.paragraphs[self._numbers[-1]] += data
        for tag, number, _ in self._open:
            if tag == "i" and number is not None:
                self.values[number] = self.values.get(number, "") + data


def show(folder: Path, template: str | bytes, data: str = small.DATA) -> Preview:
    small.workspace(folder, template, data)
    return Previewer().render(open_year(folder))


def style_of(preview: Preview, piece: Piece) -> str:
    """The rules of the first class of the piece."""
    match = re.search(r'class="(\w+)', piece.html)
    assert match is not None
    return "".join(re.findall(rf"\.{match[1]}\b[^{{]*{{[^}}]*}}", page_style(preview)))


@pytest.mark.parametrize("year", ["2021", "提案2021"])
def test_each_paragraph_has_the_number_and_the_characters_that_problems_name(
    office: Path, year: str
) -> None:
    preview = Previewer().render(open_year(office, year))
    assert preview.draft is not None
    lines = [line for line in draft_text(preview.draft).lines if line.member == DOCUMENT]
    said = {line.spot.number: line.text for line in lines}
    trace = {(each.slot, each.time): each.text for each in preview.draft.trace}
    shown: dict[int, str] = {}
    for piece in read_pieces(preview):
        read = Paragraphs(piece.html)
        shown |= {piece.paragraphs[0] + n: text for n, text in read.paragraphs.items()}
        for number, printing in enumerate(piece.values):
            assert read.values.get(number, "") == trace[printing]
    assert shown == said


def test_what_a_clerk_types_is_shown_as_typed(tmp_path: Path) -> None:
    data = small.DATA.replace("学习一", f"{HOSTILE!r}".replace("\\'", "''"))
    preview = show(tmp_path, f"# {{{{ 单位 }}}}\n{LISTED}", data)
    assert preview.draft is not None
    texts = [t for p in page_pieces(preview) for t in Paragraphs(p.html).paragraphs.values()]
    assert f"{HOSTILE}在2021年1月2日" in texts


def test_nothing_that_a_template_names_gets_out_of_the_stylesheet(tmp_path: Path) -> None:
    font = "x&quot;;}body{display:none}&lt;/style&gt;"
    looks = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}"/><w:color w:val="{font}"/>'
    docx = small.changed(small.docx("正文\n"), DOCUMENT, "<w:t", f"<w:rPr>{looks}</w:rPr><w:t")
    style = page_style(show(tmp_path, docx))
    assert "body{" not in style
    assert "</style" not in style


def test_a_record_put_in_before_the_others_makes_one_new_piece(tmp_path: Path) -> None:
    small.workspace(tmp_path, "{%p for m in 会议 %}\n{{ m.主题 }}，{{ m.类别 }}\n{%p endfor %}")
    file, previewer = open_year(tmp_path), Previewer()
    before = {piece.key for piece in read_pieces(previewer.render(file))}
    added = edit_text(file, "会议:\n", "会议:\n  - {类别: 党组会议, 主题: 新的}\n")
    after = previewer.render(added)
    (new,) = [piece for piece in read_pieces(after) if piece.key not in before]
    assert "新的" in new.html
    assert previewer.origins(after, *new.values[0]).records == (("会议", 0),)


SHIFTING = """
# {{ 单位 }}
{%p for m in 会议 %}
{{ m.主题 }}，{{ m.类别 }}{% if m.主题 == "换" %}，换了{% endif %}
{%p endfor %}
共{{ 会议|数量 }}次，党组会议{{ 会议|筛选(类别='党组会议')|数量 }}次
"""


def test_a_page_after_many_edits_is_that_of_a_desk_just_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "_STRIDE", 256)
    small.workspace(tmp_path, SHIFTING)
    file, previewer = drafter.open_data("2021", here=tmp_path), Previewer()
    typed = {"日期": "2021-03-05", "类别": "党组会议"}
    changes: list[drafter.Change] = [
        *(InsertRecord("会议", n, typed | {"主题": f"第{n}个"}) for n in range(9)),
        SetValue(("会议", 5, "主题"), "换"), RemoveRecord("会议", 0), MoveRecord("会议", 2, 8),
        SetValue(("会议", 5, "类别"), "常委会会议"), SetValue(("单位",), "某局"),
        SetValue(("会议", 3, "日期"), "不是日期"), RemoveRecord("会议", 7),
    ]  # fmt: skip
    for change in changes:
        file = drafter.edit_data(file, [change])
        preview = previewer.render(file)
        told, pieces = [each.problem for each in preview.problems], page_pieces(preview)
        monkeypatch.setattr(kept, "_looks", {})
        fresh = Previewer().render(file)
        assert pieces == page_pieces(fresh)
        assert told == [each.problem for each in fresh.problems]


def test_pieces_that_look_alike_lead_to_their_own_records(tmp_path: Path) -> None:
    small.workspace(tmp_path, "{%p for m in 会议 %}\n{{ m.主题 }}\n{%p endfor %}")
    previewer = Previewer()
    preview = previewer.render(edit_text(open_year(tmp_path), "学习二", "学习一"))
    first, second = read_pieces(preview)
    assert first.html == second.html
    assert first.key != second.key
    records = [previewer.origins(preview, *piece.values[0]).records for piece in (first, second)]
    assert records == [(("会议", 0),), (("会议", 1),)]


def test_headings_are_numbered_as_they_are_there(tmp_path: Path) -> None:
    template = "## 甲\n{%p if 备注 %}\n## 乙\n{%p endif %}\n## 丙\n### 丁\n"
    labels = [
        re.findall(r'class="label[^"]*" data-x>([^<]*)<', piece.html)
        for piece in read_pieces(show(tmp_path, template))
    ]
    assert labels == [["一、"], ["二、"], ["（一）"]]


def test_a_gap_is_marked_and_names_its_cell(tmp_path: Path) -> None:
    small.workspace(tmp_path, LISTED)
    previewer = Previewer()
    preview = previewer.render(open_year(tmp_path))
    piece = read_pieces(preview)[1]
    assert '<i data-v="1" class="gap">' in piece.html
    assert previewer.origins(preview, *piece.values[1]).gap == ("会议", 1, "日期")
    assert piece.values[1] in previewer.places(preview, ("会议", 1, "日期"))


def test_merged_cells_go_over_their_rows(tmp_path: Path) -> None:
    docx = small.docx("| 甲 | 乙 |\n| 丙 | 丁 |\n| 戊 | 己 |\n")
    document = small.members(docx)[DOCUMENT].decode()
    for word, merge in (("甲", '<w:vMerge w:val="restart"/>'), ("丙", "<w:vMerge/>")):
        head, _, rest = document.partition(f">{word}<")
        start = head.rindex("</w:tcPr>")
        document = f"{head[:start]}{merge}{head[start:]}>{word}<{rest}"
    preview = show(tmp_path, small.zipped({**small.members(docx), DOCUMENT: document.encode()}))
    rows = [piece for piece in read_pieces(preview) if piece.kind == "row"]
    assert [row.html.count("<td") for row in rows] == [2, 1, 2]
    assert 'rowspan="2"' in rows[0].html
    assert {piece.table for piece in rows} == {rows[0].table}
    assert "head" in rows[0].html[:20]


def test_lines_and_indents_are_those_of_the_standard(office: Path) -> None:
    preview = Previewer().render(open_year(office))
    body = next(piece for piece in read_pieces(preview) if "今年以来" in piece.html)
    rule = style_of(preview, body)
    for said in ("line-height:28.95pt", "text-indent:2em", "font-size:16pt", "仿宋_GB2312"):
        assert said in rule
    frame = page_frame(preview)
    (section,) = frame["sections"]
    assert (section["width"], section["height"], section["top"]) == (595.3, 841.9, 104.9)
    footers = {piece.key: piece for piece in read_pieces(preview, "footer")}
    (odd,), (even,) = section["footers"]["default"], section["footers"]["even"]
    assert frame["evenOdd"]
    assert '<span class="page-no">' in footers[odd].html
    assert "text-align:right" in style_of(preview, footers[odd])
    assert "text-align:left" in style_of(preview, footers[even])
    page = "".join(piece.html for piece in page_pieces(preview))
    assert all(
        f".{name}" in page_style(preview) for name in set(re.findall(r"\bc[0-9a-f]{10}\b", page))
    )


def test_notes_are_numbered_as_they_are_there_and_stand_beside_the_page(tmp_path: Path) -> None:
    body = "{%p for m in 会议 %}\n{{ m.主题 }}〔1〕。\n{%p endfor %}\n末尾〔2〕。\n"
    small.workspace(tmp_path, asides.template(body, notes=["见{{ m.类别 }}", "完"]))
    previewer = Previewer()
    preview = previewer.render(open_year(tmp_path))
    numbers = re.findall(
        r'<sup[^>]* data-note="(\d)">', "".join(p.html for p in read_pieces(preview))
    )
    assert numbers == ["1", "2", "3"]
    notes = {piece.key: piece for piece in read_pieces(preview, "footnote")}
    shown = [notes[key] for (key,) in page_frame(preview)["notes"]]
    assert [Paragraphs(each.html).paragraphs[0] for each in shown] == [
        "见党组会议",
        "见常委会会议",
        "完",
    ]
    assert previewer.origins(preview, *shown[1].values[0]).cells == (("会议", 1, "类别"),)


def test_sections_have_papers_and_headers_of_their_own(tmp_path: Path) -> None:
    heads = [("header", "default", "{{ 单位 }}"), ("header", "first", "首页")]
    parts = small.members(asides.template("甲\n乙\n", heads))
    wide = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:cols w:num="2"/></w:sectPr>'
    begun = parts[DOCUMENT].replace(b"<w:p>", f"<w:p><w:pPr>{wide}</w:pPr>".encode(), 1)
    preview = show(tmp_path, small.zipped({**parts, DOCUMENT: begun}))
    first, second = page_frame(preview)["sections"]
    assert (first["landscape"], first["columns"], first["headers"]) == (True, 2, {})
    assert (second["landscape"], second["columns"], second["first"]) == (False, 1, True)
    assert set(second["headers"]) == {"default", "first"}
    headers = {piece.key: piece.html for piece in read_pieces(preview, "header")}
    (usual,) = second["headers"]["default"]
    assert ">甲单位</i>" in headers[usual]
    assert [piece.section for piece in read_pieces(preview)] == [0, 1]


def test_a_picture_is_named_by_its_bytes(tmp_path: Path) -> None:
    content = png(40, 20)
    template = small.docx("{{ 照片|图片 }}\n")
    data = f"{small.DATA}照片: 合影.png\n"
    small.workspace(tmp_path, template, data, files={"合影.png": content})
    preview = Previewer().render(open_year(tmp_path))
    (piece,) = read_pieces(preview)
    match = re.search(r'src="/picture/(\w+)" width="\d+" height="\d+" alt="">', piece.html)
    assert match is not None
    picture = page_picture(preview, match[1])
    assert picture is not None
    assert picture.mime == "image/png"
    assert picture.content == content
    assert page_picture(preview, "0" * 24) is None
