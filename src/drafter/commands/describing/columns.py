"""A column of a ledger gets another name: in the template, its figures, and all years' data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from drafter import source
from drafter.commands.describing.names import change_tags, edit_texts
from drafter.commands.describing.rename import open_described, write_checked
from drafter.commands.describing.years import YearOfTemplate, read_years_of
from drafter.commands.drafting.drafts import make_draft
from drafter.commands.drafting.findings import refuse, require_workspace, verify_edit
from drafter.output.together import NewFile, write_together
from drafter.problems import (
    DrafterError,
    FilePlace,
    Phrase,
    join_words,
    phrase,
    problem,
    select_blocking,
)
from drafter.schema.description import words
from drafter.schema.description.reading import read_description
from drafter.schema.fields import is_tag_name
from drafter.source import Document, edits
from drafter.source.edits import Edit, apply_edits
from drafter.source.yaml.events import MappingNode, Node, ScalarNode, SequenceNode, compose_mapping
from drafter.template import DOCX, Template, unseen
from drafter.template.tag import find_tags
from drafter.vocabulary import DESCRIPTION
from drafter.word.package.archive import DOCUMENT, write_zip
from drafter.word.package.opening import open_package
from drafter.workspace import Workspace

_STRINGS = re.compile(r"(\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’)")
_LINE_END = re.compile(r"\r\n?|\n")
_FOR = re.compile(r"\bfor\s+([\w,\s]+?)\s+in\s+(.+)", re.DOTALL)
_SET = re.compile(r"\bset\s+(\w+)\s*=(?!=)\s*(.+)", re.DOTALL)
_IS_VALUE = re.compile(r"[=≠＝<>]\s*$")
_FORM_AHEAD = r"(?:(?<=合计 )|(?<=不同 )|(?<=按 )|(?<=的 )|(?<=其中 )|(?<=且 )|(?<=、))"


class ColumnRenaming:
    """A column's name and its new one. Tags are to be changed in their order: what loops over the
    ledger is followed. names: what is known to be of the ledger, its own name first."""

    def __init__(self, ledger: str, old: str, new: str, names: set[str]) -> None:
        self.ledger, self.old, self.new = ledger, old, new
        self.names = names
        name = re.escape(old)
        self._keyword = re.compile(rf"(?<=[(,\s]){name}(?=\s*=(?!=))")
        self._form = re.compile(rf"{_FORM_AHEAD}{name}(?!\w)|(?<![\w.]){name}(?=\s*[=＝≠](?!=))")
        self._attribute = re.compile(rf"(?<=[\w\])]\.){name}(?!\w)")

    def change_code(self, text: str) -> str:
        """A tag, or an expression, with the new name where it is the ledger's."""
        if match := _FOR.search(text):
            self._bind(re.findall(r"\w+", match[1]), match[2])
        elif match := _SET.search(text):
            self._bind([match[1]], match[2])
        if not self._is_named_in(text):
            return text
        pieces = _STRINGS.split(text)
        for at in range(0, len(pieces), 2):
            pieces[at] = self._keyword.sub(self.new, self._change_attributes(pieces[at]))
        for at in range(1, len(pieces), 2):
            if pieces[at][1:-1] == self.old and not _IS_VALUE.search(pieces[at - 1]):
                pieces[at] = f"{pieces[at][0]}{self.new}{pieces[at][-1]}"
        return "".join(pieces)

    def change_form(self, text: str) -> str:
        """A form of 指标 or a check with the new name."""
        if not self._is_named_in(text):
            return text
        if "|" in text or "｜" in text:
            return self.change_code(text)
        pieces = _STRINGS.split(text)
        pieces[::2] = [self._form.sub(self.new, piece) for piece in pieces[::2]]
        return "".join(pieces)

    def change_pattern(self, text: str) -> str:
        """A text with tags with the new name in these."""
        for start, tag in reversed(list(find_tags(text))):
            text = text[:start] + self.change_code(tag.text) + text[start + len(tag.text) :]
        return text

    def _bind(self, targets: list[str], given: str) -> None:
        """What a loop or a set names is of the ledger where what it is given is."""
        first = re.match(r"[\s(]*(\w+)", given)
        (self.names.update if first and first[1] in self.names else self.names.difference_update)(
            each for each in targets if each != self.ledger
        )

    def _is_named_in(self, text: str) -> bool:
        return not self.names.isdisjoint(re.findall(r"\w+", text))

    def _change_attributes(self, piece: str) -> str:
        def replace(match: re.Match[str]) -> str:
            holder = re.search(r"(\w+|[\])])\.$", piece[: match.start()])
            is_own = holder is not None and (holder[1] in self.names or holder[1] in ")]")
            return self.new if is_own else match[0]

        return self._attribute.sub(replace, piece)


def rename_column(
    ledger: str, old: str, new: str, *, of: str | None = None, here: str | Path = "."
) -> tuple[Path, ...]:
    """Give a column of a ledger another name everywhere at once; the files. Raises DrafterError.

    All files are written or none. What would not be sound, or would print anything otherwise in any
    year, is taken back (D592).
    """
    workspace = require_workspace(here)
    name, opened = open_described(workspace, of)
    _refuse_names(opened, ledger, old, new)
    folder, shown = workspace.template(name), workspace.show(workspace.template(name) / DESCRIPTION)
    renaming = ColumnRenaming(ledger, old, new, _list_names(opened, ledger))
    package, found = open_package((folder / DOCX).read_bytes(), workspace.show(folder / DOCX))
    if package is None:
        refuse(found)
    known = {*opened.schema.root.fields, *opened.schema.figures}
    package, tags = change_tags(unseen.clean_tags(package), renaming, known)
    raw = edits.read_raw(folder / DESCRIPTION)
    text = _change_description(raw.text, renaming)
    _refuse_other_kind(raw.bytes(text), shown, opened, renaming)
    files = [NewFile(folder / DESCRIPTION, raw.bytes(text), shown, kept=True)]
    if tags:
        path = folder / DOCX
        files.append(NewFile(path, write_zip(package), workspace.show(path), kept=True))
    years = list(read_years_of(name, workspace))
    files += _change_years(years, renaming)
    pages = _read_pages(years, workspace, renaming)
    before = [NewFile(each.path, each.path.read_bytes(), each.shown) for each in files]
    try:
        write_checked(files, name, workspace)
        if _read_pages(years, workspace, renaming) == pages:
            return tuple(each.path for each in files)
    except DrafterError as error:
        _refuse(new, phrase("rename.column", name=old, why=error.problems[0].message()))
    write_together(before)
    _refuse(new, phrase("rename.column.page", name=old))


def _refuse(new: str, reason: Phrase, shown: str = "") -> NoReturn:
    place = FilePlace(shown) if shown else None
    refuse([problem("D592", place, name=new, reason=reason)])


def _refuse_names(opened: Template, ledger: str, old: str, new: str) -> None:
    field = opened.schema.root.fields.get(ledger)
    columns = dict(field.fields) if field is not None and field.kind == "ledger" else {}
    if old not in columns:
        refuse([problem("D591", None, name=old, hint=join_words(columns))])
    if not is_tag_name(new):
        _refuse(new, phrase("rename.sign"))
    taken = {*columns, *(alias for each in columns.values() for alias in each.aliases)}
    if new in taken - set(columns[old].aliases):
        _refuse(new, phrase("rename.taken"))


def _list_names(opened: Template, ledger: str) -> set[str]:
    """The ledger, and the figures that are computed of it."""
    names, figures = {ledger}, opened.schema.figures
    for _ in figures:
        found = {
            name
            for name, figure in figures.items()
            if not names.isdisjoint(re.findall(r"\w+", str(figure.expression)))
        }
        if found <= names:
            break
        names |= found
    return names


def _change_description(text: str, renaming: ColumnRenaming) -> str:
    """template.yaml with the new name; what is not it keeps every character."""
    changes: list[Edit] = []
    for key, value in compose_mapping(text).value:
        word = words.TOP_KEYS.get(words.fold_word(str(key.value)), str(key.value))
        if word == words.LEDGERS:
            changes += _change_ledger(text, value, renaming)
        if word in (words.FIGURES, words.CHECKS, words.TITLE):
            changes += edit_texts(text, value, renaming)
    return apply_edits(text, changes)


def _refuse_other_kind(
    content: bytes, shown: str, opened: Template, renaming: ColumnRenaming
) -> None:
    """Raises DrafterError where the column would take anything else under its new name, as one may
    that several ledgers share."""
    document, found = source.parse(content, shown)
    again, problems = read_description(document) if document is not None else (None, found)
    if again is None or select_blocking(problems):
        refuse([*problems])
    then, now = (
        _list_columns(schema, renaming.ledger)
        for schema in (opened.schema.raw, source.strip_places(again.root))
    )
    wanted = {renaming.new if name == renaming.old else name: each for name, each in then.items()}
    if now != wanted:
        _refuse(renaming.new, phrase("rename.column.shared", name=renaming.old))


def _list_columns(schema: Mapping[str, Any], ledger: str) -> dict[str, Any]:
    columns = schema["properties"][ledger]["items"]["properties"]
    return {
        name: {key: value for key, value in each.items() if key != "title"}
        for name, each in columns.items()
    }


def _change_ledger(text: str, ledgers: Node, renaming: ColumnRenaming) -> Iterator[Edit]:
    for name, ledger in ledgers.value if isinstance(ledgers, MappingNode) else ():
        if name.value != renaming.ledger or not isinstance(ledger, MappingNode):
            continue
        for key, value in ledger.value:
            word = words.LEDGER_KEYS.get(words.fold_word(str(key.value)), str(key.value))
            if word == words.COLUMNS and isinstance(value, MappingNode):
                for each, said in value.value:
                    if renaming.old in (each.value, words.split_mark(each.value)[0]):
                        yield _put_name(text, each, renaming)
                        yield from _keep_kind(text, each, said, renaming)
            elif word == words.UNIQUE:
                listed = value.value if isinstance(value, SequenceNode) else [value]
                for each in listed:
                    if isinstance(each, ScalarNode) and each.value == renaming.old:
                        yield _put_name(text, each, renaming)


def _keep_kind(text: str, key: ScalarNode, said: Node, renaming: ColumnRenaming) -> Iterator[Edit]:
    """A column of which nothing is said is of the kind called so: `数量:` becomes `件数: 数量`."""
    end = said.end_mark.index
    is_plain = isinstance(said, ScalarNode)
    if is_plain and not said.value:
        colon = text.index(":", key.end_mark.index) + 1
        yield Edit(colon, colon, f" {renaming.old}")
    elif is_plain and said.value == renaming.new and said.value not in words.KEYWORDS:
        yield Edit(text.rindex(":", 0, said.start_mark.index) + 1, end, "")


def _put_name(text: str, node: ScalarNode, renaming: ColumnRenaming) -> Edit:
    start, end = node.start_mark.index, node.end_mark.index
    return Edit(start, end, text[start:end].replace(renaming.old, renaming.new, 1))


def _change_years(years: list[YearOfTemplate], renaming: ColumnRenaming) -> Iterator[NewFile]:
    """The data whose records have the column. Raises DrafterError where a file keeps the ledger in
    Excel, or cannot be edited so."""
    for path, shown, document in years:
        raw = edits.read_raw(path)
        changes = list(_change_records(raw.text, document, renaming, shown))
        if changes:
            text = apply_edits(raw.text, changes)
            values = source.strip_places(document.root)
            verify_edit(text, _expect_values(values, renaming), shown)
            yield NewFile(path, raw.bytes(text), shown, kept=True)


def _change_records(
    text: str, document: Document, renaming: ColumnRenaming, shown: str
) -> Iterator[Edit]:
    """The names of the column in the records, where the tree says that they stand: to compose the
    text takes ten times as long with 2,000 of them."""
    root = document.root.value
    held = root.get(renaming.ledger) if isinstance(root, dict) else None
    if held is not None and isinstance(held.value, dict):
        _refuse(renaming.new, phrase("rename.column.sheet", name=renaming.ledger), shown)
    records = held.value if held is not None and isinstance(held.value, list) else []
    cells = (
        record.value[renaming.old]
        for record in records
        if isinstance(record.value, dict) and renaming.old in record.value
    )
    places = dict.fromkeys(cell.key for cell in cells if cell.key is not None)
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    for line, column in places:
        at = starts[line - 1] + column - 1
        at += text[at] in "\"'"  # a name in quotes
        yield Edit(at, at + len(renaming.old), renaming.new)


def _expect_values(values: Any, renaming: ColumnRenaming) -> Mapping[str, Any]:
    records = [
        {renaming.new if key == renaming.old else key: value for key, value in record.items()}
        if isinstance(record, dict) else record
        for record in values[renaming.ledger]
    ]  # fmt: skip
    return {**values, renaming.ledger: records}


def _read_pages(
    years: list[YearOfTemplate], workspace: Workspace, renaming: ColumnRenaming
) -> dict[Path, bytes]:
    """What each year prints; a gap names its column, the old name or the new one."""
    old, new, pages = renaming.old.encode(), renaming.new.encode(), {}
    for path, _, _ in years:
        try:
            drafted = make_draft(str(path), workspace)
        except DrafterError:  # it gives no page, as it is
            continue
        pages[path] = drafted.draft.package.members[DOCUMENT].replace(old, new)
    return pages
