"""Tags of other engines (poi-tl, Handlebars, docxtemplater, carbone …), by how they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from drafter.template.tag import Tag


class ForeignTag(NamedTuple):
    """A tag of another engine: where in the text it begins, itself, its engine, how to write it."""

    start: int
    text: str
    engine: str
    hint: str


_NAME = r"[^\W\d][\w.\[\]]*"
_HAN = r"\w*[\u4e00-\u9fff][\w.]*"
_INSIDE: tuple[tuple[str, str, str], ...] = (
    (r"@\s*(?P<x>.+)", "poi-tl", "{{{{ {x}|图片(120) }}}}"),
    (r"#\s*if\s+(?P<x>.+)", "Handlebars", "{{% if {x} %}}"),
    (r"#\s*unless\s+(?P<x>.+)", "Handlebars", "{{% if not {x} %}}"),
    (r"#\s*each\s+(?P<x>.+)", "Handlebars", "{{% for 条 in {x} %}}"),
    (r"#\s*(?P<x>.+)", "poi-tl、Mustache", "{{% for 条 in {x} %}}"),
    (r"\^\s*(?P<x>.+)", "Mustache", "{{% if not {x} %}}"),
    (r"\?\s*(?P<x>.+)", "poi-tl", "{{%p if {x} %}}"),
    (r"/\s*if", "Handlebars", "{{% endif %}}"),
    (r"/.*", "poi-tl、Mustache", "{{% endfor %}}、{{% endif %}}"),
    (r"\*\s*(?P<x>.+)", "poi-tl", "{{%p for 条 in {x} %}}"),
    (r">\s*(?P<x>.+)", "Mustache", "{{{{p {x}|文档 }}}}"),
    (r"!(?P<x>.*)", "Mustache", "{{# {x} #}}"),
    (r"[&=$:~]\s*(?P<x>.+)", "Mustache、Vue", "{{{{ {x} }}}}"),
    (r"\{\s*(?P<x>[^:{}]+?)\s*\}?", "Mustache", "{{{{ {x} }}}}"),
    (r"(?P<x>(?:el)?if\s.+|else|for\s.+|endif|endfor)", "Go、Vue", "{{% {x} %}}"),
    (r"else\s*if\s+(?P<x>.+)", "Handlebars", "{{% elif {x} %}}"),
    (r"(?:range|foreach|each)\s+(?P<x>.+)", "Go、Vue", "{{% for 条 in {x} %}}"),
)
"""What can stand in two braces: the pattern, whose it is, and what drafter has for it."""

_BARE: tuple[tuple[str, str, str], ...] = (
    (rf"\{{[dco]\.(?P<x>{_NAME})[^{{}}]*\}}", "carbone", "{{{{ {x} }}}}"),
    (rf"[$#]\{{\s*(?P<x>{_NAME})[^{{}}]*\}}", "Java", "{{{{ {x} }}}}"),
    (rf"\+\+\+\s*(?:INS|=)?\s*(?P<x>{_NAME})[^+\n]*\+\+\+", "docx-templates", "{{{{ {x} }}}}"),
    (rf"<%=?\s*(?P<x>{_NAME})[^%\n]*%>", "ERB", "{{{{ {x} }}}}"),
    (rf"<<\[\s*(?P<x>{_NAME})[^\]\n]*\]>>", "Aspose", "{{{{ {x} }}}}"),
    (rf"\{{#\s*(?P<x>{_NAME})\s*\}}", "docxtemplater", "{{% for 条 in {x} %}}"),
    (rf"\{{\^\s*(?P<x>{_NAME})\s*\}}", "docxtemplater", "{{% if not {x} %}}"),
    (rf"\{{/\s*(?P<x>{_NAME})?\s*\}}", "docxtemplater", "{{% endfor %}}、{{% endif %}}"),
    (rf"\{{%\s*(?P<x>{_NAME})\s*\}}", "docxtemplater", "{{{{ {x}|图片(120) }}}}"),
    (rf"\{{[@>~*]\s*(?P<x>{_NAME})\s*\}}", "docxtemplater", "{{{{ {x} }}}}"),
    (rf"«\s*(?P<x>{_HAN})\s*»", "Word", "{{{{ {x} }}}}"),
)
"""What can stand in the text alone."""

_IF_KNOWN = re.compile(rf"«\s*(?P<x>{_NAME})\s*»|(?:<<|＜＜)\s*(?P<y>{_NAME})\s*(?:>>|＞＞)")
"""What is a tag only where the data have the name: 《 is typed as << too."""


def name_foreign_tag(tag: Tag, fields: Collection[str]) -> ForeignTag | None:
    """What another engine has in two braces, if the tag is that. fields: names of the data."""
    inside = tag.code.strip()
    if tag.kind == "statement" and tag.inside in fields:
        return ForeignTag(0, tag.text, "docxtemplater", f"{{{{ {inside} }}}}")
    if tag.prints and tag.left == "+" and tag.inside[:1].strip():
        return ForeignTag(0, tag.text, "poi-tl", f"{{{{p {inside}|文档 }}}}")
    if not tag.prints or inside.partition(" ")[0] in fields:
        return None
    if tag.left == "+" and tag.inside[:1].strip():
        return ForeignTag(0, tag.text, "poi-tl", f"{{{{p {inside}|文档 }}}}")
    for pattern, engine, hint in _INSIDE:
        if match := re.fullmatch(pattern, inside, re.DOTALL):
            name = (match.groupdict().get("x") or "").strip()
            return ForeignTag(0, tag.text, engine, hint.format(x=name))
    return None


def find_foreign_tags(text: str, fields: Collection[str]) -> Iterator[ForeignTag]:
    """Tags of other engines in text that holds none of ours."""
    for pattern, engine, hint in _BARE:
        for match in re.finditer(pattern, text):
            yield ForeignTag(match.start(), match[0], engine, hint.format(x=match["x"] or ""))
    for match in _IF_KNOWN.finditer(text):
        name = match["x"] or match["y"]
        if name.partition(".")[0] in fields and not re.fullmatch(_HAN, match["x"] or ""):
            yield ForeignTag(match.start(), match[0], "Word、Aspose", f"{{{{ {name} }}}}")
