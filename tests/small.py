"""A small workspace with one template, for tests of what becomes of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx as python_docx

import drafter
from drafter import engine, ledger, source
from drafter import template as templates
from drafter.engine import CompiledTemplate, Draft
from drafter.ledger import Ledger
from drafter.problems import Problem
from notation import docx, outline

SCHEMA = """
$schema: https://json-schema.org/draft/2020-12/schema
title: 测试
x-title: "{{ 单位 }}总结"
x-fixed: ["附件1"]
type: object
required: [模板, 单位]
properties:
  模板: {type: string}
  单位: {type: string}
  备注: {type: string}
  人数: {type: integer}
  比率: {type: number}
  办结: {type: boolean}
  成文日期: {type: string, x-kind: date}
  清单: {type: array, items: {type: string}}
  照片: {type: string, x-kind: image}
  文件: {type: string, x-kind: document}
  主任: {type: object, properties: {电话: {type: string}, 姓名: {type: string}}}
  会议:
    type: array
    x-unit: 次
    items:
      type: object
      required: [类别, 主题]
      properties:
        类别: {type: string, enum: [党组会议, 常委会会议]}
        主题: {type: string}
        日期: {type: string, x-kind: date}
        备注: {type: string}
        数量: {type: integer}
  信息: {type: array, items: {type: object, properties: {题目: {type: string}}}}
"""

DATA = """
模板: x
单位: 甲单位
人数: 12
比率: 0.5
办结: 是
成文日期: 2021-12-31
清单: [甲, 乙]
主任: {电话: "88"}
会议:
  - {类别: 党组会议, 主题: 学习一, 日期: 2021-01-02}
  - {类别: 常委会会议, 主题: 学习二, 数量: 3}
"""


def workspace(
    folder: Path, template: str | bytes, data: str = DATA, schema: str = SCHEMA,
    files: Mapping[str, bytes] | None = None,
) -> Path:  # fmt: skip
    """A workspace in the folder: template x (bytes, or notation) and the data of 2021."""
    home = folder / "templates" / "x"
    for each in (home, folder / "data", folder / "output"):
        each.mkdir(parents=True, exist_ok=True)
    (home / "template.docx").write_bytes(
        template if isinstance(template, bytes) else docx(template)
    )
    (home / "schema.yaml").write_text(schema, encoding="utf-8")
    (folder / "data" / "2021.yaml").write_text(data, encoding="utf-8")
    for name, content in (files or {}).items():
        (folder / "data" / name).write_bytes(content)
    return folder


def generate(folder: Path, template: str | bytes, **given: object) -> drafter.Result:
    """The report of such a workspace."""
    return drafter.generate("2021.yaml", here=workspace(folder, template, **given))  # type: ignore[arg-type]


def page(folder: Path, template: str | bytes, **given: object) -> str:
    """The report's body in notation."""
    path = generate(folder, template, **given).path
    assert path is not None
    return outline(path.read_bytes()).rstrip("\n")


def problems(call: Callable[[], object]) -> tuple[Problem, ...]:
    """What the call is refused for."""
    try:
        call()
    except drafter.DrafterError as error:
        return error.problems
    raise AssertionError("nothing was refused")


def compiled(folder: Path) -> tuple[CompiledTemplate, Ledger]:
    """The template and the data of a workspace, ready to be rendered."""
    opened, found = templates.read_template(folder / "templates" / "x", "templates/x")
    assert opened is not None, found
    made, found = engine.compile_template(opened)
    assert made is not None, found
    document, found = source.read_data_file(folder / "data" / "2021.yaml", "data/2021.yaml")
    assert document is not None, found
    loaded, found = ledger.load_ledger(document, opened.schema, folder / "data")
    assert loaded is not None, found
    return made, loaded


def draft(folder: Path, template: str | bytes, **given: object) -> Draft:
    """The draft of such a workspace, in memory."""
    workspace(folder, template, **given)  # type: ignore[arg-type]
    made, found = engine.render_report(*compiled(folder))
    assert made is not None, found
    return made


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, member: str, old: str, new: str) -> bytes:
    """The Word file with a piece of a member's XML replaced."""
    found = members(data)
    text = found[member].decode()
    assert old in text
    return zipped({**found, member: text.replace(old, new).encode()})


def read_back(data: bytes) -> list[str]:
    """The paragraphs of a Word file as python-docx reads them."""
    return [paragraph.text for paragraph in python_docx.Document(io.BytesIO(data)).paragraphs]
