"""A report made a template and data: it comes out again, and each value moves its places."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.adopt import Adopted, Column, Figure, TableFound
from drafter.adopt.analysis import analyse
from drafter.adopt.writing.outline import Outline
from drafter.adopt.writing.word_file import ReportParts, leave_unprintable
from drafter.commands.adopting.proof import MadeTemplate, make_draft, make_proven, try_out
from drafter.output import seal_report
from drafter.word.cleaning.cleaner import clean_package
from drafter.word.package.archive import DOCUMENT, Package
from drafter.word.package.opening import open_package
from drafter.word.text import paragraphs
from drafter.workspace import Workspace
from wordfiles import NAMESPACES, blank_with, with_body

REPORT = (
    "东湖区政协办公室2021年提案工作总结",
    "2021年，全年督办重点提案35件，其中办结31件，办结率88.6%；走访企业200余家（次）。",
    "一、抓办理",
    "共召开会议两次，10月12日印发方案，争取资金495,737元。督办重点提案35件。",
    "东湖区政协办公室",
    "2021年12月31日",
)
BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'
TIMES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
SONG = '<w:rFonts w:eastAsia="宋体"/>'
HINT = '<w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-CN"/>'
NUMBER = re.compile(r"\d+(?:\.\d+)?余?")


def read(data: bytes) -> Package:
    package, problems = open_package(data, "去年.docx")
    assert package is not None, problems
    return clean_package(package)


def paragraph(*runs: str | tuple[str, str], style: str = "") -> str:
    """Word XML of a paragraph; a run may come with its properties."""
    pairs = [(run, "") if isinstance(run, str) else run for run in runs]
    inside = "".join(
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for text, look in pairs
    )
    return f"<w:p><w:pPr>{style}</w:pPr>{inside}</w:p>"


def cut_at_random(text: str, seed: int) -> str:
    """The paragraph as Word writes it: runs cut anywhere, with a hint, or a font for digits."""
    chance = random.Random(f"{seed}{text}")
    runs = []
    while text:
        length = chance.randint(1, 7)
        digits = text[0].isascii()
        end = next((n for n, sign in enumerate(text) if sign.isascii() != digits), len(text))
        piece = text[: min(length, end)]
        runs.append((piece, TIMES if digits else chance.choice(("", HINT))))
        text = text[len(piece) :]
    return paragraph(*runs)


def find_numbers(package: Package) -> Adopted:
    """Each number a figure that is typed: what is found does not matter here."""
    figures: list[Figure] = []
    for (member, number), element in ReportParts(package).elements.items():
        for match in NUMBER.finditer(paragraphs.read_text(element)):
            at, (start, end) = len(figures) + 1, match.span()
            figures.append(
                Figure(at, member, number, start, end, match[0], "count", match[0], "件", f"数{at}")
            )
    return Adopted("总结", "{{年度}}年总结", "", 2021, tuple(figures))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, tmp_path, exists=False)


def read_printed(made: MadeTemplate, workspace: Workspace, text: str | None = None) -> Package:
    draft, problems = make_draft(made, workspace, text)
    assert draft is not None, problems
    package, _ = open_package(seal_report(draft), "", harmless=False)
    assert package is not None
    return package


def change_values(data: str) -> str:
    """The data with each value another one of its kind."""
    lines = []
    for line in data.splitlines():
        name, colon, value = line.partition(": ")
        if name in ("模板", "年度") or not colon or line.startswith(("#", " ")):
            lines.append(line.replace("2021", "2031") if name == "年度" else line)
            continue
        value = value.split("  #")[0].strip().strip('"')
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            value = "2032-08-09"
        elif re.fullmatch(r"\d", value):
            value = str(9 - int(value))
        else:
            value = f'"9{value}"' if value[0].isdigit() else f"{value}甲"
        lines.append(f"{name}: {value}")
    return "\n".join(lines) + "\n"


def find_unmoved(package: Package, made: MadeTemplate, changed: Package) -> list[str]:
    """The figures that print what they printed, and paragraphs whose wording is another one."""
    old, new = ReportParts(package), ReportParts(changed)
    unmoved = []
    for key, element in old.elements.items():
        text, here = paragraphs.read_text(element), []
        pattern, end = "", 0
        for figure in made.adopted.kept:
            if (figure.member, figure.paragraph) == key:
                pattern += f"{re.escape(text[end : figure.start])}(.+?)"
                here.append(figure.text)
                end = figure.end
        printed = paragraphs.read_text(new.elements[key])
        match = re.fullmatch(pattern + re.escape(text[end:]), printed, re.DOTALL)
        if match is None:
            unmoved.append(printed)
        else:
            unmoved += [was for was, now in zip(here, match.groups(), strict=True) if was == now]
    return unmoved


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_report_comes_out_again_and_each_value_moves(seed: int, workspace: Workspace) -> None:
    package = read(with_body("".join(cut_at_random(each, seed) for each in REPORT)))
    made = make_proven(package, analyse(package), workspace)
    assert made.is_proven, (made.problems, made.differences)
    assert len(made.adopted.kept) >= 12
    changed = read_printed(made, workspace, change_values(made.data))
    assert find_unmoved(package, made, changed) == []


def check_round_trip(data: bytes, workspace: Workspace) -> MadeTemplate:
    package = read(data)
    made = make_proven(package, find_numbers(package), workspace)
    assert made.is_proven, (made.problems, made.differences)
    changed = read_printed(made, workspace, change_values(made.data))
    assert find_unmoved(package, made, changed) == []
    return made


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        (paragraph("共", ("35", BOLD), "件"), 1),
        (paragraph("共", ("3", BOLD), ("5", BOLD), ("件12", RED), "份"), 2),
        (paragraph("共", "200", ("余", HINT), "件，“", ("4", HINT), "”"), 2),
        (paragraph("共", ("200", TIMES), ("余", SONG), "件"), 1),
        (paragraph("共", ("二十", TIMES), ("余", BOLD), "件"), 0),
        (paragraph("共", ("3", BOLD), "5件12份"), 1),  # half bold: it stays in the wording
        (paragraph("{{甲}}、{%乙%}、[[丙]]、【【丁】】、{3}件"), 1),
        (f'<w:p><w:hyperlink w:anchor="a">{paragraph("35")[20:-6]}</w:hyperlink></w:p>', 1),
        ("<w:p><w:r><w:t>甲12</w:t><w:tab/><w:t>34</w:t><w:br/><w:t>56</w:t></w:r></w:p>", 3),
        (f'{paragraph("12")[:-6]}<w:proofErr w:type="spellStart"/>{paragraph("3")[20:]}', 1),
    ],
)  # fmt: skip
def test_every_format_stays(inside: str, kept: int, workspace: Workspace) -> None:
    made = check_round_trip(with_body(inside), workspace)
    assert len(made.adopted.kept) == kept


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def add_header(data: bytes, text: str) -> bytes:
    """The Word file with a header that says the text."""
    members = dict(read(data).members)
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    added = {
        rels: f'<Relationship Id="rId90" Type="{OFFICE}/header" Target="header9.xml"/>',
        types: f'<Override PartName="/word/header9.xml" ContentType="{HEADER}"/>',
    }
    changed = {
        name: members[name].replace(b"</", f"{element}</".encode())
        for name, element in added.items()
    }
    leading = f'<w:headerReference xmlns:r="{OFFICE}" w:type="default" r:id="rId90"/>'
    body = members[DOCUMENT].replace(
        b"</w:body>", f"<w:sectPr>{leading}</w:sectPr></w:body>".encode()
    )
    header = f"<w:hdr {NAMESPACES}>{paragraph(text)}</w:hdr>".encode()
    return blank_with({**changed, DOCUMENT: body, "word/header9.xml": header})


def test_header_and_cells_are_read_like_the_body(workspace: Workspace) -> None:
    inside = make_table([["格里7件"]]) + paragraph("正文8件")
    made = check_round_trip(add_header(with_body(inside), "页眉9件"), workspace)
    assert [figure.text for figure in made.adopted.kept] == ["7", "8", "9"]


def test_a_cell_is_told_by_all_heads_over_its_column() -> None:
    wide, below = '<w:gridSpan w:val="2"/>', "<w:vMerge/>"
    rows = (
        (("所名", '<w:vMerge w:val="restart"/>'), ("调解", wide), ("备注", "")),
        (("", below), ("受理", ""), ("成功", ""), ("", "")),
        (("城东所", ""), ("1,420", ""), ("12件", ""), ("", "")),
        (("合计", ""), ("3", wide), ("7", "")),
    )
    cells = [
        "".join(f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraph(text)}</w:tc>" for text, look in row)
        for row in rows
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    grid = "<w:gridCol/>" * 4
    inside = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{table}</w:tbl>"
    outline = Outline(ReportParts(read(with_body(inside + paragraph("正文")))))
    told = {outline.texts[key]: label for key, label in outline.cells.items()}
    assert told["1,420"] == "城东所·调解·受理："
    assert told["12件"] == "城东所·调解·成功："
    assert (told["3"], told["7"]) == ("合计·调解·受理：", "合计·备注：")


def make_table(rows: Sequence[Sequence[str]], last: str = "") -> str:
    """Word XML of a table; last: properties of the last row's cells."""
    written = []
    for at, row in enumerate(rows):
        look = last if at == len(rows) - 1 else ""
        cells = "".join(f"<w:tc><w:tcPr>{look}</w:tcPr>{paragraph(cell)}</w:tc>" for cell in row)
        written.append(f"<w:tr>{cells}</w:tr>")
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"


ROWS = (
    ("序号", "案由", "办理结果", "金额", "备注"),
    ("1", "甲", "已解决", "3", ""),
    ("2", "“乙”", "正在解决", "4", "并案"),
    ("3", "丙", "已解决", "5", ""),
    ("合计", "", "", "12", ""),
)
COLUMNS = (
    Column(1, "", "serial"), Column(2, "案由", "text"),
    Column(3, "办理结果", "choice", choices=("已解决", "正在解决")),
    Column(4, "金额", "integer", "元"), Column(5, "备注", "text", optional=True),
)  # fmt: skip
RECORDS = (("甲", "已解决", "3", ""), ("“乙”", "正在解决", "4", "并案"), ("丙", "已解决", "5", ""))


def find_ledger(package: Package) -> Adopted:
    """The table as a ledger; the sum in its last row is computed, and the text above counts it."""
    table = TableFound(
        DOCUMENT, 1, "提案", "件", (2, 3, 4), COLUMNS, RECORDS, ("案由",), "督办提案"
    )
    places = [
        (key, paragraphs.read_text(element))
        for key, element in ReportParts(package).elements.items()
    ]
    total = next(number for (_, number), text in places if text == "12")
    sums = Figure(2, DOCUMENT, total, 0, 2, "12", "sum", "12", "元", "金额合计", "提案 合计 金额")
    count = Figure(1, DOCUMENT, 1, 1, 2, "3", "count", "3", "件", "督办提案", "提案")
    solved = Figure(
        3, DOCUMENT, 1, 6, 7, "2", "count", "2", "件", "已解决", "提案 其中 办理结果=已解决"
    )
    return Adopted(
        "总结",
        "总结",
        "",
        2021,
        (count, replace(solved, number=2), replace(sums, number=3)),
        (table,),
    )


def test_a_table_of_records_becomes_a_loop_and_its_sum_is_computed(workspace: Workspace) -> None:
    package = read(with_body(paragraph("共3件，解决2件。") + make_table(ROWS) + paragraph()))
    adopted = find_ledger(package)
    made = try_out(package, adopted, workspace)
    assert made.is_proven, (made.problems, made.differences)
    assert "办理结果: [已解决, 正在解决]" in made.description
    more = made.data + "  - {案由: 丁, 办理结果: 已解决, 金额: 6}\n"
    texts = [each for each in read_texts(read_printed(made, workspace, more)) if each]
    assert texts[0] == "共4件，解决3件。"
    assert texts[-5:] == ["丁", "已解决", "6", "合计", "18"]


def read_texts(package: Package) -> list[str]:
    return [paragraphs.read_text(each) for each in ReportParts(package).elements.values()]


def test_a_table_whose_rows_look_different_stays_as_it_is(workspace: Workspace) -> None:
    thick = '<w:tcBorders><w:bottom w:val="single" w:sz="12"/></w:tcBorders>'
    rows = make_table(ROWS[:-1], last=thick)
    package = read(with_body(paragraph("共3件，解决2件。12") + rows + paragraph()))
    found = find_ledger(
        read(with_body(paragraph("共3件，解决2件。") + make_table(ROWS) + paragraph()))
    )
    left = leave_unprintable(package, replace(found, figures=found.figures[:2]))
    assert left.tables == ()
    assert [(each.expression, each.value) for each in left.figures] == [("", "3"), ("", "2")]


@pytest.mark.parametrize(
    ("title", "said"), [("{{甲}}工作总结", "甲工作总结"), ("[[工作]]总结{%", "工作总结")]
)
def test_braces_in_a_title_are_no_tags(title: str, said: str, workspace: Workspace) -> None:
    package = read(with_body(paragraph(title) + paragraph("2021年共039件。")))
    made = make_proven(package, analyse(package), workspace)
    assert made.is_proven, (made.problems, made.differences)
    assert f'名称: "{{{{年度}}}}年{said}"' in made.description


def test_rows_of_a_styled_table_may_say_that_they_are_odd_or_even(workspace: Workspace) -> None:
    rows = make_table(ROWS)
    for mark in ("000000100000", "000000010000", "000000100000"):
        style = f'<w:trPr><w:cnfStyle w:val="{mark}"/></w:trPr>'
        rows = rows.replace("<w:tr><w:tc>", f"<w:tr >{style}<w:tc>", 1)
    package = read(with_body(paragraph("共3件，解决2件。") + rows + paragraph()))
    made = make_proven(package, find_ledger(package), workspace)
    assert made.is_proven, (made.problems, made.differences)
    assert len(made.adopted.tables) == 1
