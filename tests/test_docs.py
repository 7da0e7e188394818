"""The documents say what the code does: complete, up to date, and every example works."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
import typer
from jinja2 import Template as JinjaTemplate

import drafter
import notation
from drafter import ledger, source, template
from drafter.cli import running
from drafter.engine import FILTER_TABLE
from drafter.engine.compile import rewriting
from drafter.engine.language import limits
from drafter.engine.language.sandbox import Sandbox
from drafter.engine.render.recorder import Recorder, run_to_text
from drafter.engine.validate import names
from drafter.figures import Record, Records
from drafter.problems import RULES, TEXTS
from drafter.schema import OWN_KEYWORDS
from every import of_every
from trees import all_nodes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "drafter"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
TUTORIALS = [
    ROOT / "README.md", ROOT / "README.zh-CN.md", DOCS / "clerk.md", DOCS / "template-keeper.md",
]  # fmt: skip
USAGE_ERROR: Any = typer.BadParameter.__base__
_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools" / "make_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_docs"] = module
    spec.loader.exec_module(module)
    return module


make_docs = _load()
COMMANDS: dict[str, Any] = dict(make_docs.all_commands())


@cache
def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def fences(path: Path, kind: str) -> list[str]:
    return [text for lang, text in _FENCE.findall(path.read_text("utf-8")) if lang == kind]


@pytest.mark.parametrize("name", sorted(make_docs.PAGES))
def test_a_reference_page_is_what_the_code_writes(name: str) -> None:
    assert read(name) == make_docs.PAGES[name](), "run python tools/make_docs.py"


def test_a_changed_page_is_found_stale_and_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make_docs, "DOCS", tmp_path)
    monkeypatch.setattr(make_docs, "PAGES", {name: name.upper for name in ("rules.md", "files.md")})
    assert make_docs.main(["--check"]) == 1
    assert "rules.md is stale" in capsys.readouterr().err
    assert make_docs.main([]) == 0
    assert make_docs.main(["--check"]) == 0
    (tmp_path / "rules.md").write_text("old")
    assert make_docs.stale() == ["rules.md"]


@of_every("code", sorted(RULES))
def test_every_rule_is_documented(code: str) -> None:
    section = read("rules.md").partition(f"### {code}\n")[2].partition("\n### ")[0]
    assert all(word in section for word in ("查什么", "为什么"))


def test_every_rule_belongs_to_a_room() -> None:
    assert {code[:2] for code in RULES} == set(make_docs.ROOMS)


@of_every("word", FILTER_TABLE)
def test_every_filter_is_documented_under_both_names(word: Any) -> None:
    section = read("filters.md").partition(f"### {word.chinese} {word.english}\n")[2]
    section = section.partition("\n##")[0]
    assert word.example[0] in section
    assert all(word.summary)
    for argument in make_docs.arguments_of(word.function):
        assert f"`{make_docs.name_of(argument)}" in section


def test_every_example_of_a_filter_is_true_of_the_shipped_data() -> None:
    shipped, _ = template.read_template(ROOT / "templates" / make_docs.TEMPLATE, make_docs.TEMPLATE)
    assert shipped
    read = shipped.schema
    document, _ = source.read_data_file(ROOT / "data" / "2021.yaml", "2021.yaml")
    assert read and document
    last, _ = source.read_data_file(ROOT / "data" / "2020.yaml", "2020.yaml")
    assert last
    before = Record(dict(ledger.load_ledger(last, read, ROOT / "data")[0].values), None, ())
    values = dict(ledger.load_ledger(document, read, ROOT / "data")[0].values)
    less = Record({**before, "提案": Records(before["提案"][:20])}, None, ())
    values |= {"上年": before, "历年": (before, less)}
    shown = [
        word.example for word in FILTER_TABLE if word.example[1] and "{{ t." not in word.example[0]
    ]
    assert len(shown) > 12
    made = [(tag, _printed(tag, values)) for tag, _ in shown]
    assert made == shown


def _printed(text: str, values: Mapping[str, Any]) -> str:
    """What a template of one line prints."""
    sandbox = Sandbox()
    tree = rewriting.meter_tree(sandbox.parse(text), rewriting.NO_TAG)
    code = JinjaTemplate.from_code(sandbox, sandbox.compile(tree, "x", "x"), {})
    return run_to_text(code, Record(dict(values), None, ()), Recorder({}, limits.Meter()))


def test_every_filter_of_jinja_that_may_be_used_is_named() -> None:
    assert all(f"`{name}`" in read("filters.md") for name in make_docs.jinja_filters())


@of_every("path", sorted(COMMANDS))
def test_every_command_is_documented_with_its_options(path: str) -> None:
    section = read("commands.md").partition(f"## drafter {path}\n")[2].partition("\n## ")[0]
    for parameter in COMMANDS[path].params:
        if parameter.param_type_name == "argument":
            assert TEXTS[parameter.metavar][0] in section
        elif parameter.help:
            assert all(name in section for name in parameter.opts)


def test_every_command_stands_in_the_readme() -> None:
    shown = "\n".join(fences(ROOT / "README.md", "text"))
    assert all(f"drafter {path}" in shown for path in COMMANDS)


def test_every_field_of_the_shipped_data_is_documented() -> None:
    page = read("data.md")
    for field in make_docs.shipped_fields().fields.values():
        section = page.partition(f"## {field.name}\n")[2] if field.fields else page
        section = section.partition("\n## ")[0] if field.fields else section
        assert f"| {field.name} |" in page or section
        assert field.description.rstrip("。") in page
        assert all(f"| {name} |" in section for name in field.fields)


def test_every_keyword_of_our_own_is_documented() -> None:
    assert all(f"| `{name}` |" in read("data.md") for name in OWN_KEYWORDS)


def test_the_office_readme_shows_every_ledger() -> None:
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    ledgers = [f.name for f in make_docs.shipped_fields().fields.values() if f.fields]
    assert all(f"\n{name}:\n" in text for name in ledgers)


def commands_shown(path: Path) -> Iterator[list[str]]:
    """Every command line of drafter that a page shows, in blocks and in the text."""
    text = path.read_text(encoding="utf-8")
    lines = [line for block in _FENCE.findall(text) for line in block[1].splitlines()]
    lines += re.findall(r"`((?:py -m )?drafter [^`\n]*)`", _FENCE.sub("", text))
    for line in lines:
        if match := re.match(r"(?:\$ |.*&& |py -m )?drafter (?=[a-z-])([^│]*)", line):
            yield shlex.split(re.split(r"\s{2,}", match[1])[0], comments=True)


def parse(words: list[str]) -> None:
    """Parse a command line without running it. Raises what the parser raises."""
    _, words, unknown = running.choose_language(words, {})
    assert not unknown
    words = [word for word in words if word not in ("--version", "--help", "-h")]
    path = next((p for p in COMMANDS if words[: p.count(" ") + 1] == p.split()), None)
    if path is not None:
        COMMANDS[path].make_context("drafter", words[path.count(" ") + 1 :])
    elif words:
        raise USAGE_ERROR(f"no such command: {words[0]}")


@of_every("path", TUTORIALS)
def test_every_command_line_shown_parses(path: Path) -> None:
    for words in commands_shown(path):
        parse(words)


def test_the_command_lines_are_found() -> None:
    assert ["generate", "2021.yaml"] in list(commands_shown(ROOT / "README.md"))
    assert ["why", "32"] in list(commands_shown(ROOT / "README.zh-CN.md"))


@pytest.mark.parametrize("words", [["generate"], ["generat", "x"], ["check", "x", "--finally"]])
def test_a_command_line_that_is_wrong_does_not_parse(words: list[str]) -> None:
    with pytest.raises(USAGE_ERROR):
        parse(words)


def test_the_readme_example_runs(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = fences(ROOT / "README.md", "python")
    exec(compile(example, "README.md", "exec"), {})
    first, *answers = capsys.readouterr().out.splitlines()
    assert first.startswith("written ") and first.endswith(".docx")
    assert answers and all(line.startswith("32 [") for line in answers)


def test_the_readme_data_make_a_report(office: Path, run: Any) -> None:
    [example] = fences(ROOT / "README.md", "yaml")
    (office / "data" / "example.yaml").write_text(example, encoding="utf-8")
    assert run("generate", "example.yaml", "--final").code == 0


def test_the_data_shown_to_the_office_make_a_report(office: Path, run: Any) -> None:
    head, ledgers, *_ = fences(ROOT / "README.zh-CN.md", "yaml")
    (office / "data" / "example.yaml").write_text(head + ledgers, encoding="utf-8")
    assert run("generate", "example.yaml", "--final").code == 0


def test_the_lesson_for_clerks_goes_as_it_says(office: Path, run: Any) -> None:
    line, year, *_ = fences(DOCS / "clerk.md", "yaml")
    data = office / "data" / "2021.yaml"
    text = data.read_text(encoding="utf-8")
    more = re.sub(r"(?m)^(提案:\n)", lambda match: match[1] + line, text)
    data.write_text(more, encoding="utf-8")
    assert run("generate", "2021.yaml", "--final").code == 0
    assert "来自33条记录" in run("why", "33").out
    data.write_text(more.replace("满意度: 满意", "满意度: 很满意", 1), encoding="utf-8")
    assert "错误 D207：「满意度」不能填「很满意」" in run("check", "2021.yaml").err
    data.write_text(re.sub(r", 主题: [^,}]+\}", "}", text, count=1), encoding="utf-8")
    assert "有1处待补" in run("generate", "2021.yaml").out
    assert run("generate", "2021.yaml", "--final").code == 1
    data.write_text(more, encoding="utf-8")
    assert run("generate", "2021.yaml").code == 0
    _edit_as_the_lesson_says(next((office / "output").glob("*.docx")))
    data.write_text(more.replace(line, line + line.replace("第99号", "第98号")), encoding="utf-8")
    assert "数据现在是“34”" in run("status").out
    assert run("generate", "2021.yaml").code == 3
    data.write_text(re.sub(r"年度: .*\n成文日期: .*\n", year, text), encoding="utf-8")
    assert run("generate", "2021.yaml", "--final").out.endswith("2022年统战工作总结.docx\n")


def _edit_as_the_lesson_says(path: Path) -> None:
    document = docx.Document(str(path))
    runs = (run for each in document.paragraphs for run in each.runs)
    next(run for run in runs if run.text == "33").text = "35"
    document.save(str(path))


@pytest.mark.parametrize(
    "example", fences(DOCS / "template-keeper.md", "jinja"), ids=lambda text: text[:20]
)
def test_the_tags_shown_to_the_template_keeper_mean_something(example: str) -> None:
    sandbox = Sandbox()
    tree = sandbox.parse(re.sub(r"(\{[{%])(?:p|tr|r) ", r"\1 ", example))
    assert names.check_names(tree, sandbox, make_docs.shipped_fields(), lambda line: None) == []


def test_every_code_that_a_tutorial_names_exists() -> None:
    named = {code for path in PAGES for code in re.findall(r"\bD\d{3}\b", path.read_text("utf-8"))}
    assert named <= set(RULES)


@of_every("path", PAGES)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in _LINK.findall(_FENCE.sub("", text)):
        file, _, anchor = target.partition("#")
        if "://" in target:
            continue
        aim = (path.parent / file) if file else path
        assert aim.exists(), target
        assert not anchor or anchor in anchors(aim), target


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 110


def test_the_readme_has_the_two_commands_that_set_up() -> None:
    shown = [line for block in fences(ROOT / "README.md", "sh") for line in block.splitlines()]
    assert shown == [
        "pip install . && drafter generate 2021.yaml",
        "pip install '.[test]' && pytest",
    ]


def test_no_page_promises_what_does_not_exist() -> None:
    words = ("自动发邮件", "云同步")
    pages = [path.read_text(encoding="utf-8") for path in TUTORIALS]
    assert [word for word in words for text in pages if word in text] == []


@cache
def _nodes() -> tuple[tuple[Path, ast.AST], ...]:
    """What the code consists of, file by file."""
    return tuple(
        (path, node)
        for path, node in all_nodes()
        if isinstance(node, (ast.Call, ast.Constant, ast.JoinedStr))
    )


def _strings() -> Iterator[tuple[str, str]]:
    """Every text in the code outside the catalogue: as it is, or as a pattern."""
    for path, node in _nodes():
        if "catalogue" not in path.parts:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield "text", node.value
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]*"
                    for part in node.values
                ]
                yield "pattern", "".join(parts)
    yield from _strings_of_the_desk()


def _strings_of_the_desk() -> Iterator[tuple[str, str]]:
    """The texts that the desk's own pages ask for: "desk.saved", or `desk.how.${kind}`."""
    for path in (SOURCE / "desk" / "static").glob("*.[jh][st]*"):
        text = path.read_text(encoding="utf-8")
        yield from (("text", key) for key in re.findall(r'"(desk\.[a-z.]+)"', text))
        for key in re.findall(r"`(desk\.[^`]+)`", text):
            yield "pattern", r"[\w.]*".join(map(re.escape, re.split(r"\$\{[^}]*\}", key)))


def test_every_text_of_the_catalogue_is_used() -> None:
    found = set(_strings())
    texts = {text for kind, text in found if kind == "text"}
    patterns = [p for kind, p in found if kind == "pattern" and re.match(r"\w+\\\.", p)]
    any_of_them = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    assert [key for key in TEXTS if key not in texts and not any_of_them.fullmatch(key)] == []


def test_every_text_that_is_used_is_in_the_catalogue() -> None:
    rooms = {key.partition(".")[0] for key in TEXTS}
    pattern = re.compile(r"[a-z]+(\.[a-z]+)+")
    asked = {text for kind, text in _strings() if kind == "text" and pattern.fullmatch(text)}
    files = (".docx", ".yaml", ".json", ".xml")
    asked = {text for text in asked if text.partition(".")[0] in rooms if not text.endswith(files)}
    assert asked - set(TEXTS) == set()
    assert _spoken() - set(TEXTS) == set()


def _spoken() -> set[str]:
    """The first arguments, written out, of what prints a text of the catalogue."""
    spoken = set()
    for _, node in _nodes():
        if isinstance(node, ast.Call) and node.args and _speaks(node):
            first = node.args[0]
            spoken |= {first.value} if isinstance(first, ast.Constant) else set()
    return spoken


def _speaks(call: ast.Call) -> bool:
    called = ast.unparse(call.func).rpartition(".")
    return called[2] in ("say", "complain") or (called[2] == "spell" and len(call.args) > 1)


def _list_tag_rows() -> list[str]:
    """The tags of the table in the last section, what stands between two of them written out."""
    text = (DOCS / "template-keeper.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`\{.+?) \|", text.partition("\n### 标签")[2], re.MULTILINE)
    return ["\n中间的话\n".join(re.findall(r"`([^`]+)`", row)) for row in rows]


_SHOWN = re.compile(r"^```(word|text(?: \S+)?)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LAST_YEAR = """
提案:
  - {编号: 第1号, 案由: 垃圾分类, 承办单位: 区城管局, 办理结果: 已解决}
  - {编号: 第2号, 案由: 停车难, 承办单位: 区交通局, 办理结果: 正在解决}
  - {编号: 第3号, 案由: 公园建设, 承办单位: 区住建局, 办理结果: 已解决}
"""


def _list_lessons() -> list[tuple[str, str, str]]:
    """What the keeper writes in Word, in which case, and what is printed."""
    lessons: list[tuple[str, str, str]] = []
    written = ""
    for kind, text in _SHOWN.findall(read("template-keeper.md").partition("\n## 7.")[0]):
        if kind == "word":
            written = text
        elif written:
            lessons.append((written, kind.partition(" ")[2], text))
    return lessons


@pytest.mark.parametrize(("written", "case", "printed"), _list_lessons())
def test_what_the_keeper_writes_in_word_prints_what_is_shown(
    written: str, case: str, printed: str, tmp_path: Path
) -> None:
    asked, data, *_ = fences(DOCS / "template-keeper.md", "yaml")
    folder = tmp_path / "templates" / "提案工作总结"
    for each in (folder, tmp_path / "data", tmp_path / "output"):
        each.mkdir(parents=True)
    (folder / "template.docx").write_bytes(notation.docx(written))
    (folder / "template.yaml").write_text(asked, encoding="utf-8")
    head = data.partition("提案:\n")[0]
    this_year = f"{head}提案: []\n" if case == "没有提案" else data
    (tmp_path / "data" / "2021.yaml").write_text(this_year, encoding="utf-8")
    if case == "有上年":
        last_year = head.replace("2021", "2020") + _LAST_YEAR
        (tmp_path / "data" / "2020.yaml").write_text(last_year, encoding="utf-8")
    path = drafter.generate("2021.yaml", here=tmp_path).path
    assert path is not None
    assert notation.outline(path.read_bytes()).strip() == printed.strip()


def _build_example(example: str) -> Any:
    """A Word file with a paragraph for each line, and for the lines between {%tr tags a row."""
    made, table = docx.Document(), None
    for line in example.strip().splitlines():
        if line.startswith("{%tr") and table is None:
            table = made.add_table(0, 1)
        if table is None:
            made.add_paragraph(line)
        else:
            table.add_row().cells[0].text = line
        if line.startswith("{%tr end"):
            table = None
    return made


@pytest.mark.parametrize(
    "example",
    [*fences(DOCS / "template-keeper.md", "jinja"), *_list_tag_rows()],
    ids=lambda text: text[:24],
)
def test_each_example_of_the_template_keeper_makes_a_report(
    example: str, office: Path, every_report_is_valid: object
) -> None:
    _build_example(example).save(str(office / "templates" / "统战工作总结" / "template.docx"))
    path = drafter.generate("2021.yaml").path
    assert path is not None
    made = docx.Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    words = "".join([*(paragraph.text for paragraph in made.paragraphs), *cells])
    assert not re.search(r"\{[{%#]|[}%#]\}|待补", words), words
    assert words.strip() or example.startswith(("{#", "{% if 上年")), words


def test_no_kind_of_tag_is_left_without_an_example() -> None:
    shown = "\n".join([*fences(DOCS / "template-keeper.md", "jinja"), *_list_tag_rows()])
    kinds = ("{{ ", "{{r ", "{% if", "{% for", "{% set", "{%p ", "{%tr ", "{# ", "loop.index")
    assert [kind for kind in kinds if kind not in shown] == []
