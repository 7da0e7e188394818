"""The command line as its users meet it: what is printed, and the exit code."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

import drafter
from drafter import __version__
from drafter.cli import running

COMMANDS = (
    ("generate",), ("check",), ("why",), ("init",), ("rule",), ("template",),
    ("template", "check"), ("template", "new"),
)  # fmt: skip


def edit(office: Path, old: str, new: str) -> None:
    path = office / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_generate_writes_the_report_and_says_where(office: Path, run) -> None:
    ran = run("generate", "2021.yaml")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "已生成：output/区政协办公室2021年统战工作总结.docx\n"
    assert (office / "output/区政协办公室2021年统战工作总结.docx").is_file()


def test_a_second_run_leaves_the_file_as_it_is(office: Path, run) -> None:
    run("generate", "2021.yaml")
    path = office / "output/区政协办公室2021年统战工作总结.docx"
    before = path.stat().st_mtime_ns

    assert run("generate", "2021").out.startswith("没有变化")
    assert path.stat().st_mtime_ns == before


def test_changed_data_update_the_report_that_nobody_edited(office: Path, run) -> None:
    run("generate", "2021.yaml")
    edit(office, "单位: 区政协办公室", "单位: 市政协办公室")
    edit(office, "单位: 市政协办公室", "单位: 区政协办公室")
    edit(office, "党史学习教育        #", "主题教育        #")

    assert run("generate", "2021.yaml").out.startswith("已更新：")


def test_the_output_may_be_a_file_or_a_folder(office: Path, run) -> None:
    (office / "送审").mkdir()

    assert run("generate", "data/2021.yaml", "-o", "送审").code == 0
    assert run("generate", "data/2021.yaml", "--output", "送审/甲/稿.docx").code == 0
    assert (office / "送审/区政协办公室2021年统战工作总结.docx").is_file()
    assert (office / "送审/甲/稿.docx").is_file()


def test_an_output_that_is_no_docx_is_refused(office: Path, run) -> None:
    ran = run("generate", "2021.yaml", "-o", "稿.doc")

    assert ran.code == 1
    assert "D506" in ran.err and not list(office.glob("*.doc*"))


def test_an_edited_report_is_left_alone_while_the_data_are_the_same(office: Path, run) -> None:
    run("generate", "2021.yaml")
    path = office / "output/区政协办公室2021年统战工作总结.docx"
    path.write_bytes(path.read_bytes() + b"by hand")
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and "一个字没动" in ran.out and ran.err == ""
    assert path.read_bytes().endswith(b"by hand")


def test_overwrite_keeps_a_numbered_backup_first(office: Path, run) -> None:
    path = office / "output/区政协办公室2021年统战工作总结.docx"
    path.parent.mkdir()
    path.write_bytes(b"mine")
    assert "D501" in run("generate", "2021.yaml").err
    ran = run("generate", "2021.yaml", "--overwrite")

    assert ran.code == 0
    assert path.with_name(f"{path.stem}.备份1.docx").read_bytes() == b"mine"
    assert "备份" in ran.out and path.read_bytes().startswith(b"PK")


def test_a_report_open_in_word_is_not_touched(office: Path, run) -> None:
    run("generate", "2021.yaml")
    (office / "output" / "~$协办公室2021年统战工作总结.docx").write_bytes(b"")
    edit(office, "党史学习教育        #", "主题教育        #")
    ran = run("generate", "2021.yaml")

    assert ran.code == 3
    assert "请先关闭" in ran.err


def test_another_years_data_do_not_replace_a_report_of_the_same_name(office: Path, run) -> None:
    run("generate", "2021.yaml")
    report = office / "output/区政协办公室2021年统战工作总结.docx"
    before = report.read_bytes()
    edit(office, "党史学习教育        #", "主题教育        #")
    (office / "data/2021.yaml").rename(office / "data/2022.yaml")
    ran = run("generate", "2022.yaml")

    assert ran.code == 3
    assert "D513" in ran.err and "data/2021.yaml" in ran.err and "年度" in ran.err
    assert report.read_bytes() == before
    assert run("generate", "2022.yaml", "--overwrite").code == 0
    assert report.with_name(f"{report.stem}.备份1.docx").read_bytes() == before


@pytest.mark.parametrize("place", ["templates/统战工作总结/template.docx", "data/稿.docx"])
def test_a_report_is_never_written_among_templates_and_data(office: Path, run, place: str) -> None:
    before = (office / "templates/统战工作总结/template.docx").read_bytes()
    ran = run("generate", "2021.yaml", "-o", place, "--overwrite")

    assert ran.code == 1 and "D514" in ran.err
    assert (office / "templates/统战工作总结/template.docx").read_bytes() == before


def test_a_gap_that_somebody_typed_stops_a_final_too(office: Path, run) -> None:
    edit(office, "主题: 研究部署党史学习教育", "主题: 【待补】")

    assert "D406" in run("generate", "2021.yaml").err
    assert run("generate", "2021.yaml", "--final", "-o", "定稿.docx").code == 1


def test_a_word_for_nothing_is_warned_of_where_it_would_count(office: Path, run) -> None:
    edit(office, "批示: 区委书记", "批示: 无")
    ran = run("generate", "2021.yaml")

    assert ran.code == 0 and "D221" in ran.err


def test_the_data_are_found_from_the_output_folder_too(
    office: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("generate", "2021.yaml")
    monkeypatch.chdir(office / "output")

    assert run("generate", "2021.yaml").out.startswith("没有变化")


def test_check_writes_nothing(office: Path, run) -> None:
    ran = run("check", "2021.yaml")

    assert ran.code == 0
    assert "可以生成《区政协办公室2021年统战工作总结》" in ran.out
    assert not (office / "output").exists() and not (office / ".drafter").exists()


def test_check_lists_the_worst_or_all_when_asked(office: Path, run) -> None:
    from docx import Document

    page = Document()
    for number in range(30):
        page.add_paragraph(f"第{number + 1}项工作进展顺利。，按期完成。")
    page.save(str(office / "长.docx"))
    data = (office / "data" / "2021.yaml").read_text(encoding="utf-8")
    many = "".join(f"杂项{number}: 1\n" for number in range(30))
    (office / "data" / "2021.yaml").write_text(data + many, encoding="utf-8")
    for name in ("长.docx", "2021.yaml"):
        short, whole = run("check", name), run("check", name, "--all")
        assert short.code == whole.code == 1
        assert short.err.count("\n  --> ") == 20
        assert "drafter check 文件 --all" in short.err
        told = json.loads(run("check", name, "--format", "json").out)["problems"]
        assert whole.err.count("\n  --> ") == len(told) >= 30
        assert "没有列出" not in whole.err
        assert short.err.splitlines()[-2:] == whole.err.splitlines()[-2:]
    assert "先改上面的" in run("generate", "2021.yaml").err


def test_problems_look_as_designed_and_go_to_standard_error(office: Path, run) -> None:
    edit(office, "年度: 2021", "年度: 二〇二一")
    ran = run("generate", "2021.yaml")

    assert ran.code == 1 and ran.out == ""
    assert ran.err.startswith(
        "错误 D203：「年度」要填数字，这里是「二〇二一」\n"
        "  --> data/2021.yaml:12:5\n"
        "12 | 年度: 二〇二一\n"
        "   |       ^^^^^^^^\n"
    )
    assert "2021" in ran.err.split("\n")[4]
    assert "drafter rule D203" in ran.err and "没有生成报告" in ran.err


def test_a_gap_is_listed_in_a_draft_and_stops_a_final(office: Path, run) -> None:
    edit(office, "日期: 2021-01-08, 类别: 党组会议, ", "类别: 党组会议, ")
    draft = run("generate", "2021.yaml")
    final = run("generate", "2021.yaml", "--final", "-o", "定稿.docx")

    assert draft.code == 0
    assert "会议 第1条 日期" in draft.err and "1处待补" in draft.err + draft.out
    assert final.code == 1
    assert not (office / "定稿.docx").exists()


def test_json_tells_path_status_problems_and_trace(office: Path, run) -> None:
    document = json.loads(run("generate", "2021.yaml", "--format", "json").out)

    assert document["status"] == "written"
    assert document["problems"] == []
    figure = next(each for each in document["trace"] if each["text"] == "32")
    assert len(figure["origins"]) == 32
    assert set(figure["origins"][0]) == {"file", "line", "column", "path"}


def test_json_of_a_failure_holds_the_problems(office: Path, run) -> None:
    edit(office, "年度: 2021", "年度: 去年")
    ran = run("generate", "2021.yaml", "--format", "json")
    document = json.loads(ran.out)

    assert ran.code == 1
    assert document["status"] == "failed"
    assert document["problems"][0]["code"] == "D203"
    assert document["problems"][0]["place"]["line"] == 12


def test_why_names_the_records_behind_a_figure(office: Path, run) -> None:
    run("generate", "2021.yaml")
    ran = run("why", "32")

    assert ran.code == 0
    assert "都来自32条记录" in ran.out
    assert re.search(r"data/2021\.yaml:\d+  提案 第32条  关于", ran.out)
    assert "{{督办提案}}" in ran.out


def test_why_finds_the_part_of_a_breakdown(office: Path, run) -> None:
    ran = run("why", "23", "2021.yaml")

    assert "来自23条记录" in ran.out


def test_why_says_the_exact_number_behind_an_approximate_one(office: Path, run) -> None:
    ran = run("why", "40余", "2021.yaml")

    assert "准确数是46" in ran.out


def test_why_says_what_a_hand_wrote_over_a_figure(office: Path, run) -> None:
    from docx import Document

    assert run("generate", "2021.yaml").code == 0
    [path] = (office / "output").glob("*.docx")
    for tracked in (False, True):
        page = Document(str(path))
        [run_of] = (
            r
            for p in page.paragraphs
            for r in p.runs
            if r.text in ("42", "77") and "培训" in p.text
        )
        run_of.text = "77"
        if tracked:
            old = copy.deepcopy(run_of._r)
            old.find(qn("w:t")).text, old.find(qn("w:t")).tag = "42", qn("w:delText")
            for tag, node in (("w:del", old), ("w:ins", run_of._r)):
                around = OxmlElement(tag)
                around.set(qn("w:id"), "9001" if tag == "w:del" else "9002")
                around.set(qn("w:author"), "张三")
                run_of._r.addprevious(around) if tag == "w:del" else old.getparent().addnext(around)
                around.append(node)
        page.save(str(path))
        for asked in ("77", "42"):
            said = run("why", asked).out
            assert "〖42〗人次参加培训" in said, said
            assert "报告里现在是〖77〗，照数据是〖42〗" in said
        told = json.loads(run("why", "77", "--format", "json").out)["answers"]
        assert [(each["text"], each["by_hand"]) for each in told] == [("42", "77")]
    assert "现在是" not in run("why", "33").out


def test_why_tells_fixed_wording_from_data(office: Path, run) -> None:
    ran = run("why", "重落实转变", "2021.yaml")

    assert "模板里写定的文字" in ran.out


def test_why_says_when_the_report_does_not_hold_it(office: Path, run) -> None:
    ran = run("why", "九百九十九", "2021.yaml")

    assert ran.code == 1
    assert "D405" in ran.err


def test_why_speaks_json(office: Path, run) -> None:
    document = json.loads(run("why", "20余", "--format", "json").out)

    assert len(document["answers"][0]["origins"]) == 24


def test_init_makes_a_workspace_that_generates_at_once(
    tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("init", "我的办公室")
    monkeypatch.chdir(tmp_path / "我的办公室")

    assert ran.code == 0 and "drafter generate 2021.yaml" in ran.out
    assert run("generate", "2021.yaml", "--final").code == 0


def test_init_touches_no_folder_that_holds_something(office: Path, run) -> None:
    ran = run("init", ".")

    assert ran.code == 1 and "D507" in ran.err


def test_outside_a_workspace_the_cure_is_named(
    tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2021.yaml").write_text("模板: 统战工作总结\n", encoding="utf-8")

    for words in (("generate", "2021.yaml"), ("why", "3"), ("template", "check", "甲")):
        ran = run(*words)
        assert ran.code == 1
        assert "D510" in ran.err and "drafter init" in ran.err


def test_a_misspelt_data_file_brings_the_near_one(office: Path, run) -> None:
    ran = run("generate", "2012.yaml")

    assert ran.code == 1
    assert "2021.yaml" in ran.err


def test_a_misspelt_template_brings_the_near_one(office: Path, run) -> None:
    edit(office, "模板: 统战工作总结", "模板: 统战总结")
    ran = run("generate", "2021.yaml")

    assert "D301" in ran.err and "统战工作总结" in ran.err


def test_data_without_a_template_name_says_which_there_are(office: Path, run) -> None:
    edit(office, "模板: 统战工作总结\n", "")
    ran = run("generate", "2021.yaml")

    assert "D219" in ran.err and "统战工作总结" in ran.err


def test_a_new_template_is_sound_and_can_be_generated_from(office: Path, run) -> None:
    made = run("template", "new", "提案工作总结")
    checked = run("template", "check", "提案工作总结")
    data = "模板: 提案工作总结\n单位: 区政协提案委\n年度: 2021\n成文日期: 2021年12月31日\n"
    (office / "data/提案2021.yaml").write_text(data, encoding="utf-8")
    ran = run("generate", "提案2021.yaml")

    assert (made.code, checked.code, ran.code) == (0, 0, 0)
    assert (office / "output/区政协提案委2021年提案工作总结.docx").is_file()


def test_a_template_is_not_made_over_another_or_with_a_bad_name(office: Path, run) -> None:
    assert "D508" in run("template", "new", "统战工作总结").err
    assert "D509" in run("template", "new", "甲/乙").err
    assert "D301" in run("template", "check", "统战").err


def test_rule_explains_a_problem_and_lists_all(run) -> None:
    ran = run("rule", "d203")
    listed = run("rule")

    assert all(word in ran.out for word in ("查什么", "为什么", "错例", "对例"))
    assert "D101" in listed.out and "D512" in listed.out
    assert "D512" in run("rule", "D999").err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_is_in_the_language_asked_for(command: tuple[str, ...], lang: str, run) -> None:
    ran = run(*command, "--help", "--lang", lang)

    assert ran.code == 0
    assert ("用法：" in ran.out) == (lang == "zh")
    assert bool(re.search(r"[\u4e00-\u9fff]", ran.out)) == (lang == "zh")


def test_without_words_the_help_is_shown(run) -> None:
    assert "命令：" in run().out
    assert run("--version").out == f"drafter {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("generat", "2021.yaml"), "没有“generat”这个命令。是不是想写：drafter generate 2021.yaml"),
        (("2021.yaml",), "是不是想写：drafter generate 2021.yaml"),
        (("打印",), "没有“打印”这个命令。"),
        (("generate", "2021.yaml", "—final"), "要写两个英文减号：--final"),
        (("generate",), "还要写上“数据文件”，写法是：drafter generate 数据文件…\n"),
        (("compare", "2021"), "写法是：drafter compare 数据文件 数据文件\n"),
        (
            ("import", "会议.xlsx"),
            "还要加上“--into 数据文件”：写进哪个数据文件。例如：drafter import 会议.xlsx --into ",
        ),
        (("import", "会议.xlsx", "2020.yaml"), "：drafter import 会议.xlsx --into 2020.yaml"),
        (("generate", "2021.yaml", "--fnal"), "没有“--fnal”这个选项"),
        (("check", "2021.yaml", "x"), "多写了“x”"),
        (("generate", "2021.yaml", "--output"), "选项“--output”后面要写一个值"),
        (("generate", "2021.yaml", "--final=x"), "选项“--final”后面不写值"),
        (("generate", "2021.yaml", "--format", "xml"), "“--format”不能是“xml”"),
        (("--lang", "fr", "rule"), "语言只能是"),
    ],
)
def test_wrong_usage_is_said_in_chinese_with_exit_2(
    words: tuple[str, ...], said: str, office: Path, run
) -> None:
    ran = run(*words)

    assert ran.code == 2
    assert said in ran.err
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", ran.err)


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "DRAFTER_LANG": "zh"}, "zh"),
        (["--lang", "en"], {"DRAFTER_LANG": "zh"}, "en"),
        (["--lang=zh"], {"LANG": "en_US.UTF-8"}, "zh"),
    ],
)
def test_the_language_comes_from_the_option_then_the_environment(
    words: list[str], environment: dict[str, str], expected: str
) -> None:
    assert running.choose_language(words, environment) == (expected, [], "")


def test_english_problems_are_english_throughout(office: Path, run) -> None:
    edit(office, "年度: 2021", "年度: last")
    ran = run("--lang", "en", "generate", "2021.yaml")

    assert "error D203: " in ran.err
    assert "drafter rule D203" in ran.err


def test_a_fault_of_drafters_own_shows_no_stack_trace(
    office: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: object, **named: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("drafter.generate", broken)
    ran = run("generate", "2021.yaml")

    assert ran.code == 1
    assert "程序内部出错" in ran.err and "Traceback" not in ran.err


def test_a_terminal_that_cannot_show_a_character_gets_a_mark_instead(office: Path) -> None:
    edit(office, "单位: 区政协办公室", "单位: 区政协𠮷办公室👍")
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    ran = subprocess.run(
        [sys.executable, "-m", "drafter", "generate", "2021.yaml"],
        capture_output=True, env=environment, cwd=office,
    )  # fmt: skip

    assert ran.returncode == 0
    assert "已生成" in ran.stdout.decode("gbk")


def test_the_python_api_raises_the_problems(office: Path) -> None:

    edit(office, "年度: 2021", "年度: 去年")
    with pytest.raises(drafter.DrafterError) as raised:
        drafter.generate("2021.yaml")

    assert [found.code for found in raised.value.problems] == ["D203"]
    assert raised.value.status == 1


def test_init_in_the_folder_that_one_stands_in_asks_for_no_change_of_folder(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("init", ".").out
    assert "drafter generate" in said and "cd ." not in said
