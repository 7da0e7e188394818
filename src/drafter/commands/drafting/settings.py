"""What an office has set for its folder: drafter.yaml at the workspace's root."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter import source
from drafter.checks.office import OfficeWords
from drafter.checks.silence import Silence
from drafter.commands.drafting.findings import Findings
from drafter.problems import Phrase, Problem, find_nearest_word, phrase, problem
from drafter.source import Document, Node
from drafter.vocabulary import GONGWEN, PAGE_KEY
from drafter.workspace import Workspace

FILE = "drafter.yaml"
_CHECK, _OFF, _PAGE = ("检查", "check"), ("关闭", "off"), (PAGE_KEY, "layout")
_WORDS, _NAMES = ("词语", "words"), ("名称", "names")


def _read_file(workspace: Workspace) -> tuple[Document | None, list[Problem]]:
    path = workspace.root / FILE
    if not workspace.exists or not path.is_file():
        return None, []
    return source.read_data_file(path, workspace.show(path))


def _read_setting(document: Document | None, keys: tuple[str, str]) -> Node | None:
    """What stands under a key at the top, in either language."""
    mapping = document.root.value if document is not None else None
    if not isinstance(mapping, dict):
        return None
    return next((mapping[key] for key in keys if key in mapping), None)


def binds_gongwen(workspace: Workspace) -> bool:
    """Whether the office has said that GB/T 9704 binds its pages (`版式: 公文`)."""
    node = _read_setting(_read_file(workspace)[0], _PAGE)
    return node is not None and node.value == GONGWEN


def read_office_words(workspace: Workspace) -> OfficeWords:
    """The words and names that the office has laid down; slips in them are told by
    `read_silences`, as all slips of the file."""
    document, _ = _read_file(workspace)
    words, names = _read_setting(document, _WORDS), _read_setting(document, _NAMES)
    pairs = words.value.items() if words and isinstance(words.value, dict) else ()
    listed = names.value if names and isinstance(names.value, list) else ()
    wrong = {key: right for key, node in pairs if key != (right := _spell_value(node))}
    return OfficeWords(wrong, frozenset(map(_spell_value, listed)))


def read_silences(workspace: Workspace) -> tuple[list[Silence], list[Problem]]:
    """The rules that are off in the workspace, and what is wrong with the file that says so."""
    document, problems = _read_file(workspace)
    found = Findings(each for each in problems if each.code != _EMPTY)
    if document is None:
        return [], found
    others = (*_PAGE, *_WORDS, *_NAMES)
    check = found.add(_read_single_key(document, document.root, _CHECK, others))
    off = found.add(_read_single_key(document, check, _OFF)) if check is not None else None
    page = _read_setting(document, _PAGE)
    if page is not None and page.value not in (GONGWEN, None):
        key, hint = f"{PAGE_KEY}: {_spell_value(page)}", f"{PAGE_KEY}: {GONGWEN}"
        found.append(problem("D494", document.place(page), key=key, hint=hint))
    for keys, kind, hint in ((_WORDS, dict, "{台帐: 台账}"), (_NAMES, list, "[区政协办公室]")):
        node = _read_setting(document, keys)
        if node is not None and not isinstance(node.value, kind | None):
            key = f"{keys[0]}: {_spell_value(node)}"
            found.append(problem("D494", document.place(node), key=key, hint=f"{keys[0]}: {hint}"))
    if off is None:
        return [], found
    listed = off.value if isinstance(off.value, list) else [off] if off.value else []
    return [each for node in listed for each in _read_codes(document, node)], found


_EMPTY = "D108"
"""The problem of a data file that holds nothing; settings may."""


def _read_codes(document: Document, node: Node) -> Iterator[Silence]:
    """What is to be off: several codes may stand in one text."""
    written = _spell_value(node)
    names = _SEPARATORS.split(written) if isinstance(node.value, str) else [written]
    place = document.place(node)
    yield from (Silence(name, place, everywhere=True) for name in names if name)


_SEPARATORS = re.compile(r"[,，、;；\s]+")


def _spell_value(node: Node) -> str:
    """The value on one line, as it might be written."""
    match node.value:
        case dict() as mapping:
            pairs = (f"{key}: {_spell_value(below)}" for key, below in mapping.items())
            return f"{{{', '.join(pairs)}}}"
        case list() as entries:
            return f"[{', '.join(map(_spell_value, entries))}]"
        case None:
            return "null"
        case bool() as answer:
            return str(answer).lower()
        case value:
            return str(value)


def _name_right_key(key: str, names: tuple[str, ...]) -> Phrase | str:
    """The key that was meant; one that belongs to the top of the file, as it is written there."""
    if key in (*_WORDS, *_NAMES, *_PAGE):
        return phrase("settings.top", name=key)
    return find_nearest_word(key, names) or names[0]


def _read_single_key(
    document: Document, node: Node, names: tuple[str, str], others: tuple[str, ...] = ()
) -> tuple[Node | None, list[Problem]]:
    """The value of the key that is looked for; every key but it and the others is a problem."""
    if node.value is None:
        return None, []
    if not isinstance(node.value, dict):
        key = _spell_value(node)
        return None, [problem("D494", document.place(node), key=key, hint=f"{names[0]}: …")]
    mapping = node.value
    found = [
        problem("D494", document.key_place(node, key), key=key, hint=hint)
        for key in mapping
        if key not in (*names, *others) and (hint := _name_right_key(key, (*names, *others)))
    ]
    return next((mapping[name] for name in names if name in mapping), None), found
