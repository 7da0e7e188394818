"""Tests for template files as programs write them: other names, and what no report takes over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import drafter
from drafter.word.package import properties, relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, ROOT_RELS, write_zip
from notation import docx, outline
from revised import opened
from small import DATA, changed, generate, members, page, problems, workspace, zipped
from wordparts import OFFICE, part, related

SETTINGS = "word/settings.xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
KINDS = {
    "附加模板": '<w:attachedTemplate r:id="rId1"/>',
    "编辑保护": '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>',
    "只读": '<w:writeProtection w:recommended="1"/>',
    "修订": "<w:trackRevisions/>",
    "邮件合并": '<w:mailMerge><w:mainDocumentType w:val="formLetters"/>'
    '<w:dataSource r:id="rId2"/></w:mailMerge>',
}
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" Target="file:///C:\\a\\Normal.dotm"'
    f' TargetMode="External"/><Relationship Id="rId2" Type="{OFFICE}/mailMergeSource"'
    ' Target="file:///D:/名单.xlsx" TargetMode="External"/></Relationships>'
)


def with_setting(inside: str) -> bytes:
    file = changed(docx("{{ 单位 }}"), SETTINGS, "</w:settings>", f"{inside}</w:settings>")
    settings = members(file)[SETTINGS].decode()
    space = f' xmlns:r="{OFFICE}"' if "xmlns:r=" not in settings else ""
    file = changed(file, SETTINGS, "<w:settings", f"<w:settings{space}")
    return zipped({**members(file), "word/_rels/settings.xml.rels": RELS.encode()})


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_template_keeps_for_itself_is_told_and_does_not_reach_the_report(
    kind: str, tmp_path: Path
):
    result = generate(tmp_path, with_setting(KINDS[kind]))
    assert {each.code for each in result.problems} == {"D367"}
    assert drafter.template_check("x", here=tmp_path)
    assert result.path is not None
    written = members(result.path.read_bytes())
    assert not re.search(
        rb"attachedTemplate|Protection|trackRevisions|mailMerge",
        written[SETTINGS] + written["word/_rels/settings.xml.rels"],
    )


def test_a_template_that_is_marked_as_final_makes_reports_that_can_be_edited(tmp_path: Path):
    package = properties.set_custom_properties(
        opened(docx("{{ 单位 }}")), {"_MarkAsFinal": "true", "处室": "办公室"}
    )
    result = generate(tmp_path, write_zip(package))
    assert [each.code for each in result.problems] == ["D367"]
    assert result.path is not None
    kept = properties.read_custom_properties(opened(result.path.read_bytes()))
    assert kept["处室"] == "办公室"
    assert "_MarkAsFinal" not in kept


def test_a_template_made_from_a_report_is_none_of_that_reports(tmp_path: Path):
    first = generate(tmp_path / "a", "{{ 单位 }}\n| {{ 人数 }} | 丁 |\n戊")
    assert first.path is not None
    file = changed(first.path.read_bytes(), DOCUMENT, "甲单位", "{{ 单位 }}：{{ 会议|数量 }}")
    result = generate(tmp_path / "b", file, data=DATA.replace("甲单位", "乙单位"))
    assert [each.code for each in result.problems if each.code != "D402"] == ["D367"]
    assert result.path is not None
    report = members(result.path.read_bytes())
    assert outline(result.path.read_bytes()).startswith("乙单位：4\n")
    marks = re.findall(rb'w:name="(_drafter_\w+)"', report[DOCUMENT])
    assert len(set(marks)) == len(marks)
    assert "甲单位" not in report["docProps/core.xml"].decode()


def renamed(file: bytes, names: dict[str, str]) -> bytes:
    """The Word file with parts of other names."""
    made = {}
    for name, data in members(file).items():
        text = data
        if name in (CONTENT_TYPES, ROOT_RELS) or name.endswith(".rels"):
            for old, new in names.items():
                text = text.replace(old.encode(), new.encode())
                text = text.replace(f'"{old.removeprefix("word/")}"'.encode(), f'"/{new}"'.encode())
        made[names.get(name, name)] = text
    return zipped(made)


BODY = "word/document.xml"
OTHERS = {
    "网页版": {BODY: "word/document2.xml", "word/styles.xml": "word/styles2.xml",
            "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
            SETTINGS: "word/settings2.xml"},
    "别的文件夹": {BODY: "main/body.xml",
              "word/_rels/document.xml.rels": "main/_rels/body.xml.rels"},
    "页脚": {"word/footer1.xml": "word/feet/odd.xml"},
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_parts_of_other_names_are_found_by_their_relationships(kind: str, tmp_path: Path):
    text = "# 一、{{ 单位 }}\n| {{ 人数 }} | 丁 |"
    foot = "<w:p><w:r><w:t>{{ 单位 }}</w:t></w:r></w:p></w:ftr>"
    file = changed(docx(text), "word/footer1.xml", "</w:ftr>", foot)
    if kind == "别的文件夹":  # relative targets start from the body's folder
        rels = "word/_rels/document.xml.rels"
        moved = members(file)[rels].decode().replace('Target="', 'Target="/word/')
        file = zipped({**members(file), rels: moved.encode()})
    result = generate(tmp_path, renamed(file, OTHERS[kind]))
    assert result.path is not None
    assert outline(result.path.read_bytes()).startswith("# 一、甲单位\n| 12 | 丁 |")
    report = opened(result.path.read_bytes())
    assert BODY in report.members
    feet = relationships.list_targets(
        relationships.read_relationships(report, BODY), BODY, f"{OFFICE}/footer"
    )
    assert any("甲单位" in report.members[name].decode() for name in feet)


def test_a_body_typed_by_its_ending_is_read(tmp_path: Path):
    main = f"{WORD}.document.main+xml"
    types = members(docx("{{ 单位 }}"))[CONTENT_TYPES].decode()
    own = re.search(rf"<Override[^>]*{re.escape(main)}[^>]*/>", types)
    assert own is not None
    types = types.replace(own[0], "")
    types = re.sub(r'(Extension="xml" ContentType=")[^"]*', rf"\1{main}", types)
    assert main in types
    file = zipped({**members(docx("{{ 单位 }}")), CONTENT_TYPES: types.encode()})
    assert page(tmp_path, file) == "甲单位"


def test_a_part_that_has_the_bodys_usual_name_but_is_not_it_gives_way(tmp_path: Path):
    file = renamed(docx("{{ 单位 }}"), OTHERS["网页版"])
    package, _ = related(
        opened(docx("旧")), f"{OFFICE}/header", "word/header7.xml",
        part("hdr", "<w:p/>"), f"{WORD}.header+xml",
    )  # fmt: skip
    file = zipped({**members(file), BODY: package.members[BODY]})
    assert page(tmp_path, file) == "甲单位"


@pytest.mark.parametrize(
    "name", ["template.dotx", "template.dotm", "template.doc", "总结.wps", "总结模板.docx"]
)
def test_a_file_of_another_kind_in_the_templates_place_is_named(name: str, tmp_path: Path):
    home = workspace(tmp_path, "甲") / "templates" / "x"
    (home / "template.docx").rename(home / name)
    (home / "~$temp.docx").write_bytes(b"")
    (found,) = problems(lambda: drafter.template_check("x", here=tmp_path))
    assert found.code == "D368"
    assert name in found.message() and "template.docx" in found.cure()
