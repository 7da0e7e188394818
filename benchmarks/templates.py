"""The same Word template in each engine's syntax, and the workspace that drafter works in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import wording
from data import TABLED, TEMPLATE, tabled
from dialects import DIALECTS, Dialect
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_FACES = {"body": ("仿宋", 16), "head": ("黑体", 16), "title": ("宋体", 22), "cell": ("仿宋", 12)}
_SCHEMA = """\
# What the benchmark's report needs.
x-fixed: [{fixed}]
x-title: "{{{{ title }}}}"
type: object
required: [{names}]
additionalProperties: false
properties:
{fields}
"""


def build(folder: Path, sample: dict[str, Any]) -> None:
    """Write a template for each dialect into the folder, and drafter's workspace with docxtpl's."""
    pages = folder / "templates"
    pages.mkdir(exist_ok=True)
    for dialect in DIALECTS:
        _Page(dialect).write(pages / f"{dialect.name}.docx")
    for name, page, office in ((TEMPLATE, "docxtpl", sample), (TABLED, TABLED, tabled(sample))):
        own = folder / "workspace" / "templates" / name
        own.mkdir(parents=True, exist_ok=True)
        (own / "template.docx").write_bytes((pages / f"{page}.docx").read_bytes())
        (own / "schema.yaml").write_text(_schema(office), encoding="utf-8")


def _schema(sample: dict[str, Any]) -> str:
    fields = "\n".join(f"  {name}: {_kind(value)}" for name, value in sample.items())
    fixed = ", ".join(f'"{each}"' for each in wording.FIXED)
    return _SCHEMA.format(names=", ".join(sample), fields=fields, fixed=fixed)


def _kind(value: Any) -> str:
    """A value's schema, in YAML's flow style."""
    if isinstance(value, list):
        return f"{{type: array, items: {_kind(value[0])}}}"
    if isinstance(value, dict):
        fields = ", ".join(f"{key}: {_kind(each)}" for key, each in value.items())
        names = ", ".join(value)
        return (
            f"{{type: object, required: [{names}], additionalProperties: false, "
            f"properties: {{{fields}}}}}"
        )
    if isinstance(value, bool):
        return "{type: boolean}"
    if isinstance(value, int):
        return "{type: integer}"
    return "{type: string}"


class _Page:
    """A report being laid out in one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.document = Document()
        _trim(self.document)

    def write(self, path: Path) -> None:
        self.margins()
        self.add(wording.TITLE, "title", indent=False, align=ALIGN.CENTER)
        self.signed(wording.BYLINE, ALIGN.CENTER)
        self.section(None, wording.OPENING)
        self.section(wording.HEADINGS[0], wording.FIRST)
        self.section(wording.HEADINGS[1], wording.SECOND)
        self.between(self.dialect.loop(), wording.ITEM)
        self.section(None, wording.THIRD)
        self.section(wording.HEADINGS[2], wording.TABLE_LEAD)
        self.table()
        self.section(wording.HEADINGS[3], wording.FOURTH)
        self.between(self.dialect.choice("trouble"), (wording.TROUBLE,))
        self.add(wording.SIGNATURE, indent=False, align=ALIGN.RIGHT)
        self.document.core_properties.title = "年度工作报告"
        self.document.core_properties.comments = ""
        self.document.save(str(path))

    def margins(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        self.runs(header, wording.HEADER, "cell")
        header.alignment = footer.alignment = ALIGN.CENTER
        self.run(footer, wording.FOOTER[0], "cell")
        self.page_number(footer)
        self.run(footer, wording.FOOTER[1], "cell")

    def section(self, heading: str | None, texts: list[str]) -> None:
        if heading:
            self.add(heading, "head")
        for text in texts:
            self.add(text)

    def between(self, marks: tuple[str, str], texts: tuple[str, ...]) -> None:
        """Paragraphs between two marks; those stand alone, or in the paragraphs themselves."""
        first, last = marks
        if self.dialect.alone:
            self.add(first)
            self.section(None, list(texts))
            self.add(last)
        elif first:
            self.add(first + texts[0] + last)
        else:
            self.section(None, list(texts))
            self.add(last)

    def add(self, text: str, face: str = "body", *, indent: bool = True, align: Any = None) -> Any:
        paragraph = self.document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.line_spacing, shape.space_after, shape.space_before = Pt(28), Pt(0), Pt(0)
        if indent:
            shape.first_line_indent = Pt(32)
        paragraph.alignment = align
        self.runs(paragraph, text, face)
        return paragraph

    def signed(self, text: str, align: Any) -> None:
        """A paragraph whose tag stands in three runs, as Word's spelling check leaves it."""
        paragraph = self.add("", indent=False, align=align)
        (whole,) = wording.spelled(text, self.dialect.mark)
        size = self.dialect.split + 1
        for piece in (whole[:size], whole[size:-size], whole[-size:]):
            self.run(paragraph, piece, "body")

    def runs(self, paragraph: Any, text: str, face: str) -> None:
        for piece in wording.spelled(text, self.dialect.mark) if text else ():
            self.run(paragraph, piece, face)

    def run(self, paragraph: Any, text: str, face: str) -> Any:
        """A run with the properties that Word writes for Chinese text."""
        run = paragraph.add_run(text)
        name, size = _FACES[face]
        fonts = OxmlElement("w:rFonts")
        for key, value in (("hint", "eastAsia"), ("ascii", "Times New Roman"),
                           ("hAnsi", "Times New Roman"), ("eastAsia", name)):  # fmt: skip
            fonts.set(qn(f"w:{key}"), value)
        run._r.get_or_add_rPr().insert(0, fonts)
        run.font.size = Pt(size)
        return run

    def page_number(self, paragraph: Any) -> None:
        for kind in ("begin", " PAGE ", "separate", "1", "end"):
            run = self.run(paragraph, "1" if kind == "1" else "", "cell")
            if kind == " PAGE ":
                run._r.append(code := OxmlElement("w:instrText"))
                code.set(qn("xml:space"), "preserve")
                code.text = kind
            elif kind != "1":
                run._r.append(mark := OxmlElement("w:fldChar"))
                mark.set(qn("w:fldCharType"), kind)

    def table(self) -> None:
        rows = [wording.COLUMNS, *self.dialect.rows()]
        table = self.document.add_table(rows=len(rows), cols=len(wording.COLUMNS))
        table.style = "Table Grid"
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text, width in zip(row.cells, texts, (3.4, 6.0, 2.4, 3.8), strict=True):
                cell.width = Cm(width)
                self.run(cell.paragraphs[0], text, "head" if row is rows[0] else "cell")
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _trim(document: Any) -> None:
    """python-docx's base has a hundred table styles, twice; what Word saves has two, once."""
    root = document.styles.element
    for style in list(root.findall(qn("w:style"))):
        keep = style.get(qn("w:styleId")) in ("TableNormal", "TableGrid")
        if style.get(qn("w:type")) == "table" and not keep:
            root.remove(style)
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(("stylesWithEffects", "thumbnail")):
                del part.rels[key]
