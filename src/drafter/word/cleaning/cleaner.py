"""A Word file made fit for sending out: the same pages, nothing beside them about its makers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.word import names, xml
from drafter.word.changes import comments, pending
from drafter.word.cleaning import fields, reach
from drafter.word.cleaning.pictures import strip_metadata
from drafter.word.layout.formatting import StyleResolver
from drafter.word.package.archive import Package
from drafter.word.text import bookmarks, paragraphs
from drafter.word.xml import Element, get_parent, remove_node, unwrap, w

_W = f"{{{names.W_URI}"
_CORE_PROPERTIES = f"{{{names.CORE_URI}}}coreProperties"
_TITLE = f"{{{names.DUBLIN_CORE_URI}}}title"

_SAVE_ATTRIBUTES = {"paraId", "textId", "anchorId", "editId", "durableId"}
"""Attributes of Microsoft's that know a paragraph or picture again from copy to copy."""
_DROPPED_ELEMENTS = (
    *map(w, """rsid rsids docVars mailMerge trackRevisions revisionView smartTagPr customXmlPr
        attachedTemplate saveThroughXslt attachedSchema smartTagType placeholder
        printerSettings tblGridChange moveFromRangeStart moveFromRangeEnd moveToRangeStart
        moveToRangeEnd""".split()),
    f"{names.WORD_2010}docId", f"{names.WORD_2012}docId", *names.DATA_BINDINGS,
    f"{{{names.SCHEMA_LIBRARY_URI}}}schemaLibrary",
)  # fmt: skip
"""What tells of saves, of other files and of people, wherever it stands."""
_WRAPPERS = tuple(map(w, ("smartTag", "customXml")))
_BOOKMARKS = re.compile(rf"{bookmarks.OWN.pattern}|_GoBack")
_CLICKS = tuple(f"{names.DRAWING}{name}" for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver"))
_NOTES = {w("footnote"): w("footnoteReference"), w("endnote"): w("endnoteReference")}

_PATH = re.compile(r"file:|[a-z]:[\\/]|\\\\|/(Users|home)/", re.IGNORECASE)
_ADDRESS = re.compile(r"#|(?!file:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
"""A name in a computer's folders; and what a link may lead to."""
_VANISH, _OFF = w("vanish"), ("0", "false", "off")
_EMBEDDED = ("package", "oleObject", "aFChunk")


def clean_package(package: Package) -> Package:
    """The same words and layout, without anything that tells of people or of earlier text.

    Tracked changes stay as they are: whether there are any is `pending.list_changes`' to say.
    """
    made = reach.drop_unreachable_parts(package, _clean_part)
    texts = dict(pending.iterate_stories(made))
    _drop_unused_notes(texts)
    words = "".join(node.text or "" for root in texts.values() for node in root.iter(names.T))
    changed = {name: xml.write(root) for name, root in texts.items()}
    for name, data in made.members.items():
        if not name.lower().endswith((".xml", ".rels")):
            changed[name] = strip_metadata(data)
        elif (root := xml.parse(data)).tag == _CORE_PROPERTIES:
            _clean_core_properties(root, "".join(words.split()))
            changed[name] = xml.write(root)
    return made.replace(changed)


def list_embedded_files(package: Package) -> Iterator[str]:
    """The names of the files that are embedded in the file, and that nobody has looked into."""
    for name, data in package.members.items():
        for node in xml.parse(data) if name.endswith(".rels") else ():
            if reach.relationship_kind(node) in _EMBEDDED:
                yield node.get("Target", "").rpartition("/")[2]


def _clean_part(root: Element, relations: Element) -> None:
    """Take out of a part what is not for its readers; words and formatting stay."""
    for node in list(root.iterdescendants(*_DROPPED_ELEMENTS)):
        remove_node(node)
    for node in list(root.iterdescendants(*_WRAPPERS)):
        unwrap(node)
    for unseen in root.iter(paragraphs.FALLBACK) if root.tag in pending.STORIES else (root,):
        _accept_changes(unseen)
    fields.freeze_fields(root, fields.is_about_file)
    comments.remove_anchors(root)
    bookmarks.drop_bookmarks(root, _BOOKMARKS)
    _drop_permissions(root)
    _unlink_local_files(root, relations)
    for node in root.iter():
        _clean_attributes(node)


def _accept_changes(root: Element) -> None:
    """Accept the tracked changes that no reader sees, and so nobody can settle."""
    for node in list(root.iterdescendants(*pending.CHANGES)):
        if len(node) and node.tag in names.INSERTIONS:
            unwrap(node)
        else:
            remove_node(node)


def _drop_permissions(root: Element) -> None:
    """Take out who, by name, may edit a stretch of a protected file."""
    found = [node for node in root.iter(w("permStart")) if node.get(w("ed"))]
    ids = {node.get(names.ID) for node in found}
    for node in [*found, *(end for end in root.iter(w("permEnd")) if end.get(names.ID) in ids)]:
        remove_node(node)


def _unlink_local_files(root: Element, relations: Element) -> None:
    """Let links into the folders of a computer be the words that they are."""
    local = {
        node.get("Id")
        for node in relations
        if reach.relationship_kind(node) == "hyperlink"
        and not _ADDRESS.match(node.get("Target", ""))
    }
    for node in [n for n in root.iter(w("hyperlink")) if n.get(names.RELATIONSHIP_ID) in local]:
        unwrap(node)
    for node in [n for n in root.iter(*_CLICKS) if n.get(names.RELATIONSHIP_ID) in local]:
        remove_node(node)


def _clean_attributes(node: Element) -> None:
    """Take out the numbers of saves, and names of files in the folders of a computer."""
    for key, value in node.items():
        space, _, name = str(key).rpartition("}")
        saved = name.startswith("rsid") if space == _W else name in _SAVE_ATTRIBUTES
        if saved and space.startswith((_W, names.WORD_EXTENSIONS)):
            del node.attrib[key]
        elif not str(node.tag).startswith(_W) and _PATH.match(str(value)):
            node.set(key, "")


def _drop_unused_notes(texts: dict[str, Element]) -> None:
    """Take out notes that no text leads to any more."""
    for tag, reference in _NOTES.items():
        used = {node.get(names.ID) for root in texts.values() for node in root.iter(reference)}
        for root in texts.values():
            for node in list(root.iterchildren(tag)):
                if node.get(names.TYPE, "normal") == "normal" and node.get(names.ID) not in used:
                    remove_node(node)


def _clean_core_properties(root: Element, words: str) -> None:
    """Of the file's properties leave the title, where it stands on the pages too."""
    for node in list(root):
        title = "".join((node.text or "").split())
        if node.tag != _TITLE or title not in words:
            root.remove(node)


def find_hidden_texts(package: Package) -> Iterator[tuple[str, Element]]:
    """The texts that are formatted as hidden, each with its part: on no page, but in the file."""
    resolver = StyleResolver(package)
    for member, root in pending.iterate_stories(package):
        for text in root.iter(names.T):
            if (text.text or "").strip() and _is_hidden(text, resolver):
                yield member, text


def _is_hidden(text: Element, resolver: StyleResolver) -> bool:
    """What is nearest to the text decides: its run, the run's style, the paragraph's style."""
    run = get_parent(text)
    paragraph = paragraphs.owner_paragraph(text)
    styles = (
        xml.read_value(run, names.RPR, names.R_STYLE),
        "" if paragraph is None else paragraphs.read_style_id(paragraph),
    )
    holders = (run, *(each for style in styles for each in resolver.chain_styles(style)))
    said = (holder.find(f"{names.RPR}/{_VANISH}") for holder in holders)
    return next((node.get(names.VAL, "1") not in _OFF for node in said if node is not None), False)
