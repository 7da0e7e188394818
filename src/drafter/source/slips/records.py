"""What is wrong with the start of a one-line record: its bullet, its minus sign, its braces."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from drafter.problems import Problem, problem
from drafter.source.slips import flow_records, signs
from drafter.source.yaml.node import SourceText

_NAME = r"""[^\s,:，：、；{}\[\]"'#(（【［｛]{1,16}"""
_FIRST = re.compile(rf"(?P<open>[(（【［｛]?)[ \t]*(?P<key>{_NAME}):[ \t]")
_MORE = re.compile(rf"[,，、][ \t]*({_NAME}):[ \t]")


def check_line_start(
    body: str, line: int, column: int, text: SourceText, known: Collection[str]
) -> Problem | None:
    """The slip with which a line begins, whose text `body` starts at 0-based `column`."""
    if hit := signs.match_blank_after_dash(body):
        code, name = signs.describe_odd_blank(hit["blank"])
        return problem(code, text.spot(line, column + hit.start("blank") + 1), char=name)
    if hit := signs.BULLET.match(body):
        return problem("D137", text.spot(line, column + 1, len(hit[1])), char=hit[1])
    if body.startswith("{"):
        lost = flow_records.PAIR.search(body) and _is_beside_record(text, line)
        return problem("D162", text.spot(line, column + 1)) if lost else None
    inner = body[1:].lstrip(" \t") if signs.ENTRY.match(body) else body
    if _is_unbraced(inner, inner is not body, known):
        width = len(inner.rstrip())
        return problem("D161", text.spot(line, column + len(body) - len(inner) + 1, width))
    return None


def _is_unbraced(body: str, listed: bool, known: Collection[str]) -> bool:
    """Whether several fields stand on the line with no brace before them."""
    first = _FIRST.match(body)
    if first is None:
        return False
    more: list[str] = _MORE.findall(body)
    if first["open"] and listed:
        return True
    if not more or "{" in body:
        return False
    return body.rstrip().endswith("}") or (listed and (len(more) > 1 or more[0] in known))


def _is_beside_record(text: SourceText, number: int) -> bool:
    """Whether the written line above or below is a record with its minus sign."""
    below, above = text.lines[number:], reversed(text.lines[: number - 1])
    return any(_first_written_line(lines).startswith("- {") for lines in (below, above))


def _first_written_line(lines: Iterable[str]) -> str:
    """The first line that is neither blank nor a comment."""
    bodies = (line.strip() for line in lines)
    return next((body for body in bodies if body and body[0] != "#"), "")
