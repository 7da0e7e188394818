"""Steps carried out on a file's text: each becomes edits of the lines that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.problems import DataPath
from drafter.source.editing.mappings import edit_pairs
from drafter.source.editing.meaning import find_node
from drafter.source.editing.model import Arrangement, ItemSet, NewItem, NewValue, Step, ValueSet
from drafter.source.editing.sequences import DashedList, arrange_in_brackets, skip_remarks
from drafter.source.editing.spans import (
    Pair,
    find_colon,
    find_dash,
    iter_pairs,
    read_item,
    read_items,
)
from drafter.source.editing.spelling import spell_item, spell_value
from drafter.source.editing.text import EditableText, find_next_line
from drafter.source.edits import Edit, quote_text
from drafter.source.yaml.node import Node

_FIRST_DASH = re.compile(r"(?m)^( *)- ")


def edit_text(text: str, root: Node, steps: Sequence[Step]) -> str:
    """The text of the tree after the steps, which are about different places of it.

    What comes out has to be read again: the text may be written in a way that nobody thought of.
    Raises YamlSyntaxError where it surely is.
    """
    editor = TextEditor(text, root)
    return editor.text.apply([edit for step in steps for edit in editor.edit(step)])


class TextEditor:
    """Makes edits of steps, and reads how things stand. root: the tree of the text."""

    def __init__(self, text: str, root: Node) -> None:
        self.text, self.root = EditableText(text), root
        self.source = self.text.source
        self._pairs: dict[int, list[Pair]] = {}
        self._lists: dict[int, DashedList] = {}

    def edit(self, step: Step) -> Iterator[Edit]:
        if isinstance(step, Arrangement):
            return self._arrange(step)
        return self._set_item(step) if isinstance(step, ItemSet) else self._set_values(step)

    def _locate(self, node: Node) -> int:
        return self.text.find_offset(node.line, node.column)

    def _locate_key(self, node: Node) -> int:
        assert node.key is not None
        return self.text.find_offset(*node.key)

    def _read_pairs(self, at: int) -> list[Pair]:
        if at not in self._pairs:
            self._pairs[at] = list(iter_pairs(self.source, at))
        return self._pairs[at]

    def _read_list(self, at: int, entries: list[Node]) -> DashedList:
        if at not in self._lists:
            self._lists[at] = DashedList(self.source, [self._locate(each) for each in entries])
        return self._lists[at]

    def _set_values(self, step: ValueSet) -> Iterator[Edit]:
        node = find_node(self.root, step.path)
        if node is None or not isinstance(node.value, dict):
            *above, name = step.path
            record = {each: new.value for each, new in step.values.items()}
            made = NewValue({each: value for each, value in record.items() if value is not None})
            if isinstance(name, int):
                yield from self._set_item(ItemSet(step.path, made))
            else:
                yield from self._set_values(ValueSet(tuple(above), {name: made}))
            return
        at = self._locate(node)
        in_braces = self.source.startswith("{", at)
        if node is self.root and not in_braces:
            pairs = self._read_named(node.value, step)
        else:
            pairs = self._read_pairs(at)
        opening = at + in_braces if not pairs or node is self.root else pairs[0].start
        yield from edit_pairs(
            self.source, pairs, step.values, step.order, opening, in_braces=in_braces
        )

    def _read_named(self, values: dict[str, Node], step: ValueSet) -> list[Pair]:
        """Of a whole file's pairs those that the step is about, or goes on behind."""
        singles = [name for name, node in values.items() if _is_single(node)]
        names = {name for name in values if name in step.values}
        for name in step.values:
            if name in step.order:
                ahead = step.order[: step.order.index(name)]
                names.update([each for each in ahead if each in singles][-1:])
            elif name not in values:
                names.update(singles[-1:])
        starts = sorted(self._locate_key(values[name]) for name in names)
        return [next(iter_pairs(self.source, start)) for start in starts]

    def _set_item(self, step: ItemSet) -> Iterator[Edit]:
        *above, index = step.path
        node, holder = find_node(self.root, step.path), find_node(self.root, tuple(above))
        assert node is not None and holder is not None and isinstance(index, int)
        at = self._locate(holder)
        if self.source.startswith("[", at):
            span = read_items(self.source, at)[0][index]
        else:
            span = read_item(self.source, find_dash(self.source, self._locate(node)))
        text = spell_value(step.value, span)
        yield Edit(span.start, span.end, f" {text}" if span.is_empty else text)

    def _arrange(self, step: Arrangement) -> Iterator[Edit]:
        node = find_node(self.root, step.path)
        if node is None or not isinstance(node.value, list) or not node.value:
            yield from self._open_list(step, node)
            return
        at = self._locate(node)
        if self.source.startswith("[", at):
            yield arrange_in_brackets(self.source, at, step.order)
            return
        entries = self._read_list(at, node.value)
        if step.order:
            yield from entries.arrange(step.order)
            return
        yield from entries.take_out(set(range(len(node.value))))
        colon = find_colon(self.source, self._locate_key(node))
        yield Edit(colon, colon, " []")

    def _open_list(self, step: Arrangement, node: Node | None) -> Iterator[Edit]:
        """The first entries of a list that is empty, or of one that is not there."""
        *above, name = step.path
        items = [each for each in step.order if isinstance(each, NewItem)]
        if above or self.source.startswith("{", self._locate(self.root)):
            made = NewValue([each.value for each in items])
            yield from self._set_values(ValueSet(tuple(above), {str(name): made}))
            return
        found = _FIRST_DASH.search(self.source)
        lead = f"{found[1] if found else '  '}- "
        dashes = {each.lines[: each.lines.find("-") + 1] for each in items}
        if len(dashes) == 1 and "" not in dashes:  # they all stood in a list before
            lead = f"{dashes.pop()} "
        lines = "".join(spell_item(each, lead, is_block=False) for each in items)
        if node is None:
            gap = "" if self.source.endswith("\n\n") else "\n"
            end = len(self.source)
            yield Edit(end, end, f"{gap}{quote_text(str(name))}:\n{lines}")
            return
        pair = next(iter_pairs(self.source, self._locate_key(node)))
        yield Edit(pair.colon, max(pair.colon, pair.value.end), "")
        at = find_next_line(self.source, max(pair.colon, pair.value.end))
        at = skip_remarks(self.source, at, items[0].below if items else None)
        yield Edit(at, at, lines)

    def read_value(self, path: DataPath) -> str | None:
        """The value at the path as it stands in the file; None where there is none."""
        *above, name = path
        node, holder = find_node(self.root, path), find_node(self.root, tuple(above))
        if node is None or holder is None or not isinstance(name, str):
            return None
        at = self._locate(holder)
        if not above and not self.source.startswith("{", at):
            pair = next(iter_pairs(self.source, self._locate_key(node)))
        else:
            pair = next(pair for pair in self._read_pairs(at) if pair.name == name)
        return self.source[pair.value.start : pair.value.end]

    def count_remarks(self, path: DataPath) -> int | None:
        """How many lines of remarks the entry stands below; None where the list is in brackets."""
        *above, index = path
        holder = find_node(self.root, tuple(above))
        assert holder is not None and isinstance(holder.value, list) and isinstance(index, int)
        at = self._locate(holder)
        in_brackets = self.source.startswith("[", at)
        return None if in_brackets else self._read_list(at, holder.value).count_remarks(index)

    def read_lines(self, path: DataPath) -> str:
        """The lines of the entry at the path, or the entry alone where the list is in brackets."""
        *above, index = path
        holder = find_node(self.root, tuple(above))
        assert holder is not None and isinstance(holder.value, list) and isinstance(index, int)
        at = self._locate(holder)
        if self.source.startswith("[", at):
            span = read_items(self.source, at)[0][index]
            return self.source[span.start : span.end]
        return self.source[slice(*self._read_list(at, holder.value).find_lines(index))]


def _is_single(node: Node) -> bool:
    return not isinstance(node.value, (dict, list))
