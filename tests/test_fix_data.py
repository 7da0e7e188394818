"""`drafter fix` on data: certain slips are mended, nothing else is touched."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter.source import parse, strip_places
from drafter.source.slips.mending import mend_text

ROOT = Path(__file__).parents[1]
YEAR = (ROOT / "data" / "2021.yaml").read_text("utf-8")
LINES = YEAR.split("\n")
RECORDS = [n for n, line in enumerate(LINES) if re.match(r"  - \{.*\}$", line)]
KEYS = [n for n, line in enumerate(LINES) if re.match(r"[一-鿿]+: ?", line)]

_TO_WIDE = {"{": "｛", "}": "｝", ": ": "：", ", ": "，"}


def _widen(line: str, signs: str = "{}:,") -> str:
    for plain, wide in _TO_WIDE.items():
        line = line.replace(plain, wide) if plain.strip() in signs else line
    return line


SLIPS = {
    "every sign": _widen,
    "the braces": lambda line: _widen(line, "{}"),
    "colons": lambda line: _widen(line, ":"),
    "commas": lambda line: _widen(line, ","),
    "a colon": lambda line: line.replace(": ", "：", 1),
    "no blank behind colons": lambda line: line.replace(": ", ":"),
    "no blank behind the dash": lambda line: line.replace("  - ", "  -"),
    "a wide dash": lambda line: line.replace("  - ", "  － "),
    "a long dash": lambda line: line.replace("  - ", "  — "),
    "a short dash": lambda line: line.replace("  - ", "  –"),
    "a bullet": lambda line: line.replace("  - ", "  • "),
    "a dot": lambda line: line.replace("  - ", "  ·"),
    "a star": lambda line: line.replace("  - ", "  * "),
    "a wide blank behind the dash": lambda line: line.replace("  - ", "  -　"),
    "a tab": lambda line: line.replace("  - ", "\t- "),
    "wide blanks": lambda line: line.replace("  - ", "　　- "),
    "a hard blank": lambda line: line.replace("  - ", "\u00a0\u00a0- "),
    "a full stop behind": lambda line: line + "。",
    "wide blanks inside": lambda line: line.replace(", ", ",　"),
    "dash and signs": lambda line: _widen(line).replace("  - ", "　－"),
}


def _mend(text: str) -> str:
    names = set(re.findall(r"(?m)[{,] ?(\w+):|^(\w+):", YEAR))
    return mend_text(text, {name for pair in names for name in pair if name} | {"日期"})[0]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("number", [RECORDS[0], RECORDS[40], RECORDS[-1]])
def test_a_record_with_a_certain_slip_is_mended_as_it_was(slip, number):
    broken = [*LINES[:number], slip(LINES[number]), *LINES[number + 1 :]]
    assert _mend("\n".join(broken)) == YEAR


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.sampled_from(RECORDS), st.sampled_from(sorted(SLIPS)), max_size=12),
    st.sets(st.sampled_from(KEYS), max_size=3),
)
def test_a_file_broken_by_certain_slips_gets_its_own_records_again(slips, keys):
    lines = list(LINES)
    for number, name in slips.items():
        lines[number] = SLIPS[name](lines[number])
    for number in keys:
        lines[number] = re.sub(": ?", "：", lines[number], count=1)
    mended = _mend("\n".join(lines))
    document, problems = parse(mended.encode(), "x")
    assert problems == []
    assert strip_places(document.root) == strip_places(parse(YEAR.encode(), "x")[0].root)


@pytest.mark.parametrize("path", sorted(ROOT.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_what_is_right_is_left_alone(path):
    text = path.read_text("utf-8").replace("\r\n", "\n")
    assert mend_text(text) == (text, [])


@pytest.mark.parametrize("text", [
    "要点:\n  - 一是：加强领导\n  -二是：抓好落实\n  - 三是: 好\n",
    "说明: |\n  ｛编号：1，案由：甲｝\n  －一\n备注：｛\n",
    "会议:\n  - {主题: 学习，强调：要好}\n  - ｛主题：学习，强调：要好｝\n",
    "会议:\n  - ｛主题：学习, 研究｝\n  - {主题: 一}\n",
    "会议:\n  - ｛主题：学习\n  - {主题: 一}\n",
    "地点: 第1会议室 #3楼\n名称: \"例会\n",
    "会议:\n  - 名称: 甲\n    联系:\n      姓名: 张\n\t人数: 3\n",
])  # fmt: skip
def test_what_could_be_meant_otherwise_is_not_touched(text):
    mended, changed = mend_text(text, {"主题", "编号", "案由", "会议", "人数"})
    assert {each.after.lstrip(" -") for each in changed} <= {"二是：抓好落实"}
    assert "强调：" in mended or "强调" not in text


NESTED = "会议:\n  - {编号: 第7号, 委员: [甲, 乙], 联系: {姓名: 张, 电话: 1}, 案由: 停车，收费}\n"


@pytest.mark.parametrize("line", [
    "  - ｛编号：第7号，委员：［甲，乙］，联系：｛姓名：张，电话：1｝，案由：停车，收费｝",
    "－　{编号：第7号，委员: [甲，乙], 联系：{姓名：张, 电话：1｝，案由: 停车，收费},",
    "  - ｛ 编号 ： 第7号 ，委员： ［甲， 乙］，联系：{姓名：张，电话：1}，案由：停车，收费}；",
])  # fmt: skip
def test_records_in_records_are_mended_to_their_last_sign(line):
    names = set("编号 委员 联系 姓名 电话 案由 会议".split())
    mended = mend_text(f"会议：\n{line}\n", names)[0]
    assert strip_places(parse(mended.encode(), "x")[0].root) == strip_places(
        parse(NESTED.encode(), "x")[0].root
    )


def test_a_row_typed_with_an_input_method_is_one_message_with_the_row_mended():
    row = "  - ｛编号：第7号，案由：停车，收费的建议，承办单位：区公安分局｝"
    [found] = parse(f"提案:\n  - {{编号: 第1号, 案由: 甲, 承办单位: 乙}}\n{row}\n".encode(), "x")[1]
    assert (found.code, found.place.line, found.place.column) == ("D185", 3, 3)
    assert "- {编号: 第7号, 案由: 停车，收费的建议, 承办单位: 区公安分局}" in found.cure()
    rows = parse(f"提案：\n{row}\n{row}\n".encode(), "x")[1]
    assert [each.code for each in rows] == ["D130", "D185", "D185"]


def test_data_are_mended_in_place_with_a_backup(tmp_path, capsys):
    from drafter.cli.running import run_command

    drafter.init(tmp_path)
    path = tmp_path / "data" / "2021.yaml"
    good = path.read_bytes()
    text = good.decode().replace("单位: ", "单位：", 1).replace("\n", "\r\n")
    text = text.replace("  - {日期: 2021-01-14, ", "  -｛日期：2021-01-14，")
    path.write_bytes(text.encode())
    fixed = drafter.fix("2021", here=tmp_path)
    assert path.read_bytes() == good.replace(b"\n", b"\r\n")
    assert fixed.backup.name == "2021.yaml.备份1" and fixed.backup.read_bytes() == text.encode()
    assert [each.line for each in fixed.lines] == [11, 21]
    assert (drafter.fix("2021", here=tmp_path).path, fixed.problems) == (None, ())
    path.write_text('名称: 例会\n单位：办公室\n说明: "甲\n', "utf-8")
    assert run_command(["fix", str(path)]) == 1
    assert "单位：办公室" in path.read_text("utf-8")
    assert "没有写文件" in capsys.readouterr().out
