"""A name that is misspelt is told once: not also as one that is lacking."""

from __future__ import annotations

from drafter.problems import FilePlace, Problem, TextPlace


def drop_lacks(found: list[Problem]) -> list[Problem]:
    """The problems without the lack of a name that its record has misspelt: that is told."""
    misspelt = {
        (each.place.line, value)
        for each in found
        if each.code == "D202" and isinstance(each.place, TextPlace)
        for name, value in each.values
        if name == "hint"
    }
    return [
        each
        for each in found
        if each.code != "D201"
        or not any(_is_lack_of(each, line, str(name)) for line, name in misspelt)
    ]


def _is_lack_of(found: Problem, line: int, name: str) -> bool:
    """Whether a lack is that of the name, in the record or file that the line is of."""
    where = str(dict(found.values)["where"])
    if isinstance(found.place, FilePlace):
        return where == name
    return where.endswith(f" {name}") and found.place is not None and found.place[1] == line
