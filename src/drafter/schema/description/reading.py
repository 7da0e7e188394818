"""template.yaml as the JSON Schema that it means; each keyword stands where its words stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from drafter.problems import Problem, problem
from drafter.schema.description import words
from drafter.schema.description.columns import (
    NONE_SHARED,
    Shared,
    read_column,
    read_record,
    report_shape,
    split_name,
)
from drafter.schema.description.forms import Form, Known, Misread, read_form
from drafter.schema.description.nodes import Entries, list_texts, make_node, read_entries
from drafter.source import Document, Node, strip_places
from drafter.vocabulary import PAGE_KEY, REVIEWED, TEMPLATE_KEY

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OF_LEDGER = frozenset(
    "title description $comment default examples minItems maxItems uniqueItems contains "
    "minContains maxContains deprecated".split()
)
"""Keywords of JSON Schema that say something of the whole ledger, not of each record."""


def read_description(document: Document) -> tuple[Document, list[Problem]]:
    """The schema that the description means, and what cannot be understood of it."""
    reader = _DescriptionReader(document)
    root = reader.read_root()
    return Document(document.text, root), reader.problems


class _DescriptionReader:
    """Reads one template.yaml; `problems` are what it found on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entries = read_entries(document, document.root, words.TOP_KEYS)
        self.problems = list(self.entries.problems)
        self.properties: dict[str, Node] = {}
        self.required: list[str] = []

    def read_root(self) -> Node:
        document, root = self.document, self.document.root
        shared = self.read_shared()
        self.read_items(shared)
        self.read_ledgers(shared)
        figures = self.read_figures()
        if TEMPLATE_KEY not in self.properties:  # each template's data say whose they are
            keywords = {"title": TEMPLATE_KEY, **words.KEYWORDS[words.TEXT]}
            own = {TEMPLATE_KEY: make_node(keywords, root)}
            self.properties = {**own, **self.properties}
            self.required.insert(0, TEMPLATE_KEY)
        name = PurePosixPath(document.file).parent.name
        schema: dict[str, Any] = {
            "$schema": DIALECT, "title": f"{name}的数据", "type": "object",
            **self.read_texts(),
            "properties": self.properties, "required": list(dict.fromkeys(self.required)),
            "additionalProperties": False, **self.entries.keywords,
        }  # fmt: skip
        if figures:
            schema["x-figures"] = figures
        return make_node(schema, root)

    def read_texts(self) -> dict[str, Any]:
        """The keys whose values go into a keyword as they are."""
        keywords: dict[str, Any] = {}
        texts = ((words.TITLE, "x-title"), (words.NOTE, "description"), (PAGE_KEY, "x-page"))
        for word, keyword in texts:
            node = self.entries.node(word)
            if node is not None and isinstance(node.value, (str, int)):
                keywords[keyword] = make_node(str(node.value), node)
            elif node is not None:
                shape = "title" if word == words.TITLE else "text"
                self.problems.append(report_shape(self.document, node, word, shape))
        lists = ((words.FIXED, "x-fixed"), (words.CHECKS, "x-checks"), (REVIEWED, "x-review"))
        for word, keyword in lists:
            node = self.entries.node(word)
            if node is not None and node.value is not None:
                keywords[keyword] = self.read_list(word, node)
        return keywords

    def read_list(self, word: str, node: Node) -> list[Node]:
        entries = list_texts(node)
        if entries is None:
            self.problems.append(report_shape(self.document, node, word, "texts"))
        if isinstance(node.value, str) and word in (REVIEWED, words.UNIQUE, words.ALIASES):
            parts = re.split("[,，、;；]", node.value)
            return [make_node(each.strip(), node) for each in parts if each.strip()]
        return [make_node(str(each.value), each) for each in entries or ()]

    def read_shared(self) -> Shared:
        holder = self.read_mapping(words.SHARED)
        return Shared(
            {name: self.keep(read_column(self.document, name, node, NONE_SHARED))
             for name, node in holder.items()}
        )  # fmt: skip

    def keep(self, column: Any) -> Any:
        """The column; what is wrong with it is noted once, wherever it is used."""
        self.problems += column.problems
        return column._replace(problems=[])

    def read_mapping(self, word: str) -> Mapping[str, Node]:
        """The mapping behind a key; empty where there is none."""
        node = self.entries.node(word)
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.problems.append(report_shape(self.document, node, word, "mapping"))
            return {}
        return node.value

    def read_items(self, shared: Shared) -> None:
        for written, node in self.read_mapping(words.ITEMS).items():
            name, is_optional = split_name(written)
            column = self.keep(read_column(self.document, name, node, shared))
            self.properties[name] = make_node({"title": name, **column.keywords}, node)
            if column.required and not is_optional:
                self.required.append(name)

    def read_ledgers(self, shared: Shared) -> None:
        for written, node in self.read_mapping(words.LEDGERS).items():
            name, _ = split_name(written)
            if name in self.properties:
                place = self.document.place(node)
                self.problems.append(problem("D581", place, key=name, hint=words.ITEMS))
            if not isinstance(node.value, dict):
                self.problems.append(report_shape(self.document, node, name, "ledger"))
                continue
            entries = read_entries(self.document, node, words.LEDGER_KEYS)
            self.problems += entries.problems
            self.properties[name] = make_node(self.read_ledger(name, node, entries, shared), node)

    def read_ledger(
        self, name: str, node: Node, entries: Entries, shared: Shared
    ) -> dict[str, Any]:
        """A ledger's schema: an array of records."""
        document = self.document
        columns = entries.node(words.COLUMNS)
        if columns is None or columns.value is None:
            self.problems.append(report_shape(document, columns or node, name, "columns"))
            return {}
        record, found = read_record(document, entries, columns, shared)
        self.problems += found
        row = entries.node(words.ROW)
        keywords: dict[str, Any] = {"title": name, "type": "array"}
        for word, keyword in (
            (words.NOTE, "description"),
            (words.UNIT, "x-unit"),
            (words.LABEL, "title"),
        ):
            if (said := entries.node(word)) is not None:
                keywords[keyword] = self.read_text(word, said)
        keywords |= self.read_ledger_words(entries, record.get("properties", {}))
        more = entries.keywords
        keywords |= {w: n for w, n in more.items() if w in OF_LEDGER or w.startswith("x-")}
        below = {w: n for w, n in more.items() if w not in keywords}
        title = self.read_text(words.ROW, row) if row is not None else f"{name}记录"
        keywords["items"] = {"title": title, **record, **below}
        if self.read_answer(entries, words.NEEDED):
            self.required.append(name)
        return keywords

    def read_text(self, word: str, node: Node) -> Node:
        if not isinstance(node.value, (str, int)):
            self.problems.append(report_shape(self.document, node, word, "text"))
        return make_node(str(node.value), node)

    def read_ledger_words(self, entries: Entries, known: Mapping[str, Any]) -> dict[str, Any]:
        keywords: dict[str, Any] = {}
        for word, keyword in (
            (words.UNIQUE, "x-unique"), (words.ALIASES, "x-aliases"), (words.CHECKS, "x-check"),
        ):  # fmt: skip
            if (node := entries.node(word)) is not None:
                keywords[keyword] = self.read_list(word, node)
        if (standing := self.read_answer(entries, words.STANDING)) is not None:
            keywords["x-standing"] = standing
        for each in keywords.get("x-unique", ()):
            if each.value not in known:
                self.report_column(each, str(each.value), known)
        return keywords

    def report_column(self, node: Node, name: str, known: Mapping[str, Any]) -> None:
        from drafter.problems import find_nearest_word, join_words

        hint = find_nearest_word(name, known) or join_words(known)
        self.problems.append(problem("D585", self.document.place(node), name=name, hint=hint))

    def read_answer(self, entries: Entries, word: str) -> bool | None:
        """是 or 否 behind a key; nothing behind it means yes."""
        if word not in entries.known:
            return None
        written, node = entries.known[word]
        answer = words.ANSWERS.get(node.value if node.value is not None else True)
        if answer is None:
            self.problems.append(report_shape(self.document, node, written, "answer"))
        return answer

    def read_figures(self) -> dict[str, Any]:
        """The named figures; those that are typed become items of the data."""
        holder = self.read_mapping(words.FIGURES)
        told = {name: self.read_figure_words(name, node) for name, node in holder.items()}
        known = self.know_names({name: text for name, (text, _, _) in told.items()})
        figures: dict[str, Any] = {}
        for name, (text, node, more) in told.items():
            if (form := self.read_form(name, text, node, known)) is None:
                continue
            if form.is_typed:
                self.add_typed(name, form, node, more)
            else:
                unit = {"unit": form.unit} if form.unit else {}
                said = {"expression": make_node(form.expression, node), **unit, **more}
                figures[name] = make_node(said, node)
        return figures

    def read_figure_words(self, name: str, node: Node) -> tuple[str, Node, dict[str, Any]]:
        """A figure's form, where it stands, and what else is said of it."""
        if not isinstance(node.value, dict):
            if not isinstance(node.value, (str, int)) or not str(node.value).strip():
                self.problems.append(report_shape(self.document, node, name, "figure"))
                return "", node, {}
            return str(node.value), node, {}
        entries = read_entries(self.document, node, words.FIGURE_KEYS)
        self.problems += entries.problems
        form = entries.node(words.FORMULA)
        if form is None or not isinstance(form.value, (str, int)):
            self.problems.append(report_shape(self.document, form or node, name, "figure"))
            return "", node, {}
        more = {}
        for word, keyword in ((words.UNIT, "unit"), (words.NOTE, "description")):
            if (said := entries.node(word)) is not None:
                more[keyword] = self.read_text(word, said)
        return str(form.value), form, more

    def know_names(self, texts: Mapping[str, str]) -> Known:
        plain = {name: strip_places(node) for name, node in self.properties.items()}
        ledgers = {
            name: each["items"].get("properties", {})
            for name, each in plain.items()
            if each.get("type") == "array" and isinstance(each.get("items"), dict)
            and each["items"].get("type") == "object"
        }  # fmt: skip
        units = {name: str(each.get("x-unit", "")) for name, each in plain.items()}
        return Known(ledgers, units, texts)

    def read_form(self, name: str, text: str, node: Node, known: Known) -> Form | None:
        if not text:
            return None
        try:
            return read_form(text, known, (name,))
        except Misread as misread:
            place = self.document.place(node)
            found = {"name": misread.name, "hint": misread.hint}
            self.problems.append(problem(misread.code, place, **found))
            return None

    def add_typed(self, name: str, form: Form, node: Node, more: Mapping[str, Any]) -> None:
        """A figure that somebody types is an item of the data."""
        unit, mark = words.split_mark(form.unit)
        if not mark and words.is_optional(unit):
            unit, mark = "", unit
        said = {"x-unit": unit} if unit else {}
        renamed = {"unit": "x-unit", "description": "description"}
        said |= {renamed[word]: value for word, value in more.items()}
        kind = words.KEYWORDS[words.ROUGH]
        self.properties[name] = make_node({"title": name, **kind, **said}, node)
        if not words.is_optional(mark):
            self.required.append(name)
