"""Nodes of JSON Schema that stand where the words of template.yaml stand that they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from drafter.problems import Problem, find_nearest_word, join_words, problem
from drafter.schema.description.words import Words, fold_word
from drafter.schema.slips import KNOWN_KEYWORDS
from drafter.source import Document, Node


def make_node(value: Any, place: Node) -> Node:
    """The value as nodes that all stand at the place; what is a node already stays one."""
    if isinstance(value, Node):
        return value
    if isinstance(value, Mapping):
        value = {name: _key_node(make_node(below, place)) for name, below in value.items()}
    elif isinstance(value, (list, tuple)):
        value = [make_node(below, place) for below in value]
    return Node(value, place.line, place.column, place.width, place.key)


def _key_node(node: Node) -> Node:
    """The node as a value of a mapping, which has to have a key."""
    if node.key is not None:
        return node
    return Node(node.value, node.line, node.column, node.width, (node.line, node.column))


class Entry(NamedTuple):
    """An entry of a mapping in template.yaml: the key as it is written, and its value."""

    written: str
    node: Node


class Entries(NamedTuple):
    """A mapping of template.yaml by the words that its keys mean.

    keywords: those of JSON Schema, which are taken as they are.
    """

    known: Mapping[str, Entry]
    keywords: Mapping[str, Node]
    problems: list[Problem]

    def node(self, word: str) -> Node | None:
        """The value of the key, if it is there."""
        return self.known[word].node if word in self.known else None


def read_entries(document: Document, holder: Node, words: Words) -> Entries:
    """The mapping's entries; what no key means is told, with the nearest one that does."""
    mapping = holder.value
    assert isinstance(mapping, dict)
    known: dict[str, Entry] = {}
    keywords: dict[str, Node] = {}
    found: list[Problem] = []
    for key, node in mapping.items():
        word = words.get(key) or words.get(fold_word(key))
        if word is None:
            if key in KNOWN_KEYWORDS or key.startswith("x-"):
                keywords[key] = node
            else:
                found.append(_report_key(document, holder, key, words))
        elif word in known:
            place = document.key_place(holder, key)
            found.append(problem("D581", place, key=key, hint=known[word].written))
        else:
            known[word] = Entry(key, node)
    return Entries(known, keywords, found)


def _report_key(document: Document, holder: Node, key: str, words: Words) -> Problem:
    near = find_nearest_word(fold_word(key), words)
    hint = words.get(near, "") or join_words(dict.fromkeys(words.values()))
    return problem("D580", document.key_place(holder, key), key=key, hint=hint)


def list_texts(node: Node) -> list[Node] | None:
    """The single values of a list, or the one value that stands in its place; else None."""
    entries: Iterable[Node] = node.value if isinstance(node.value, list) else (node,)
    texts = [each for each in entries if isinstance(each.value, (str, int))]
    return texts if len(texts) == len(list(entries)) else None
