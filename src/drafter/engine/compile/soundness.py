"""Whether a part comes out sound whatever the data say, so that nothing in it needs mending.

The part's code is walked as it would run, and the Word elements that it opens and closes are
followed. Where conditions and loops leave a choice, every choice must leave the page sound: it is
well-formed, cells end in a paragraph, rows have a cell, tables a row, fields are closed, nothing
that may stand only once stands in a loop. Printed values are text, escaped by the recorder, and
change nothing of that. What cannot be shown so is simply not plain: then each finished page is
parsed strictly and mended as a tree.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import field

from jinja2 import nodes

from drafter.engine.compile import rewriting
from drafter.engine.jinja_tree import find_nodes
from drafter.engine.language.word_objects import MAKE_PIECES
from drafter.frozen import dataclass
from drafter.schema.fixed import find_loose_digits
from drafter.word.layout.columns import MARK as COLUMNS_MARK
from drafter.word.package.archive import NOTE_BEGINS, NOTE_END
from drafter.word.repair import requirements
from drafter.word.repair.requirements import END_IN_PARAGRAPH, NEEDED_CHILDREN

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[\w.:-]+)(?P<rest>(?:\s[^<>]*?)?)(?P<empty>/?)>", re.S)
_PARAGRAPH, _TABLE = "w:p", "w:tbl"
_ATTRIBUTES = re.compile(r'(?:\s+[\w.:-]+="(?:[^"<&]|&[\w#]+;)*")*\s*')
_NAMES = re.compile(r"([\w.:-]+)=")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_LASTS = {f"w:{name}": {_PARAGRAPH} for name in END_IN_PARAGRAPH}
_LASTS["w:body"] = {_PARAGRAPH, _TABLE, ""}
"""What the last block of each holder may be; `streamed.end_with_paragraph` ends a body."""
_NEEDS = {f"w:{holder}": f"w:{child}" for holder, child in NEEDED_CHILDREN.items()}
SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\v", "w:cr": "\v", "w:noBreakHyphen": "\x1e"}
"""Elements of a run that stand for a character, and what stands for it in a part's words: signs
that no w:t of a sound part holds."""
_WITHOUT_RUNS = {f"w:{name}" for name in requirements.WITHOUT_RUNS}
_WITHOUT_TEXT = {f"w:{name}" for name in requirements.WITHOUT_TEXT}
_INLINE = {"w:t", "w:r"}
"""What a condition may close and open again: its text then stands in a run of its own."""
_ONCE = re.compile(r"w:(\w+(Start|End)|\w+Change|cell(Ins|Del|Merge)|comment\w+)$|:docPr$")
"""What has an id and may not be repeated."""
_RANGE = re.compile(r"w:(\w+)(Start|End)")
"""What begins or ends a stretch of text: bookmarks, comments' ranges, permissions, moves."""
_PARAGRAPH_IDS = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
_HIDING = """w:txbxContent mc:AlternateContent w:sdt w:customXml w:ins w:del w:moveFrom w:moveTo
    w:smartTag w:altChunk w:pPrChange"""
_NEEDS_TREE = frozenset(_HIDING.split())
"""What holds paragraphs or runs in ways of which a tree is the better judge."""
_BREAKS = re.compile(r"[\t\n\r\a\f\v]")
_MOST_TURNS = 5
_OWN = {rewriting.OPEN, rewriting.SHUT}


class Unproven(Exception):
    """The part may need mending."""


@dataclass(slots=True)
class _Element:
    """An open element: in how many conditions and loops it was opened; which blocks may be its
    last; whether it surely has what it needs; how many columns a table, row or cell has."""

    name: str
    level: int
    lasts: frozenset[str] = frozenset({""})
    has: bool = False
    columns: int = 0

    def copy(self) -> _Element:
        return _Element(self.name, self.level, self.lasts, self.has, self.columns)


@dataclass(slots=True)
class _State:
    """What is known at a point of the code: the open elements, how deep in fields it is, and the
    stretches of text that have begun, by their kind and id."""

    stack: list[_Element] = field(default_factory=list)
    fields: int = 0
    ranges: frozenset[tuple[str, str]] = frozenset()

    def copy(self) -> _State:
        return _State([element.copy() for element in self.stack], self.fields, self.ranges)


def prove_sound(tree: nodes.Template, fixed: Iterable[str]) -> bool | None:
    """Whether a digit of the part's own text is no wording of x-fixed; None for a part not plain.

    In a plain part's tree each piece of fixed text becomes a call of `_data`, with its words, and
    ids that a loop would repeat are left out.
    """
    walk = _SoundnessProof(tuple(fixed))
    try:
        end = walk.body(tree.body, _State(), 0, 0)
    except Unproven:
        return None
    if end.stack or end.fields or end.ranges:
        return None
    for output in walk.outputs:
        output.nodes = [walk.replaced.get(id(node), node) for node in output.nodes]
    return walk.loose


class _SoundnessProof:
    def __init__(self, fixed: tuple[str, ...]) -> None:
        self.fixed = fixed
        self.loose = False
        self.replaced: dict[int, nodes.Expr] = {}
        self.outputs: list[nodes.Output] = []

    def body(
        self, statements: Iterable[nodes.Node], state: _State, level: int, loops: int
    ) -> _State:
        """What is known behind the statements, which stand in so many conditions and loops."""
        for node in statements:
            if isinstance(node, nodes.Output):
                self.outputs.append(node)
                for piece in node.nodes:
                    self.piece(piece, state, level, loops)
            elif isinstance(node, nodes.If):
                state = self.choice(node, state, level + 1, loops)
            elif isinstance(node, nodes.For) and not node.recursive:
                state = self.loop(node, state, level + 1, loops)
            elif not isinstance(node, (nodes.ExprStmt, nodes.Assign)):
                raise Unproven
        return state

    def choice(self, node: nodes.If, state: _State, level: int, loops: int) -> _State:
        branches = [node.body, *(other.body for other in node.elif_), node.else_]
        ends = [self.body(branch, state.copy(), level, loops) for branch in branches]
        merged = ends[0]
        for end in ends[1:]:
            merged = _merge_states(merged, end)
        return merged

    def loop(self, node: nodes.For, state: _State, level: int, loops: int) -> _State:
        other = self.body(node.else_, state.copy(), level, loops)
        for _ in range(_MOST_TURNS):
            turned = self.body(node.body, state.copy(), level, loops + 1)
            merged = _merge_states(state, turned)
            if merged == state:
                return _merge_states(merged, other)
            state = merged
        raise Unproven

    def piece(self, node: nodes.Expr, state: _State, level: int, loops: int) -> None:
        name = rewriting.get_called_name(node)
        if isinstance(node, nodes.TemplateData):
            data = _PARAGRAPH_IDS.sub("", node.data) if loops else node.data
            words = self.markup(data, state, level, loops)
            call = rewriting.make_call(rewriting.DATA, [data, words], node.lineno)
            self.replaced[id(node)] = call
        elif name in (rewriting.PUT, rewriting.PLACE):
            if name == rewriting.PLACE and _makes_piece(node):
                raise Unproven
            for text in rewriting.find_surroundings(node):
                if self.markup(text, state, level, loops):
                    raise Unproven
            if rewriting.ends_paragraph(node) and state.stack[-1].name != _PARAGRAPH:
                raise Unproven
        elif name not in _OWN:
            raise Unproven

    def markup(self, data: str, state: _State, level: int, loops: int) -> str:
        """Follow the elements of a piece; its words, each paragraph's end a line's end."""
        words, checked, start = "", "", 0
        for match in _TOKEN.finditer(data):
            text = _read_words(data[start : match.start()], state)
            start = match.end()
            if match["end"]:
                _close_element(match["name"], state, level)
            else:
                _open_element(match, state, level, loops)
            ends = _read_sign(match, state)
            words += text + ends
            checked += ("" if state.fields or _is_inside(state, "w:fldSimple") else text) + ends
        rest = _read_words(data[start:], state)
        self.check(checked + ("" if state.fields or _is_inside(state, "w:fldSimple") else rest))
        return words + rest

    def check(self, words: str) -> None:
        lines = words.split("\n")
        self.loose = self.loose or any(any(find_loose_digits(each, self.fixed)) for each in lines)


def _makes_piece(node: nodes.Expr) -> bool:
    """Whether the value will surely be a piece of the page, which goes the tree's way."""
    return any(found.name in MAKE_PIECES for found in find_nodes(node, nodes.Filter))


def _merge_states(one: _State, other: _State) -> _State:
    """What is known where two ways meet. Raises Unproven when they leave other elements open."""
    if len(one.stack) != len(other.stack) or one.fields != other.fields:
        raise Unproven
    if one.ranges != other.ranges:
        raise Unproven
    stack = []
    for left, right in zip(one.stack, other.stack, strict=True):
        if (left.name, left.columns) != (right.name, right.columns):
            raise Unproven
        lasts, has = left.lasts | right.lasts, left.has and right.has
        level = min(left.level, right.level)
        stack.append(_Element(left.name, level, lasts, has, left.columns))
    return _State(stack, one.fields, one.ranges)


def _read_words(raw: str, state: _State) -> str:
    """The words that stand between two tags. Raises Unproven for what is no plain text."""
    if "<" in raw or ">" in raw or _ENTITY.search(raw):
        raise Unproven
    holder = state.stack[-1].name if state.stack else ""
    if holder in _WITHOUT_TEXT and raw.strip():
        raise Unproven
    if not raw or holder != "w:t":
        return ""
    words = html.unescape(raw)
    if _BREAKS.search(words):
        raise Unproven
    return words


def _read_sign(match: re.Match[str], state: _State) -> str:
    """What the tag, whose element was opened or closed just now, stands for in the words."""
    name = match["name"]
    opened = not (match["end"] or match["empty"])
    if name == _PARAGRAPH:
        return "" if opened else "\n"
    holder = state.stack[-2 if opened else -1 :][:1]
    if not holder or holder[0].name != "w:r":
        return ""
    if name in NOTE_BEGINS:
        return NOTE_BEGINS[name] if opened else NOTE_END
    return SIGNS.get(name, "") if match["empty"] else ""


def _is_inside(state: _State, name: str) -> bool:
    return any(element.name == name for element in state.stack)


def _find_nearest(state: _State, name: str) -> _Element:
    found = next((each for each in reversed(state.stack) if each.name == name), None)
    if found is None:
        raise Unproven
    return found


def _open_element(match: re.Match[str], state: _State, level: int, loops: int) -> None:
    name, rest = match["name"], match["rest"]
    names = _NAMES.findall(rest)
    if not _ATTRIBUTES.fullmatch(rest) or len(set(names)) < len(names) or COLUMNS_MARK in names:
        raise Unproven
    _require_allowed(name, rest, state, level, loops)
    # tables that touch in the template itself are meant as one
    is_meant = match.string.endswith(f"</{_TABLE}>", 0, match.start())
    if name == _TABLE and not is_meant and state.stack and _TABLE in state.stack[-1].lasts:
        raise Unproven
    if name == "w:fldChar":
        state.fields += {"begin": 1, "end": -1}.get(_read_attribute(rest, "fldCharType"), 0)
        if state.fields < 0:
            raise Unproven
    elif match_range := _RANGE.fullmatch(name):
        _follow_range(match_range[1], match_range[2], _read_attribute(rest, "id"), state)
    elif name == "w:gridCol":
        _find_nearest(state, _TABLE).columns += 1
    elif name == "w:gridSpan":
        _find_nearest(state, "w:tc").columns = int(_read_attribute(rest, "val") or 0)
    state.stack.append(_Element(name, level, columns=int(name == "w:tc")))
    if match["empty"]:
        _end_element(state)


def _follow_range(kind: str, end: str, number: str, state: _State) -> None:
    """A stretch of text begins or ends."""
    if (end == "End") != ((kind, number) in state.ranges):
        raise Unproven
    state.ranges ^= {(kind, number)}


def _require_allowed(name: str, rest: str, state: _State, level: int, loops: int) -> None:
    """Raises Unproven where the element may not stand in a plain part."""
    holder = state.stack[-1] if state.stack else _Element("", level)
    in_properties = holder.name.endswith("Pr") or holder.name == "w:tblGrid"
    chosen = holder.level < level
    repeated = loops and (_ONCE.search(name) or ":paraId=" in rest)
    nested = name == _TABLE and _is_inside(state, "w:tc")
    lost = name == "w:commentReference" and level  # its comment might stay behind
    bare = name == "w:r" and holder.name in _WITHOUT_RUNS
    if name in _NEEDS_TREE or lost or bare or (chosen and in_properties) or repeated or nested:
        raise Unproven


def _read_attribute(rest: str, name: str) -> str:
    match = re.search(rf'\sw:{name}="([^"]*)"', rest)
    return match[1] if match else ""


def _close_element(name: str, state: _State, level: int) -> None:
    if not state.stack or state.stack[-1].name != name:
        raise Unproven
    if state.stack[-1].level < level and name not in _INLINE:
        raise Unproven
    _end_element(state)


def _end_element(state: _State) -> None:
    """The innermost element ends: it must be sound, and its holder knows of it."""
    element = state.stack.pop()
    name = element.name
    if not element.lasts <= _LASTS.get(name, element.lasts):
        raise Unproven
    if name in _NEEDS and not element.has:
        raise Unproven
    holder = state.stack[-1] if state.stack else None
    if holder is None:
        return
    if name in (_PARAGRAPH, _TABLE):
        holder.lasts = frozenset({name})
    if _NEEDS.get(holder.name) == name:
        holder.has = True
        if name == "w:tc":
            holder.columns += element.columns
        elif element.columns != holder.columns:
            raise Unproven
