"""One name put in another's place: in tags of a Word file, in template.yaml, in data."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from drafter.schema.description import words
from drafter.source.edits import Edit, apply_edits
from drafter.source.yaml.events import MappingNode, Node, ScalarNode, compose_mapping
from drafter.template.slots import read_paragraphs
from drafter.template.tag import find_tags
from drafter.vocabulary import PREVIOUS
from drafter.word import xml
from drafter.word.package import archive as packages
from drafter.word.package.archive import Package
from drafter.word.text import paragraphs
from drafter.word.xml import Element, set_text

_STRINGS = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’)")
_BY_NAME = re.compile(r"\|\s*(?:近年|history)\b")
_COLUMN_AHEAD = r"(?<![\w.=≠、])(?<!合计 )(?<!不同 )(?<!按 )(?<!的 )(?<!其中 )(?<!且 )"


class ChangesCode(Protocol):
    """What puts a new name into tags."""

    def change_code(self, text: str) -> str: ...


class ChangesForms(Protocol):
    """What puts a new name into forms of 指标, and into texts with tags."""

    def change_form(self, text: str) -> str: ...

    def change_pattern(self, text: str) -> str: ...


class Renaming:
    """A name of the data or of a figure, and its new one.

    is_column: some ledger has a column of that name too, so that it is left alone behind a dot.
    """

    def __init__(self, old: str, new: str, *, is_column: bool) -> None:
        self.old, self.new, self.is_column = old, new, is_column
        name = re.escape(old)
        ahead = r"(?<![\w.|])" if is_column else r"(?<![\w|])"
        self._name = re.compile(rf"{ahead}{name}(?!\w)(?!\s*=(?!=))|(?<={PREVIOUS}\.){name}(?!\w)")
        self._form = re.compile(rf"{_COLUMN_AHEAD}{name}(?!\w)(?!\s*[=＝≠](?!=))")

    def change_code(self, text: str) -> str:
        """A tag, or an expression, with the new name; strings are values and stay."""
        pieces = _STRINGS.split(text)
        pieces[::2] = [self._name.sub(self.new, piece) for piece in pieces[::2]]
        if not self.is_column and _BY_NAME.search(text):  # 近年 names a ledger in quotes
            quoted = re.compile(rf"([\"'“‘]){re.escape(self.old)}([\"'”’])")
            pieces[1::2] = [quoted.sub(rf"\g<1>{self.new}\2", piece) for piece in pieces[1::2]]
        return "".join(pieces)

    def change_pattern(self, text: str) -> str:
        """A text with tags with the new name in these."""
        for start, tag in reversed(list(find_tags(text))):
            text = text[:start] + self.change_code(tag.text) + text[start + len(tag.text) :]
        return text

    def change_form(self, text: str) -> str:
        """A form of 指标 or a check with the new name."""
        pieces = _STRINGS.split(text)
        if "|" in text or "｜" in text:
            return self.change_code(text)
        pieces[::2] = [self._form.sub(self.new, piece) for piece in pieces[::2]]
        return "".join(pieces)


def change_tags(
    package: Package, renaming: ChangesCode, known: Collection[str]
) -> tuple[Package, int]:
    """The Word file with the new name in its tags, and in how many of them. Runs stay."""
    changed, count = {}, 0
    for member in packages.list_text_parts(package):
        root = xml.parse(package.members[member])
        here = 0
        for paragraph, reading in read_paragraphs(paragraphs.iterate_paragraphs(root), known):
            holders = paragraphs.find_tag_holders(paragraph.element)
            spans = []
            for start, tag in reading.tags:
                text = renaming.change_code(tag.text)
                if text != tag.text and tag.kind != "raw":
                    spans.append((start, start + len(tag.text), text))
            _replace_spans(holders, spans)
            here += len(spans)
        if here:
            changed[member] = xml.write(root)
            count += here
    return (package.replace(changed) if changed else package), count


def _replace_spans(holders: list[Element], spans: list[tuple[int, int, str]]) -> None:
    """Put each text in the place of its span, character for character as far as they agree."""
    for start, end, text in reversed(spans):
        at = 0
        old = "".join(node.text or "" for node in holders)[start:end]
        ahead = _count_common(old, text)
        behind = _count_common(old[ahead:][::-1], text[ahead:][::-1])
        first, last = start + ahead, end - behind
        instead = text[ahead : len(text) - behind]
        for node in holders:
            words_here = node.text or ""
            low, high = max(first - at, 0), min(last - at, len(words_here))
            is_first = at <= first < at + len(words_here) or (first == last == at + len(words_here))
            if low < high or is_first:
                new = instead if is_first else ""
                set_text(node, words_here[:low] + new + words_here[max(high, low) :])
                instead = "" if is_first else instead
            at += len(words_here)


def _count_common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def change_description(text: str, renaming: Renaming) -> str:
    """template.yaml or schema.yaml with the new name; what is not it keeps every character."""
    edits: list[Edit] = []
    for key, value in compose_mapping(text).value:
        word = words.TOP_KEYS.get(words.fold_word(str(key.value)), str(key.value))
        if word in (words.ITEMS, words.LEDGERS, words.FIGURES):
            edits += _change_keys(text, value, renaming)
        if word == words.FIGURES or word in (words.CHECKS, words.TITLE):
            edits += edit_texts(text, value, renaming)
    return apply_edits(text, edits)


def change_data(text: str, renaming: Renaming) -> str:
    """A year's data with the new name as its key."""
    return apply_edits(text, _change_keys(text, compose_mapping(text), renaming))


def _change_keys(text: str, node: Node, renaming: Renaming) -> Iterator[Edit]:
    if not isinstance(node, MappingNode):
        return
    for key, _ in node.value:
        name, _ = words.split_mark(str(key.value))
        if renaming.old in (name, str(key.value)):
            written = text[key.start_mark.index : key.end_mark.index]
            new = written.replace(renaming.old, renaming.new, 1)
            yield Edit(key.start_mark.index, key.end_mark.index, new)


def edit_texts(text: str, node: Node, renaming: ChangesForms) -> Iterator[Edit]:
    """The texts of the node, and of all below it."""
    if isinstance(node, ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        written = text[start:end]
        quote = written[:1] if written[:1] in ('"', "'") else ""
        inside = written[1:-1] if quote else written
        new = renaming.change_pattern(inside) if "{{" in inside else renaming.change_form(inside)
        if new != inside:
            yield Edit(start, end, f"{quote}{new}{quote}")
        return
    for below in node.value:
        yield from edit_texts(text, below[1] if isinstance(below, tuple) else below, renaming)
