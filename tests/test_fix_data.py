"""`drafter fix` on data: certain slips are mended, nothing else is touched."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drafter
from drafter.source import parse, strip_places
from drafter.source.slips.mending import mend_text
from work import many

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


@settings(max_examples=many(25), deadline=None)
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
    "正文: 一\n  －二\n",
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


_HEAD = "会议:\n  - {日期: 2021-01-02, 主题: 学习, 人数: 12}\n"
_GOOD = [{"日期": "2021-03-05", "主题": "安置房建设", "人数": 3}]
_BARE = "日期：2021-03-05，主题：安置房建设，人数：3"
_PLAIN = "日期: 2021-03-05, 主题: 安置房建设, 人数: 3"
_BULLETS = ("•", "· ", "－", "--", "——", "1. ", "1、", "（1）", "①", "一、", "*")
_PAIRS = ("｛｝", "【】", "（）", "〔〕", "｛}", "{｝")
SHAPES = {
    **{f"bullet {each}": f"  {each}{{{_PLAIN}}}" for each in _BULLETS},
    **{f"in {each}": f"  - {each[0]}{_BARE}{each[1]}" for each in _PAIRS},
    "in ()": f"  - ({_PLAIN})", "in none": f"  - {_BARE}", "closed only": f"  - {_BARE}｝",
    "two lines": "  - ｛日期：2021-03-05，\n     主题：安置房建设，人数：3｝",
    "lines": "  - {日期：2021-03-05，\n　　　主题：安置房建设，\n     人数：3\n    ｝",
    "right first line": "  - {日期: 2021-03-05,\n     主题：安置房建设，人数：3}",
    "doubled commas": f"  - ｛{_BARE.replace('，', '，，')}，｝",
    "a full stop": f"  - ｛{_BARE}。｝",
    "small colons": f"  - {{{_PLAIN.replace(': ', '﹕')}}}",
    "ratios": f"  - {{{_PLAIN.replace(': ', '∶')}}}",
    "small commas": f"  - {{{_PLAIN.replace(', ', '﹐')}}}",
    "pauses": f"  - {{{_PLAIN.replace(', ', '、')}}}",
    "semicolons": f"  - {{{_PLAIN.replace(', ', '; ')}}}",
    "no blanks": f"  - {{{_PLAIN.replace(' ', '')}}}",
    "wide blanks": f"  - {{{_PLAIN.replace(' ', '　')}}}",
    "hard blanks": f"  - {{{_PLAIN.replace(' ', chr(160))}}}",
}  # fmt: skip


@pytest.mark.parametrize("row", SHAPES.values(), ids=SHAPES)
def test_a_record_in_any_signs_is_one_message_and_is_mended(row):
    problems = parse(f"{_HEAD}{row}\n".encode(), "x")[1]
    assert len({each.place.line for each in problems}) == 1 == len(problems)
    mended, changed = mend_text(f"{_HEAD}{row}\n", {"会议", "日期", "主题", "人数"})
    document, problems = parse(mended.encode(), "x")
    assert problems == [] and strip_places(document.root)["会议"][1:] == _GOOD
    assert {each.line for each in changed} <= set(range(3, 4 + row.count("\n")))


@pytest.mark.parametrize("row", [
    f"  - ｛{_BARE}", f"  - ｛｛{_BARE}｝｝", "  - ｛日期：2021-03-05，强调：要好，人数：3｝",
    "  - 主题：安置房，强调：要好", "  - 日期：2021-03-05，主题：甲\n    人数：3",
    "  - （主题：安置房）好", "  - 1. 甲",
])  # fmt: skip
def test_a_record_that_may_be_meant_otherwise_is_left(row):
    mended = mend_text(f"{_HEAD}{row}\n", {"会议", "日期", "主题", "人数"})[0]
    assert mended.split("\n")[2] == row.split("\n")[0]


def test_a_record_typed_behind_a_name_is_told_though_yaml_takes_it_for_a_text():
    [found] = parse("联系: ｛姓名：张，电话：1｝\n".encode(), "x")[1]
    assert (found.code, "联系: {姓名: 张, 电话: 1}" in found.cure()) == ("D185", True)


@pytest.mark.parametrize(("text", "code"), [
    ("要点:\n  •甲\n  •乙\n", "D137"), ("要点:\n  - 甲\n  ·乙\n  - 丙\n", "D137"),
    ("要点:\n  ● 甲\n  ● 乙\n", "D137"), ("要点:\n  - 甲\n  ■乙\n  - 丙\n", "D137"),
    ("要点:\n  * 甲\n  * 乙\n", "D137"), ("要点:\n  + 甲\n  + 乙\n", "D137"),
    ("要点:\n  - 甲\n  2. 乙\n  - 丙\n", "D137"), ("要点:\n  1. 甲\n  2. 乙\n", "D184"),
    ("要点:\n  （1）甲\n  （2）乙\n", "D184"), ("要点:\n  ①甲\n  ②乙\n", "D184"),
    ("要点:\n  一、甲\n  二、乙\n", "D184"), ("要点: 学习贯彻\n  会议精神\n", "D184"),
    ("要点:\n  - 主题: 学习，\n      贯彻\n", "D184"),
    ("主题: >\n  学习贯彻\n  会议精神\n", "D184"), ("主题: >-\n  共\n  12件\n", "D184"),
    ("要点:\n  - >\n    学习\n    贯彻\n", "D184"), ("主题: '学习，\n  贯彻'\n", "D184"),
    ('主题: "学习，\n  贯彻"\n', "D184"), ("主题: 共12\n  件\n", "D184"),
])  # fmt: skip
def test_entries_with_other_signs_than_a_minus_sign_are_told(text, code):
    assert {each.code for each in parse(text.encode(), "x")[1]} == {code}


def test_a_comment_with_a_full_width_sign_is_told_and_mended_wherever_it_stands():
    good = "年度: 2021\n会议:\n  - {日: 1, 题: 甲}\n  - {日: 2, 题: 乙}\n要点:\n  - 丙\n说明: 丁\n"
    lines, meant = good.splitlines(), strip_places(parse(good.encode(), "x")[0].root)
    for sign in ("＃", "＃ ", "﹟", "＃＃ "):
        for note in ("备注", "备注：另见", "备注: 另见", "- {日期: 3, 主题: 甲}"):
            for at in range(len(lines) + 1):
                for indent in ("", "  "):
                    text = "\n".join([*lines[:at], f"{indent}{sign}{note}", *lines[at:], ""])
                    found = parse(text.encode(), "x")[1]
                    assert [(e.code, e.place.line) for e in found] == [("D190", at + 1)], text
                    mended = mend_text(text)[0]
                    assert mended.split("\n")[at] == f"{indent}# {note}"
                    assert strip_places(parse(mended.encode(), "x")[0].root) == meant
        for at in (1, 2, 3, 4):  # behind a ledger's name, behind a record
            text = "\n".join([*lines[:at], f"{lines[at]} {sign}备注", *lines[at + 1 :], ""])
            assert {e.code for e in parse(text.encode(), "x")[1]} == {"D190"}, text
            mended = mend_text(text)[0]
            assert strip_places(parse(mended.encode(), "x")[0].root) == meant, text
            assert mended.split("\n")[at].replace(" ", "").endswith("#备注")


def test_a_full_width_sign_behind_a_text_is_told_and_left():
    told = [
        "单位: 办公室 ＃待核",
        "单位: ＃待核",
        "单位:\n  - 办公室　＃ 待核",
        "会议:\n  - {主题: 甲 ＃ 待核, 数: 1}",
    ]
    for text in told:
        assert [e.code for e in parse(f"{text}\n".encode(), "x")[1]] == ["D191"], text
        assert mend_text(text)[0] == text
    sound = [
        "地点: 3＃楼",
        "地点: 东区 ＃3楼",
        "地点: '东区 ＃楼'",
        "地点: 二＃变电站",
        "说明: |\n  ＃ 标题\n  文字",
    ]
    for text in sound:
        assert parse(f"{text}\n".encode(), "x")[1] == [], text


def test_a_colon_of_another_script_is_a_colon():
    for sign in "：﹕∶":
        for name in ("年度", "单位"):
            text = f"年度: 2021\n{name}{sign}办\n人数: 3\n"
            assert [(e.code, e.place.column) for e in parse(text.encode(), "x")[1]] == [("D130", 3)]
            assert f"\n{name}: 办\n" in mend_text(text, {"年度", "单位"})[0]
    assert parse("配比:\n  - 甲乙3∶1\n  - 3∶1\n".encode(), "x")[1] == []


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


@pytest.mark.parametrize("slip", ["单位: ", "单位："])
def test_mending_ends_as_a_check_does_where_the_content_is_still_wrong(slip, tmp_path, capsys):
    from drafter.cli.running import run_command

    drafter.init(tmp_path)
    path = tmp_path / "data" / "2021.yaml"
    text = path.read_text("utf-8").replace("单位: ", slip, 1)
    path.write_text(text.replace("类别: 理论学习中心组", "类别: 理论学习组", 1), "utf-8")
    assert run_command(["fix", str(path)]) == 1
    told = capsys.readouterr()
    assert "D207" in told.out + told.err and "理论学习组" in told.out + told.err
    assert "请按上面的提示改好" in told.err
    assert ("没有写文件" in told.out) is (slip == "单位: ")
    assert [each.code for each in drafter.fix(path).problems if each.code == "D207"] == ["D207"]


def _replace(old: str, new: str):
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


_ROW = "  - {日期: 2021-01-14, 类别: 理论学习中心组, 主题: 党的十九届五中全会精神}"
_WIDE_ROW = _widen(_ROW)
TWENTY = [
    # what the clerk did to the year, code, line, words of the cure, whether fix mends it
    (_replace(_ROW, _WIDE_ROW), "D185", 21, _ROW.strip(), True),
    (_replace(_ROW, _widen(_ROW, ":,")), "D185", 21, _ROW.strip(), True),
    (_replace("会议:\n", "会议：\n"), "D130", 19, "英文冒号", True),
    (_replace("单位: ", "单位："), "D130", 11, "英文冒号", True),
    (_replace("单位: ", "单位:"), "D132", 11, "空", True),
    (_replace(_ROW, _ROW.replace("- ", "-")), "D136", 21, "- {日期", True),
    (_replace(_ROW, _ROW.replace("- ", "－ ")), "D137", 21, "英文减号", True),
    (_replace(_ROW, "\t" + _ROW.strip()), "D134", 21, "空格", True),
    (_replace(_ROW, "　" + _ROW.strip()), "D135", 21, "英文输入法", True),
    (_replace(_ROW, _ROW + "。"), "D160", 21, "删掉", True),
    (_replace(_ROW, _ROW.replace("2021-01-14, ", "2021-01-14，")), "D155", 21, "英文逗号", True),
    (_replace(_ROW, _ROW[:-1]), "D147", 21, "补上「}」", False),
    (_replace("会议:\n", ""), "D189", 19, "会议:", False),
    (_replace(_ROW, _ROW.replace("日期", "日其")), "D202", 21, "「日期」", False),
    (_replace("党组会议, 主题", "党组会, 主题"), "D207", 20, "template.yaml 第25行", False),
    (_replace("数量: 2}", "数量: 4.5}"), "D253", 44, "改成整数", False),
    (_replace("数量: 2}", "数量: 12345678901234567890123}"), "D255", 44, "18位", False),
    (_replace(_ROW, _ROW[:-1] + ", 备注: 待核}"), "D254", 21, "#", False),
    (_replace("单位: 区政协办公室", "单位: 区政协办公室#待核"), "D186", 11, "空一格", False),
    (_replace("单位: 区政协办公室", '单位: "区政协办公室'), "D140", 11, "英文引号", False),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    drafter.init(folder)
    return folder


@pytest.mark.parametrize(("slip", "code", "line", "cure", "mends"), TWENTY)
def test_a_slip_of_the_year_is_told_at_its_place_with_its_cure_and_mended(
    office, slip, code, line, cure, mends
):
    path = office / "data" / "2021.yaml"
    path.write_text(slip(YEAR), "utf-8")
    try:
        problems = drafter.check("2021", here=office).problems
    except drafter.DrafterError as error:
        problems = error.problems
    found = [each for each in problems if each.severity is not drafter.Severity.HINT]
    assert [(each.code, each.place.line) for each in found] == [(code, line)]
    assert cure in found[0].cure() + found[0].message()
    drafter.fix("2021", here=office)
    assert path.read_text("utf-8") == (YEAR if mends else slip(YEAR))


def test_equal_problems_are_shown_once_with_all_their_lines(office, capsys):
    from drafter.cli.running import run_command

    path = office / "data" / "2021.yaml"
    path.write_text(YEAR.replace("类别: 党组会议", "类别: 党组会"), "utf-8")
    assert run_command(["check", str(path)]) == 1
    shown = capsys.readouterr().err
    assert shown.count("D207：") == 1 and "12处，在第 24、28、32" in shown
    run_command(["check", str(path), "--format", "json"])
    assert capsys.readouterr().out.count('"D207"') == 13


def test_a_broken_byte_is_told_at_its_line_and_wide_blanks_behind_a_value_are_none_of_it():
    broken = YEAR.encode().replace("区政协".encode(), "区政协".encode()[:-1], 1)
    [found] = parse(broken, "x")[1]
    assert (found.code, found.place.line) == ("D187", 11)
    document, problems = parse("单位: 区政协　\n".encode(), "x")
    assert (strip_places(document.root), problems) == ({"单位": "区政协"}, [])


def test_a_field_that_slid_is_told_with_the_line_that_it_belongs_under():
    [found] = parse("会议:\n  - 编号: 1\n   案由: 甲\n".encode(), "x")[1]
    assert (found.code, found.place.line) == ("D145", 3)
    assert "4 个空格，和第2行" in found.cure()
