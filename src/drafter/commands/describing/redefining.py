"""template.yaml changed by path: a field's kind, choices, unit; figures; checks; entries added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from drafter import source
from drafter.commands.describing.definitions import (
    ANSWERED,
    FIELD_WORDS,
    FIGURE_WORDS,
    LEDGER_WORDS,
    LISTS,
    OWN_COLUMNS,
    TemplateFile,
    find_section,
    read_definitions,
)
from drafter.commands.describing.moving import move_entry
from drafter.commands.describing.rename import open_described, write_checked
from drafter.commands.drafting.findings import refuse, require_workspace
from drafter.commands.editing.model import Change, InsertRecord, MoveRecord, SetValue
from drafter.output.files import read_if_there
from drafter.output.together import NewFile
from drafter.output.versions import digest
from drafter.problems import FilePlace, format_path, phrase, problem
from drafter.schema.description import words
from drafter.schema.description.nodes import read_entries
from drafter.schema.fields import is_tag_name
from drafter.schema.typed import clean_typed, split_entries
from drafter.source import Node
from drafter.source.editing.meaning import change_tree, is_meant
from drafter.source.editing.model import (
    Arrangement,
    ItemSet,
    MovedItem,
    NewItem,
    NewValue,
    Step,
    ValueSet,
)
from drafter.source.editing.steps import edit_text
from drafter.source.yaml.encoding import decode_bytes
from drafter.source.yaml.events import YamlSyntaxError
from drafter.vocabulary import DESCRIPTION, NO, YES

_SINGLE = (words.TITLE, words.NOTE)
_TEXTS = (words.CHECKS, words.FIXED)
_KEYS: Mapping[str, words.Words] = {
    words.LEDGERS: words.LEDGER_KEYS, words.FIGURES: words.FIGURE_KEYS,
}  # fmt: skip
"""What the keys of a table's entries mean; those of fields elsewhere."""
_ORDERS = {words.LEDGERS: LEDGER_WORDS, words.FIGURES: FIGURE_WORDS}


def open_template_file(name: str = "", *, here: str | Path = ".") -> TemplateFile:
    """Open a template's template.yaml; without a name the only template's. Raises DrafterError."""
    workspace = require_workspace(here)
    name, _ = open_described(workspace, name or None)
    path = workspace.template(name) / DESCRIPTION
    content = path.read_bytes()
    raw, shown = decode_bytes(content), workspace.show(path)
    read = read_definitions(content, shown)
    if raw is None or not isinstance(read, tuple):
        refuse(read if isinstance(read, list) else [])
    return TemplateFile(workspace, name, path, shown, raw, digest(content), *read)


def edit_template_file(file: TemplateFile, changes: Sequence[Change]) -> TemplateFile:
    """The file after the changes to its tables, one after the other; nothing is written.

    A field said in one word gets braces where more is said of it; remarks and all else stay. What
    comes out is read again: all but what was changed has to mean what it meant. Raises DrafterError
    with what reading it says, D603 where there is no such place, D544.
    """
    for change in changes:
        file = _make_change(file, change)
    return file


def save_template_file(file: TemplateFile, *, base: str) -> None:
    """Write template.yaml where the file on disk still has the digest `base`.

    What `template check` has against it is taken back. Raises DrafterError: D600 where it has been
    changed meanwhile, and what makes the template unsound.
    """
    known = read_if_there(file.path)
    if known is None or digest(known) != base:
        refuse([problem("D600", FilePlace(file.shown))])
    written = NewFile(file.path, file.raw.bytes(file.raw.text), file.shown)
    write_checked([written], file.name, file.workspace)


def _make_change(file: TemplateFile, change: Change) -> TemplateFile:
    if isinstance(change, MoveRecord) and change.ledger not in _TEXTS:
        return _move_entry(file, change)
    step = _make_step(file, change)
    meant = change_tree(file.document.root, step)
    try:
        text = edit_text(file.raw.text, file.document.root, [step])
    except YamlSyntaxError:
        refuse([problem("D544", FilePlace(file.shown))])
    changed = _read_again(file, text)
    if not is_meant(meant, changed.document.root):
        refuse([problem("D544", FilePlace(file.shown))])
    return changed


def _read_again(file: TemplateFile, text: str) -> TemplateFile:
    """The file with another text. Raises DrafterError with what reading that says."""
    content = file.raw.bytes(text)
    read = read_definitions(content, file.shown)
    if isinstance(read, list):
        refuse(read)
    document, schema = read
    return replace(
        file, raw=file.raw._replace(text=text), digest=digest(content), document=document,
        schema=schema,
    )  # fmt: skip


def _move_entry(file: TemplateFile, change: MoveRecord) -> TemplateFile:
    """A field, a ledger or a figure at another place among the others; none says anything else."""
    path, holder = find_section(file, change.ledger)
    names = list(holder.value) if holder is not None and isinstance(holder.value, dict) else []
    if not (0 <= change.at < len(names) and 0 <= change.to < len(names)):
        _refuse(file, (change.ledger, change.at))
    changed = _read_again(file, move_entry(file.raw.text, path, change.at, change.to))
    names.insert(change.to, names.pop(change.at))
    moved = find_section(changed, change.ledger)[1]
    is_same = source.strip_places(changed.document.root) == source.strip_places(file.document.root)
    if moved is None or not is_same or list(moved.value or ()) != names:  # type: ignore[arg-type]
        refuse([problem("D544", FilePlace(file.shown))])
    return changed


def replace_template_text(file: TemplateFile, text: str) -> TemplateFile:
    """The file with a text that it had before. Raises DrafterError where that means nothing now."""
    return _read_again(file, text)


def _make_step(file: TemplateFile, change: Change) -> Step:
    if isinstance(change, SetValue):
        return _set_cell(file, change)
    path, holder = find_section(file, change.ledger)
    if change.ledger in _TEXTS:
        return _arrange_texts(file, change)
    held = holder.value if holder is not None and isinstance(holder.value, dict) else {}
    names = list(held)
    if isinstance(change, InsertRecord):
        return _add_entry(file, change, names)
    if not 0 <= change.at < len(names):
        _refuse(file, (change.ledger, change.at))
    return ValueSet(path, {names[change.at]: NewValue(None, goes=True)})


def _refuse(file: TemplateFile, path: tuple[str | int, ...]) -> NoReturn:
    refuse([problem("D603", FilePlace(file.shown), where=format_path(path))])


def _set_cell(file: TemplateFile, change: SetValue) -> Step:
    match change.path:
        case (str(word),) if word in _SINGLE:
            path, _ = find_section(file, word)
            new = NewValue(clean_typed(change.value) or None, drops=True)
            return ValueSet(path[:-1], {str(path[-1]): new}, (words.TITLE, words.NOTE))
        case (str(word), int(at)) if word in _TEXTS:
            path, node = find_section(file, word)
            if node is None or not isinstance(node.value, list) or not 0 <= at < len(node.value):
                _refuse(file, change.path)
            return ItemSet((*path, at), NewValue(clean_typed(change.value)))
        case (str(table), int(at), str(word)):
            path, holder = find_section(file, table)
            held = holder.value if holder is not None and isinstance(holder.value, dict) else {}
            names = list(held)
            if not 0 <= at < len(names) or word not in _ORDERS.get(table, FIELD_WORDS):
                _refuse(file, change.path)
            name = names[at]
            value = _read_typed(word, change.value)
            return _set_word(file, (*path, name), held[name], word, value, table)
    _refuse(file, change.path)


def _read_typed(word: str, text: str) -> Any:
    text = clean_typed(text)
    if word in LISTS:
        return split_entries(text) or None
    if word in ANSWERED:
        answer = words.ANSWERS.get(text)
        return None if answer is None else YES if answer else NO
    return text or None


def _set_word(
    file: TemplateFile, path: tuple[str | int, ...], node: Node, word: str, value: Any, table: str
) -> ValueSet:
    """What is said of an entry, by a word; an entry said in one word gets braces for more."""
    *above, name = path
    if isinstance(node.value, dict):
        known = read_entries(file.document, node, _KEYS.get(table, words.FIELD_KEYS)).known
        if word == words.OPTIONAL and words.NEEDED in known:
            word, value = words.NEEDED, NO if value == YES else YES
        written = known[word].written if word in known else word
        order = _ORDERS.get(table, FIELD_WORDS)
        return ValueSet(path, {written: NewValue(value, drops=True)}, order)
    short = _say_short(node.value, word, value)
    if short is None:
        base = words.FORMULA if table == words.FIGURES else words.KIND
        base = words.CHOICES if isinstance(node.value, list) else base
        plain = [each.value for each in node.value] if isinstance(node.value, list) else node.value
        said = {base: plain} if plain is not None else {}
        short = {**said, word: value} if value is not None else plain
    return ValueSet(tuple(above), {str(name): NewValue(short)})


def _say_short(held: Any, word: str, value: Any) -> Any:
    """The entry as one word or a list again; None where it needs braces."""
    if word in (words.FORMULA, words.KIND) and isinstance(held, str | None):
        mark = words.split_mark(held)[1] if held and word == words.KIND else ""
        return f"{value}（{mark}）" if mark else value
    if isinstance(held, list):
        plain = [str(each.value) for each in held]
        mark = next((each for each in plain if words.is_optional(each)), "")
        choices = [each for each in plain if each != mark]
        if word == words.KIND:
            return f"{value}（{mark}）" if mark else value
        if word == words.CHOICES:
            return [*(value or ()), *([mark] if mark else [])] if value else words.TEXT
        if word == words.OPTIONAL:
            return [*choices, *([words.OPTIONAL] if value == YES else [])]
    if word == words.OPTIONAL and isinstance(held, str):
        main, mark = words.split_mark(held)
        if not mark or words.is_optional(mark):
            return f"{main}（{words.OPTIONAL}）" if value == YES else main
    return None


def _arrange_texts(file: TemplateFile, change: Any) -> Arrangement:
    path, node = find_section(file, change.ledger)
    held = node.value if node is not None and isinstance(node.value, list) else []
    order: list[Any] = list(range(len(held)))
    if isinstance(change, InsertRecord) and 0 <= change.at <= len(order):
        order.insert(change.at, NewItem(clean_typed(change.values.get("", ""))))
    elif not isinstance(change, InsertRecord) and 0 <= change.at < len(order):
        entry = order.pop(change.at)
        if isinstance(change, MoveRecord):
            order.insert(change.to, MovedItem(entry) if change.at != change.to else entry)
    else:
        _refuse(file, (change.ledger, change.at))
    return Arrangement(path, tuple(order))


def _add_entry(file: TemplateFile, change: InsertRecord, names: list[str]) -> ValueSet:
    """A new field, ledger or figure. Raises DrafterError (D592) where it cannot be called so."""
    path, holder = find_section(file, change.ledger)
    name = clean_typed(change.values.get(words.TITLE, ""))
    if not is_tag_name(name) or name in names:
        reason = phrase("rename.taken" if name in names else "rename.sign")
        refuse([problem("D592", FilePlace(file.shown), name=name, reason=reason)])
    said = {
        word: value
        for word in _ORDERS.get(change.ledger, FIELD_WORDS)
        if (value := _read_typed(word, change.values.get(word, ""))) is not None
    }
    if said.get(words.OPTIONAL) == NO:
        del said[words.OPTIONAL]
    new: Any = said
    if change.ledger == words.LEDGERS:
        new = {**said, words.COLUMNS: {words.TITLE: words.TEXT}}
    elif change.ledger == words.FIGURES and said.keys() == {words.FORMULA}:
        new = said[words.FORMULA]
    elif not said or said.keys() == {words.KIND}:
        new = said.get(
            words.KIND, words.FILLED_IN if change.ledger == words.FIGURES else words.TEXT
        )
    order = (*names[: change.at], name, *names[change.at :])
    if holder is None and change.ledger.startswith(OWN_COLUMNS):
        _refuse(file, (change.ledger,))
    return ValueSet(path, {name: NewValue(new)}, order)
