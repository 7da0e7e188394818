"""Writes the reference pages in docs/ from the code; `--check` exits 1 where one is stale."""

from __future__ import annotations

import ast
import inspect
import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from drafter import template
from drafter.cli import parsing
from drafter.cli.commands import app
from drafter.engine import FILTER_TABLE
from drafter.engine.language.sandbox import NAMES
from drafter.problems import RULES, TEXTS, render_message
from drafter.problems.catalogue.rule import Rule
from drafter.schema import OWN_KEYWORDS, Field
from drafter.wording import Filter

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "drafter"
TEMPLATE = "统战工作总结"
_NOTE = "<!-- 由 tools/make_docs.py 从代码写成，不要手改。 -->"

ROOMS = {
    "D1": "数据文件读不懂（source）",
    "D2": "数据不合模板的要求（schema、ledger）",
    "D3": "模板有问题，或者填不成（template、engine）",
    "D4": "做出来的报告有毛病（checks）",
    "D5": "文件和文件夹（output、workspace）",
    "D6": "工作台和工作簿（commands、desk）",
}
KINDS = {
    "text": "文字", "integer": "整数", "number": "数（可带小数）", "boolean": "是或否",
    "date": "日期", "figure": "数（可以写约数）", "image": "图片", "document": "Word文档",
    "record": "一组", "ledger": "台账", "list": "清单", "any": "不限",
}  # fmt: skip
ARGUMENTS = {
    "most": "最多列几项",
    "total": "总数；不写就是清单的项数",
    "unit": '单位，如 "次"',
    "last": '最后两项之间用的字，只能是 "和"',
    "digits": "保留几位小数",
    "word": '用 "余" 还是 "多"',
    "step": "写到整多少，如 100 是整百；不写就看数有多大",
    "form": "写法。日期：年月日、年月、月日、年、汉字；近年：新高、连续、累计，可以不写",
    "previous": "上年的数，或上年的台账；不写就用同一个算法从上年的数据里算",
    "years": "写 历年；和 ledger 都不写，就用同一个算法从往年的数据里算",
    "ledger": "看历年数据里的哪一项，写名字",
    "lead": '印在前面的标点，如 "，"；整句不印时它也不印',
    "first": '上年是零时印的话，如 "首次开展"；不写就印较上年增加多少',
    "whole": "分母，或者用来核对的总数；均 的可以不写，就是挑之前的全部",
    "field": "哪一项，写字段名",
    "reverse": "true 就倒过来排",
    "*excluded": "字段名：去掉这一项填了的记录",
    "**unwanted": "字段名=值：去掉等于这个值的记录；值可以是清单，等于其中一个就去掉",
    "*filled": "字段名：只留这一项填了的记录",
    "**wanted": "字段名=值：只留等于这个值的记录；值可以是清单，等于其中一个就留",
    "**form": "字形：加粗、倾斜、下划线、删除线、颜色、底色、字号、字体、样式、上标、下标、链接，"
    "或者 bold、italic、underline、strike、color、highlight、size、font、style 等",
    "since": "从哪一天算起",
    "both": "true 就首尾两天都算",
    "other": "用来代替的话",
    "boolean": "true 就连空的、零的也代替",
    "width": "宽，单位毫米；比版心宽的也照写的印",
    "height": "高，单位毫米；宽和高都写的，放进这么大的框里，不变形",
    "order": '"数量" 或 "从多到少" 就多的在前，"先后" 就按记录的先后；'
    "不写就按 schema.yaml 里 enum 的先后",
    "顺序": "同 order",
    "宽": "同 width",
    "高": "同 height",
}
EXIT_CODES = (
    ("0", "办成了", "fine"),
    ("1", "有问题，没有办成", "problems; nothing was made"),
    ("2", "命令写得不对", "the command is not written right"),
    ("3", "要您决定：有 drafter 不能动的文件，或者还有没定下来的修订、批注",
     "your decision is needed about a file that drafter must not touch, a change or a comment"),
)  # fmt: skip


class _Dots(dict[str, str]):
    """Stands for the values of a message: each is ……"""

    def __missing__(self, name: str) -> str:
        return "……"


def filled(text: str) -> str:
    """A message of the catalogue with …… for each value."""
    return text.format_map(_Dots())


def rules() -> str:
    """docs/rules.md: every problem."""
    lines = [
        "# 问题编号", _NOTE,
        "每个问题有一个编号，印在问题的开头。`drafter rule D203` 显示的就是这里的说明。"
        "“错误”要改好才有报告；“待补”在草稿里标黄，定稿（`--final`）前要补齐；“提醒”和“建议”不挡路。",
        "Each problem has a code. An error (错误) stops the report, a gap (待补) stops a final "
        "one, a warning (提醒) or a hint (建议) stops nothing.",
    ]  # fmt: skip
    for prefix, title in ROOMS.items():
        lines += [f"## {prefix}xx {title}"]
        for code in sorted(code for code in RULES if code.startswith(prefix)):
            lines += _rule(RULES[code])
    return _page(lines)


def _rule(rule: Rule) -> list[str]:
    severity = render_message(f"severity.{rule.severity.value}", "zh")
    cure = [f"**怎么改**：{_plain(filled(rule.zh.cure))}"] if rule.zh.cure else []
    return [
        f"### {rule.code}", f"**{severity}** {_plain(filled(rule.zh.message))}",
        f"*{_plain(filled(rule.en.message))}*", *cure, f"**查什么**：{_plain(rule.zh.what)}",
        f"**为什么**：{_plain(rule.zh.why)}", *_example("错", rule.wrong),
        *_example("对", rule.right), *([f"**依据**：{_plain(rule.source)}"] if rule.source else []),
    ]  # fmt: skip


def _example(name: str, text: str) -> list[str]:
    return [f"{name}：", f"```text\n{text.strip(chr(10))}\n```"] if text.strip() else []


def _plain(text: str) -> str:
    """The text so that Markdown changes nothing in it."""
    for sign in "\\`*_<[|":
        text = text.replace(sign, f"\\{sign}")
    return text


def filters() -> str:
    """docs/filters.md: every filter a template may use."""
    lines = [
        "# 过滤器", _NOTE,
        "过滤器写在标签里一个值的后面，用 `|` 连着：`{{ 会议|数量|约数 }}次`。每个过滤器有中文和"
        "英文两个名字，用哪个都行。例子里的台账和字段名要换成自己模板里的。参数的名字是英文，可以按顺序"
        '写，也可以写名字：`列举(2, unit="期")`。遇到待补的值，过滤器照样印出待补；遇到不能用的值，'
        "停下来说明在哪里、为什么。",
        "A filter follows a value in a tag. Each has a Chinese and an English name.",
        "| 中文 | 英文 | 作用 |\n|---|---|---|\n" + "\n".join(map(_filter_row, FILTER_TABLE)),
    ]  # fmt: skip
    for word in FILTER_TABLE:
        lines += _filter(word)
    return _page([*lines, *_jinja()])


def _filter_row(word: Filter) -> str:
    link = f"[{word.chinese}](#{word.chinese}-{word.english})"
    return f"| {link} | `{word.english}` | {_cell(word.summary[0])} |"


def _filter(word: Filter) -> list[str]:
    example, result = word.example
    shown = f"{example}  →  {result}" if result else example
    arguments = [
        f"- `{name_of(one)}{_default(one)}`：{ARGUMENTS[name_of(one)]}"
        for one in arguments_of(word.function)
    ]
    listed = ["参数：\n\n" + "\n".join(arguments)] if arguments else []
    return [
        f"### {word.chinese} {word.english}", f"{word.summary[0]}。", _plain(word.summary[1]),
        f"```text\n{shown}\n```", *listed,
    ]  # fmt: skip


def arguments_of(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """What may stand in the filter's brackets: all but Jinja's context and the filtered value."""
    listed = list(inspect.signature(function).parameters.values())
    return [one for one in listed if one.name != "context"][1:]


def name_of(one: inspect.Parameter) -> str:
    """The argument's name, with its stars."""
    stars = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}
    return next((star for kind, star in stars.items() if one.kind is kind), "") + one.name


def _default(one: inspect.Parameter) -> str:
    if one.default is one.empty:
        return ""
    words = {"None": "none", "True": "true", "False": "false", "''": '""'}
    written = repr(one.default).replace("'", '"')
    return f"={words.get(repr(one.default), written)}"


def jinja_filters() -> list[str]:
    """The filters of Jinja's own that a template may use under Jinja's name."""
    own = {name for word in FILTER_TABLE for name in (word.english, word.chinese)}
    return sorted(set(NAMES) - own)


def _jinja() -> Iterator[str]:
    yield "## Jinja 自带的过滤器"
    yield (
        "Jinja 自带的下列过滤器也能用，用法见 Jinja 的说明，得出的数字和文字同样记得出处："
        + "、".join(f"`{name}`" for name in jinja_filters())
        + "。"
    )


def commands() -> str:
    """docs/commands.md: every command with its arguments and options."""
    lines = [
        "# 命令", _NOTE,
        "说明默认是中文；加 `--lang en`，或者设环境变量 `DRAFTER_LANG=en`，就是英文。 "
        "*Help is in Chinese; `--lang en` or `DRAFTER_LANG=en` makes it English.*",
    ]  # fmt: skip
    for path, command in all_commands():
        lines += _command(path, command)
    everywhere = [("--lang zh|en", "help.lang"), ("--version", "help.version"),
                  ("--help, -h", "help.help")]  # fmt: skip
    lines += ["## 每个命令都有的选项", _table([(name, *TEXTS[key]) for name, key in everywhere])]
    return _page([*lines, "## 退出码", _table(list(EXIT_CODES))])


def all_commands() -> Iterator[tuple[str, Any]]:
    """Every command: "template new" → its object."""
    yield from _below("", typer.main.get_command(app))


def _below(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    for name, below in sorted(getattr(command, "commands", {}).items()):
        words = f"{path} {name}".strip()
        if getattr(below, "commands", None):
            yield from _below(words, below)
        else:
            yield words, below


def _command(path: str, command: Any) -> list[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and one.help]
    words = parsing.list_usage_words(command.params, "zh")
    chinese, english = TEXTS[command.help]
    rows = [(_metavar(one), *TEXTS[one.help]) for one in arguments]
    rows += [(_option(one), *TEXTS[one.help]) for one in options]
    return [
        f"## drafter {path}", f"{chinese}。 *{english}.*",
        "```text\n" + " ".join(["drafter", path, *words]) + "\n```",
        _table(rows),
    ]  # fmt: skip


def _metavar(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name)
    return TEXTS[name][0] if name in TEXTS else name


def _option(parameter: Any) -> str:
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag else f"{names} {_metavar(parameter)}"


def _table(rows: list[tuple[str, str, str]]) -> str:
    return _rows(("写法", "说明", "English"), rows)


def _rows(head: tuple[str, str, str], rows: list[tuple[str, str, str]]) -> str:
    body = [f"| `{_pipes(name)}` | {_cell(zh)} | {_cell(en)} |" for name, zh, en in rows]
    return "\n".join([f"| {' | '.join(head)} |", "|---|---|---|", *body])


def _pipes(name: str) -> str:
    return name.replace("|", "\\|")


def data() -> str:
    """docs/data.md: every field of the shipped template's data, and our own schema keywords."""
    root = shipped_fields()
    single = [field for field in root.fields.values() if field.kind != "ledger"]
    ledgers = [field for field in root.fields.values() if field.kind == "ledger"]
    lines = [
        f"# 模板《{TEMPLATE}》的数据", _NOTE,
        "数据写在 `data/2021.yaml` 这样的文件里，一年一个。“必填”没有填，页面上就是待补；其余的没有"
        "可以不写。",
        "## 文件开头", _fields(single),
    ]  # fmt: skip
    for field in ledgers:
        unit = f"单位：{field.unit}。" if field.unit else ""
        lines += [f"## {field.name}", f"{field.description}{unit}", _fields(field.fields.values())]
    keywords = [(name, zh, en) for name, (zh, en) in OWN_KEYWORDS.items()]
    return _page([
        *lines, "## schema.yaml 里 drafter 自己的关键字",
        "`schema.yaml` 是 JSON Schema 2020-12，另加下面几个：",
        _rows(("关键字", "意思", "English"), keywords),
    ])  # fmt: skip


def shipped_fields() -> Field:
    """The fields of the shipped template's schema."""
    read, found = template.read_template(ROOT / "templates" / TEMPLATE, TEMPLATE)
    assert read is not None, found
    return read.schema.root


def _fields(fields: Any) -> str:
    rows = [
        f"| {field.name} | {KINDS[field.kind]}{f'，{field.unit}' if field.unit else ''} "
        f"| {'必填' if field.required else ''} | {_meaning(field)} |"
        for field in fields
    ]
    return "\n".join(["| 字段 | 填什么 | | 说明 |", "|---|---|---|---|", *rows])


def _meaning(field: Field) -> str:
    choices = f"只能填：{'、'.join(field.choices)}。" if field.choices else ""
    return _cell(field.description) + choices


def files() -> str:
    """docs/files.md: every module with its first line."""
    lines = [
        "# Every file in a line",
        _NOTE,
        "See [architecture.md](architecture.md) for the rooms.",
    ]
    modules = sorted(PACKAGE.rglob("*.py"), key=lambda path: (path.parent.as_posix(), path.name))
    for folder, members in itertools.groupby(modules, key=lambda path: path.parent):
        listed = "\n".join(f"- `{path.name}`: {_first_line(path)}" for path in members)
        lines += [f"## {folder.relative_to(PACKAGE.parent).as_posix()}/", listed]
    return _page(lines)


def _first_line(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return _plain(text.partition("\n\n")[0].replace("\n", " "))


def _cell(text: str) -> str:
    return _plain(text).replace("\n", " ")


def _page(blocks: list[str]) -> str:
    return "\n\n".join(blocks) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "rules.md": rules, "filters.md": filters, "commands.md": commands, "data.md": data,
    "files.md": files,
}  # fmt: skip


def stale() -> list[str]:
    """The pages that are not what the code would write."""
    return [
        name
        for name, make in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != make()
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check say which are stale; the exit code."""
    found = stale()
    for name in found:
        if "--check" in arguments:
            print(f"docs/{name} is stale: run python tools/make_docs.py", file=sys.stderr)
        else:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8", newline="\n")
            print(f"docs/{name} written")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
