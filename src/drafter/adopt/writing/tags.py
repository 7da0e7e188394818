"""Tags put over stretches of a paragraph: what is beside them keeps its runs, they their format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from drafter import patterns
from drafter.adopt.model import Figure
from drafter.adopt.writing.looks import Look, agree, merge_fonts, read_look
from drafter.word import names
from drafter.word.changes.runs import cut_out_runs
from drafter.word.text import paragraphs
from drafter.word.xml import Element, get_parent, make_element, remove_node, set_text

_SIGNS = patterns.postpone(r"[{}｛｝]|\[(?=\[)|\](?=\])|【(?=【)|】(?=】)|［(?=［)|］(?=］)")
"""What would be read as the beginning or the end of a tag or a clause."""


class Stretch(NamedTuple):
    """Characters of a paragraph from start to end, and the tag that takes their place."""

    start: int
    end: int
    tag: str


def write_figure_tag(figure: Figure) -> str:
    """The tag that prints the figure."""
    said = figure.name or figure.expression
    if figure.filters and not figure.name and " " in said:
        said = f"({said})"
    return f"{{{{{said}{figure.filters}}}}}"


def find_signs(text: str, covered: Iterable[Stretch] = ()) -> Iterator[Stretch]:
    """The characters that have to be printed by tags of their own, since they would begin one."""
    spans = [(each.start, each.end) for each in covered]
    for match in _SIGNS.finditer(text):
        at = match.start()
        if not any(start <= at < end for start, end in spans):
            yield Stretch(at, at + 1, f'{{{{"{match[0]}"}}}}')


def put_tags(paragraph: Element, stretches: Iterable[Stretch]) -> None:
    """Put each tag in the place of its characters, in the format of the first of them."""
    letters = paragraphs.locate_characters(paragraph)
    for start, end, tag in sorted(stretches, reverse=True):  # what stands before keeps its places
        first, *others = found = cut_out_runs(letters, start, end)
        merge_fonts(first, [_read_run_look(run) for run in found])
        for run in others:
            remove_node(run)
        for node in [child for child in first if child.tag != names.RPR]:
            first.remove(node)
        text = make_element("t")
        set_text(text, tag)
        first.append(text)


def find_obstacle(paragraph: Element, start: int, end: int) -> str:
    """Why no tag can take the place of the characters: the key of a text; empty where it can."""
    pieces = [p for p in paragraphs.read_pieces(paragraph) if not p.deletions]
    spots = [(piece, at) for piece in pieces for at in range(len(piece.text))][start:end]
    if len(spots) < end - start:
        return "lost"
    if any(piece.in_field for piece, _ in spots):
        return "field"
    if any(piece.node.tag != names.T for piece, _ in spots):
        return "break"
    runs = [get_parent(piece.node) for piece, _ in spots]
    if len({get_parent(run) for run in runs}) > 1:
        return "format"
    looks = (
        read_look(run.find(names.RPR), piece.text[at])
        for run, (piece, at) in zip(runs, spots, strict=True)
    )
    return "" if agree(looks) else "format"


def _read_run_look(run: Element) -> Look:
    said = "".join(node.text or "" for node in run.iter(names.T))
    return read_look(run.find(names.RPR), said)
