"""Tests for drafter.engine: hostile data reach the page as they are, hostile templates do nothing."""

# ruff: noqa: E501 — a template in a table of templates is not broken to fit a line

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import drafter
from drafter import source
from drafter.engine.language import limits
from drafter.problems import TextPlace, WordPlace
from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.text import paragraphs
from notation import docx
from small import (
    DATA,
    SCHEMA,
    changed,
    draft,
    generate,
    members,
    problems,
    read_back,
    workspace,
    zipped,
)
from work import many

VALUES = [
    "A<B & C", "A&amp;B", "{{ 7*7 }}", "{% if 1 %}", "{# x #}", "</w:t></w:r></w:p>", "<w:p/>", "]]>",
    "<![CDATA[x]]>", "&#65;", "𠮷野家", "👨\u200d👩\u200d👧", "甲\n乙\t丙", "  前后空格  ", "{_{ b }_}", "{_% b %_}",
    "'\"`", "\u3000全角空格", "a" * 3000, "%s%d%(x)s", "_drafter_t1_1", "е\u0301", "\u200b", "｛｛｝｝",
    '<w:bookmarkStart w:id="t1" w:name="_drafter_t1"/>', "\u202e反\u202c", "{{r x }}", "\\u0041\\n",
]  # fmt: skip


def in_yaml(value: str) -> str:
    return DATA + f"备注: {json.dumps(value, ensure_ascii=False)}\n"


def lines(value: str) -> list[str]:
    """The lines of a text, whatever ends them; what ends the last ones ends nothing."""
    return re.split("\r\n|\r|\n", value.rstrip("\r\n"))


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "tag", ["{{ 备注 }}", "{{r 备注|字形(bold=true) }}", "{{ 备注|e }}", "{{ '' ~ 备注 }}"]
)
def test_a_value_stands_in_the_page_as_it_is(value: str, tag: str, tmp_path: Path):
    made = draft(tmp_path, f"前{tag}后", data=in_yaml(value))
    root = xml.parse(made.package.members[packages.DOCUMENT])
    assert [p.text for p in paragraphs.iterate_paragraphs(root)] == [f"前{value}后"]


def test_a_very_long_value_is_whole(tmp_path: Path):
    value = "很长的一段话，A<B。" * 10_000
    result = generate(tmp_path, "{{ 备注 }}", data=in_yaml(value))
    assert result.path is not None
    assert read_back(result.path.read_bytes()) == [value]


def accepted(value: str) -> bool:
    """Whether the source room takes the text, and keeps it as it is."""
    document, _ = source.parse(in_yaml(value).encode("utf-8", "surrogatepass"), "x.yaml")
    if document is None:
        return False
    found = document.root.value
    return isinstance(found, dict) and "备注" in found and bool(value.strip())


IN_THE_MIDDLE = [
    "前{{ 备注 }}后",
    "{{ 备注 }}后",
    "前{{r 备注|字形(bold=true) }}后",
    "前{{ '' ~ 备注 }}后",
]
AT_THE_END = ["{{ 备注 }}", "前{{ 备注 }}"]
LINED = st.text(st.one_of(st.sampled_from("\r\n\t 0\u2028"), st.characters()), max_size=40)


@settings(max_examples=many(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(value=LINED, template=st.sampled_from(IN_THE_MIDDLE + AT_THE_END))
@example(value="0\n", template=IN_THE_MIDDLE[0])
@example(value="\n0\r", template=IN_THE_MIDDLE[1])
@example(value="0\r\n\r1\r\n", template=IN_THE_MIDDLE[2])
@example(value="0\n\n \r", template=AT_THE_END[1])
def test_any_text_that_the_source_takes_reaches_the_page(
    value: str, template: str, tmp_path_factory: pytest.TempPathFactory
):
    assume(accepted(value))
    made = draft(tmp_path_factory.mktemp("any"), template, data=in_yaml(value))
    page = paragraphs.iterate_paragraphs(xml.parse(made.package.members[packages.DOCUMENT]))
    before, after = "前" * template.startswith("前"), "后" * template.endswith("后")
    if after:
        expected = [before + "\n".join(lines(value)) + after]
    else:  # each line that says anything is a paragraph
        first, *more = [line for line in lines(value) if line.strip()]
        expected = [before + first, *more]
    assert [p.text for p in page] == expected


def test_a_value_in_the_name_of_the_report_is_whole_in_the_title(tmp_path: Path):
    schema = SCHEMA.replace("{{ 单位 }}总结", "{{ 备注 }}")
    result = generate(tmp_path, "甲", data=in_yaml("A<B & {{ C }}"), schema=schema)
    assert result.title == "A<B & {{ C }}"


ESCAPES = [
    "''.__class__.__mro__", "''['__class__']", "cycler.__init__.__globals__", "joiner.__init__",
    "namespace.__init__.__globals__", "range.__class__", "dict.__base__.__subclasses__()",
    "单位.__class__", "人数.__init__.__globals__", "人数.value.__class__", "人数.origins", "比率.as_tuple()",
    "成文日期.__class__", "成文日期.replace(year=1)", "备注.path", "备注.origins", "会议.__class__",
    "会议[0].origin", "会议[0].path", "会议[0].__class__", "主任.__class__", "清单.__class__",
    "(单位|字形).__init__.__globals__", "(单位|字形).xml", "(单位|字形).add('x')", "(照片|图片).tpl",
    "(照片|图片).tpl.docx.save('x')", "(文件|文档).tpl", "(文件|文档).docx", "照片.content", "照片.__class__",
    "'{0.__class__}'.format(单位)", "'{0.__class__}'.format_map({})", "单位.encode()", "单位|attr('__class__')",
    "单位.join", "会议|map(attribute='__class__')|list", "[单位]|map('attr', '__class__')|list",
    "[单位]|map(attribute='__class__')|list", "会议|selectattr('__class__')|list", "会议|groupby('__class__')",
    "会议|sort(attribute='__class__')", "self", "self.__class__", "lipsum()", "_at", "_recorder", "_recorder.template",
    "environment", "caller", "loop", "(1).__class__", "1.5.__class__", "none.__class__", "true.__class__",
    "[].__class__", "{}.__class__", "().__class__", "会议.append(1)", "清单.append(1)", "{}.update({})", "[].append",
    "单位|tojson", "单位|pprint", "单位|xmlattr", "单位.split.__self__", "会议|first|attr('x')", "get_flashed_messages",
]  # fmt: skip


@pytest.mark.parametrize("expression", ESCAPES)
def test_nothing_inside_the_program_is_reached(expression: str, tmp_path: Path):
    found = problems(
        lambda: generate(
            tmp_path, f"{{{{ {expression} }}}}", data=DATA + "照片: a.png\n文件: b.docx\n",
            files={"a.png": b"x", "b.docx": docx("甲")},
        )
    )  # fmt: skip
    for each in found:
        assert each.code in {"D314", "D315", "D316", "D317", "D333", "D334", "D338", "D341", "D383"}
        in_template = isinstance(each.place, WordPlace) and each.place.paragraph == 1
        assert in_template or (each.code == "D341" and isinstance(each.place, TextPlace))


def test_nothing_is_reached_through_a_lacking_value(tmp_path: Path):
    template = "{% set n = namespace(x=主任.姓名) %}{{ n.x['path'] }}{{ n.x.path }}{{ n.x() }}"
    assert [gap.path for gap in draft(tmp_path, template).gaps] == [("主任", "姓名")]


@pytest.mark.parametrize(
    "statement",
    [
        "{% set x = 单位.__class__ %}", "{% if 单位.__class__ %}{% endif %}", "{% for x in ().__class__ %}{% endfor %}",
        "{% for m in 会议 %}{{ loop.__class__ }}{% endfor %}", "{% set _recorder = 会议 %}", "{% set _at = dict %}",
        "{% macro _at() %}{% endmacro %}", "{% macro f(_recorder) %}{% endmacro %}", "{% with _step = 1 %}{% endwith %}",
        "{% for _at in 会议 %}{% endfor %}", "{% macro f() %}{% endmacro %}{{ f.__globals__ }}",
    ],
)  # fmt: skip
def test_no_statement_reaches_the_inside_of_the_program(statement: str, tmp_path: Path):
    (found,) = problems(lambda: generate(tmp_path, statement + "{{ 单位 }}"))
    assert found.code == "D334"
    assert isinstance(found.place, WordPlace)


@pytest.mark.parametrize("where", ["word/footer1.xml", "docProps/core.xml"])
def test_footers_and_properties_are_no_way_in(where: str, tmp_path: Path):
    parts = members(docx("甲"))
    tag = b"{{ cycler.__init__.__globals__ }}"
    if where.startswith("word"):
        parts[where] = parts[where].replace(
            b"</w:ftr>", b"<w:p><w:r><w:t>" + tag + b"</w:t></w:r></w:p></w:ftr>"
        )
    else:
        parts[where] = (
            b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
            + tag + b"</dc:title></cp:coreProperties>"
        )  # fmt: skip
    (found,) = problems(lambda: generate(tmp_path, zipped(parts)))
    assert found.code == "D334"
    assert isinstance(found.place, WordPlace)


def test_the_name_of_the_report_is_no_way_in(tmp_path: Path):
    schema = SCHEMA.replace("{{ 单位 }}总结", "{{ cycler.__init__.__globals__ }}")
    (found,) = problems(lambda: generate(tmp_path, "甲", schema=schema))
    assert found.code == "D334"
    schema = SCHEMA.replace("{{ 单位 }}总结", "{{ 'x' * 1000000000 }}")
    (found,) = problems(lambda: generate(tmp_path / "2", "甲", schema=schema))
    assert found.code == "D335"
    assert "schema.yaml" in found.place.to_text("zh")


def with_tag(tag: str) -> bytes:
    """A Word file with a tag that the notation would take for something else."""
    return changed(docx("标签"), packages.DOCUMENT, "标签", tag)


HUNGRY: list[str | bytes] = [
    with_tag("{{ 9 ** 999999999 }}"),
    '{{ "x" * 1000000000 }}', '{{ "x" * (人数 * 1000000000) }}', '{{ 清单 * 1000000000 }}',
    '{{ "x"|center(1000000000) }}', '{{ "x"|center(人数 * 100000000) }}', '{{ "x y"|indent(1000000000) }}',
    '{{ ("x" * 4000000)|replace("x", "x" * 4000000) }}', '{{ ("x" * 99999)|replace("", "x" * 99999) }}',
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{{ '一' * 5000 }}{% endfor %}",
    '{% set ns = namespace(s="x") %}{% for i in range(100) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}',
    '{% set ns = namespace(s="x") %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}',
    '{% set ns = namespace(s=[1]) %}{% for i in range(100) %}{% set ns.s = ns.s + ns.s %}{% endfor %}',
    "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}",
    "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = dict(a=ns.s, b=ns.s) %}{% endfor %}",
    "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = ns.s|batch(3, ns.s)|list %}{% endfor %}",
    "{% set ns = namespace(s=99) %}{% for i in range(60) %}{% set ns.s = ns.s * ns.s %}{% endfor %}",
    "{{ range(1000000000)|list }}", "{{ range(99999)|join('x' * 5000000) }}",
    "{{ range(99999)|map('string')|map('center', 99999)|join }}", 
    "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(1) }}",
    "{% macro f(n) %}{% if n < 40 %}{{ f(n + 1) }}{{ f(n + 1) }}{% endif %}{% endmacro %}{{ f(1) }}",
    "{% for x in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    '{{ "%999999999d"|format(1) }}', '{{ "%999999999d" % 1 }}', '{{ "%*d" % (999999999, 1) }}',
    '{{ "%.999999999f" % 1.5 }}', '{{ 成文日期.strftime("%999999999d") }}', "{{ 1.5|round(999999999) }}",
    '{{ [1]|batch(999999999, "x")|list }}', "{{ [1]|slice(999999999)|list }}",
    '{{ ("x " * 99999)|wordwrap(1, wrapstring="x" * 99999) }}',
    "{{ ([清单] * 9999 * 9999)|sum(start=[])|length }}",
    "{% for i in range(99999) %}{% set x = ('x' * 4000000)|upper %}{% endfor %}",
    "{% for i in range(99999) %}{% set x = range(99999)|sort|list %}{% endfor %}",
    "{% for i in range(99999) %}{% set x = ('x' * 4000000).upper() %}{% endfor %}",
]  # fmt: skip

_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
import drafter
from drafter.engine.language import limits
limits.MOST_SECONDS = 600  # what is counted must stop it, and no clock
for name in sys.argv[2:]:
    try:
        drafter.check("2021.yaml", here=sys.argv[1] + "/" + name)
        found = ["nothing"]
    except drafter.DrafterError as error:
        found = [f"{each.code} {type(each.place).__name__}" for each in error.problems]
    print(name, *found, sep="|")
"""


def test_a_template_that_wants_too_much_is_stopped_by_what_it_uses_and_in_little_memory(
    tmp_path: Path,
):
    names = [str(number) for number in range(len(HUNGRY))]
    for name, template in zip(names, HUNGRY, strict=True):
        workspace(tmp_path / name, template)
    command = [sys.executable, "-c", _RUN, str(tmp_path)]
    running = [
        subprocess.Popen([*command, *names[start::4]], stdout=subprocess.PIPE, text=True)
        for start in range(4)
    ]
    lines = [line for each in running for line in each.communicate(timeout=600)[0].splitlines()]
    assert len(lines) == len(HUNGRY)
    for line in lines:
        name, *found = line.split("|")
        assert found == ["D335 WordPlace"], HUNGRY[int(name)]


def test_the_time_is_measured_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.05)
    monkeypatch.setattr(limits, "MOST_STEPS", 10**9)
    monkeypatch.setattr(limits, "MOST_WORK", 10**9)
    template = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    (found,) = problems(lambda: generate(tmp_path, template))
    assert found.code == "D335"


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "{{ " + "1+" * 3000 + "1 }}",
        "{{ " + "not " * 3000 + "1 }}", "{{ 单位" + "|upper" * 3000 + " }}", "{{ " + "[" * 3000 + "]" * 3000 + " }}",
        "{% if 1 %}" * 300 + "{% endif %}" * 300, "{% for i in [1] %}" * 30 + "{% endfor %}" * 30,
    ],
    ids=["brackets", "plus", "not", "filters", "lists", "if", "for"],
)  # fmt: skip
def test_a_template_that_nests_too_deeply_is_refused_at_its_place(template: str, tmp_path: Path):
    (found,) = problems(lambda: generate(tmp_path, "甲\n" + template))
    assert found.code in ("D343", "D313")
    assert isinstance(found.place, WordPlace)
    assert found.place.paragraph == 2


def test_joins_within_joins_are_worked_out_once(tmp_path: Path):
    made = draft(tmp_path, "{{ " + "(单位 ~ " * 40 + "单位" + ")" * 40 + " }}")
    assert [each.text for each in made.trace if each.slot > 0] == ["甲单位" * 41]


def with_member(name: str, data: bytes) -> bytes:
    return zipped({**members(docx("甲")), name: data})


def external(kind: str) -> bytes:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="http://example.com/x.dotm" TargetMode="External"/></Relationships>'
    )
    return with_member("word/_rels/settings.xml.rels", rels.encode())


def doctype(inside: str) -> bytes:
    return changed(
        docx("甲"), "word/document.xml", "<w:document", f"<!DOCTYPE x [{inside}]><w:document"
    )


def bomb() -> bytes:
    return with_member("word/media/image1.png", b"\0" * (60 * 2**20))


def many() -> bytes:
    return zipped({**members(docx("甲")), **{f"word/media/{n}.png": b"" for n in range(2100)}})


def without(name: str) -> bytes:
    return zipped({key: data for key, data in members(docx("甲")).items() if key != name})


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)

FILES: dict[str, tuple[bytes, str]] = {
    "不是压缩包": (b"hello", "D303"),
    "空文件": (b"", "D303"),
    "旧doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "D303"),
    "加密的docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40, "D303"),
    "截断": (docx("甲")[:2000], "D303"),
    "截掉尾巴": (docx("甲")[:-30], "D303"),
    "没有document": (without("word/document.xml"), "D303"),
    "没有类型表": (without("[Content_Types].xml"), "D303"),
    "压缩炸弹": (bomb(), "D304"),
    "太多部件": (many(), "D304"),
    "实体炸弹": (doctype(LAUGHS), "D305"),
    "外部实体": (doctype('<!ENTITY e SYSTEM "file:///etc/passwd">'), "D305"),
    "文档类型": (doctype(""), "D305"),
    "不成形": (changed(docx("甲"), "word/document.xml", "</w:body>", ""), "D305"),
    "宏": (with_member("word/vbaProject.bin", b"x"), "D306"),
    "外部图片": (external("image"), "D307"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_template_that_is_no_sound_word_file_is_one_clear_problem(name: str, tmp_path: Path):
    data, code = FILES[name]
    (found,) = problems(lambda: generate(tmp_path, data))
    assert found.code == code
    assert "templates/x/template.docx" in found.place.to_text("zh")
    assert not list((tmp_path / "output").iterdir())


@pytest.mark.parametrize("path", ["../evil.xml", "word/../../evil.xml", "/etc/evil.xml"])
def test_a_part_that_would_leave_its_folder_is_one_clear_problem(path: str, tmp_path: Path):
    buffer = io.BytesIO(docx("甲"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(zipfile.ZipInfo(path), b"<x/>")
    (found,) = problems(lambda: generate(tmp_path, buffer.getvalue()))
    assert found.code in ("D303", "D305")


@pytest.mark.parametrize(
    ("schema", "codes"),
    [
        (None, {"D101", "D302"}), ("type: 数字", {"D308"}), ("- 甲\n- 乙", {"D113"}), ("", {"D108"}),
        ("type: object\n  x: [", {"D147"}), ("properties: 3", {"D308"}),
    ],
)  # fmt: skip
def test_a_schema_that_is_none_is_told(schema: str | None, codes: set[str], tmp_path: Path):
    workspace(tmp_path, "甲")
    path = tmp_path / "templates" / "x" / "schema.yaml"
    path.unlink() if schema is None else path.write_text(schema, encoding="utf-8")
    found = problems(lambda: drafter.generate("2021.yaml", here=tmp_path))
    assert all("schema.yaml" in each.place.to_text("zh") for each in found)
    assert {each.code for each in found} <= codes
