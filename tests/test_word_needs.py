"""Tests for drafter.word.needs: a block that is brought in brings all that it needs."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

import validity
from drafter.word import xml
from drafter.word.layout.gongwen import make_blank
from drafter.word.package import relationships
from drafter.word.package.archive import CONTENT_TYPES, DOCUMENT, Package, write_zip
from drafter.word.parts.copier import PartCopier
from drafter.word.parts.importer import BlockImporter
from drafter.word.parts.target import TargetFile
from drafter.word.xml import Element, parse, w, write
from pictures import png
from revised import opened, words
from wordfiles import NAMESPACES

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOTE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def _source() -> Package:
    """A report with a picture, a link, a list, a style of its own, a footnote and a bookmark."""
    document = docx.Document()
    style = document.styles.add_style("督办意见", 1)
    style.base_style = document.styles["Body Text"]
    document.add_paragraph("照片：").add_run().add_picture(io.BytesIO(png()), width=Cm(1))
    document.add_paragraph("一条意见", style="督办意见")
    document.add_paragraph("第一项", style="List Number")
    linked = document.add_paragraph("参见")
    number = linked.part.relate_to("https://example.org/", f"{_OFFICE}/hyperlink", is_external=True)
    link = docx.oxml.OxmlElement("w:hyperlink")
    link.set(qn("r:id"), number)
    linked._p.append(link)
    link.append(document.add_paragraph("网页").runs[0]._r)
    document.add_paragraph("有脚注的一句")
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_footnote(opened(buffer.getvalue()))


def _with_footnote(package: Package) -> Package:
    notes = (
        f"<w:footnotes {NAMESPACES}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
        '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注文</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    package, member = relationships.add_part(
        package, DOCUMENT, f"{_OFFICE}/footnotes", "word/footnotes.xml", _NOTE_TYPE
    )
    root = parse(package.members[DOCUMENT])
    paragraph = _paragraph(root, "有脚注的一句")
    reference = xml.make_element("footnoteReference", id="1")
    run = xml.make_element("r")
    run.append(reference)
    start = xml.make_element("bookmarkStart", id="7", name="注")
    paragraph.extend([start, run, xml.make_element("bookmarkEnd", id="7")])
    return package.replace({member: notes.encode(), DOCUMENT: write(root)})


def _paragraph(root: Element, text: str) -> Element:
    said = (p for p in root.iter(w("p")) if text in "".join(t.text or "" for t in p.iter(w("t"))))
    return next(said)


def _saved_by_word() -> bytes:
    document = docx.Document()
    document.add_paragraph("一段")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


TARGETS = {"another program's": _saved_by_word, "the blank page of GB/T 9704": make_blank}


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest) -> Package:
    return opened(TARGETS[request.param]())


def _brought(target: Package, *texts: str) -> bytes:
    """The target with those paragraphs of the source at its beginning."""
    source = _source()
    root, came = parse(target.members[DOCUMENT]), parse(source.members[DOCUMENT])
    file = TargetFile(target, {DOCUMENT: root})
    needs = BlockImporter(PartCopier(source, file), {})
    made = [needs.import_block(_paragraph(came, text), DOCUMENT, DOCUMENT) for text in texts]
    root[0][0:0] = made
    return write_zip(file.package().replace({DOCUMENT: write(root)}))


ALL = ("照片：", "一条意见", "第一项", "参见", "有脚注的一句")


def test_all_that_comes_leaves_a_valid_file(target: Package, tmp_path: Path) -> None:
    data = _brought(target, *ALL, *ALL)
    before = {fault.partition(": ")[2] for fault in validity.faults(write_zip(target), tmp_path)}
    after = {fault.partition(": ")[2] for fault in validity.faults(data, tmp_path)}
    assert after <= before
    assert words(data)[: len(ALL)] == [text if text != "参见" else "参见网页" for text in ALL]


def test_a_picture_comes_once_however_often_it_is_brought(target: Package) -> None:
    package = opened(_brought(target, "照片：", "照片："))
    pictures = [name for name in package.members if package.members[name] == png()]
    assert len(pictures) == 1
    root = parse(package.members[DOCUMENT])
    numbers = {
        node.get(f"{{{_OFFICE}}}embed") for node in root.iter() if str(node.tag).endswith("}blip")
    }
    rels = relationships.read_relationships(package, DOCUMENT)
    found = {node.get("Id"): node.get("Target", "") for node in rels}
    assert {
        relationships.resolve_target(DOCUMENT, found[number or ""]) for number in numbers
    } == set(pictures)
    assert "png" in package.members[CONTENT_TYPES].decode()


def test_a_style_comes_with_what_it_is_based_on(target: Package) -> None:
    package = opened(_brought(target, "一条意见"))
    style = _paragraph(parse(package.members[DOCUMENT]), "一条意见").find(
        f"{w('pPr')}/{w('pStyle')}"
    )
    assert style is not None
    ids = {
        n.get(w("styleId")): n for n in parse(package.members["word/styles.xml"]).iter(w("style"))
    }
    based = ids[style.get(w("val"))].find(w("basedOn"))
    assert based is not None and based.get(w("val")) in ids


def test_a_list_is_numbered_as_it_was(target: Package) -> None:
    package = opened(_brought(target, "第一项"))
    styles = parse(package.members["word/styles.xml"])
    [style] = [
        n for n in styles.iter(w("style")) if n.find(w("name")).get(w("val")) == "List Number"
    ]
    number = next(style.iter(w("numId"))).get(w("val"))
    numbering = parse(package.members["word/numbering.xml"])
    nums = {node.get(w("numId")): node for node in numbering.iter(w("num"))}
    abstract = nums[number].find(w("abstractNumId")).get(w("val"))
    [found] = [n for n in numbering.iter(w("abstractNum")) if n.get(w("abstractNumId")) == abstract]
    assert next(found.iter(w("numFmt"))).get(w("val")) == "decimal"
    order = [node.tag for node in numbering if node.tag in (w("abstractNum"), w("num"))]
    assert order == sorted(order, key=lambda tag: tag == w("num"))


def test_a_footnote_comes_with_its_words(target: Package) -> None:
    package = opened(_brought(target, "有脚注的一句", "第一项"))
    root = parse(package.members[DOCUMENT])
    number = next(root.iter(w("footnoteReference"))).get(w("id"))
    member = relationships.find_target_part(package, DOCUMENT, f"{_OFFICE}/footnotes")
    assert member is not None
    notes = {n.get(w("id")): n for n in parse(package.members[member]).iter(w("footnote"))}
    assert "注文" in "".join(t.text or "" for t in notes[number].iter(w("t")))


def test_a_bookmark_whose_name_is_taken_is_left_out(target: Package) -> None:
    root = parse(opened(_brought(target, "有脚注的一句", "有脚注的一句")).members[DOCUMENT])
    names = [node.get(w("name")) for node in root.iter(w("bookmarkStart"))]
    assert names.count("注") == 1
    starts = sorted(node.get(w("id"), "") for node in root.iter(w("bookmarkStart")))
    assert starts == sorted(node.get(w("id"), "") for node in root.iter(w("bookmarkEnd")))


def test_a_style_of_the_same_name_is_taken_whatever_its_id(target: Package) -> None:
    styles = parse(target.members["word/styles.xml"])
    renamed = styles.makeelement(w("style"), {w("type"): "paragraph", w("styleId"): "ab7"})
    name = xml.make_element("name", val="督办意见")
    renamed.append(name)
    styles.append(renamed)
    changed = target.replace({"word/styles.xml": write(styles)})
    root = parse(opened(_brought(changed, "一条意见")).members[DOCUMENT])
    style = _paragraph(root, "一条意见").find(f"{w('pPr')}/{w('pStyle')}")
    assert style is not None and style.get(w("val")) == "ab7"
