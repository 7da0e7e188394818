"""Fields of Word in templates: computed where that is exact, else left to Word, never silent."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
from drafter.word.package import opening
from drafter.word.package.archive import DOCUMENT, Package, write_zip
from drafter.word.text.lines import read_lines
from small import compiled, generate, problems, workspace
from wordfiles import blank_with, members, with_body

SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
x-title: "{{ 年度 }}年报告"
x-fixed: ["000件"]
type: object
required: [模板, 年度, 项]
properties:
  模板: {type: string}
  年度: {type: integer}
  题: {type: string}
  项:
    type: array
    items:
      type: object
      properties: {名: {type: string}, 数: {type: number}, 单价: {type: number}}
"""
DATA = """
模板: x
年度: 2021
题: 学习
项:
- {名: 甲, 数: 1, 单价: 2.5}
- {名: 乙, 数: 2, 单价: 3}
- {名: 丙, 数: 1.5, 单价: 4}
"""


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def char(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>'


def field(code: str, shown: str, more: str = "") -> str:
    """A complex field; code, shown: a text, or runs."""
    inner = code if code.startswith("<") else run(f" {code} ", "instrText")
    words = shown if shown.startswith("<") else run(shown)
    return char("begin", more) + inner + char("separate") + words + char("end")


def simple(code: str, shown: str) -> str:
    code = code.replace('"', "&quot;")
    return f'<w:fldSimple w:instr=" {code} ">{run(shown)}</w:fldSimple>'


def loop(*paragraphs: str, over: str = "t in 项") -> str:
    return "".join([p(run(f"{{%p for {over} %}}")), *paragraphs, p(run("{%p endfor %}"))])


def bookmark(name: str, inside: str, number: int = 7) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def table(*rows: str) -> str:
    grid = "<w:gridCol/>" * "".join(rows).split("</w:tr>")[0].count("<w:tc>")
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    inside = "".join(
        f"<w:tc><w:tcPr/>{p(c if c.startswith('<') else run(c))}</w:tc>" for c in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def rows(*cells: str) -> str:
    """A row for each record, with tags in rows of their own."""
    return row("{%tr for t in 项 %}") + row(*cells) + row("{%tr endfor %}")


def made(folder: Path, template: bytes | str, data: str = DATA) -> tuple[drafter.Result, Package]:
    """What came of the template, or of its body, and the report."""
    docx = template if isinstance(template, bytes) else with_body(template)
    result = generate(folder, docx, schema=SCHEMA, data=data)
    assert result.path is not None
    package, _ = opening.open_package(result.path.read_bytes(), "report")
    assert package is not None
    return result, package


def lines(folder: Path, template: bytes | str, data: str = DATA) -> list[str]:
    """The lines of the report; it may have no problem."""
    result, package = made(folder, template, data)
    assert [each.code for each in result.problems] == []
    assert "drafter-" not in str(package.members[DOCUMENT])
    return [
        line.text for line in read_lines(package).lines if line.text and line.member == DOCUMENT
    ]


def codes(folder: Path, template: bytes | str, data: str = DATA) -> list[str]:
    return [each.code for each in made(folder, template, data)[0].problems]


@pytest.mark.parametrize("write", [field, simple])
@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("SEQ 表", "1 2 3"),
        ("SEQ 表 \\* ARABIC \\* MERGEFORMAT", "1 2 3"),
        ("SEQ 表 \\* CHINESENUM3", "一 二 三"),
        ("SEQ 表 \\* CHINESENUM2", "壹 贰 叁"),
        ("SEQ 表 \\* ROMAN", "I II III"),
        ("SEQ 表 \\* alphabetic", "a b c"),
        ("SEQ 表 \\* GB2", "⑴ ⑵ ⑶"),
        ("SEQ 表 \\# 00", "01 02 03"),
        ("SEQ 表 \\r 5", "5 5 5"),
    ],
)
def test_a_number_of_a_sequence_counts_the_turns_of_a_loop(write, code: str, shown: str, tmp_path):
    body = loop(p(run("表") + write(code, "1") + run(" {{ t.名 }}")))
    wanted = [f"表{n} {name}" for n, name in zip(shown.split(), "甲乙丙", strict=True)]
    assert lines(tmp_path, body) == wanted


def test_sequences_go_on_behind_a_loop_and_start_anew_at_a_heading(tmp_path):
    heading = p(run("一节"), '<w:outlineLvl w:val="0"/>')
    seq = p(run("图") + field("SEQ 图 \\s 1", "1"))
    again, other = p(run("同") + field("SEQ 图 \\c", "1")), p(run("表") + simple("SEQ 表", "1"))
    body = loop(seq) + again + heading + seq + other
    assert lines(tmp_path, body) == ["图1", "图2", "图3", "同3", "一节", "图1", "表1"]


def test_a_number_that_a_condition_takes_away_is_not_counted(tmp_path):
    caption = p(run("表") + field("SEQ 表", "1"))
    gone = p(run("{%p if 年度 == 2000 %}")) + caption + p(run("{%p endif %}"))
    assert lines(tmp_path, gone + p(run("表") + field("SEQ 表", "2"))) == ["表1"]


def test_a_reference_says_what_its_bookmark_says(tmp_path):
    caption = p(bookmark("_Ref1", run("表") + field("SEQ 表", "9")))
    body = (
        p(run("见") + field("REF _Ref1 \\h", "表9"))
        + loop(p(run("表") + field("SEQ 表", "1")))
        + caption
        + p(bookmark("题名", run("{{ 题 }}"), 8))
        + p(run("题：") + simple("REF 题名", "旧") + run("，") + field("题名", "旧"))
    )
    assert lines(tmp_path, body) == ["见表4", "表1", "表2", "表3", "表4", "学习", "题：学习，学习"]


def test_a_reference_in_a_loop_is_to_the_bookmark_of_its_own_turn(tmp_path):
    body = loop(
        p(run("见") + field("REF _Ref1 \\h", "表1") + run("和") + simple("REF _Ref1", "表1")),
        p(bookmark("_Ref1", run("表") + field("SEQ 表", "1")) + run("{{ t.名 }}")),
    )
    found = lines(tmp_path, body)
    assert found == ["见表1和表1", "表1甲", "见表2和表2", "表2乙", "见表3和表3", "表3丙"]


def test_a_loop_in_which_the_bookmark_is_missing_in_some_turns_is_refused(tmp_path):
    caption = p(bookmark("_Ref1", run("表") + field("SEQ 表", "1")))
    some = p(run("{%p if t.数 > 1 %}")) + caption + p(run("{%p endif %}"))
    body = loop(p(run("见") + field("REF _Ref1 \\h", "表1")), some)
    found = problems(lambda: made(tmp_path, body))
    assert {each.code for each in found} == {"D376"}
    assert "见表1" in str(found[0].place)


SUM = field("=SUM(ABOVE)", "99")


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (SUM, "4.5"),
        (simple("=SUM(ABOVE)", "99"), "4.5"),
        (field('=SUM(above) \\# "0.00"', "99"), "4.50"),
        (field("=SUM(B2:B4)", "99"), "4.5"),
        (field("=SUM(B2:B4)*2-3", "99"), "6"),
        (field("=AVERAGE(ABOVE)", "99"), "1.5"),
        (field("=COUNT(ABOVE)", "99"), "3"),
        (field("=MAX(ABOVE) \\* CHINESENUM3", "99"), "二"),
        (field("=SUM(ABOVE)/{{ 项|数量 }}", "99"), "1.5"),
        (field("=SUM(ABOVE)", "{{ 年度 }}"), "4.5"),
        (field("=SUM(ABOVE)", "99", ' w:fldLock="true"'), "4.5"),
    ],
)
def test_a_formula_is_computed_on_the_filled_table(formula: str, shown: str, tmp_path):
    body = table(row("名", "2021年数"), rows("{{ t.名 }}", "{{ t.数 }}"), row("合计", formula))
    found = lines(tmp_path, body.replace("2021年数", "数"))
    assert found == ["名", "数", "甲", "1", "乙", "2", "丙", "1.5", "合计", shown]


@pytest.mark.parametrize(
    ("above", "formula", "shown", "code"),
    [
        ("", "=SUM(B2:B9)", "4.5", "=SUM(B2:B4)"),
        ("", "=SUM(B3:B3)", "4.5", "=SUM(B2:B4)"),
        ("", "=SUM(B2:C4)/2", "7", "=SUM(B2:C4)/2"),
        (row("上年", "10", "1"), "=SUM(B3:B9)-B2", "-5.5", "=SUM(B3:B5)-B2"),
    ],
)
def test_a_range_goes_over_all_rows_that_a_loop_makes(above, formula, shown, code, tmp_path):
    body = table(
        row("名", "数", "单价"), above, rows("{{ t.名 }}", "{{ t.数 }}", "{{ t.单价 }}"),
        row("合计", field(formula, "99"), ""),
    )  # fmt: skip
    _, package = made(tmp_path, body)
    found = [line.text for line in read_lines(package).lines if line.member == DOCUMENT]
    assert shown in found and code in package.members[DOCUMENT].decode()


def test_cells_of_a_row_in_a_loop_are_those_of_each_turn(tmp_path):
    body = table(
        row("名", "数", "价", "金额"),
        rows("{{ t.名 }}", "{{ t.数 }}", "{{ t.单价 }}", field("=B3*C3", "9")),
        row("合计", "", "", field("=SUM(D2:D4)", "9")),
    )
    assert lines(tmp_path, body)[7::4] == ["2.5", "6", "6"] and lines(tmp_path, body)[-1] == "14.5"


@pytest.mark.parametrize("formula", ["=B2", "=SUM(B2:B2)", "=B3+B5"])
def test_a_cell_that_is_another_one_with_more_rows_is_refused(formula: str, tmp_path):
    total = row("合计", field(formula, "99"))
    body = table(row("名", "数"), rows("{{ t.名 }}", "{{ t.数 }}"), row("其他", "二"), total)
    (found,) = problems(lambda: made(tmp_path, body))
    assert found.code == "D376"


def test_sums_of_rows_are_summed_below(tmp_path):
    total = row("{{ t.名 }}", "{{ t.数 }}", "{{ t.单价 }}", field("=PRODUCT(LEFT)", "9"))
    body = table(
        row("名", "数", "单价", "金额"),
        row("{%tr for t in 项 %}"),
        total,
        row("{%tr endfor %}"),
        row("合计", "—", "", SUM),
    )
    assert lines(tmp_path, body)[-2:] == ["—", "14.5"]


def test_a_sum_over_no_rows_is_nothing(tmp_path):
    body = table(row("名", "数"), rows("{{ t.名 }}", "{{ t.数 }}"), row("合计", SUM))
    assert lines(tmp_path, body, "模板: x\n年度: 2021\n项: []\n")[-2:] == ["合计", "0"]


def test_thousands_stay_grouped_and_units_are_read(tmp_path):
    body = table(row("名", "数"), rows("{{ t.名 }}", "{{ t.数 }},000件"), row("合计", SUM))
    assert lines(tmp_path, body, DATA.replace("1.5", "3"))[-1] == "6,000"


@pytest.mark.parametrize(
    "cell", ["约{{ t.数 }}", "{{ t.数 }}%", "{{ t.数 }}/5", "{{ t.名 }}{{ t.数 }}"]
)
def test_a_sum_over_what_is_no_plain_number_is_refused_at_its_cell(cell: str, tmp_path):
    body = table(row("名", "数"), rows("{{ t.名 }}", cell), row("合计", SUM))
    (found,) = problems(lambda: made(tmp_path, body))
    assert found.code == "D376" and found.place.table == 1 and "SUM(ABOVE)" in found.message()


@pytest.mark.parametrize("code", ["=SUMIF(ABOVE)", "=B2:", "=SUM(ABOVE", "=IF(B2>1,1,0)"])
def test_a_formula_that_is_not_known_is_found_without_data(code: str, tmp_path):
    body = table(row("名", "数"), rows("{{ t.名 }}", "{{ t.数 }}"), row("合计", field(code, "9")))
    (found,) = problems(lambda: made(tmp_path, body))
    assert found.code == "D376"


def test_a_gap_in_a_cell_is_a_gap_in_the_sum(tmp_path):
    body = table(row("名", "数"), rows("{{ t.名 }}", "{{ t.数 }}"), row("合计", SUM))
    result, package = made(tmp_path, body, DATA.replace(" 数: 2,", ""))
    assert {each.code for each in result.problems} == {"D339"}
    assert [x for x in read_lines(package).lines if x.member == DOCUMENT][-2].text.startswith(
        "【待补："
    )
    assert package.members[DOCUMENT].count(b"w:highlight") == 2


def test_a_formula_of_a_table_that_no_tag_fills_stays(tmp_path):
    body = p(run("{{ 题 }}")) + table(row("二"), row("二"), row(field("=SUM(ABOVE)", "四")))
    assert lines(tmp_path, body) == ["学习", "二", "二", "四"]


IF = 'IF {{ 年度 }} &gt; 2020 "新" "旧"'


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (IF, "新"),
        ('IF {{ 年度 }} &gt;= 2022 "新" "旧"', "旧"),
        ('IF {{ 年度 }}=2021 "是"', "是"),
        ('IF "{{ 题 }}" = "学习" "学{{ 年度 }}" "不学"', "学2021"),
        ('IF "{{ 题 }}" = "学*" “对” “错” \\* MERGEFORMAT', "对"),
        ('IF 2 &lt;&gt; 2 "{{ 题 }}" "同"', "同"),
    ],
)
def test_a_condition_in_a_field_is_decided(code: str, shown: str, tmp_path):
    both = p(run("甲") + field(code, "旧旧")) + table(row(field(code, "旧旧")))
    assert lines(tmp_path, both) == [f"甲{shown}", shown]
    package = made(tmp_path, both)[1]
    assert b"instrText" not in package.members[DOCUMENT]  # LibreOffice would show nothing


def test_a_tag_that_word_has_cut_in_a_field_s_code_is_made_whole(tmp_path):
    pieces = [" IF {", "{ 年", '度 }} = 2021 "新"', ' "旧" ']
    code = "".join(run(piece, "instrText") for piece in pieces)
    assert lines(tmp_path, p(field(code, "旧"))) == ["新"]
    assert lines(tmp_path, p(simple(IF, "旧"))) == ["新"]


def test_fields_in_the_code_of_a_condition_are_computed_first(tmp_path):
    inner = run(" IF ", "instrText") + field("SEQ 甲", "1") + run(' = 2 "二" "余"', "instrText")
    assert lines(tmp_path, loop(p(field(inner, "余")))) == ["余", "二", "余"]


@pytest.mark.parametrize(
    "code", ["IF {{ 年度 }}", 'IF {{ 题 }} 好 = 1 "甲" "乙"', 'IF "{{ 题 }}" &lt; "乙" "甲" "乙"']
)
def test_a_condition_that_cannot_be_decided_is_refused(code: str, tmp_path):
    (found,) = problems(lambda: made(tmp_path, p(field(code, "旧"))))
    assert found.code == "D376"


def test_an_unknown_name_in_a_field_s_code_is_found(tmp_path):
    (found,) = problems(lambda: made(tmp_path, p(field('IF {{ 年底 }} = 1 "甲" "乙"', "旧"))))
    assert found.code == "D314" and found.place.paragraph == 1


TOC = p(
    char("begin") + run(' TOC \\o "1-3" \\h ', "instrText") + char("separate") + run("甲 1")
) + p(run("乙 2") + char("end"))
HEADING = p(run("甲"), '<w:outlineLvl w:val="0"/>')
CONDITION = p(run("{%p if 年度 == 2000 %}")) + HEADING + p(run("{%p endif %}"))


@pytest.mark.parametrize(
    "rest",
    [
        CONDITION,
        loop(HEADING),
        p(run("{{ 题 }}"), '<w:outlineLvl w:val="0"/>'),
        HEADING + loop(p(run("{{ t.名 }}"))),
    ],
)
def test_contents_that_may_change_are_left_to_word_and_told_once(rest: str, tmp_path):
    body = TOC + p(run("见第") + field("PAGEREF _Toc1 \\h", "7") + run("页")) + rest
    result, package = made(tmp_path, body)
    assert [each.code for each in result.problems] == ["D375"]
    assert package.members[DOCUMENT].count(b'w:dirty="true"') in (1, 2)
    assert b'<w:updateFields w:val="true"/>' in package.members["word/settings.xml"]


def test_contents_that_cannot_change_ask_no_question(tmp_path):
    result, package = made(tmp_path, TOC + HEADING + p(run("{{ 题 }}")))
    assert result.problems == ()
    assert b"w:dirty" not in package.members[DOCUMENT]
    assert b"updateFields" not in package.members["word/settings.xml"]


@pytest.mark.parametrize("kind", ["DATE", "TIME", "SAVEDATE", "CREATEDATE"])
def test_a_day_of_opening_is_told(kind: str, tmp_path):
    body = p(field(f'{kind} \\@ "yyyy年M月d日"', "2020年1月1日") + run("{{ 题 }}"))
    assert codes(tmp_path, body) == ["D377"]


def test_a_locked_field_that_would_change_is_told(tmp_path):
    locked = TOC.replace('"begin"', '"begin" w:fldLock="1"')
    assert codes(tmp_path, locked + CONDITION) == ["D378"]


@pytest.mark.parametrize(("code", "found"), [
    ("FILENAME", ["D375"]), ("NUMPAGES", ["D375"]), ("PAGE", []), ("AUTHOR", []),
    ('HYPERLINK "https://example.org"', []), ("INDEX", ["D375"]), ('TOC \\c "表"', ["D375"]),
    ("STYLEREF 标题", ["D375"]), ("REF _Gone \\h", []), ("REF 甲 \\r \\h", ["D375"]),
])  # fmt: skip
def test_other_fields_are_left_to_word_only_where_they_may_change(code, found, tmp_path):
    body = p(field(code, "三")) + loop(p(bookmark("甲", run("{{ t.名 }}"))))
    assert codes(tmp_path, body) == found


def test_a_title_that_drafter_writes_is_shown(tmp_path):
    assert lines(tmp_path, p(run("题为") + field("TITLE", "模板"))) == ["题为2021年报告"]


FORM = (
    p(run("{{ 年度 }}年的事"))
    + p(run("合计见表末，") + field('IF {{ 年度 }} = 2021 "今年" "往年"', "旧") + run("。"))
    + table(
        row("序", "名", "数"),
        row("{%tr for t in 项 %}")
        + row(field("SEQ 行", "1"), "{{ t.名 }}", "{{ t.数 }}")
        + row("{%tr endfor %}"),
        row("", "合计", SUM),
    )
)


def edit(path: Path, old: str, new: str) -> None:
    """A hand changes some words of the report."""
    package, _ = opening.open_package(path.read_bytes(), "report")
    assert package is not None
    data = package.members[DOCUMENT].replace(old.encode(), new.encode())
    assert data != package.members[DOCUMENT]
    path.write_bytes(write_zip(package.replace({DOCUMENT: data})))


def test_an_edited_report_gets_the_new_results(tmp_path):
    path = made(tmp_path, FORM)[0].path
    edit(path, "合计见表末", "总数见表末")
    added = DATA + "- {名: 丁, 数: 10, 单价: 1}\n"
    result, package = made(tmp_path, FORM, added)
    assert result.status == "updated"
    text = [line.text for line in read_lines(package).lines if line.text]
    assert "总数见表末，今年。" in text and "14.5" in text and "4.5" not in text
    assert "updateFields" not in str(package.members["word/settings.xml"])


def test_a_result_that_a_hand_has_changed_is_left_to_word(tmp_path):
    path = made(tmp_path, FORM)[0].path
    edit(path, ">4.5<", ">5<")
    _, package = made(tmp_path, FORM, DATA + "- {名: 丁, 数: 10, 单价: 1}\n")
    text = [line.text for line in read_lines(package).lines if line.text]
    assert "5" in text and "14.5" not in text
    assert b'w:updateFields w:val="true"' in package.members["word/settings.xml"]


def test_fields_in_headers_and_notes_are_computed(tmp_path):
    footer = members(blank_with({}))["word/footer1.xml"].decode()
    inside = p(run("页脚") + field(IF, "旧"))
    at = footer.rindex("</w:ftr>")
    docx = blank_with(
        {
            "word/footer1.xml": (footer[:at] + inside + footer[at:]).encode(),
            DOCUMENT: members(with_body(p(run("{{ 题 }}"))))[DOCUMENT],
        }
    )
    result, package = made(tmp_path, docx)
    assert result.problems == ()
    assert "页脚新" in [line.text for line in read_lines(package).lines]


def test_a_streamed_page_and_a_tree_have_the_same_results(tmp_path):
    body = table(row("名", "数"), rows("{{ t.名 }}", "{{ t.数 }}"), row("合计", SUM))
    plain = compiled(workspace(tmp_path / "1", with_body(body), DATA, SCHEMA))[0]
    assert plain.plain and plain.fields
    rough = p(run("{{ 题|upper }}{% macro f() %}甲{% endmacro %}"))
    both = [lines(tmp_path / name, rest + body)[-6:] for name, rest in (("2", ""), ("3", rough))]
    assert both[0] == both[1]
