"""Changes made in a year's data: by path, all or none, read again before they are handed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from drafter import source
from drafter.commands.drafting.findings import refuse
from drafter.commands.editing.files import is_of_reading, renew_file
from drafter.commands.editing.model import (
    Change,
    DataFile,
    InsertRecord,
    MoveRecord,
    RemoveRecord,
    SetValue,
)
from drafter.commands.editing.translation import Translator
from drafter.commands.editing.views import spell_cell
from drafter.problems import DataPath, FilePlace, Problem, problem, select_blocking
from drafter.schema import Field
from drafter.source.editing.meaning import change_tree, find_node, is_meant
from drafter.source.editing.model import Step
from drafter.source.editing.steps import TextEditor, edit_text
from drafter.source.yaml.events import YamlSyntaxError


def edit_data(file: DataFile, changes: Sequence[Change]) -> DataFile:
    """The file after the changes, one after the other; all are made or none. Nothing is written.

    What is typed is spelled as its field has it; what does not fit stands as it was typed, for
    `check` to tell. Lines that no change touches keep every byte. Raises DrafterError with the
    place: D600 to D604, what reading says of a file that cannot be read, D544 where the new text
    does not read back as meant.
    """
    for group in _group_changes(changes):
        file = _make_changes(file, group)
    return file


def _group_changes(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes in groups that can be made at once: they do not shift each other's places."""
    group: list[Change] = []
    paths, holders = set[DataPath](), set[DataPath]()
    for change in changes:
        above: set[DataPath] = set()
        if isinstance(change, SetValue):
            above = {change.path[:length] for length in range(len(change.path))}
            is_apart = change.path not in paths and change.path not in holders and not above & paths
            fits = bool(group) and isinstance(group[-1], SetValue) and is_apart
        else:
            last = group[-1] if group else None
            fits = not isinstance(last, SetValue | None) and last.ledger == change.ledger
        if group and not fits:
            yield group
            group, paths, holders = [], set(), set()
        group.append(change)
        if isinstance(change, SetValue):
            paths.add(change.path)
            holders |= above
    if group:
        yield group


def _make_changes(file: DataFile, changes: Sequence[Change]) -> DataFile:
    """The file after changes made at once, as near as can be to how it is written."""
    if file.document is None:
        refuse(file.problems)
    best: DataFile | None = None
    wrong: list[Problem] = []
    for quoted, verbatim in ((False, True), (False, False), (True, False)):
        steps = Translator(file, quoted=quoted, verbatim=verbatim).make_steps(changes)
        if not steps:
            return file
        made = _carry_out(file, steps)
        if not isinstance(made, DataFile):
            wrong = made
            continue
        if _count(made.problems) <= _count(file.problems) or (verbatim and _restores(changes)):
            return made
        best = best or made
    if best is None:
        refuse([*wrong, problem("D544", FilePlace(file.shown))])
    return best


def _restores(changes: Sequence[Change]) -> bool:
    """Whether all put something back as it stood, with what there was to be said of it."""
    return all(
        (isinstance(each, SetValue) and each.written is not None)
        or (isinstance(each, InsertRecord) and each.lines)
        for each in changes
    )


def _count(problems: Sequence[Problem]) -> int:
    return sum(map(is_of_reading, problems))


def _carry_out(file: DataFile, steps: Sequence[Step]) -> DataFile | list[Problem]:
    """The file after the steps; or what reading it again says, where it is not what was meant."""
    assert file.document is not None
    try:
        text = edit_text(file.text, file.document.root, steps)
    except YamlSyntaxError:
        return []
    content = file.raw.bytes(text)
    document, problems = source.parse(content, file.shown, file.document)
    meant = file.document.root
    for step in steps:
        meant = change_tree(meant, step)
    before = [each for each in file.problems if is_of_reading(each)]
    is_worse = len(select_blocking(problems)) > len(select_blocking(before))
    if document is None or is_worse or not is_meant(meant, document.root):
        return select_blocking(problems)
    return renew_file(file, text, content, document, problems)


def invert_changes(file: DataFile, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that take these back, when these have been made in the file.

    Raises DrafterError where these cannot be made.
    """
    return edit_and_invert(file, changes)[1]


def edit_and_invert(
    file: DataFile, changes: Sequence[Change]
) -> tuple[DataFile, tuple[Change, ...]]:
    """The file after the changes, and the changes that take these back; see `edit_data`."""
    inverse: list[Change] = []
    for group in _group_changes(changes):
        inverse = [*_invert_group(file, group), *inverse]
        file = _make_changes(file, group)
    return file, tuple(inverse)


def _invert_group(file: DataFile, group: Sequence[Change]) -> list[Change]:
    if file.document is None:
        refuse(file.problems)
    Translator(file, quoted=False, verbatim=False).make_steps(group)  # refuses what cannot be made
    editor = TextEditor(file.text, file.document.root)
    if isinstance(group[0], SetValue):
        return [_invert_cell(file, editor, each) for each in group if isinstance(each, SetValue)]
    return _invert_records(file, editor, [each for each in group if not isinstance(each, SetValue)])


def _invert_cell(file: DataFile, editor: TextEditor, change: SetValue) -> SetValue:
    node, field = find_node(editor.root, change.path), _find_field(file, change.path)
    return SetValue(change.path, spell_cell(node, field), editor.read_value(change.path))


def _invert_records(
    file: DataFile, editor: TextEditor,
    changes: Sequence[InsertRecord | RemoveRecord | MoveRecord],
) -> list[Change]:  # fmt: skip
    name = changes[0].ledger
    node = find_node(editor.root, (name,))
    held = node.value if node is not None and isinstance(node.value, list) else []
    order: list[int | InsertRecord] = list(range(len(held)))
    inverse: list[Change] = []
    for change in changes:
        if isinstance(change, InsertRecord):
            order.insert(change.at, change)
            inverse.append(RemoveRecord(name, change.at))
            continue
        entry = order.pop(change.at)
        if isinstance(change, MoveRecord):
            order.insert(change.to, entry)
            below = editor.count_remarks((name, entry)) if isinstance(entry, int) else None
            inverse.append(MoveRecord(name, change.to, change.at, below))
        elif isinstance(entry, InsertRecord):
            inverse.append(entry._replace(at=change.at))
        else:
            inverse.append(_restore_record(file, editor, name, change.at, entry))
    if node is None or node.value is None:  # there was nothing, which is not the same as none
        inverse.insert(0, SetValue((name,), "", ""))
    return inverse[::-1]


def _restore_record(
    file: DataFile, editor: TextEditor, name: str, at: int, entry: int
) -> InsertRecord:
    node = find_node(editor.root, (name, entry))
    field = _find_field(file, (name,))
    fields = field.fields if field is not None else {}
    values: Any = node.value if node is not None else None
    if not isinstance(values, dict):
        typed = {"": spell_cell(node, field.item if field is not None else None)}
    else:
        typed = {key: spell_cell(below, fields.get(key)) for key, below in values.items()}
    path = (name, entry)
    return InsertRecord(name, at, typed, editor.read_lines(path), editor.count_remarks(path))


def _find_field(file: DataFile, path: DataPath) -> Field | None:
    return Translator(file, quoted=False, verbatim=False).find_field(path)
