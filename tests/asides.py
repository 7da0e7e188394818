"""Reports with headers, footers and notes, for tests of what a merge makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import small
from drafter import output
from drafter.engine import Draft
from drafter.output import Account
from drafter.update.updater import merge_stories
from drafter.word import xml
from drafter.word.package.archive import DOCUMENT, NOTES, write_zip
from drafter.word.text import blocks
from drafter.word.xml import Element, parse, w
from notation import docx
from revised import opened
from wordparts import OFFICE, part, related

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header": "hdr", "footer": "ftr"}
_LINE = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
_NUMBER = (
    '</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    r'<w:{0}Reference w:id="\1"/></w:r><w:r><w:t xml:space="preserve">'
)


def template(
    body: str, heads: Sequence[tuple[str, str, str]] = (), notes: Sequence[str] = (),
    kind: str = "footnote",
) -> bytes:  # fmt: skip
    """A template. heads: part, page and words of headers and footers; ¶ begins a paragraph.

    notes: the words of the notes that 〔1〕, 〔2〕 … in the body lead to.
    """
    package, shown = opened(docx(body)), ""
    for number, (what, page, words) in enumerate(heads, 5):
        package, rid = related(
            package, f"{OFFICE}/{what}", f"word/{what}{number}.xml",
            part(_ROOTS[what], _paragraphs(words)), f"{TYPE}.{what}+xml",
        )  # fmt: skip
        shown += f'<w:{what}Reference w:type="{page}" r:id="{rid}"/>'
    if notes:
        said = "".join(
            f'<w:{kind} w:id="{number}">{_paragraphs(words)}</w:{kind}>'
            for number, words in enumerate(notes, 1)
        )
        package, _ = related(
            package, f"{OFFICE}/{kind}s", NOTES[kind], part(f"{kind}s", _LINE.format(kind) + said),
            f"{TYPE}.{kind}s+xml",
        )  # fmt: skip
    document = re.sub(r"〔(\d+)〕", _NUMBER.format(kind), package.members[DOCUMENT].decode())
    for what, page, _ in heads:
        document = re.sub(rf'<w:{what}Reference w:type="{page}"[^>]*/>', "", document)
    document = document.replace("<w:sectPr>", f"<w:sectPr>{shown}")
    if "first" in (page for _, page, _ in heads):
        document = document.replace("<w:docGrid", "<w:titlePg/><w:docGrid")
    return write_zip(package.replace({DOCUMENT: document.encode()}))


def _paragraphs(words: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words.split("¶"))


def drafted(folder: Path, made_from: bytes, data: str) -> tuple[Draft, bytes]:
    """The draft of the template with the data, and the report as it is written."""
    made = small.draft(folder, made_from, data=data)
    return made, output.seal_report(made)


def merged(base: bytes, hand: bytes, made: Draft) -> tuple[bytes, Account]:
    """The edited file with the draft's changes, and what is told."""
    new = output.seal_report(made)
    read = (blocks.read_blocks(opened(each)) for each in (base, hand, new))
    result, account = merge_stories(*read, made, "报告.docx")
    return hand if result is None else result, account


def shown(data: bytes) -> list[tuple[str, str]]:
    """Kind of part and words of all that a reader sees: a note where its number leads to it."""
    package = opened(data)
    roots = {name: parse(content) for name, content in _texts(package.members).items()}
    notes = {
        (kind, note.get(w("id"), "")): _say(note)
        for kind, member in NOTES.items()
        if member in roots
        for note in roots[member].iter(w(kind))
    }
    found = [("body", _say(p)) for p in roots[DOCUMENT].iter(w("p"))]
    for node in roots[DOCUMENT].iter(w("footnoteReference"), w("endnoteReference")):
        if next(node.iterancestors(w("del")), None) is None:
            kind = str(node.tag).rpartition("}")[2].removesuffix("Reference")
            found.append((kind, notes[kind, node.get(w("id"), "")]))
    for name, root in roots.items():
        if name not in (DOCUMENT, *NOTES.values()):
            found += sorted(
                (re.sub(r"word/|\d*\.xml", "", name), _say(p)) for p in root.iter(w("p"))
            )
    return [pair for pair in found if pair[1].strip()]


def _texts(members: dict[str, bytes]) -> dict[str, bytes]:
    named = re.compile(r"word/(document|(header|footer)\d*|footnotes|endnotes)\.xml")
    return {name: members[name] for name in sorted(members) if named.fullmatch(name)}


def _say(node: Element) -> str:
    return "".join(
        text.text or ""
        for text in node.iter(w("t"))
        if next(text.iterancestors(w("del")), None) is None
    )


def typed(data: bytes, member: str, *words: tuple[str, str]) -> bytes:
    """The file after a hand typed words in place of others, in one part."""
    package = opened(data)
    root = parse(package.members[member])
    for old, new in words:
        text = next(t for t in root.iter(w("t")) if old in (t.text or ""))
        xml.set_text(text, (text.text or "").replace(old, new, 1))
    return write_zip(package.replace({member: xml.write(root)}))


def count_notes(data: bytes, kind: str = "footnote") -> int:
    """How many notes the file has, seen or not."""
    root = parse(opened(data).members[NOTES[kind]])
    return sum(note.get(w("type")) is None for note in root.iter(w(kind)))
